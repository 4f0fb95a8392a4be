import { createBreaker } from '../../../../src/adapters/jira/http/breaker';

const S = 1_000;

/** A breaker after three calls that brought no answer, the last at 90 s. */
const open = () => {
  const breaker = createBreaker();
  for (const at of [30, 60, 90]) {
    expect(breaker.waitMs((at - 30) * S)).toBeNull();
    breaker.noteSilent((at - 30) * S, at * S);
  }
  return breaker;
};

test('after three in a row no call begins for 10 s, then one', () => {
  const breaker = open();
  expect(breaker.waitMs(90 * S)).toBe(10 * S);
  expect(breaker.waitMs(99 * S)).toBe(S);
  expect(breaker.waitMs(100 * S)).toBeNull();
  // While it is under way nobody else asks.
  expect(breaker.waitMs(100 * S)).toBe(5 * S);
});

test('the pauses grow up to five minutes as long as the probe brings no answer', () => {
  const breaker = open();
  let now = 90 * S;
  const pauses = [];
  for (let n = 0; n < 8; n += 1) {
    const wait = breaker.waitMs(now) ?? 0;
    pauses.push(wait / S);
    now += wait;
    expect(breaker.waitMs(now)).toBeNull();
    breaker.noteSilent(now, now + 30 * S);
    now += 30 * S;
  }
  expect(pauses).toEqual([10, 20, 40, 80, 160, 300, 300, 300]);
});

test('any answer ends it', () => {
  const breaker = open();
  expect(breaker.waitMs(100 * S)).toBeNull();
  breaker.noteAnswered();
  expect(breaker.waitMs(100 * S)).toBeNull();
  expect(breaker.waitMs(100 * S)).toBeNull();
});

test('calls that were under way before the pause do not lengthen it', () => {
  const breaker = open();
  for (let n = 0; n < 5; n += 1) breaker.noteSilent(70 * S, 95 * S);
  expect(breaker.waitMs(95 * S)).toBe(5 * S);
});

test('answers in between: it never opens', () => {
  const breaker = createBreaker();
  for (let n = 0; n < 10; n += 1) {
    breaker.noteSilent(0, n);
    breaker.noteSilent(0, n);
    breaker.noteAnswered();
    expect(breaker.waitMs(n)).toBeNull();
  }
});

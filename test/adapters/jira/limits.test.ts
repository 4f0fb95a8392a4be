import { createGate } from '../../../src/adapters/jira/http/gate';
import { createHolds } from '../../../src/adapters/jira/http/holds';
import { pointsOf } from '../../../src/adapters/jira/http/points';
import { get, put } from '../../../src/adapters/jira/http/request';
import { retryPauseMs } from '../../../src/adapters/jira/http/retry';
import { type Failure } from '../../../src/core/model';

const read = get('/rest/api/3/issue/{issueIdOrKey}', { issueIdOrKey: '1' });
const other = get('/rest/api/3/myself');
const write = (issueId: string) => put('/rest/api/3/issue/{issueIdOrKey}', { issueIdOrKey: issueId }, {}, { issueId });
const limited = (scope: Extract<Failure, { kind: 'rateLimited' }>['scope'], retryAfterMs: number | null = 1_000) =>
  ({ kind: 'rateLimited', scope, retryAfterMs, detail: '' }) as const;

describe('holds', () => {
  test('a burst limit holds its endpoint and nothing else', () => {
    const holds = createHolds({ until: 0 });
    holds.noteRefused(read, limited('endpoint'), 0);
    expect(holds.find(read, 500)).toEqual({ scope: 'endpoint', until: 1_000 });
    expect(holds.find(other, 500)).toBeNull();
    expect(holds.find(read, 1_000)).toBeNull();
  });

  test('a limit per issue holds the writes to that issue, not its reads', () => {
    const holds = createHolds({ until: 0 });
    holds.noteRefused(write('1'), limited('issue'), 0);
    expect(holds.find(write('1'), 0)?.scope).toBe('issue');
    expect(holds.find(write('2'), 0)).toBeNull();
    expect(holds.find(read, 0)).toBeNull();
  });

  test('a site limit holds every call of the site; the app’s limit every site', () => {
    const app = { until: 0 };
    const [one, two] = [createHolds(app), createHolds(app)];
    one.noteRefused(read, limited('site'), 0);
    expect(one.find(other, 0)?.scope).toBe('site');
    expect(two.find(other, 0)).toBeNull();
    one.noteRefused(read, limited('app', 9_000), 0);
    expect(two.find(other, 0)).toEqual({ scope: 'app', until: 9_000 });
  });

  test('the 21st write to an issue within 2 s waits for the first to leave the window', () => {
    const holds = createHolds({ until: 0 });
    for (let index = 0; index < 20; index += 1) {
      expect(holds.find(write('1'), 100 + index)).toBeNull();
      holds.noteSent(write('1'), 100 + index);
    }
    expect(holds.find(write('1'), 200)).toEqual({ scope: 'issue', until: 2_100 });
    expect(holds.find(write('2'), 200)).toBeNull();
  });

  test('the 101st write within 30 s waits too', () => {
    const holds = createHolds({ until: 0 });
    for (let index = 0; index < 100; index += 1) holds.noteSent(write('1'), index * 200);
    expect(holds.find(write('1'), 22_000)).toEqual({ scope: 'issue', until: 30_000 });
  });

  test('near the limit for a minute', () => {
    const holds = createHolds({ until: 0 });
    holds.noteNearLimit(0);
    expect([holds.isNearLimit(59_999), holds.isNearLimit(60_000)]).toEqual([true, false]);
  });
});

describe('a pause before the same call again', () => {
  const gone: Failure = { kind: 'gone', detail: '' };
  const down = (retryAfterMs: number | null): Failure => ({
    kind: 'unavailable',
    maybeDone: true,
    retryAfterMs,
    detail: '',
  });
  const create = { ...write('1'), repeatable: false };

  test.each([
    ['a short 429', limited('endpoint', 1_000), create, 1, 1_000],
    ['a second 429', limited('endpoint', 1_000), create, 2, 1_000],
    ['a third 429', limited('endpoint', 1_000), create, 3, null],
    ['a long 429', limited('app', 60_000), read, 1, null],
    ['a 429 that names no time', limited('site', null), read, 1, 2_000],
    ['the next of those', limited('site', null), read, 2, 4_000],
    ['an outage on a read', down(null), read, 1, 500],
    ['an outage again', down(null), read, 2, null],
    ['an outage on an edit', down(null), write('1'), 1, 500],
    ['an outage on a create, which may have happened', down(null), create, 1, null],
    ['an outage that asks for long', down(30_000), read, 1, null],
    ['anything else', gone, read, 1, null],
  ])('%s', (_name, failure, request, attempt, pause) => {
    expect(retryPauseMs(failure, request, attempt, 5_000, 0)).toBe(pause);
  });

  test('jitter only lengthens what Jira asked for', () => {
    expect(retryPauseMs(limited('endpoint', 1_000), read, 1, 5_000, 1)).toBe(1_300);
  });
});

test.each([
  ['an issue', read, { id: '1' }, 2],
  ['a list', get('/rest/api/3/search/jql'), { issues: [1, 2, 3] }, 4],
  ['an empty list', get('/rest/api/3/search/jql'), { issues: [] }, 1],
  ['oneself', other, { accountId: 'a' }, 3],
  ['two users', get('/rest/api/3/user/search'), [1, 2], 5],
  ['a write', write('1'), { id: '1' }, 1],
])('points of %s', (_name, request, body, points) => {
  expect(pointsOf(request, body)).toBe(points);
});

test('a gate lets so many run at once, and goes on after a failure', async () => {
  let width = 2;
  const gate = createGate(() => width);
  let running = 0;
  const peaks: number[] = [];
  const work = (fails: boolean) => async () => {
    running += 1;
    peaks.push(running);
    await new Promise((done) => setTimeout(done, 5));
    running -= 1;
    if (fails) throw new Error('no');
  };
  const all = [false, true, false, true, false].map((fails) => gate.run(work(fails)).catch(() => undefined));
  await Promise.all(all);
  expect(Math.max(...peaks)).toBe(2);
  width = 1;
  peaks.length = 0;
  await Promise.all([gate.run(work(false)), gate.run(work(false))]);
  expect(peaks).toEqual([1, 1]);
});

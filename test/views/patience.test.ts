import { patiently } from '../../views/scripts/host/patience';

const tooMany = (retryAfter: string | null): Response =>
  new Response('{}', { status: 429, headers: retryAfter === null ? {} : { 'retry-after': retryAfter } });

const asked = async (answers: readonly Response[]) => {
  const waits: number[] = [];
  let sent = 0;
  const send = (): Promise<Response> => Promise.resolve(answers[sent++] ?? new Response('{}'));
  const wait = (ms: number): Promise<void> => Promise.resolve(void waits.push(ms));
  const { status } = await patiently(send, wait);
  return { status, sent, waits };
};

test('a call that was too much is sent again after the time that was asked for', async () => {
  const { status, sent, waits } = await asked([tooMany('2'), tooMany('1')]);
  expect([status, sent]).toEqual([200, 3]);
  expect(waits[0]).toBeGreaterThanOrEqual(2_000);
  expect(waits[0]).toBeLessThan(2_500);
});

test('three times at most, then the person reads it', async () => {
  expect(await asked([tooMany('1'), tooMany('1'), tooMany('1'), tooMany('1')])).toMatchObject({ status: 429, sent: 3 });
});

test.each(['60', null, 'soon'])('a wait of %p is told at once', async (retryAfter) => {
  expect(await asked([tooMany(retryAfter)])).toEqual({ status: 429, sent: 1, waits: [] });
});

test('every other answer is passed on as it came', async () => {
  expect(await asked([new Response('{}', { status: 503, headers: { 'retry-after': '1' } })])).toMatchObject({
    status: 503,
    sent: 1,
  });
});

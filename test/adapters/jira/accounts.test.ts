import { failureOf, useSetting } from './setting';

const setting = useSetting();
const PATH = '/rest/atlassian-connect/latest/report-accounts';
const DAY_MS = 24 * 60 * 60 * 1000;
const account = (accountId: string) => ({ accountId, takenAt: '2026-03-01T10:00:00.000Z' });

test('accounts are reported with the time of what is held; 204 says that nothing is to be done', async () => {
  setting.host.on('POST', PATH, { status: 204, headers: { 'Cycle-Period': '10' } });
  const site = await setting.site();
  expect(await site.reportAccounts([account('a'), account('b')])).toEqual({
    closed: [],
    updated: [],
    cycleMs: 10 * DAY_MS,
  });
  expect(setting.host.seen[0]?.body).toEqual({
    accounts: [
      { accountId: 'a', updatedAt: '2026-03-01T10:00:00.000Z' },
      { accountId: 'b', updatedAt: '2026-03-01T10:00:00.000Z' },
    ],
  });
});

test('what is answered of accounts that were not reported is nothing to act on', async () => {
  const accounts = [
    { accountId: 'a', status: 'closed' },
    { accountId: 'b', status: 'updated' },
    { accountId: 'stranger', status: 'closed' },
    { accountId: 'c', status: 'of another day' },
  ];
  setting.host.on('POST', PATH, { json: { accounts } });
  const site = await setting.site();
  const answer = await site.reportAccounts(['a', 'b', 'c'].map(account));
  expect(answer).toEqual({ closed: ['a'], updated: ['b'], cycleMs: null });
});

test('its limit stops the reporting, not the sync', async () => {
  setting.host.on('POST', PATH, { status: 429, headers: { 'Retry-After': '3600' }, json: {} });
  setting.host.on('GET', '/rest/api/3/user/search', { json: [] });
  const site = await setting.site();
  expect(await failureOf(site.reportAccounts([account('a')]))).toMatchObject({
    kind: 'rateLimited',
    scope: 'endpoint',
    retryAfterMs: 3_600_000,
  });
  expect(await site.users('a', 10)).toEqual([]);
  // It is not even asked again before the time.
  expect(await failureOf(site.reportAccounts([account('a')]))).toMatchObject({ kind: 'rateLimited' });
  expect(setting.host.calls().filter((call) => call.includes('report-accounts'))).toHaveLength(1);
});

import { as, call, installed, startStage, type FakeAddon, type Stage } from './harness';

const PATH = '/rest/atlassian-connect/latest/report-accounts';

let stage: Stage;
let addon: FakeAddon;

beforeAll(async () => {
  stage = await startStage();
  addon = await installed(stage);
});
afterAll(async () => {
  await addon.stop();
  await stage.stop();
});

const report = (ids: readonly string[], updatedAt = '2026-03-01T10:00:00.000Z') =>
  call(stage.site, addon, 'POST', PATH, { accounts: ids.map((accountId) => ({ accountId, updatedAt })) });
const settings = (body: object) =>
  fetch(`${stage.site.url}/playground/settings`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

it('answers 204 where nothing is to be done, and how often it wants to hear', async () => {
  const answer = await report(['nobody']);
  expect([answer.status, answer.headers.get('cycle-period')]).toEqual([204, '7']);
});

it('tells of accounts that were closed, and of those that changed since', async () => {
  const changed = { status: 'updated', at: '2026-03-02T10:00:00.000Z' };
  await settings({ accounts: { gone: { status: 'closed' }, changed }, reportCycleDays: 14 });
  const answer = await report(['gone', 'changed', 'same']);
  expect(answer.body).toEqual({
    accounts: [
      { accountId: 'gone', status: 'closed' },
      { accountId: 'changed', status: 'updated' },
    ],
  });
  expect(answer.headers.get('cycle-period')).toBe('14');
  expect((await report(['changed'], '2026-03-03T10:00:00.000Z')).status).toBe(204);
});

it('takes 90 accounts that can be read, from apps alone', async () => {
  const many = Array.from({ length: 91 }, (_, index) => `a${index}`);
  expect((await report(many)).status).toBe(400);
  expect((await report(many.slice(1))).status).not.toBe(400);
  expect((await report(['not an account'])).status).toBe(400);
  expect((await report([])).status).toBe(400);
  expect((await report(['a'], 'yesterday')).status).toBe(400);
  const person = stage.site.users.find(({ accountType }) => accountType === 'atlassian')?.displayName ?? '';
  expect((await call(stage.site, as(stage.site, person), 'POST', PATH, { accounts: [] })).status).toBe(403);
  expect((await call(stage.site, null, 'POST', PATH, { accounts: [] })).status).toBe(401);
});

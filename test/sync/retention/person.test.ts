import { ERASED } from '../../../src/sync/ports';
import { reportAccountsChore } from '../../../src/sync/people/report-accounts';
import { onServer } from '../../setup/server';
import { text } from '../world';
import { type Lived, livedTogether, OURS, THEIRS } from './lived';
import { tracesOf } from './traces';

let lived: Lived;
beforeEach(async () => (lived = await livedTogether()));
afterEach(() => lived.close());

const person = THEIRS.person;
const erase = (siteId: string | null, accountId: string = person.accountId) =>
  lived.database.stores.personalData.erase({ accountId, siteId });
const chore = () =>
  reportAccountsChore({
    stores: lived.database.stores,
    jira: lived.deps.jira,
    clock: lived.deps.clock,
    log: lived.deps.log,
  });
const reports = (side: 'master' | 'provider') =>
  lived.sites[side].reports.map((accounts) => accounts.map(({ accountId }) => accountId).sort());

/** Words that tell of the person, in every place where words stand. */
const tellOf = async (): Promise<void> => {
  await onServer(lived.database.url, async (client) => {
    await client.query(`UPDATE activity SET actor = $1 WHERE side = 'provider'`, [person.accountId]);
    await client.query(`UPDATE activity SET text = 'Nobody stands for Zora Quill here.' WHERE link_id IS NOT NULL`);
    await client.query(`UPDATE problems SET cause = 'There is no account for Zora Quill. Zora Quilley stays.'`);
    await client.query(
      `UPDATE conflicts SET draft = replace(draft::text, 'PROVIDERWORD', '\\nZora Quill zora-account \\ud83d')::json`,
    );
    for (const [table, column] of [
      ['half_versions', 'author'],
      ['bulk_runs', 'author'],
      ['pair_requests', 'asked_by'],
      ['templates', 'author'],
      ['invitations', 'inviter_account'],
    ] as const) {
      await client.query(`UPDATE ${table} SET ${column} = $1 WHERE ${column} = $2`, [person.accountId, THEIRS.admin]);
    }
    await client.query(
      `UPDATE half_versions SET source = '{"value":"zora-account"}' WHERE side = 'provider' AND number = 1`,
    );
    await client.query(
      `UPDATE written_fields SET value = '{"print":"{\\"kind\\":\\"user\\",\\"user\\":\\"zora-account\\"}","elements":["zora-account"]}'
       WHERE field_id = 'note'`,
    );
  });
};

test('a person who is erased is named nowhere, and what happened stays readable', async () => {
  await tellOf();
  expect((await tracesOf(lived.database.url, [person.accountId, person.name])).length).toBeGreaterThan(12);
  expect(await erase(null)).toBeGreaterThan(12);
  const left = await tracesOf(lived.database.url, [person.accountId, person.name]);
  expect(left.filter((row) => !row.includes('Zora Quilley'))).toEqual([]);
  const { stores } = lived.database;
  const [problem] = await stores.problems.listOpen([lived.contractId], 9);
  expect(problem?.cause).toBe('There is no account for Former user. Zora Quilley stays.');
  expect((await stores.contracts.versions(lived.contractId, 'provider')).map(({ author }) => author)).toEqual([
    ERASED,
    'admin',
  ]);
  expect(await stores.userPairs.list(lived.connectionId)).toEqual([]);
  expect(await erase(null)).toBe(0);
});

test('it is not in the way of the sync: an edit goes across as before, and nothing is sent twice', async () => {
  // What was left lying is another matter.
  await lived.settle();
  await tellOf();
  await erase(null);
  const third = [...lived.sites.master.issues.values()][2];
  const copy = [...lived.sites.provider.issues.values()][2];
  lived.sites.master.setField(third?.issueId ?? '', 'summary', text('after the erasure'));
  const writes = () => lived.sites.provider.calls.filter((call) => call === 'setFields').length;
  const before = writes();
  await lived.hear('master', third?.issueId ?? '');
  await lived.settle();
  expect(lived.sites.provider.must(copy?.issueId ?? '').fields['summary']).toEqual(text('after the erasure'));
  await lived.hear('master', third?.issueId ?? '');
  await lived.settle();
  expect(writes() - before).toBe(1);
});

test('a longer id and a key are left as they are', async () => {
  const words = { 'zora-account': 'zora-account', other: 'qm:zora-account', more: 'zora-account-2 zora-account' };
  await onServer(lived.database.url, async (client) => {
    await client.query('UPDATE conflicts SET draft = $1', [JSON.stringify({ values: words })]);
    await client.query('UPDATE problems SET cause = $1', ['zora-account-2 is not zora-account.']);
  });
  await erase(null);
  const { rows } = await onServer(lived.database.url, (client) =>
    client.query<{ draft: unknown; cause: string }>('SELECT draft, cause FROM conflicts, problems'),
  );
  expect(rows).toEqual([
    {
      draft: {
        values: { 'zora-account': 'erased', other: 'qm:zora-account', more: 'zora-account-2 erased' },
      },
      cause: 'zora-account-2 is not erased.',
    },
  ]);
});

test('with a site only those who are at home there are erased', async () => {
  await erase(lived.ids.master, THEIRS.admin);
  expect(await tracesOf(lived.database.url, [THEIRS.admin])).not.toEqual([]);
  await erase(lived.ids.provider, THEIRS.admin);
  expect(await tracesOf(lived.database.url, [THEIRS.admin])).toEqual([]);
  expect(await tracesOf(lived.database.url, [OURS.admin])).not.toEqual([]);
});

test('a count changes nothing, and tells what stays', async () => {
  const counts = await lived.database.stores.personalData.count({ accountId: person.accountId, siteId: null });
  expect(counts).toMatchObject({ people_seen: 1, user_pairs: 1, account_reports: 1 });
  await onServer(lived.database.url, (client) =>
    client.query(
      `UPDATE contracts SET provider_half = replace(provider_half::text, 'PROVIDERWORD', 'zora-account')::json`,
    ),
  );
  await erase(null);
  expect(await lived.database.stores.personalData.count({ accountId: person.accountId, siteId: null })).toEqual({
    'contracts (stays)': 1,
  });
});

test('every column that names a person is known to the erasure', async () => {
  const { rows } = await onServer(lived.database.url, (client) =>
    client.query<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND data_type IN ('text', 'ARRAY')
         AND column_name ~ '(account|author|actor|_by$|person|user|name)' ORDER BY 1`,
    ),
  );
  expect(rows.map(({ name }) => name)).toEqual([
    'account_reports.account_id',
    'activity.actor',
    'bulk_runs.author',
    'connections.name',
    'contracts.name',
    'half_versions.author',
    'invitations.inviter_account',
    // A worker.
    'lanes.leased_by',
    'migrations.name',
    'pair_requests.answered_by',
    'pair_requests.asked_by',
    'people_seen.account_id',
    'people_seen.name',
    'retention_walks.name',
    // The add-on's own accounts.
    'sites.own_account_ids',
    'templates.author',
    'templates.name',
  ]);
});

describe('reporting to Atlassian', () => {
  test('each site reports its own people, once in a cycle; who closed the account is erased', async () => {
    lived.sites.provider.accountStatus = { [person.accountId]: 'closed' };
    const counts = await chore().run();
    expect(reports('provider')).toHaveLength(1);
    expect(reports('provider')[0]).toEqual(expect.arrayContaining([THEIRS.admin, person.accountId]));
    expect(reports('master')[0]).toContain(OURS.admin);
    expect(reports('master')[0]).not.toContain(person.accountId);
    expect(counts).toMatchObject({ erased: 1, failed: 0 });
    expect((await tracesOf(lived.database.url, [person.name])).filter((row) => row.startsWith('people_seen'))).toEqual(
      [],
    );
    await chore().run();
    expect(reports('provider')).toHaveLength(1);
    lived.passDays(7);
    await chore().run();
    expect(reports('provider')).toHaveLength(2);
    expect(reports('provider')[1]).not.toContain(person.accountId);
  });

  test('a name that changed is read anew; one that Jira tells no more goes', async () => {
    lived.sites.provider.accountStatus = { [person.accountId]: 'updated' };
    lived.sites.provider.names = { [person.accountId]: 'Zora Married' };
    expect(await chore().run()).toMatchObject({ renewed: 1 });
    const seen = () => lived.database.stores.peopleSeen.list(lived.connectionId, 'provider', 9);
    expect((await seen()).map(({ name }) => name)).toEqual(['Zora Married']);
    const [report] = (
      await lived.database.stores.personalData.due(
        lived.ids.provider,
        new Date(lived.now.getTime() + 8 * 86_400_000),
        9,
      )
    ).filter(({ accountId }) => accountId === person.accountId);
    expect(report?.takenAt).toBe(lived.now.toISOString());
    lived.passDays(7);
    lived.sites.provider.names = {};
    await chore().run();
    expect(await seen()).toEqual([]);
  });

  test('a site that does not answer, is held or away is asked again; the others are not kept waiting', async () => {
    lived.sites.master.fail('reportAccounts', {
      kind: 'rateLimited',
      scope: 'endpoint',
      retryAfterMs: null,
      detail: 'slow down',
    });
    expect(await chore().run()).toMatchObject({ failed: 1 });
    expect([reports('master').length, reports('provider').length]).toEqual([0, 1]);
    const { sites } = lived.database.stores;
    await sites.hold(lived.ids.master, new Date(lived.now.getTime() + 60_000), 'wait');
    await sites.setState(lived.ids.provider, 'uninstalled');
    lived.passDays(0);
    await chore().run();
    expect([reports('master').length, reports('provider').length]).toEqual([0, 1]);
    lived.passDays(7);
    await chore().run();
    expect([reports('master').length, reports('provider').length]).toEqual([1, 1]);
  });

  test('90 at a time; one that Atlassian cannot read does not keep the others from being reported', async () => {
    await onServer(lived.database.url, (client) =>
      client.query(
        `INSERT INTO activity (at, connection_id, side, kind, text, actor)
         SELECT $1, $2, 'master', 'manual', 'x', 'many-' || n FROM generate_series(1, 200) n`,
        [lived.now, lived.connectionId],
      ),
    );
    lived.sites.master.fail('reportAccounts', { kind: 'rejected', fields: {}, detail: 'accountId is not valid' });
    const counts = await chore().run();
    const sizes = reports('master').map((accounts) => accounts.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(90);
    expect(new Set(reports('master').flat()).size).toBeGreaterThanOrEqual(200);
    expect(counts).toMatchObject({ failed: 0 });
    expect(await lived.database.stores.personalData.due(lived.ids.master, lived.now, 9)).toEqual([]);
  });
});

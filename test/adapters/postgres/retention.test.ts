import { randomUUID } from 'node:crypto';
import { type Client } from 'pg';
import { type ForgetRule, WALK_RULES } from '../../../src/sync/ports';
import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { onServer } from '../../setup/server';
import { agree, type Agreed, AT, empty, later, linkIn } from './agreements';

let database: TestDatabase;
let agreed: Agreed;

beforeAll(async () => {
  database = await createTestDatabase();
  agreed = await agree(database);
});
afterEach(() =>
  empty(
    database,
    ...['inbox', 'lanes', 'plans', 'activity', 'problems', 'conflicts', 'pair_requests', 'bulk_runs', 'links'],
    'written_fields',
    ...['written_objects', 'workflow_edges', 'half_versions', 'invitations', 'people_seen', 'used_tokens'],
  ),
);
afterAll(() => database.close());

const sql = <Row extends object>(statement: string, values: readonly unknown[] = []): Promise<Row[]> =>
  onServer(database.url, async (client: Client) => (await client.query<Row>(statement, [...values])).rows);
const count = async (table: string) => (await sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n;

const hint = (kind: string, side = 'provider') => JSON.stringify({ side, kind });
const event = (lane: string, ms: number, of: string, done: Date | null = null) =>
  sql('INSERT INTO inbox (lane, site_id, delivery_id, hint, received_at, done_at) VALUES ($1, $2, $3, $4, $5, $6)', [
    lane,
    agreed.provider.id,
    randomUUID(),
    of,
    later(ms),
    done,
  ]);
const lane = (key: string, contractId: string, more: { readonly leased?: string; readonly attempt?: number } = {}) =>
  sql(
    `INSERT INTO lanes (key, kind, contract_id, priority, due_at, free_at, attempt, leased_by)
     VALUES ($1, 'link', $2, 20, now() + interval '10 years', now() + interval '10 years', $3, $4)`,
    [key, contractId, more.attempt ?? 0, more.leased ?? null],
  );

/** Of each rule: two rows that are old enough, and what must stay. */
const CASES: readonly (readonly [
  Exclude<ForgetRule, 'links.emptied' | 'half_versions.superseded'>,
  string,
  () => Promise<number>,
])[] = [
  [
    'activity.old',
    'activity',
    async () => {
      const add = (ms: number) => sql(`INSERT INTO activity (at, kind, text) VALUES ($1, 'nothing', 'x')`, [later(ms)]);
      for (const ms of [1, 2, 10]) await add(ms);
      return 1;
    },
  ],
  [
    'bulk_items.ended',
    'bulk_items',
    async () => {
      for (const [ms, state] of [
        [1, 'finished'],
        [10, 'finished'],
        [null, 'paused'],
      ] as const) {
        const id = randomUUID();
        await sql(
          `INSERT INTO bulk_runs VALUES ($1, $2, 'master', 'create', $3, NULL, NULL, 'a', $4, $5, true, NULL)`,
          [id, agreed.contract.id, state, AT, ms === null ? null : later(ms)],
        );
        await sql(`INSERT INTO bulk_items (run_id, mine, state) VALUES ($1, 'A', 'done'), ($1, 'B', 'done')`, [id]);
      }
      return 4;
    },
  ],
  [
    'bulk_runs.ended',
    'bulk_runs',
    async () => {
      const add = (id: string, ms: number | null, state: string) =>
        sql(`INSERT INTO bulk_runs VALUES ($1, $2, 'master', 'create', $3, NULL, NULL, 'a', $4, $5, true, NULL)`, [
          id,
          agreed.contract.id,
          state,
          AT,
          ms === null ? null : later(ms),
        ]);
      await add('one', 1, 'finished');
      await add('two', 2, 'stopped');
      await add('with items', 1, 'finished');
      await sql(`INSERT INTO bulk_items (run_id, mine, state) VALUES ('with items', 'A', 'done')`);
      await add('young', 10, 'finished');
      await add('open', null, 'running');
      return 3;
    },
  ],
  [
    'conflicts.decided',
    'conflicts',
    async () => {
      const add = (facet: string, winner: string | null, chosen: string | null, ms: number) =>
        sql(`INSERT INTO conflicts VALUES ($1, $2, 'l', $3, 'ask', $4, $5, '{}', $6)`, [
          randomUUID(),
          agreed.contract.id,
          facet,
          winner,
          chosen,
          later(ms),
        ]);
      await add('decided', 'master', null, 1);
      await add('chosen', null, 'both', 2);
      await add('open', null, null, 1);
      await add('young', 'master', null, 10);
      return 2;
    },
  ],
  [
    'inbox.handled',
    'inbox',
    async () => {
      for (const done of [later(1), later(2), later(10), null]) await event('link:x', 0, hint('updated'), done);
      return 2;
    },
  ],
  [
    'inbox.before-first-enabling',
    'inbox',
    async () => {
      // The provider's side was never switched on: what happened there before is nobody's affair.
      const key = `link:${agreed.contract.id}:provider:1`;
      await lane(key, agreed.contract.id);
      await event(key, 1, hint('created'));
      await event(key, 1, hint('updated'));
      await event(key, 1, hint('created', 'master'));
      await event(key, 1, hint('request'));
      await event(key, 1, hint('manual'));
      await event(key, 10, hint('updated'));
      return 4;
    },
  ],
  [
    'invitations.over',
    'invitations',
    async () => {
      const add = (state: string, ms: number) =>
        sql(`INSERT INTO invitations VALUES ($1, $2, $3, 'a', 'master', NULL, $4, $5, $6, $7)`, [
          randomUUID(),
          agreed.connection.id,
          agreed.master.id,
          randomUUID(),
          state,
          later(ms),
          AT,
        ]);
      await add('accepted', 1);
      await add('open', 2);
      await add('open', 10);
      return 1;
    },
  ],
  [
    'lanes.idle',
    'lanes',
    async () => {
      const of = (id: string) => `link:${agreed.contract.id}:master:${id}`;
      await sql('UPDATE contracts SET provider_enabled = false WHERE id = $1', [agreed.contract.id]);
      await lane(of('1'), agreed.contract.id);
      await lane(of('2'), agreed.contract.id);
      await lane(of('waits'), agreed.contract.id);
      await event(of('waits'), 1, hint('updated'));
      await lane(of('retries'), agreed.contract.id, { attempt: 2 });
      await lane(of('runs'), agreed.contract.id, { leased: 'worker' });
      const { lane: linked } = await linkIn(agreed, database);
      await lane(linked, agreed.contract.id);
      return 4;
    },
  ],
  [
    'lanes.orphaned',
    'lanes',
    async () => {
      await lane('link:gone:master:1', 'gone');
      await event('link:gone:master:1', 1, hint('updated'));
      await lane('link:gone:master:2', 'gone');
      await lane('link:gone:master:3', 'gone', { leased: 'worker' });
      await lane('link:here', agreed.contract.id);
      return 2;
    },
  ],
  [
    'pair_requests.answered',
    'pair_requests',
    async () => {
      const add = (issue: string, state: string, ms: number | null) =>
        sql(
          `INSERT INTO pair_requests
             (contract_id, side, issue_id, issue_key, theirs, asked_by, asked_at, state, answered_at)
           VALUES ($1, 'master', $2, $2, $2, 'a', $3, $4, $5)`,
          [agreed.contract.id, issue, AT, state, ms === null ? null : later(ms)],
        );
      await add('1', 'declined', 1);
      await add('2', 'accepted', 2);
      await add('waits', 'waiting', null);
      await add('lately', 'declined', 10);
      return 2;
    },
  ],
  [
    'people_seen.unseen',
    'people_seen',
    async () => {
      const { peopleSeen } = database.stores;
      for (const [id, ms] of [
        ['a', 1],
        ['b', 2],
        ['c', 10],
      ] as const)
        await peopleSeen.note(agreed.connection.id, 'master', [{ accountId: id, name: id }], later(ms));
      return 1;
    },
  ],
  [
    'plans.carried-out',
    'plans',
    async () => {
      await linkIn(agreed, database, { id: 'here' });
      for (const [id, link, ms] of [
        ['done', 'here', 1],
        ['orphan', 'gone', 1],
        ['open', 'here', 1],
        ['young', 'here', 10],
      ] as const) {
        await sql('INSERT INTO plans VALUES ($1, $2, $3, $4)', [id, 'l', link, later(ms)]);
      }
      await sql(
        `INSERT INTO operations (plan_id, operation_id, position, lane, kind, side, state, content)
         SELECT id, '1', 1, 'l', 'setFields', 'master', 'planned', '{}' FROM plans WHERE id IN ('open', 'orphan')`,
      );
      return 2;
    },
  ],
  [
    'problems.resolved',
    'problems',
    async () => {
      const add = (facet: string, resolved: Date | null) =>
        sql(`INSERT INTO problems VALUES ($1, $2, NULL, $3, 'master', 'c', 's', 'c', 'r', 'p', $4, $5)`, [
          randomUUID(),
          agreed.contract.id,
          facet,
          AT,
          resolved,
        ]);
      await add('a', later(1));
      await add('b', later(2));
      await add('open', null);
      await add('young', later(10));
      return 2;
    },
  ],
  [
    'sweep_rounds.left',
    'sweep_rounds',
    async () => {
      const round = { since: AT.toISOString(), slackMinutes: 5, halves: [], jql: 'project = SUP', page: null };
      for (const ms of [1, 2, 10]) {
        const startedAt = later(ms).toISOString();
        await database.stores.sweeps.saveRound(agreed.master.id, `P${ms}`, { ...round, startedAt });
      }
      return 1;
    },
  ],
  [
    'used_tokens.expired',
    'used_tokens',
    async () => {
      for (const ms of [1, 2, 10]) await sql('INSERT INTO used_tokens VALUES ($1, $2)', [String(ms), later(ms)]);
      return 1;
    },
  ],
  [
    'workflow_edges.unused',
    'workflow_edges',
    async () => {
      const { workflowEdges } = database.stores;
      await workflowEdges.note(agreed.master.id, 'SUP', 'Bug', 'Open', ['Done']);
      // Another project, and the partner's project at this site.
      await workflowEdges.note(agreed.master.id, 'OLD', 'Bug', 'Open', ['Done']);
      await workflowEdges.note(agreed.master.id, 'DEV', 'Bug', 'Open', ['Done']);
      return 1;
    },
  ],
];

test.each(CASES)('%s: a batch at a time, and nothing that is to stay', async (rule, table, prepare) => {
  const { retention } = database.stores;
  const left = await prepare();
  const before = await count(table);
  const taken = [];
  for (let more = true; more;) {
    const removed = await retention.forget(rule, later(5), 1);
    expect(removed).toBeLessThanOrEqual(1);
    taken.push(removed);
    more = removed > 0;
  }
  expect(taken.length).toBeGreaterThan(2);
  expect(await count(table)).toBe(left);
  expect(before).toBe(left + taken.length - 1);
});

test('the lane of a contract that is gone takes its events along', async () => {
  await lane('link:gone:master:1', 'gone');
  await event('link:gone:master:1', 1, hint('updated'));
  expect(await database.stores.retention.forget('lanes.orphaned', AT, 9)).toBe(1);
  expect(await count('inbox')).toBe(0);
});

test('of versions the present one, the newest and the younger ones stay', async () => {
  const { retention, contracts } = database.stores;
  const { contract } = await agree(database, { versions: { master: 6, provider: 0 } });
  for (let number = 1; number <= 6; number += 1) {
    await sql(`INSERT INTO half_versions VALUES ($1, 'master', $2, '{}', '{}', 'a', $3, NULL)`, [
      contract.id,
      number,
      later(number === 2 ? 10 : 1),
    ]);
  }
  expect(await retention.forgetVersions(later(5), 3, 9)).toBe(2);
  expect((await contracts.versions(contract.id, 'master')).map(({ number }) => number)).toEqual([6, 5, 4, 2]);
  expect(await retention.forgetVersions(later(5), 0, 9)).toBe(3);
  expect((await contracts.versions(contract.id, 'master')).map(({ number }) => number)).toEqual([2]);
});

test('a hint that came again is kept once; what people asked for, and others, stay', async () => {
  for (const said of [hint('updated'), hint('updated'), hint('created'), hint('updated')])
    await event('link:1', 1, said);
  await event('link:2', 1, hint('updated'));
  await event('link:1', 1, hint('request'));
  await event('link:1', 1, hint('request'));
  await event('link:3', 10, hint('updated'));
  await event('link:3', 10, hint('updated'));
  expect(await database.stores.retention.walk('inbox.repeated', later(5), 100)).toEqual({ removed: 2, atEnd: true });
  expect(await count('inbox')).toBe(7);
});

test('a walk goes on where it stopped, whoever goes on', async () => {
  await sql(
    `INSERT INTO inbox (lane, site_id, delivery_id, hint, received_at)
     SELECT 'link:' || n % 50, 'site', n::text, '{"side":"master","kind":"updated"}', $1 FROM generate_series(1, 5000) n`,
    [AT],
  );
  const [size] = await sql<{ blocks: number }>(`SELECT (pg_relation_size('inbox') / 8192)::int AS blocks`);
  const blocks = size?.blocks ?? 0;
  expect(blocks).toBeGreaterThan(20);
  let [removed, pieces, atEnd] = [0, 0, false];
  while (!atEnd) {
    const piece = await database.stores.retention.walk('inbox.repeated', later(5), 10);
    [removed, pieces, atEnd] = [removed + piece.removed, pieces + 1, piece.atEnd];
  }
  expect([removed, pieces]).toEqual([4950, Math.ceil(blocks / 10)]);
});

test('events that waited for a year are dropped, and counted by contract', async () => {
  const { retention } = database.stores;
  for (const ms of [1, 2, 10]) await event(`link:${agreed.contract.id}:master:1`, ms, hint('updated'));
  await event(`link:${agreed.contract.id}:master:1`, 1, hint('updated'), later(1));
  expect(await retention.dropUnhandled(later(5), 9)).toEqual([{ contractId: agreed.contract.id, count: 2 }]);
  expect(await count('inbox')).toBe(2);
});

test('a pair that ended keeps its ids and nothing else, and still tells that it was', async () => {
  const { retention, links, written, conflicts, problems } = database.stores;
  const { link, lane: key } = await linkIn(agreed, database, { state: 'closed' });
  const open = await linkIn(agreed, database, {
    issues: { master: { id: '10002', key: 'SUP-2' }, provider: { id: '20002', key: 'DEV-2' } },
  });
  const value = { print: '{"kind":"text","text":"secret \ud83d"}', elements: ['label'] };
  const place = { siteId: agreed.master.id, issueId: '10001', fieldId: 'summary' };
  await written.noteField({ ...place, linkId: link.id, value });
  await conflicts.record(
    agreed.contract.id,
    link.id,
    { facet: 'f', rule: 'master', winner: 'master', values: { master: 'secret', provider: '' } },
    AT,
  );
  await problems.open(
    agreed.contract.id,
    link.id,
    { facet: 'f', side: 'master', code: 'c', subject: 's', cause: 'secret', remedy: 'r', print: 'secret' },
    AT,
  );
  expect(await retention.noteClosed(AT, 9)).toBe(1);
  expect(await retention.forget('links.emptied', AT, 9)).toBe(0);
  expect(await retention.forget('links.emptied', later(1), 9)).toBe(1);
  expect(await retention.forget('links.emptied', later(1), 9)).toBe(0);
  expect(await links.findByLane(key)).toMatchObject({ id: link.id, state: 'closed', facets: {}, issues: link.issues });
  expect(await links.find(open.link.id)).toEqual(open.link);
  expect([await count('conflicts'), await count('problems')]).toEqual([0, 0]);
  const foreign = await written.foreign(agreed.master.id, '10001', 'another');
  expect(foreign['summary']).toMatchObject({ sealed: true, print: expect.stringMatching(/^sha256:/) as string });
  expect(JSON.stringify(foreign)).not.toMatch(/secret|label/);
});

test('whose a value or a comment is stays known for good, also of pairs that are gone: nothing of it in clear', async () => {
  const { retention, written } = database.stores;
  await linkIn(agreed, database);
  for (const issueId of ['10001', '777']) {
    const value = { print: 'p', elements: null };
    await written.noteField({ siteId: agreed.master.id, issueId, fieldId: 'summary', linkId: 'gone', value });
    await written.noteObject({
      siteId: agreed.master.id,
      issueId,
      kind: 'comment',
      objectId: issueId,
      linkId: 'gone',
      mirrors: null,
    });
  }
  const late = new Date(Date.now() + 10 * 365 * 86_400_000);
  for (const rule of WALK_RULES) expect((await retention.walk(rule, late, 100)).removed).toBe(0);
  for (const issueId of ['10001', '777']) {
    expect(await written.foreign(agreed.master.id, issueId, 'of another partner')).toMatchObject({
      summary: { sealed: true, print: expect.stringMatching(/^sha256:/) as string },
    });
    expect((await written.objects(agreed.master.id, issueId)).comments).toEqual({
      [issueId]: { linkId: 'gone', mirrors: null },
    });
  }
});

test('rows that somebody is at are left for another time: nobody waits', async () => {
  const { retention } = database.stores;
  for (const ms of [1, 2]) await sql(`INSERT INTO activity (at, kind, text) VALUES ($1, 'nothing', 'x')`, [later(ms)]);
  await onServer(database.url, async (client) => {
    await client.query('BEGIN');
    await client.query('SELECT id FROM activity ORDER BY id LIMIT 1 FOR UPDATE');
    expect(await retention.forget('activity.old', later(5), 9)).toBe(1);
    await client.query('ROLLBACK');
  });
  expect(await retention.forget('activity.old', later(5), 9)).toBe(1);
});

test('a contract that both sides removed does not make the values of its partner the site’s own', async () => {
  const { contracts, written } = database.stores;
  const { contract, master, provider, connection } = await agree(database, {
    enabled: { master: false, provider: false },
  });
  const { link } = await linkIn({ contract, master, provider, connection }, database);
  const value = { print: '{"kind":"text","text":"from the partner"}', elements: null };
  await written.noteField({ siteId: master.id, issueId: '10001', fieldId: 'summary', linkId: link.id, value });
  for (const side of ['master', 'provider'] as const) await contracts.removeSide(contract.id, side, AT);
  expect(await contracts.purge(contract.id, 100)).toBe(true);
  expect(await contracts.find(contract.id)).toBeNull();
  expect(await written.foreign(master.id, '10001', 'link of another partner')).toMatchObject({
    summary: { sealed: true, print: expect.stringMatching(/^sha256:/) as string },
  });
});

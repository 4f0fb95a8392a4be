import { bindOfKinds, OF_KINDS } from '../../../src/adapters/postgres/stores/activity';
import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { onServer } from '../../setup/server';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await onServer(database.url, async (client) => {
    await client.query(`
      INSERT INTO activity (at, connection_id, contract_id, kind, text)
      SELECT now() - make_interval(secs => 60000 - n), 'connection-' || n % 3, 'contract-' || n % 9,
        CASE WHEN n = 5 THEN 'contract-renamed' ELSE 'nothing' END, 'Text ' || n
      FROM generate_series(1, 60000) n`);
    await client.query('ANALYZE activity');
  });
});
afterAll(() => database.close());

interface Node {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Node[];
}

const nodesOf = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const explain = async (filter: Parameters<typeof bindOfKinds>[0]): Promise<readonly Node[]> => {
  let found: readonly Node[] = [];
  await onServer(database.url, async (client) => {
    const { rows } = await client.query<{ 'QUERY PLAN': readonly { Plan: Node }[] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${OF_KINDS}`,
      bindOfKinds(filter),
    );
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
    found = plan ? nodesOf(plan) : [];
  });
  return found;
};

const CONNECTIONS = ['connection-0', 'connection-1', 'connection-2'];

test.each([
  ['a rare kind', { kinds: ['contract-renamed'] as const }],
  ['a kind that is not there', { kinds: ['conflict'] as const }],
  ['a frequent kind', { kinds: ['nothing'] as const }],
  ['several kinds, further back', { kinds: ['nothing', 'contract-renamed'] as const, before: '50000' }],
])('%s among many is found along the index', async (_name, filter) => {
  const nodes = await explain({ connectionIds: CONNECTIONS, limit: 50, ...filter });
  expect(nodes.map((node) => node['Node Type'])).not.toContain('Seq Scan');
  const scans = nodes.filter((node) => node['Node Type'].startsWith('Index'));
  expect(scans.length).toBeGreaterThan(0);
  for (const scan of scans) {
    expect(scan['Actual Rows'] * scan['Actual Loops']).toBeLessThanOrEqual(50 * CONNECTIONS.length * 2);
    expect(scan['Rows Removed by Filter'] ?? 0).toBe(0);
  }
});

test('what is found by kind is what is found without the short cut', async () => {
  const { activity } = database.stores;
  const rare = await activity.search({ connectionIds: CONNECTIONS, kinds: ['contract-renamed'], limit: 10 });
  expect(rare.map(({ text, connectionId, contractId }) => [text, connectionId, contractId])).toEqual([
    ['Text 5', 'connection-2', 'contract-5'],
  ]);
  const base = { connectionIds: ['connection-1'], contractId: 'contract-4', limit: 5 };
  const all = await activity.search(base);
  expect(await activity.search({ ...base, kinds: ['nothing'] })).toEqual(all);
  const before = all[1]?.id ?? '';
  expect(await activity.search({ ...base, kinds: ['nothing'], before })).toEqual(
    await activity.search({ ...base, before }),
  );
  const [to, from] = [all[1]?.at ?? '', all[3]?.at ?? ''];
  expect(await activity.search({ ...base, kinds: ['nothing'], from, to })).toEqual(all.slice(2, 4));
  expect(await activity.search({ ...base, kinds: ['nothing'], since: all[2]?.id ?? '' })).toEqual(all.slice(0, 2));
});

import { randomUUID } from 'node:crypto';
import { joinedLink } from '../../../src/core/plan';
import { type BulkRun } from '../../../src/sync/ports';
import { text } from '../world';
import { type BulkWorld, createBulkWorld, halves } from './bulk-world';

let world: BulkWorld;
afterEach(() => world.close());

const failures = ({ id }: BulkRun) => world.database.stores.bulk.failures(id, 100);
const link = async (...pairs: readonly (readonly [string, string])[]): Promise<BulkRun> => {
  const run = await world.start({ kind: 'link', pairs: pairs.map(([mine, theirs]) => ({ mine, theirs })) });
  await world.rest();
  return run;
};
const titleOf = (side: 'master' | 'provider', key: string) =>
  [...world.sites[side].issues.values()].find((issue) => issue.key === key)?.fields['summary'];
const writes = () =>
  (['master', 'provider'] as const).flatMap((side) =>
    world.sites[side].calls.filter((call) => ['setFields', 'ensureIssue'].includes(call)),
  );

describe('pairs of a list', () => {
  beforeEach(async () => {
    world = await createBulkWorld();
  });

  test('equal values cost no write, and the pair lives on', async () => {
    const [mine, theirs] = [world.issue('master', 'Same'), world.issue('provider', 'Same')];
    const run = await link([mine.toLowerCase(), theirs]);
    expect(await failures(run)).toEqual([]);
    expect(await world.counts(run)).toEqual({ total: 1, done: 1, failed: 0, skipped: 0, awaiting: 0 });
    expect(await world.pairs()).toEqual([`${mine}=${theirs}`]);
    expect(writes()).toEqual([]);
    const [issue] = world.sites.master.issues.values();
    if (!issue) throw new Error('the issue is there');
    world.sites.master.setField(issue.issueId, 'summary', text('Changed'));
    await world.hear('master', issue.issueId);
    await world.settle();
    expect(titleOf('provider', theirs)).toEqual(text('Changed'));
  });

  test('different values follow the rule, and the loser is kept', async () => {
    const [mine, theirs] = [world.issue('master', 'Ours'), world.issue('provider', 'Theirs')];
    await link([mine, theirs]);
    expect(titleOf('provider', theirs)).toEqual(text('Ours'));
    expect(await world.database.stores.conflicts.list([world.contractId], 10)).toMatchObject([
      { facet: 'field:Title', winner: 'master', values: { provider: expect.stringContaining('Theirs') as string } },
    ]);
  });

  test('what is paired already is left out; a partner issue is in one pair only', async () => {
    const [a, b] = [world.issue('master', 'A'), world.issue('master', 'B')];
    const [x, y] = [world.issue('provider', 'A'), world.issue('provider', 'Y')];
    await link([a, x]);
    const run = await link([a, y], [b, x]);
    expect(await world.counts(run)).toEqual({ total: 2, done: 0, failed: 1, skipped: 1, awaiting: 0 });
    expect(await failures(run)).toMatchObject([{ issue: b, cause: expect.stringContaining('another pair') as string }]);
    expect(await world.pairs()).toEqual([`${a}=${x}`]);
  });

  test('an own issue outside the half is told with its reason', async () => {
    const mine = world.issue('master', 'Elsewhere', { projectKey: 'HR' });
    const run = await link([mine, world.issue('provider', 'X')], ['SUP-404', world.issue('provider', 'Y')]);
    const causes = (await failures(run)).map(({ cause }) => cause);
    expect(causes).toEqual(
      [
        expect.stringContaining('There is no such issue on your site'),
        expect.stringContaining("not in the contract's project"),
      ].reverse(),
    );
  });

  test('a pair that ended can be made anew', async () => {
    const [mine, theirs] = [world.issue('master', 'Same'), world.issue('provider', 'Same')];
    await link([mine, theirs]);
    const { links } = world.database.stores;
    const [old] = await links.listByContract(world.contractId, null, 10);
    if (!old) throw new Error('there is a pair');
    await links.save({ ...old, state: 'closed' });
    const run = await link([mine, theirs]);
    expect(await world.counts(run)).toMatchObject({ done: 1, failed: 0 });
    expect(await world.pairs()).toEqual([`${mine}=${theirs}`]);
  });

  test('a webhook that waits for the same issue makes no second pair', async () => {
    const [mine, theirs] = [world.issue('master', 'Same'), world.issue('provider', 'Same')];
    const [issue] = world.sites.provider.issues.values();
    if (!issue) throw new Error('the issue is there');
    // The provider's own lane was woken before the pair was there.
    await world.hear('provider', issue.issueId, { event: 'jira:issue_created' });
    await link([mine, theirs]);
    expect(await world.pairs()).toEqual([`${mine}=${theirs}`]);
    expect(world.sites.master.issues.size).toBe(1);
    expect(await world.database.stores.inbox.countWaiting()).toBe(0);
  });
});

test('what else happened to an issue stands when joining it is refused', async () => {
  world = await createBulkWorld();
  const mine = world.issue('master', 'New');
  const [issue] = world.sites.master.issues.values();
  if (!issue) throw new Error('the issue is there');
  await world.start({ kind: 'link', pairs: [{ mine, theirs: 'ACM-404' }] });
  await world.hear('master', issue.issueId, { event: 'jira:issue_created' });
  await world.rest();
  expect(await world.pairs()).toHaveLength(1);
});

describe('the partner’s half decides about its issues', () => {
  const answerFor = async (prepare: () => string): Promise<string> => {
    const [mine, theirs] = [world.issue('master', 'Same'), prepare()];
    const run = await link([mine, theirs]);
    expect(await world.counts(run)).toMatchObject({ total: 1, done: 0, failed: 1 });
    expect(await world.pairs()).toEqual([]);
    const [failure] = await failures(run);
    const took = (await world.database.stores.bulk.find(run.id))?.endedAt ?? '';
    const told = await world.database.stores.activity.search({ connectionIds: [world.connectionId], limit: 2 });
    const ms = Date.parse(took) - Date.parse(run.startedAt);
    return JSON.stringify({ ...failure, issue: '', issueId: '', ms, told: told.map((entry) => entry.text) });
  };

  /** A pair of another contract that lives. */
  const pairElsewhere = async (state: 'active' | 'closed' = 'active'): Promise<string> => {
    const { contracts, links } = world.database.stores;
    const [id, none, off] = [randomUUID(), { master: null, provider: null }, { master: false, provider: false }];
    const versions = { master: 0, provider: 0 };
    const rest = { halves: none, enabled: off, enabledAt: none, removedAt: none, versions };
    await contracts.insert({ id, connectionId: world.connectionId, name: 'Another', ...rest });
    const issues = { issue: { id: '1', key: 'X-1' }, partner: { id: '2', key: 'Y-2' } };
    const at = world.now.toISOString();
    const pair = joinedLink({ id: randomUUID(), contractId: id, origin: 'master', ...issues, at });
    const sites = { master: world.sites.master.siteId, provider: world.sites.provider.siteId };
    await links.insert({ ...pair, state }, `lane of ${pair.id}`, sites);
    return pair.id;
  };

  test.each([
    ['a pair that ended', () => pairElsewhere('closed')],
    ['a pair that nobody knows any more', () => Promise.resolve(randomUUID())],
  ])('the mark of %s keeps nobody apart', async (_name, mark) => {
    world = await createBulkWorld();
    const createdFor = await mark();
    const [mine, theirs] = [
      world.issue('master', 'Same', { createdFor }),
      world.issue('provider', 'Same', { createdFor }),
    ];
    expect(await world.counts(await link([mine, theirs]))).toMatchObject({ done: 1 });
    expect(await world.pairs()).toEqual([`${mine}=${theirs}`]);
  });

  test('and whoever asks learns nothing: the same words for all that is not offered', async () => {
    const made = halves();
    const scope = { project: 'ACM', issueTypes: ['Defect'], jql: 'labels = shared' };
    world = await createBulkWorld({ ...made, provider: { ...made.provider, scope } });
    const inside = { issueType: 'Defect' };
    const elsewhere = await pairElsewhere();
    const answers = [
      await answerFor(() => 'ACM-404'),
      await answerFor(() => world.issue('provider', 'Same', { ...inside, projectKey: 'BOARD' })),
      await answerFor(() => world.issue('provider', 'Same', { issueType: 'Epic' })),
      await answerFor(() => world.issue('provider', 'Same', { ...inside, secured: true })),
      await answerFor(() => world.issue('provider', 'Same', { ...inside, createdFor: elsewhere })),
    ];
    world.sites.provider.jqlMatches = false;
    answers.push(await answerFor(() => world.issue('provider', 'Same', inside)));
    expect(new Set(answers).size).toBe(1);
    world.sites.provider.jqlMatches = true;
    const [mine, theirs] = [world.issue('master', 'Same'), world.issue('provider', 'Same', inside)];
    expect(await world.counts(await link([mine, theirs]))).toMatchObject({ done: 1 });
  });

  test('nothing is asked of it while it is not enabled', async () => {
    world = await createBulkWorld();
    const [mine, theirs] = [world.issue('master', 'Same'), world.issue('provider', 'Same')];
    await world.database.stores.contracts.setEnabled(world.contractId, 'provider', false, world.now.toISOString());
    await expect(world.start({ kind: 'link', pairs: [{ mine, theirs }] })).rejects.toMatchObject({
      code: 'contract-not-running',
    });
    expect(world.sites.provider.calls).toEqual([]);
  });
});

test('issues name their partner in a field', async () => {
  world = await createBulkWorld();
  world.sites.master.field({ id: 'customfield_1', custom: true });
  const theirs = world.issue('provider', 'Same');
  const mine = (words: string) =>
    world.issue('master', 'Same', { fields: { summary: text('Same'), customfield_1: text(words) } });
  const [one, none] = [mine(`https://acme.example/browse/${theirs}`), mine('nothing here')];
  const run = await world.start({ kind: 'link', jql: 'labels = old', keyField: 'customfield_1' });
  await world.rest();
  expect(await world.counts(run)).toEqual({ total: 2, done: 1, failed: 1, skipped: 0, awaiting: 0 });
  expect(await failures(run)).toMatchObject([
    { issue: none, cause: expect.stringContaining('does not name') as string },
  ]);
  expect(await world.pairs()).toEqual([`${one}=${theirs}`]);
});

test('each issue of a list stands in it once, and fields must be there', async () => {
  world = await createBulkWorld();
  const pairs = [
    { mine: 'SUP-1', theirs: 'ACM-1' },
    { mine: 'sup-1', theirs: 'ACM-2' },
    { mine: 'SUP-3', theirs: 'acm-1' },
  ];
  await expect(world.start({ kind: 'link', pairs })).rejects.toMatchObject({
    faults: [{ path: 'pairs[1].mine' }, { path: 'pairs[2].theirs' }],
  });
  await expect(world.start({ kind: 'link', jql: 'labels = a', keyField: 'nope' })).rejects.toMatchObject({
    faults: [{ path: 'keyField' }],
  });
});

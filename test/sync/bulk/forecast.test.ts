import { type BulkRequestOf } from '../../../src/sync/bulk/request';
import { type Forecast, forecastBulk } from '../../../src/sync/bulk/forecast';
import { aComment } from '../../builders';
import { text } from '../world';
import { type BulkWorld, createBulkWorld, halves } from './bulk-world';

let world: BulkWorld;
afterEach(() => world.close());

const JQL = 'labels = old';
const forecast = async (request: BulkRequestOf): Promise<Forecast> => {
  const deps = { ...world.deps, actions: { contractChanged: () => Promise.resolve() } };
  return forecastBulk(deps, world.actor.master, await world.mine('master'), request);
};
const SHOWN_WRITES = ['setFields', 'ensureIssue', 'ensureComment', 'ensureAttachment', 'transition'];
const writes = () =>
  Object.values(world.sites).flatMap(({ calls }) => calls.filter((call) => SHOWN_WRITES.includes(call)));

describe('of creating', () => {
  test('counts, names some, and writes nothing', async () => {
    world = await createBulkWorld();
    const keys = ['One', 'Two', 'Three'].map((summary) => world.issue('master', summary));
    const board = world.issue('master', 'Of the board', { secured: true });
    expect(await forecast({ kind: 'create', jql: JQL })).toEqual({
      issues: 3,
      asked: 0,
      alreadyLinked: 0,
      outOfScope: 0,
      withoutMatch: 1,
      unmatched: [{ issue: board, reason: expect.stringContaining('security level') as string }],
      // Three looks at the own issue, one at the new one with its question, and two calls to create it.
      calls: 21,
      minutes: 0.1,
      sample: keys,
    });
    expect(writes()).toEqual([]);
    await world.start({ kind: 'create', jql: JQL });
    await world.rest();
    expect(await forecast({ kind: 'create', jql: JQL })).toMatchObject({ issues: 0, alreadyLinked: 3, calls: 0 });
  });

  test('says what comments add, as some issues hold them', async () => {
    const made = halves();
    const comments = { ...made.master.send.comments, which: 'all', existing: true } as const;
    const receive = { as: 'public', header: null, visibility: null, deletes: true } as const;
    world = await createBulkWorld({
      master: { ...made.master, send: { ...made.master.send, comments } },
      provider: { ...made.provider, receive: { ...made.provider.receive, comments: receive } },
    });
    world.issue('master', 'Discussed', { comments: [aComment('1', { created: '2026-01-01T00:00:00.000Z' })] });
    expect(await forecast({ kind: 'create', jql: JQL })).toMatchObject({ issues: 1, calls: 8 });
  });

  test('counts all that it would refuse, and shows the first of them', async () => {
    world = await createBulkWorld();
    for (let index = 0; index < 130; index += 1) world.issue('master', 'Of the board', { secured: true });
    const { issues, withoutMatch, unmatched } = await forecast({ kind: 'create', jql: JQL });
    expect([issues, withoutMatch, unmatched.length]).toEqual([0, 130, 100]);
  });

  test('the figures of few stand for many, so that it stays quick', async () => {
    world = await createBulkWorld();
    for (let index = 0; index < 4_000; index += 1) world.issue('master', `Issue ${index}`);
    const { issues, calls, minutes } = await forecast({ kind: 'create', jql: JQL });
    expect([issues, calls, minutes]).toEqual([4_000, 28_000, 46.7]);
    expect(world.sites.master.calls.length).toBeLessThan(40);
  });
});

describe('of linking', () => {
  test('tells what is outside, linked, and without a match', async () => {
    world = await createBulkWorld();
    const [a, b, c] = ['A', 'B', 'C'].map((summary) => world.issue('master', summary)) as [string, string, string];
    const [x, y] = ['A', 'Other'].map((summary) => world.issue('provider', summary)) as [string, string];
    const elsewhere = world.issue('master', 'Elsewhere', { projectKey: 'HR' });
    const hidden = world.issue('provider', 'Hidden', { projectKey: 'BOARD' });
    await world.start({ kind: 'link', pairs: [{ mine: a, theirs: x }] });
    await world.rest();
    const before = writes().length;
    const pairs = [
      { mine: a, theirs: 'ACM-406' },
      { mine: b, theirs: y.toLowerCase() },
      { mine: c, theirs: hidden },
      { mine: 'SUP-404', theirs: 'ACM-405' },
      { mine: elsewhere, theirs: 'ACM-404' },
    ];
    expect(await forecast({ kind: 'link', pairs })).toEqual({
      issues: 1,
      asked: 0,
      alreadyLinked: 1,
      outOfScope: 1,
      withoutMatch: 2,
      unmatched: [
        { issue: c, reason: 'The partner offers no such issue under this contract.' },
        { issue: 'SUP-404', reason: expect.stringContaining('no such issue on your site') as string },
      ],
      // A look at each side, a question to the partner's, and one write.
      calls: 4,
      minutes: 0.1,
      sample: [b],
    });
    expect(writes()).toHaveLength(before);
  });

  test('does not tell whether the partner narrows its side by a JQL', async () => {
    const callsWith = async (jql: string | null) => {
      const made = halves();
      world = await createBulkWorld({
        ...made,
        provider: { ...made.provider, scope: { ...made.provider.scope, jql } },
      });
      const pairs = [{ mine: world.issue('master', 'A'), theirs: world.issue('provider', 'B') }];
      return (await forecast({ kind: 'link', pairs })).calls;
    };
    const without = await callsWith(null);
    await world.close();
    expect(await callsWith('labels = shared')).toBe(without);
  });

  test('a pair that one partner issue stands in is told, whoever names it again', async () => {
    world = await createBulkWorld();
    const [a, b] = [world.issue('master', 'A'), world.issue('master', 'B')];
    const x = world.issue('provider', 'A');
    await world.start({ kind: 'link', pairs: [{ mine: a, theirs: x }] });
    await world.rest();
    expect((await forecast({ kind: 'link', pairs: [{ mine: b, theirs: x }] })).unmatched).toMatchObject([{ issue: b }]);
  });

  test('the partner’s Jira is asked the same for an issue that it keeps to itself and for one that is not there', async () => {
    const made = halves();
    const scope = { ...made.provider.scope, jql: 'labels = shared' };
    world = await createBulkWorld({ ...made, provider: { ...made.provider, scope } });
    const mine = world.issue('master', 'A');
    const hidden = world.issue('provider', 'Hidden', { projectKey: 'BOARD' });
    const askedFor = async (theirs: string) => {
      const { calls } = world.sites.provider;
      const before = calls.length;
      const { unmatched } = await forecast({ kind: 'link', pairs: [{ mine, theirs }] });
      return { unmatched, asked: calls.slice(before) };
    };
    const kept = await askedFor(hidden);
    expect(kept.asked).toContain('matching');
    expect(await askedFor('ACM-404')).toEqual(kept);
  });

  test('by a field', async () => {
    world = await createBulkWorld();
    world.sites.master.field({ id: 'customfield_1', custom: true });
    const theirs = world.issue('provider', 'Same');
    const fields = (words: string) => ({ fields: { summary: text('Same'), customfield_1: text(words) } });
    const one = world.issue('master', 'Same', fields(theirs));
    const two = world.issue('master', 'Same', fields('nothing'));
    const found = await forecast({ kind: 'link', jql: JQL, keyField: 'customfield_1' });
    // Equal values: two looks, a question, and no write.
    expect(found).toMatchObject({ issues: 1, calls: 3, sample: [one], unmatched: [{ issue: two }] });
  });
});

import { type Side } from '../../../src/core/model';
import { answerRequests, type Answer } from '../../../src/sync/bulk/answer-requests';
import { actOnRun } from '../../../src/sync/bulk/control';
import { forecastBulk } from '../../../src/sync/bulk/forecast';
import { type BulkRequestOf } from '../../../src/sync/bulk/request';
import { housekeep } from '../../../src/sync/housekeep';
import { endConnection } from '../../../src/sync/agreements';
import { type ActivityEntry, type BulkRun, type PairRequest } from '../../../src/sync/ports';
import { text } from '../world';
import { askingHalves, type BulkWorld, createBulkWorld, halves } from './bulk-world';

let world: BulkWorld;
beforeEach(async () => {
  world = await createBulkWorld(askingHalves());
});
afterEach(() => world.close());

const actions = { contractChanged: () => Promise.resolve() };
const deps = () => ({ ...world.deps, actions });
const DAY_MS = 24 * 60 * 60 * 1000;

const request = (pairs: readonly (readonly [string, string])[]): BulkRequestOf => ({
  kind: 'link',
  pairs: pairs.map(([mine, theirs]) => ({ mine, theirs })),
});
/** The provider's admin asks. */
const ask = async (...pairs: readonly (readonly [string, string])[]): Promise<BulkRun> => {
  const run = await world.start(request(pairs), 'provider');
  await world.rest();
  return run;
};
const waiting = (side: Side = 'provider'): Promise<readonly PairRequest[]> =>
  world.database.stores.pairRequests.list({ contractId: world.contractId, side }, { after: null, limit: 100 });
const answer = async (what: Answer['answer'], which: Answer['which'], side: Side = 'master'): Promise<number> => {
  const count = await answerRequests(deps(), world.actor[side], await world.mine(side), { answer: what, which });
  await world.rest();
  return count;
};
const stateOf = async ({ id }: BulkRun) => (await world.database.stores.bulk.find(id))?.state;
const failuresOf = ({ id }: BulkRun) => world.database.stores.bulk.failures(id, 100);
const titles = (side: Side) => [...world.sites[side].issues.values()].map(({ fields }) => fields['summary']);
/** What the admins of one side read. */
const toldTo = async (side: Side): Promise<readonly ActivityEntry[]> =>
  (await world.database.stores.activity.search({ connectionIds: [world.connectionId], limit: 100 })).filter(
    (entry) => entry.side === null || entry.side === side,
  );

test('a partner’s admin takes no issue that nobody sent', async () => {
  const [secret, bait] = [world.issue('master', 'Nobody sent this'), world.issue('provider', 'Bait')];
  const run = await ask([bait, secret]);
  expect(await world.pairs()).toEqual([]);
  expect(titles('provider')).toEqual([text('Bait')]);
  expect(world.sites.master.calls).toEqual([]);
  expect(await waiting()).toMatchObject([{ issueKey: bait, theirs: secret, askedBy: 'admin-p', state: 'waiting' }]);
  expect(await world.counts(run)).toEqual({ total: 1, done: 0, failed: 0, skipped: 0, awaiting: 1 });
  expect(await stateOf(run)).toBe('asked');
});

test('nor by a field that names it, nor does a forecast look at it', async () => {
  world.sites.provider.field({ id: 'customfield_1', custom: true });
  const secret = world.issue('master', 'Nobody sent this');
  world.issue('provider', 'Bait', { fields: { summary: text('Bait'), customfield_1: text(secret) } });
  const byField = { kind: 'link', jql: 'labels = a', keyField: 'customfield_1' } as const;
  const forecast = await forecastBulk(deps(), world.actor.provider, await world.mine('provider'), byField);
  expect(forecast).toMatchObject({ issues: 1, asked: 1, withoutMatch: 0 });
  await world.start(byField, 'provider');
  await world.rest();
  expect(await world.pairs()).toEqual([]);
  expect(world.sites.master.calls).toEqual([]);
  expect(await waiting()).toHaveLength(1);
});

test('what the asker reads is the same to the byte, whatever the partner has', async () => {
  const inPair = world.issue('master', 'In a pair');
  const [before] = [world.issue('provider', 'Its partner')];
  await ask([before, inPair]);
  await answer('accept', { ids: (await waiting()).map(({ id }) => id) });
  expect(await world.pairs()).toHaveLength(1);
  const names = [
    world.issue('master', 'There'),
    'SUP-40404',
    world.issue('master', 'Secured', { secured: true }),
    inPair,
    world.issue('master', 'Elsewhere', { projectKey: 'HR' }),
    world.issue('master', 'Of another', { createdFor: 'a pair of somebody else' }),
  ];
  const views: string[] = [];
  for (const name of names) {
    world.sites.master.calls.length = 0;
    const bait = world.issue('provider', 'Bait');
    const asked = request([[bait, name]]);
    const since = (await toldTo('provider'))[0]?.id;
    const started = world.now.getTime();
    const forecast = await forecastBulk(deps(), world.actor.provider, await world.mine('provider'), asked);
    const run = await world.start(asked, 'provider');
    await world.rest();
    const after = world.now.getTime() - started;
    const told = (await toldTo('provider')).filter(({ id }) => BigInt(id) > BigInt(since ?? 0));
    const declined = await waiting();
    const view = {
      forecast: { ...forecast, sample: [] },
      state: await stateOf(run),
      counts: await world.counts(run),
      after,
      told: told.map((entry) => [entry.text, entry.keys, entry.actor]),
      problems: await world.database.stores.problems.countOpen([world.contractId]),
    };
    expect(world.sites.master.calls).toEqual([]);
    await answer('decline', { ids: declined.map(({ id }) => id) });
    views.push(
      JSON.stringify([view, (await failuresOf(run)).map((failure) => ({ ...failure, issue: '', issueId: '' }))]),
    );
    expect(await stateOf(run)).toBe('finished');
    expect(world.sites.master.calls).toEqual([]);
  }
  expect(new Set(views).size).toBe(1);
});

describe('a yes', () => {
  test('makes the pair, checks both halves, and says on both sides who asked and who agreed', async () => {
    const [one, two] = [world.issue('master', 'One'), world.issue('master', 'Two', { secured: true })];
    const [mine, other, third] = ['A', 'B', 'C'].map((title) => world.issue('provider', title)) as [
      string,
      string,
      string,
    ];
    const run = await ask([mine, one], [other, two], [third, 'SUP-404']);
    expect(await answer('accept', { runId: run.id })).toBe(3);
    expect(await world.pairs()).toEqual([`${one}=${mine}`]);
    expect(await stateOf(run)).toBe('finished');
    expect((await failuresOf(run)).map(({ cause }) => cause)).toEqual([
      expect.stringContaining('offers no such issue'),
      expect.stringContaining('offers no such issue'),
    ]);
    const made = (side: Side) =>
      toldTo(side).then((all) =>
        all.filter(({ linkId, text: words }) => linkId !== null && words.includes('a pair now')),
      );
    expect(await made('provider')).toMatchObject([
      { actor: 'admin-p', text: expect.stringContaining('agreed') as string },
    ]);
    expect(await made('master')).toMatchObject([
      { actor: 'admin-m', text: expect.stringContaining('provider asked for it. The master agreed') as string },
    ]);
    const words = (await toldTo('master')).map((entry) => `${entry.actor ?? ''}: ${entry.text}`);
    expect(words).toContainEqual(expect.stringContaining(': acme.atlassian.net asks for 3 pairs'));
    expect(words).toContainEqual('admin-m: The master agreed to 3 pairs that the provider asked for.');
    const partners = (await toldTo('provider')).map((entry) => `${entry.actor ?? ''}: ${entry.text}`);
    expect(partners).toContainEqual(': The master agreed to 3 pairs that the provider asked for.');
  });

  test('of both sides makes it without a third', async () => {
    const [ours, theirs] = [world.issue('master', 'Same'), world.issue('provider', 'Same')];
    const first = await ask([theirs, ours]);
    const second = await world.start(request([[ours, theirs]]), 'master');
    await world.rest();
    expect(await world.pairs()).toEqual([`${ours}=${theirs}`]);
    for (const run of [first, second]) {
      expect(await stateOf(run)).toBe('finished');
      expect(await failuresOf(run)).toEqual([]);
    }
  });

  test('and two at once is one answer; a no after it is refused', async () => {
    const [ours, theirs] = [world.issue('master', 'Same'), world.issue('provider', 'Same')];
    await ask([theirs, ours]);
    const ids = (await waiting()).map(({ id }) => id);
    const mine = await world.mine('master');
    const both = await Promise.all(
      [1, 2].map(() => answerRequests(deps(), world.actor.master, mine, { answer: 'accept', which: { ids } })),
    );
    expect([...both].sort()).toEqual([0, 1]);
    await world.rest();
    expect(await world.pairs()).toEqual([`${ours}=${theirs}`]);
    await expect(answer('decline', { ids })).rejects.toMatchObject({ kind: 'conflict', code: 'request-answered' });
  });

  test('is not given by who asked', async () => {
    const [ours, theirs] = [world.issue('master', 'Same'), world.issue('provider', 'Same')];
    const run = await ask([theirs, ours]);
    const ids = (await waiting()).map(({ id }) => id);
    await expect(answer('accept', { ids }, 'provider')).rejects.toMatchObject({ kind: 'notFound' });
    await expect(answer('accept', { runId: run.id }, 'provider')).rejects.toMatchObject({ kind: 'notFound' });
    expect(await world.pairs()).toEqual([]);
  });

  test('that came while the issue got another pair makes no second', async () => {
    const [ours, theirs] = [world.issue('master', 'Same'), world.issue('provider', 'Same')];
    const run = await ask([theirs, ours]);
    const second = world.issue('master', 'Another');
    const { stores } = world.database;
    await world.start(request([[second, theirs]]), 'master');
    await world.rest();
    await answer('accept', { ids: (await waiting('master')).map(({ id }) => id) }, 'provider');
    expect(await world.pairs()).toEqual([`${second}=${theirs}`]);
    await answer('accept', { runId: run.id });
    expect(await world.pairs()).toEqual([`${second}=${theirs}`]);
    expect((await stores.bulk.counts([run.id]))[run.id]).toMatchObject({ done: 0, skipped: 1 });
  });
});

describe('no yes is forged', () => {
  test('by an event in the inbox', async () => {
    const [ours, theirs] = [world.issue('master', 'Nobody sent this'), world.issue('provider', 'Bait')];
    const run = await ask([theirs, ours]);
    const [waits] = await waiting();
    const [secret] = [...world.sites.master.issues.values()].filter(({ key }) => key === ours);
    const lane = `link:${world.contractId}:provider:${waits?.issueId ?? ''}`;
    const hint = { kind: 'join', side: 'provider', item: waits?.itemId ?? '', partner: secret?.issueId ?? '' } as const;
    const at = world.now;
    await world.database.stores.inbox.add(
      [{ lane, siteId: world.sites.provider.siteId, deliveryId: 'forged', hint }],
      at,
    );
    await world.database.stores.lanes.wake([
      { key: lane, kind: 'link', contractId: world.contractId, dueAt: at, priority: 1 },
    ]);
    await world.rest();
    expect(await world.pairs()).toEqual([]);
    expect(world.sites.master.calls).toEqual([]);
    expect(await failuresOf(run)).toMatchObject([{ cause: expect.stringContaining('wants to be asked') as string }]);
  });
});

describe('who asks', () => {
  test('is not held up: another run begins while pairs wait', async () => {
    const [ours, theirs] = [world.issue('master', 'Same'), world.issue('provider', 'Same')];
    const first = await ask([theirs, ours]);
    const [other, more] = [world.issue('master', 'More'), world.issue('provider', 'More')];
    const second = await ask([more, other], [theirs, 'SUP-5']);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['asked', 'asked']);
    expect(await failuresOf(second)).toMatchObject([
      { issue: theirs, cause: expect.stringContaining('waits') as string },
    ]);
    await answer('accept', { runId: second.id });
    expect(await world.pairs()).toEqual([`${other}=${more}`]);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['asked', 'finished']);
  });

  test('withdraws by stopping the run, and may ask again', async () => {
    const [ours, theirs] = [world.issue('master', 'Same'), world.issue('provider', 'Same')];
    const run = await ask([theirs, ours]);
    const ids = (await waiting()).map(({ id }) => id);
    await expect(actOnRun(deps(), world.actor.provider, run.id, 'pause')).rejects.toMatchObject({ code: 'bulk-asked' });
    await actOnRun(deps(), world.actor.provider, run.id, 'stop');
    expect(await waiting()).toEqual([]);
    expect(await stateOf(run)).toBe('stopped');
    await expect(answer('accept', { ids })).rejects.toMatchObject({ code: 'request-answered' });
    expect(await world.pairs()).toEqual([]);
    expect(await stateOf(await ask([theirs, ours]))).toBe('asked');
  });

  test('asks again for what was declined a week later, and not before', async () => {
    const [ours, theirs] = [world.issue('master', 'Same'), world.issue('provider', 'Same')];
    const run = await ask([theirs, ours]);
    await answer('decline', { runId: run.id });
    expect(await failuresOf(run)).toMatchObject([{ cause: 'The partner declined this pair.' }]);
    const again = await ask([theirs, ours]);
    expect(await failuresOf(again)).toMatchObject([{ cause: expect.stringContaining('a few days ago') as string }]);
    expect(await waiting()).toEqual([]);
    world.now = new Date(world.now.getTime() + 7 * DAY_MS + 1_000);
    await ask([theirs, ours]);
    expect(await waiting()).toHaveLength(1);
  });

  test('hears after 30 days that nobody answered', async () => {
    const [ours, theirs] = [world.issue('master', 'Same'), world.issue('provider', 'Same')];
    const run = await ask([theirs, ours]);
    world.now = new Date(world.now.getTime() + 29 * DAY_MS);
    await housekeep(world.deps);
    expect(await waiting()).toHaveLength(1);
    world.now = new Date(world.now.getTime() + 2 * DAY_MS);
    await housekeep(world.deps);
    await world.rest();
    expect(await waiting()).toEqual([]);
    expect(await failuresOf(run)).toMatchObject([{ cause: expect.stringContaining('30 days') as string }]);
    expect(await stateOf(run)).toBe('finished');
    expect(await world.pairs()).toEqual([]);
  });

  test('asks no more once the connection is over', async () => {
    const [ours, theirs] = [world.issue('master', 'Same'), world.issue('provider', 'Same')];
    const run = await ask([theirs, ours]);
    const ids = (await waiting()).map(({ id }) => id);
    await endConnection(deps(), world.actor.master, world.connectionId, 'master');
    expect([await stateOf(run), await waiting()]).toEqual(['stopped', []]);
    await expect(answer('accept', { ids })).rejects.toMatchObject({ kind: 'conflict' });
  });
});

test('a paused run asks for nothing more, and goes on where it was', async () => {
  const run = await world.start(
    request([
      [world.issue('provider', 'A'), world.issue('master', 'A')],
      [world.issue('provider', 'B'), world.issue('master', 'B')],
    ]),
    'provider',
  );
  await actOnRun(deps(), world.actor.provider, run.id, 'pause');
  await world.rest();
  expect(await waiting()).toEqual([]);
  await actOnRun(deps(), world.actor.provider, run.id, 'resume');
  await world.rest();
  expect(await waiting()).toHaveLength(2);
  expect(await stateOf(run)).toBe('asked');
});

test('where the half says so in words, pairs of its scope are made without a question, and only those', async () => {
  await world.close();
  const { master, provider } = askingHalves();
  world = await createBulkWorld({ master: { ...master, send: { ...master.send, pairs: 'inScope' } }, provider });
  const [ours, outside] = [world.issue('master', 'Same'), world.issue('master', 'Same', { projectKey: 'HR' })];
  const [one, two] = [world.issue('provider', 'Same'), world.issue('provider', 'Same')];
  const run = await ask([one, ours], [two, outside]);
  expect(await world.pairs()).toEqual([`${ours}=${one}`]);
  expect(await failuresOf(run)).toMatchObject([{ issue: two }]);
  // The other half did not say so.
  const [more, mine] = [world.issue('provider', 'More'), world.issue('master', 'More')];
  await world.start(request([[mine, more]]), 'master');
  await world.rest();
  expect(await world.pairs()).toHaveLength(1);
});

test('a half of before, which says nothing of it, is asked', async () => {
  await world.close();
  const { master, provider } = halves();
  const { pairs: _pairs, ...before } = master.send;
  world = await createBulkWorld({ master: { ...master, send: before as typeof master.send }, provider });
  await ask([world.issue('provider', 'Bait'), world.issue('master', 'Nobody sent this')]);
  expect(await world.pairs()).toEqual([]);
  expect(world.sites.master.calls).toEqual([]);
});

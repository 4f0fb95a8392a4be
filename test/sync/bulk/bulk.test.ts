import { actOnRun } from '../../../src/sync/bulk/control';
import { bulkSlice } from '../../../src/sync/bulk/slice';
import { type BulkRun } from '../../../src/sync/ports';
import { text } from '../world';
import { type BulkWorld, createBulkWorld, halves } from './bulk-world';

const JQL = 'labels = old';
let world: BulkWorld;
afterEach(() => world.close());

const state = async ({ id }: BulkRun) => (await world.database.stores.bulk.find(id))?.state;
const failures = ({ id }: BulkRun) => world.database.stores.bulk.failures(id, 100);
const copies = () => [...world.sites.provider.issues.values()];

describe('creating what is missing', () => {
  beforeEach(async () => {
    world = await createBulkWorld();
  });

  test('makes one partner issue for each, whatever trigger the half names', async () => {
    const keys = ['One', 'Two', 'Three'].map((summary) => world.issue('master', summary));
    const run = await world.start({ kind: 'create', jql: JQL });
    await world.rest();
    expect(await world.counts(run)).toEqual({ total: 3, done: 3, failed: 0, skipped: 0, awaiting: 0 });
    expect(await state(run)).toBe('finished');
    expect(copies().map(({ fields }) => fields['summary'])).toEqual(['One', 'Two', 'Three'].map(text));
    expect((await world.pairs()).map((pair) => pair.split('=')[0])).toEqual([...keys].sort());
  });

  test('a second run leaves all of them out: no twins', async () => {
    world.issue('master', 'One');
    await world.start({ kind: 'create', jql: JQL });
    await world.rest();
    const again = await world.start({ kind: 'create', jql: JQL });
    await world.rest();
    expect(await world.counts(again)).toEqual({ total: 1, done: 0, failed: 0, skipped: 1, awaiting: 0 });
    expect(copies()).toHaveLength(1);
  });

  test('one bad issue stops no other', async () => {
    for (const summary of ['One', 'Two', 'Three']) world.issue('master', summary);
    world.sites.provider.fail('ensureIssue', { kind: 'rejected', fields: { summary: 'SECRETSTATUS' }, detail: 'No.' });
    const run = await world.start({ kind: 'create', jql: JQL });
    await world.rest();
    expect(await world.counts(run)).toEqual({ total: 3, done: 2, failed: 1, skipped: 0, awaiting: 0 });
    expect(await state(run)).toBe('finished');
    // The partner's own words stay with the partner.
    expect(JSON.stringify(await failures(run))).not.toContain('SECRETSTATUS');
    expect(await failures(run)).toMatchObject([{ cause: expect.stringContaining('partner') as string }]);
  });

  test('a JQL that Jira does not take any more ends the run, with a sentence', async () => {
    world.issue('master', 'One');
    const run = await world.start({ kind: 'create', jql: JQL });
    world.sites.master.fail('survey', { kind: 'rejected', fields: {}, detail: 'Field "colour" does not exist.' });
    await world.rest();
    expect(await state(run)).toBe('stopped');
    const told = await world.database.stores.activity.search({ connectionIds: [world.connectionId], limit: 5 });
    expect(JSON.stringify(told)).toContain('does not take its JQL any more');
  });

  test('an issue that the half keeps is told with its reason', async () => {
    const key = world.issue('master', 'Of the board', { secured: true });
    const run = await world.start({ kind: 'create', jql: JQL });
    await world.rest();
    expect(copies()).toEqual([]);
    expect(await failures(run)).toMatchObject([
      { issue: key, cause: expect.stringContaining('security level') as string },
    ]);
  });

  test('a half that creates nothing cannot', async () => {
    await world.close();
    const made = halves();
    const { send } = made.master;
    world = await createBulkWorld({ ...made, master: { ...made.master, send: { ...send, createOn: [] } } });
    await expect(world.start({ kind: 'create', jql: JQL })).rejects.toMatchObject({ code: 'no-create' });
  });

  test('killed in the middle it goes on where it was, and makes no twin', async () => {
    for (let index = 0; index < 60; index += 1) world.issue('master', `Issue ${index}`);
    const run = await world.start({ kind: 'create', jql: JQL });
    const { lanes } = world.database.stores;
    // A worker takes the run's lane, does its pieces, and dies without giving it back.
    for (let slice = 0; slice < 3; slice += 1) {
      const [fresh] = await lanes.claim('killed', 1, 1_000);
      const lane = fresh ?? (await lanes.claimSuspect('killed', 1_000));
      if (!lane) break;
      if (lane.kind === 'bulk') await bulkSlice(world.deps, lane);
      world.now = new Date(world.now.getTime() + 2_000);
    }
    await world.rest(60);
    expect(await world.counts(run)).toEqual({ total: 60, done: 60, failed: 0, skipped: 0, awaiting: 0 });
    expect(copies()).toHaveLength(60);
    expect(new Set(copies().map(({ createdFor }) => createdFor)).size).toBe(60);
  });

  test('live changes go first, and few issues are under way at a time', async () => {
    for (let index = 0; index < 50; index += 1) world.issue('master', `Issue ${index}`);
    await world.start({ kind: 'create', jql: JQL });
    const { lanes } = world.database.stores;
    for (let slice = 0; slice < 2; slice += 1) {
      const [lane] = await lanes.claim('test', 1, 60_000);
      if (!lane) throw new Error('the run has a lane');
      await bulkSlice(world.deps, lane);
      await lanes.postpone(lane, 0, 0, '');
    }
    expect((await lanes.list({ limit: 100 })).filter(({ kind }) => kind === 'link')).toHaveLength(20);
    const live = world.sites.master.create({ projectKey: 'SUP', fields: { summary: text('Live') } });
    world.now = new Date(world.now.getTime() + 1_000);
    await world.hear('master', live.issueId, { event: 'jira:issue_created' });
    const [first] = await lanes.claim('test', 1, 60_000);
    expect(first?.key).toContain(live.issueId);
  });
});

describe('a person', () => {
  beforeEach(async () => {
    world = await createBulkWorld();
    for (let index = 0; index < 45; index += 1) world.issue('master', `Issue ${index}`);
  });
  const act = (run: BulkRun, what: 'pause' | 'resume' | 'stop') =>
    actOnRun(
      { ...world.deps, actions: { contractChanged: () => Promise.resolve() } },
      world.actor.master,
      run.id,
      what,
    );

  test('pauses: what was begun ends, nothing more begins; then lets it go on', async () => {
    const run = await world.start({ kind: 'create', jql: JQL });
    await world.settle();
    world.now = new Date(world.now.getTime() + 500);
    await world.settle();
    await act(run, 'pause');
    await world.rest();
    const { done = 0 } = (await world.counts(run)) ?? {};
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(45);
    expect(copies()).toHaveLength(done);
    await act(run, 'resume');
    await world.rest();
    expect(await world.counts(run)).toMatchObject({ total: 45, done: 45 });
  });

  test('who is crossed by another admin is not told that the run is over', async () => {
    const run = await world.start({ kind: 'create', jql: JQL });
    const acts = ['pause', 'resume', 'pause', 'resume', 'pause', 'resume'] as const;
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all(acts.map((what) => act(run, what)));
      expect(answers).toHaveLength(acts.length);
    }
  });

  test('stops it for good', async () => {
    const run = await world.start({ kind: 'create', jql: JQL });
    await world.settle();
    await act(run, 'stop');
    await world.rest();
    const { done = 0 } = (await world.counts(run)) ?? {};
    expect(copies()).toHaveLength(done);
    expect(done).toBeLessThan(45);
    await expect(act(run, 'resume')).rejects.toMatchObject({ code: 'bulk-over' });
    const next = await world.start({ kind: 'create', jql: JQL });
    await world.rest(60);
    expect(await world.counts(next)).toEqual({ total: 45, done: 45 - done, failed: 0, skipped: done, awaiting: 0 });
  });

  test('has one run of a contract open at a time', async () => {
    await world.start({ kind: 'create', jql: JQL });
    await expect(world.start({ kind: 'create', jql: JQL })).rejects.toMatchObject({ code: 'bulk-open' });
  });

  test('of the partner finds no such run', async () => {
    const run = await world.start({ kind: 'create', jql: JQL });
    const deps = { ...world.deps, actions: { contractChanged: () => Promise.resolve() } };
    await expect(actOnRun(deps, world.actor.provider, run.id, 'stop')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('who ends the connection ends the run', async () => {
    const run = await world.start({ kind: 'create', jql: JQL });
    const { connections } = world.database.stores;
    const connection = await connections.find(world.connectionId);
    if (connection) await connections.save({ ...connection, state: 'ended' });
    await world.rest();
    expect(await state(run)).toBe('stopped');
    expect(copies()).toEqual([]);
  });

  test('who pauses the connection makes the run wait, with a sentence', async () => {
    const run = await world.start({ kind: 'create', jql: JQL });
    const { contracts, lanes } = world.database.stores;
    const at = world.now.toISOString();
    await contracts.setEnabled(world.contractId, 'provider', false, at);
    await world.settle();
    expect(copies()).toEqual([]);
    expect(await lanes.find(`bulk:${run.id}`)).toMatchObject({
      waitsFor: expect.stringContaining('not switched on') as string,
    });
    await contracts.setEnabled(world.contractId, 'provider', true, at);
    await lanes.wakeContract(world.contractId);
    await world.rest(60);
    expect(await world.counts(run)).toMatchObject({ done: 45 });
  });
});

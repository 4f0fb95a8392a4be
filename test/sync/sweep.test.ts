import { randomUUID } from 'node:crypto';
import { type Half, type Side } from '../../src/core/model';
import { createActions } from '../../src/sync/actions';
import { projectSweepLane, wholeSweepLane } from '../../src/sync/lane-key';
import { runLane } from '../../src/sync/run-lane';
import { aHalf, createWorld, receives, sends, text, type World } from './world';

jest.setTimeout(120_000);

const MASTER = aHalf('SUP', {
  createOn: ['issue_created'],
  updateOn: ['issue_updated'],
  fields: [sends('summary', 'Title')],
});
const PROVIDER = aHalf(
  'ACM',
  {},
  {
    create: { project: 'ACM', issueType: 'Bug', defaults: {} },
    fields: [receives('Title', 'summary')],
  },
);

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let world: World;

const start = async (master: Half = MASTER, provider: Half = PROVIDER): Promise<void> => {
  world = await createWorld({ master, provider });
  for (const site of Object.values(world.sites)) {
    site.field({ id: 'summary' });
    site.clock = () => world.now;
  }
};

const pass = (ms: number): void => {
  world.now = new Date(world.now.getTime() + ms);
};

const run = async (key: string): Promise<void> => {
  const lane = { kind: 'sweep', contractId: null, attempt: 0, waitsFor: null, unanswered: 1, parked: false } as const;
  await runLane(world.deps, { ...lane, key, dueAt: world.now.toISOString() });
};

const laneOf = (side: Side): string => projectSweepLane(world.sites[side].siteId, world.sites[side].prefix);
const look = async (side: Side): Promise<void> => run(laneOf(side));
const lookAtAll = async (): Promise<void> => run(wholeSweepLane(world.contractId));

const issue = (summary = 'Printer on fire', more = {}) =>
  world.sites.master.create({ projectKey: 'SUP', fields: { summary: text(summary) }, ...more });

const copies = () => [...world.sites.provider.issues.values()];
const round = () => world.database.stores.sweeps.findRound(world.sites.master.siteId, 'SUP');
const waiting = async () =>
  (await world.database.stores.lanes.list({ contractId: world.contractId, limit: 9_999 })).length;

afterEach(async () => world.close());

describe('a look at a project', () => {
  test('moves on past any number of issues, those of one minute too, and finds the oldest that was lost', async () => {
    await start();
    pass(DAY);
    const oldest = issue('lost');
    pass(30 * MINUTE);
    for (let count = 0; count < 5_000; count += 1) {
      if (count > 3_000) pass(1_000);
      issue(`bulk ${count}`, { issueType: 'Task', createdFor: 'elsewhere' });
    }
    for (let slices = 1; slices < 4 && (slices === 1 || (await round())); slices += 1) await look('master');
    expect(await round()).toBeNull();
    expect(await waiting()).toBe(5_001);
    const { stores } = world.database;
    expect(await stores.lanes.find(`link:${world.contractId}:master:${oldest.issueId}`)).not.toBeNull();
    expect(world.sites.master.calls.filter((call) => call === 'heads').length).toBe(51);
    const [looker] = await stores.sweeps.lookers(world.sites.master.siteId, 'SUP');
    pass(10 * MINUTE);
    await look('master');
    expect(world.sites.master.searches.at(-1)).toBe('project = "SUP" AND updated >= -15m ORDER BY updated DESC');
    expect(looker?.lastAt).toBe(new Date(world.now.getTime() - 10 * MINUTE).toISOString());
  });

  test('goes on after a stop where it was', async () => {
    await start();
    pass(DAY);
    for (let count = 0; count < 350; count += 1) issue();
    world.sites.master.fail('heads', { kind: 'rateLimited', scope: 'site', retryAfterMs: 5, detail: 'full' });
    await look('master');
    expect(await waiting()).toBe(0);
    const { master } = world.sites;
    master.failAfter('heads', 2, { kind: 'rateLimited', scope: 'site', retryAfterMs: 5, detail: 'full' });
    await look('master');
    expect(await waiting()).toBe(200);
    await look('master');
    expect(await waiting()).toBe(350);
    expect(master.searches.length).toBe(4);
  });

  test('begins anew where Jira does not know its page any more', async () => {
    await start();
    pass(DAY);
    for (let count = 0; count < 150; count += 1) issue();
    world.sites.master.failAfter('heads', 1, { kind: 'rejected', fields: {}, detail: 'token expired' });
    await look('master');
    expect(await round()).toBeNull();
    await look('master');
    expect(await waiting()).toBe(150);
  });

  test('is one search for all contracts of the project', async () => {
    await start();
    const more = [await another(), await another()];
    pass(MINUTE);
    const { issueId } = issue();
    await look('master');
    expect(world.sites.master.calls.filter((call) => call === 'heads')).toHaveLength(1);
    const { lanes } = world.database.stores;
    for (const id of [world.contractId, ...more]) {
      expect(await lanes.find(`link:${id}:master:${issueId}`)).not.toBeNull();
    }
  });

  test('leaves alone what did not change, and wakes a pair that did', async () => {
    await start();
    const { issueId } = issue();
    await world.hear('master', issueId, { event: 'jira:issue_created' });
    await world.settle();
    await look('master');
    await look('provider');
    await world.settle();
    const reads = world.sites.master.calls.length;
    pass(MINUTE);
    await look('master');
    await look('provider');
    expect(await waiting()).toBe(0);
    expect(world.sites.master.calls.length).toBe(reads + 1);
    world.sites.master.setField(issueId, 'summary', text('Out again'));
    await look('master');
    await world.settle();
    expect(copies()[0]?.fields.summary).toEqual(text('Out again'));
  });

  test('waits while the site asks for it', async () => {
    await start();
    const until = new Date(world.now.getTime() + MINUTE);
    await world.database.stores.sites.hold(world.sites.master.siteId, until, 'It asked us to wait.');
    await look('master');
    expect(world.sites.master.calls).toEqual([]);
  });
});

/** One more contract of the same halves. */
const another = async (on = true): Promise<string> => {
  const { connections, contracts } = world.database.stores;
  const ids = { master: world.sites.master.siteId, provider: world.sites.provider.siteId };
  const connection = await connections.find(world.connectionId);
  const [connectionId, contractId] = [randomUUID(), randomUUID()];
  if (!connection) throw new Error('The world has a connection.');
  await connections.insert({ ...connection, id: connectionId, sites: ids });
  const off = { master: false, provider: false };
  const none = { master: null, provider: null };
  const versions = { master: 0, provider: 0 };
  const base = { id: contractId, connectionId, name: 'More', halves: none, enabled: off };
  await contracts.insert({ ...base, enabledAt: none, removedAt: none, versions });
  const at = world.now.toISOString();
  for (const [side, half] of Object.entries({ master: MASTER, provider: PROVIDER }) as [Side, Half][]) {
    await contracts.saveHalf({ contractId, side, number: 1, source: half, half, author: 'a', at, note: null }, 0);
    if (on) await contracts.setEnabled(contractId, side, true, at);
  }
  return contractId;
};

describe('what a webhook would have done', () => {
  test('a lost creation is found', async () => {
    await start();
    pass(MINUTE);
    issue();
    await look('master');
    await world.settle();
    expect(copies()).toHaveLength(1);
  });

  test('an issue that was out of scope when it was created, and is edited 60 days later, gets no copy', async () => {
    await start({ ...MASTER, scope: { ...MASTER.scope, issueTypes: ['Bug'] } });
    pass(MINUTE);
    const { issueId } = issue('A wish', { issueType: 'Task' });
    await world.hear('master', issueId, { event: 'jira:issue_created' });
    await world.settle();
    await look('master');
    pass(60 * DAY);
    await look('master');
    world.sites.master.edit(issueId, { issueType: 'Bug' });
    await world.hear('master', issueId);
    await look('master');
    await world.settle();
    expect(copies()).toEqual([]);
  });

  test('one that comes into the JQL right after its creation was heard gets none by the sweep either', async () => {
    await start({ ...MASTER, scope: { ...MASTER.scope, jql: 'labels = acme' } });
    pass(MINUTE);
    world.sites.master.jqlMatches = false;
    const { issueId } = issue();
    await world.hear('master', issueId, { event: 'jira:issue_created' });
    await world.settle();
    pass(20_000);
    world.sites.master.jqlMatches = true;
    world.sites.master.setField(issueId, 'summary', text('Now for ACME'));
    await world.hear('master', issueId);
    await look('master');
    await world.settle();
    expect(copies()).toEqual([]);
  });

  test('a transition that was heard is not raised again; one that was lost is', async () => {
    await start({ ...MASTER, send: { ...MASTER.send, createOn: [{ transition: { from: null, to: 'Sent' } }] } });
    pass(MINUTE);
    const heard = issue();
    const lost = issue();
    for (const { issueId } of [heard, lost]) {
      world.sites.master.moved.set(issueId, [{ from: 'Open', to: 'Sent', at: world.now.toISOString() }]);
      world.sites.master.edit(issueId, { status: { id: '1', name: 'Open', category: 'new' } });
    }
    // Heard while the issue had a security level, which the contract does not send.
    world.sites.master.edit(heard.issueId, { secured: true });
    const transitions = [{ from: 'Open', to: 'Sent' }];
    await world.hear('master', heard.issueId, { transitions });
    await world.settle();
    world.sites.master.edit(heard.issueId, { secured: false });
    await look('master');
    await world.settle();
    expect(copies()).toHaveLength(1);
    expect(await world.database.stores.links.findByIssue(world.contractId, 'master', lost.issueId)).not.toBeNull();
  });
});

describe('before the first switch-on', () => {
  test('nothing is collected, and nothing of it is replayed by webhook or sweep 90 days later', async () => {
    await start();
    const id = await another(false);
    const { stores } = world.database;
    const { issueId } = issue();
    await world.hear('master', issueId, { event: 'jira:issue_created' });
    expect(await stores.lanes.list({ contractId: id, limit: 9 })).toEqual([]);
    pass(90 * DAY);
    for (const side of ['master', 'provider'] as const) {
      await stores.contracts.setEnabled(id, side, true, world.now.toISOString());
    }
    pass(MINUTE);
    world.sites.master.setField(issueId, 'summary', text('Edited'));
    await world.hear('master', issueId);
    await look('master');
    await world.settle();
    expect(await stores.links.findByIssue(id, 'master', issueId)).toBeNull();
  });

  test('what is heard while a half is off that was on before waits, and is caught up', async () => {
    await start();
    const { contracts } = world.database.stores;
    await contracts.setEnabled(world.contractId, 'master', false, world.now.toISOString());
    const { issueId } = issue();
    await world.hear('master', issueId, { event: 'jira:issue_created' });
    await world.settle();
    expect(copies()).toEqual([]);
    pass(DAY);
    await contracts.setEnabled(world.contractId, 'master', true, world.now.toISOString());
    await createActions(world.deps).contractChanged(world.contractId);
    await world.settle();
    expect(copies()).toHaveLength(1);
  });

  test('so does what was lost while it was off', async () => {
    await start();
    const { contracts } = world.database.stores;
    await contracts.setEnabled(world.contractId, 'master', false, world.now.toISOString());
    pass(MINUTE);
    issue();
    pass(DAY);
    await contracts.setEnabled(world.contractId, 'master', true, world.now.toISOString());
    await look('master');
    await world.settle();
    expect(copies()).toHaveLength(1);
  });
});

describe('a look at all pairs', () => {
  const paired = async (): Promise<string> => {
    const { issueId } = issue();
    await world.hear('master', issueId, { event: 'jira:issue_created' });
    await world.settle();
    await lookAtAll();
    await world.settle();
    return issueId;
  };

  test('asks a call of each side, and wakes nothing that stands as it was', async () => {
    await start();
    await paired();
    const before = world.sites.master.calls.length;
    await lookAtAll();
    expect(world.sites.master.calls.slice(before)).toEqual(['headsOf']);
    expect(await waiting()).toBe(0);
  });

  test('takes a saved change to pairs that stand as they did', async () => {
    await start();
    await paired();
    const { contracts } = world.database.stores;
    const { contractId } = world;
    world.sites.master.field({ id: 'due' });
    world.sites.provider.field({ id: 'due' });
    const [mine] = [...world.sites.master.issues.keys()];
    world.sites.master.setField(mine ?? '', 'due', text('2027-02-01'));
    await look('master');
    await world.settle();
    const halves = {
      master: { ...MASTER, send: { ...MASTER.send, fields: [sends('summary', 'Title'), sends('due', 'Due')] } },
      provider: {
        ...PROVIDER,
        receive: { ...PROVIDER.receive, fields: [receives('Title', 'summary'), receives('Due', 'due')] },
      },
    };
    for (const [side, half] of Object.entries(halves) as [Side, Half][]) {
      const at = world.now.toISOString();
      await contracts.saveHalf({ contractId, side, number: 2, source: half, half, author: 'a', at, note: null }, 1);
    }
    pass(MINUTE);
    await createActions(world.deps).contractChanged(contractId);
    await world.settle();
    expect(copies()[0]?.fields.due).toEqual(text('2027-02-01'));
  });

  test('finds a deletion that nobody told of', async () => {
    await start();
    const issueId = await paired();
    world.sites.master.issues.delete(issueId);
    await lookAtAll();
    expect(await waiting()).toBe(1);
  });

  test('finds an edit that the search lost, in whichever part of the pairs it stands', async () => {
    await start();
    for (let count = 0; count < 24; count += 1) await paired();
    pass(MINUTE);
    const [last] = (await world.database.stores.links.listByContract(world.contractId, null, 99)).slice(-1);
    world.sites.provider.setField(last?.issues.provider?.id ?? '', 'summary', text('Edited there'));
    for (let steps = 0; steps < 3; steps += 1) await lookAtAll();
    expect(await waiting()).toBe(1);
  });

  test('finds a pair whose JQL changes its answer with time', async () => {
    await start({ ...MASTER, scope: { ...MASTER.scope, jql: 'sprint in openSprints()' } });
    await paired();
    world.sites.master.jqlMatches = false;
    await lookAtAll();
    await world.settle();
    const [link] = await world.database.stores.links.listByContract(world.contractId, null, 9);
    expect(link?.scopeSeen.master?.matches).toBe(false);
  });

  test('asks no more often of a JQL that only edits can change', async () => {
    await start({ ...MASTER, scope: { ...MASTER.scope, jql: 'labels in (acme, "7 days")' } });
    await paired();
    const before = world.sites.master.calls.length;
    await lookAtAll();
    expect(world.sites.master.calls.slice(before)).toEqual(['headsOf']);
  });

  test('that was asked for goes on at every look, to its end, and reads each pair', async () => {
    await start();
    for (let count = 0; count < 24; count += 1) await paired();
    const { sweeps } = world.database.stores;
    await sweeps.askWhole(world.contractId, world.now);
    const lane = { kind: 'sweep', contractId: null, attempt: 0, waitsFor: null, unanswered: 1, parked: false } as const;
    const key = wholeSweepLane(world.contractId);
    const outcomes = [];
    for (let steps = 0; steps < 3; steps += 1) {
      outcomes.push(await runLane(world.deps, { ...lane, key, dueAt: world.now.toISOString() }));
    }
    const times = outcomes.map((outcome) => (outcome.is === 'done' ? null : outcome.at.getTime()));
    const now = world.now.getTime();
    const next = now + world.deps.settings.sweepIntervalMs;
    expect(times).toEqual([next, next, next]);
    expect(await waiting()).toBe(24);
    expect(await sweeps.findWhole(world.contractId)).toEqual({
      cursor: null,
      askedAt: null,
      endedAt: world.now.toISOString(),
    });
  });
});

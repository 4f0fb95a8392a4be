import { randomUUID } from 'node:crypto';
import { type CommentSnapshot, type Half, type Side } from '../../../src/core/model';
import { createActions } from '../../../src/sync/actions';
import { type Actor, invite, replaceUserPairs } from '../../../src/sync/agreements';
import { createTemplate } from '../../../src/sync/contracts/templates';
import { housekeep } from '../../../src/sync/housekeep';
import { projectSweepLane } from '../../../src/sync/lane-key';
import { sweep } from '../../../src/sync/sweep';
import { onServer } from '../../setup/server';
import { aHalf, createWorld, receives, sends, text, type World } from '../world';

const DAY_MS = 24 * 60 * 60 * 1000;

const comments = {
  which: 'public',
  edits: true,
  deletes: true,
  existing: true,
  restricted: false,
  internal: false,
  relay: false,
} as const;
const received = { as: 'public', header: '{{author}} ({{site}})', visibility: null, deletes: true } as const;

/** Both ways: the title is kept in step, the provider tells the cause; a conflict of titles waits for a person. */
const halves = (): Readonly<Record<Side, Half>> => ({
  master: {
    ...aHalf(
      'SUP',
      { createOn: ['issue_created'], updateOn: ['issue_updated', 'comment'], comments },
      { comments: received },
    ),
    conflict: 'ask',
  },
  provider: aHalf(
    'ACM',
    { updateOn: ['issue_updated', 'comment'], comments },
    { create: { project: 'ACM', issueType: 'Defect', defaults: {} }, comments: received },
  ),
});

const withFields = (half: Half, mine: string, side: Side): Half => ({
  ...half,
  scope: { ...half.scope, jql: `labels = "${mine}"` },
  send: {
    ...half.send,
    fields: [
      sends('summary', 'Title'),
      sends(side === 'master' ? 'customer' : 'cause', side === 'master' ? 'Customer' : 'Cause'),
    ],
    workflow: [],
  },
  receive: {
    ...half.receive,
    fields: [receives('Title', 'summary'), receives(side === 'master' ? 'Cause' : 'Customer', 'note')],
  },
});

/** What only the provider brought in. None of it may be found once the provider is gone. */
export const THEIRS = {
  words: ['client-acme', 'acme.atlassian.net', 'ACM-', 'Zora Quill', 'zora-account', 'zadmin-account', 'PROVIDERWORD'],
  person: { accountId: 'zora-account', name: 'Zora Quill' },
  admin: 'zadmin-account',
} as const;

export const OURS = { words: ['OURWORD', 'our-admin', 'client-umbrella'], admin: 'our-admin' } as const;

const comment = (id: string, words: string): CommentSnapshot => ({
  id,
  author: THEIRS.person,
  body: { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] },
  created: '2026-03-01T10:00:00.000Z',
  updated: '2026-03-01T10:00:00.000Z',
  internal: false,
  restricted: false,
  marked: false,
  writtenFor: null,
  mirrors: null,
});

export interface Lived extends World {
  readonly ids: Readonly<Record<Side, string>>;
  actor(side: Side): Actor;
  /** Runs the tidying until nothing is left. Returns how many rounds it took. */
  keepHouse(): Promise<number>;
  passDays(days: number): void;
}

/** Two sites that worked together for a while, with rows in every table. */
export const livedTogether = async (): Promise<Lived> => {
  const plain = halves();
  const world = await createWorld({
    master: withFields(plain.master, 'OURWORD', 'master'),
    provider: withFields(plain.provider, 'PROVIDERWORD', 'provider'),
  });
  const { database, sites } = world;
  const connection = await database.stores.connections.find(world.connectionId);
  const ids = { master: connection?.sites.master ?? '', provider: connection?.sites.provider ?? '' };
  for (const site of [sites.master, sites.provider]) {
    for (const id of ['summary', 'note', 'cause', 'customer']) site.field({ id, maxLength: 255 });
  }
  const lived: Lived = Object.assign(world, {
    ids,
    actor: (side: Side) => ({ siteId: ids[side], accountId: side === 'master' ? OURS.admin : THEIRS.admin }),
    keepHouse: () => keepHouse(world),
    passDays: (days: number) => void (world.now = new Date(world.now.getTime() + days * DAY_MS)),
  });
  await work(lived);
  await agree(lived);
  return lived;
};

const keepHouse = async (world: World): Promise<number> => {
  const deps = {
    ...world.deps,
    settings: { ...world.deps.settings, keepHandledMs: 7 * DAY_MS, keepActivityMs: 90 * DAY_MS },
  };
  for (let round = 1; round < 100; round += 1) {
    const outcome = await housekeep(deps);
    if (outcome.is === 'later' && outcome.at.getTime() - world.now.getTime() > 60_000) return round;
  }
  throw new Error('the tidying does not come to its end');
};

/** Issues are made, edited, commented; two titles meet; a value is refused; a pair ends. */
const work = async (world: Lived): Promise<void> => {
  const { sites, database } = world;
  const actions = createActions(world.deps);
  for (const number of [1, 2, 3, 4]) {
    const issue = sites.master.create({
      projectKey: 'SUP',
      fields: { summary: text(`OURWORD ${number}`), customer: text('OURWORD customer') },
    });
    await world.hear('master', issue.issueId, { event: 'jira:issue_created' });
    await world.settle();
  }
  const [first, second, third, fourth] = [...sites.provider.issues.values()];
  if (!first || !second || !third || !fourth) throw new Error('nothing was created');
  sites.provider.setField(first.issueId, 'cause', text('PROVIDERWORD cause'));
  sites.provider.edit(first.issueId, { comments: [comment('c1', 'PROVIDERWORD comment')] });
  await world.hear('provider', first.issueId);
  await world.settle();
  const [one, two] = [...sites.master.issues.values()];
  sites.master.setField(two?.issueId ?? '', 'summary', text('OURWORD changed'));
  sites.provider.setField(second.issueId, 'summary', text('PROVIDERWORD changed'));
  await world.hear('provider', second.issueId);
  await world.settle();
  sites.provider.fail('setFields', {
    kind: 'rejected',
    fields: { summary: 'PROVIDERWORD says no' },
    detail: 'PROVIDERWORD refused',
  });
  sites.master.setField(one?.issueId ?? '', 'summary', text('OURWORD refused'));
  await world.hear('master', one?.issueId ?? '');
  await world.settle();
  const links = await database.stores.links.listByContract(world.contractId, null, 10);
  const ended = links.find(({ issues }) => issues.provider?.id === fourth.issueId);
  await actions.unlink(ended?.id ?? '', OURS.admin);
  await world.settle();
  const key = projectSweepLane(sites.provider.siteId, sites.provider.prefix);
  const lane = { kind: 'sweep', contractId: null, attempt: 0, dueAt: world.now.toISOString() } as const;
  await sweep(world.deps, { ...lane, key, waitsFor: null, unanswered: 1, parked: false });
  // One look that is under way, and one that an admin asked for.
  await database.stores.sweeps.askWhole(world.contractId, world.now);
  const halves = [{ contractId: world.contractId, side: 'provider' as const }];
  const at = world.now.toISOString();
  const round = { startedAt: at, since: at, slackMinutes: 5, halves, jql: 'project = "ACM"', page: 'two' };
  await database.stores.sweeps.saveRound(sites.provider.siteId, 'ACM', round);
  await world.settle();
};

/** What admins did: users, templates, versions, invitations, a run; and work that was left lying. */
const agree = async (world: Lived): Promise<void> => {
  const { database, contractId, connectionId, ids } = world;
  const { stores } = database;
  const at = world.now.toISOString();
  const deps = { ...world.deps, actions: createActions(world.deps) };
  await replaceUserPairs(deps, world.actor('provider'), connectionId, [
    { master: OURS.admin, provider: THEIRS.person.accountId },
  ]);
  for (const side of ['master', 'provider'] as const) {
    const word = side === 'master' ? 'OURWORD' : 'PROVIDERWORD';
    const author = world.actor(side).accountId;
    await createTemplate(deps, world.actor(side), { name: `${word} template`, source: { word } });
    await invite(deps, world.actor(side), {
      name: `${word} to somebody`,
      side: 'master',
      message: word,
      expiresInHours: 24,
    });
    const half = (await stores.contracts.find(contractId))?.halves[side];
    if (!half) throw new Error('no half');
    await stores.contracts.saveHalf(
      { contractId, side, number: 2, source: { word }, half, author, at, note: `${word} note` },
      1,
    );
    await stores.contracts.saveOffer(contractId, side, { word });
    await stores.workflowEdges.note(ids[side], side === 'master' ? 'SUP' : 'ACM', 'Bug', `${word} open`, [
      `${word} done`,
    ]);
    const run = {
      id: randomUUID(),
      contractId,
      side,
      kind: 'create',
      state: 'running',
      jql: word,
      keyField: null,
      author,
    } as const;
    await stores.bulk.insert({ ...run, startedAt: at, endedAt: null, gathered: true, cursor: null });
    await stores.bulk.addItems(
      run.id,
      [{ mine: `${side === 'master' ? 'SUP' : 'ACM'}-99`, key: null, issueId: null, theirs: null, verdict: null }],
      world.now,
    );
    const [mine, theirs] = side === 'master' ? ['SUP', 'ACM'] : ['ACM', 'SUP'];
    const asks = { runId: run.id, itemId: null, issueId: `${mine}99`, issueKey: `${mine}-99`, theirs: `${theirs}-98` };
    await stores.pairRequests.add({ contractId, side }, [asks], author, world.now);
  }
  await stores.usedTokens.claim('fingerprint', world.now);
  const [link] = await stores.links.listByContract(contractId, null, 1);
  const lane = await stores.links.laneOf(link?.id ?? '');
  await stores.removals.ask({ contractId, side: 'provider', linkId: link?.id ?? '' }, world.now, world.now);
  await onServer(database.url, async (client) => {
    await client.query('INSERT INTO plans VALUES ($1, $2, $3, $4)', ['left', lane, link?.id, world.now]);
    await client.query(
      `INSERT INTO operations (plan_id, operation_id, position, lane, kind, side, state, content)
       VALUES ('left', '1', 1, $1, 'setFields', 'master', 'planned', '{"text":"PROVIDERWORD under way"}')`,
      [lane],
    );
    await client.query(`INSERT INTO account_reports VALUES ($1, $2, $3, $3), ($4, $5, $3, $3)`, [
      ids.provider,
      THEIRS.person.accountId,
      world.now,
      ids.master,
      OURS.admin,
    ]);
  });
  // Left lying: an event that nobody handled.
  await world.hear('provider', [...world.sites.provider.issues.keys()][0] ?? '');
};

import { type Half, type Side } from '../../../src/core/model';
import { findMyContract, type MyContract } from '../../../src/sync/agreements';
import { type BulkRequestOf } from '../../../src/sync/bulk/request';
import { startBulk } from '../../../src/sync/bulk/start';
import { type BulkCounts, type BulkRun } from '../../../src/sync/ports';
import { aHalf, createWorld, receives, sends, text, type World } from '../world';

/** Both ways over one field; the master makes new issues. */
export const halves = (more: { master?: Partial<Half>; provider?: Partial<Half> } = {}): Record<Side, Half> => ({
  master: {
    ...aHalf(
      'SUP',
      {
        createOn: ['issue_created'],
        updateOn: ['issue_updated'],
        fields: [sends('summary', 'Title')],
        pairs: 'inScope',
      },
      { fields: [receives('Title', 'summary')] },
    ),
    ...more.master,
  },
  provider: {
    ...aHalf(
      'ACM',
      { updateOn: ['issue_updated'], fields: [sends('summary', 'Title')], pairs: 'inScope' },
      { create: { project: 'ACM', issueType: 'Defect', defaults: {} }, fields: [receives('Title', 'summary')] },
    ),
    ...more.provider,
  },
});

/** Halves that want to be asked before a partner's pair is made. */
export const askingHalves = (): Record<Side, Half> => {
  const { master, provider } = halves();
  const asking = (half: Half): Half => ({ ...half, send: { ...half.send, pairs: 'ask' } });
  return { master: asking(master), provider: asking(provider) };
};

export interface BulkWorld extends World {
  /** An admin of that side. */
  readonly actor: Readonly<Record<Side, { readonly siteId: string; readonly accountId: string }>>;
  mine(side: Side): Promise<MyContract>;
  start(request: BulkRequestOf, side?: Side): Promise<BulkRun>;
  /** Lets all lanes run, and time pass, until none has anything to do (or the time is over). */
  rest(seconds?: number): Promise<void>;
  counts(run: BulkRun): Promise<BulkCounts | undefined>;
  issue(side: Side, summary: string, more?: object): string;
  pairs(): Promise<readonly string[]>;
}

export const createBulkWorld = async (made = halves()): Promise<BulkWorld> => {
  const world = await createWorld(made);
  const { sites, database, contractId } = world;
  for (const site of [sites.master, sites.provider]) site.field({ id: 'summary', maxLength: 255 });
  const actor = {
    master: { siteId: sites.master.siteId, accountId: 'admin-m' },
    provider: { siteId: sites.provider.siteId, accountId: 'admin-p' },
  };
  const mine = async (side: Side): Promise<MyContract> => {
    const found = await findMyContract(database.stores, actor[side].siteId, contractId, side);
    if (!found) throw new Error('there is a contract');
    return found;
  };
  const actions = { contractChanged: () => Promise.resolve() };
  const bulk: BulkWorld = Object.assign(world, {
    actor,
    mine,
    start: async (request: BulkRequestOf, side: Side = 'master') =>
      startBulk({ ...world.deps, actions }, actor[side], await mine(side), request),
    rest: async (seconds = 30) => {
      for (let half = 0; half < seconds * 2; half += 1) {
        await world.settle();
        const next = await database.stores.lanes.nextDue();
        if (next === null) return;
        world.now = new Date(world.now.getTime() + 500);
      }
    },
    counts: async ({ id }: BulkRun) => (await database.stores.bulk.counts([id]))[id],
    issue: (side: Side, summary: string, more = {}) =>
      sites[side].create({ projectKey: side === 'master' ? 'SUP' : 'ACM', fields: { summary: text(summary) }, ...more })
        .key,
    pairs: async () => {
      const links = await database.stores.links.listByContract(contractId, null, 1_000);
      return links
        .filter(({ state }) => state === 'active')
        .map(({ issues }) => `${issues.master?.key ?? '?'}=${issues.provider?.key ?? '?'}`)
        .sort();
    },
  });
  return bulk;
};

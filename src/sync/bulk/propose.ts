import { type Side } from '../../core/model';
import { type Agreement } from '../agreement';
import { type PipelineDeps } from '../deps';
import {
  type BulkItem,
  type BulkRun,
  type BulkVerdict,
  type IssueFinding,
  type PairRequest,
  type Stores,
} from '../ports';
import { agreeTo } from './agreed';
import { siftOwn, type Proposal } from './sift';
import {
  DECLINED_LATELY,
  keptBy,
  NAMED_TWICE,
  NO_ISSUE,
  NO_KEY,
  SKIPPED,
  TOO_MANY_ASKED,
  WAITS_ALREADY,
} from './verdicts';

/** Items that one slice asks the partner for. */
const AT_ONCE = 100;
/** Requests of one side of a contract that may wait at a time. */
export const MOST_WAITING = 10_000;
/** A pair that was declined is not asked for again before. */
const DECLINED_FOR_MS = 7 * 24 * 60 * 60 * 1000;

interface Proposed {
  readonly item: BulkItem;
  readonly mine: IssueFinding;
  readonly theirs: string;
}

/**
 * Asks the partner for the next pairs of a run: writes the requests down for its admins. Only the own Jira is asked; the
 * partner's issues stay names. Returns how many items were taken.
 */
export const propose = async (deps: PipelineDeps, agreement: Agreement, run: BulkRun): Promise<number> => {
  const items = await deps.database.stores.bulk.waiting(run.id, AT_ONCE, false);
  if (items.length === 0) return 0;
  const names = items.map(({ issueId, mine, theirs }) => ({ mine: issueId ?? mine, theirs }));
  const sorted = await siftOwn(deps, agreement, run.side, names);
  await deps.database.transact(async (stores) => {
    // Of two sides that ask for the same pair at once, the second sees the first; an end of the connection as well.
    await stores.connections.lock(agreement.connection.id);
    const kept = await stores.bulk.find(run.id);
    if (kept?.state !== 'running') return;
    const proposed = await sortOut(deps, stores, items, sorted);
    await ask(deps, stores, agreement, run, await withoutRefused(deps, stores, run, proposed));
  });
  return items.length;
};

/** Settles what needs no question. */
const sortOut = async (
  { clock }: PipelineDeps,
  stores: Stores,
  items: readonly BulkItem[],
  sorted: readonly Proposal[],
): Promise<readonly Proposed[]> => {
  const proposed: Proposed[] = [];
  for (const [index, item] of items.entries()) {
    const each = sorted[index];
    if (each?.is === 'own') proposed.push({ item, mine: each.mine, theirs: each.theirs });
    else await stores.bulk.settle(item.id, each ? verdictOf(each) : NO_ISSUE, clock.now());
  }
  return proposed;
};

const verdictOf = (each: Exclude<Proposal, { is: 'own' }>): BulkVerdict => {
  if (each.is === 'linked') return SKIPPED;
  if (each.is === 'twice') return NAMED_TWICE;
  return [NO_ISSUE, NO_KEY].find(({ cause }) => cause === each.reason) ?? keptBy(each.reason);
};

/** Without pairs that were declined a short while ago, and those for which there is no room. */
const withoutRefused = async (
  { clock }: PipelineDeps,
  stores: Stores,
  run: BulkRun,
  proposed: readonly Proposed[],
): Promise<readonly Proposed[]> => {
  const { pairRequests, bulk } = stores;
  const at = clock.now();
  const since = new Date(at.getTime() - DECLINED_FOR_MS);
  const issueIds = proposed.map(({ mine }) => mine.id);
  const declined = await pairRequests.declinedSince(run, issueIds, since);
  const wasDeclined = ({ mine, theirs }: Proposed): boolean => declined.has(`${mine.id} ${theirs}`);
  const idsOf = (some: readonly Proposed[]) => some.map(({ item }) => item.id);
  await bulk.settleAll(idsOf(proposed.filter(wasDeclined)), DECLINED_LATELY, at);
  const asked = proposed.filter((each) => !wasDeclined(each));
  const room = Math.max(0, MOST_WAITING - (await countWaiting(stores, run)));
  await bulk.settleAll(idsOf(asked.slice(room)), TOO_MANY_ASKED, at);
  return asked.slice(0, room);
};

export const countWaiting = async (
  { pairRequests }: Stores,
  { contractId, side }: { readonly contractId: string; readonly side: Side },
): Promise<number> => (await pairRequests.countWaiting([contractId]))[contractId]?.[side] ?? 0;

const ask = async (
  deps: PipelineDeps,
  stores: Stores,
  agreement: Agreement,
  run: BulkRun,
  proposed: readonly Proposed[],
): Promise<void> => {
  const at = deps.clock.now();
  const drafts = proposed.map(({ item, mine, theirs }) => ({
    runId: run.id,
    itemId: item.id,
    issueId: mine.id,
    issueKey: mine.key,
    theirs,
  }));
  const added = await stores.pairRequests.add(run, drafts, run.author, at);
  await stores.bulk.markAwaiting(added.flatMap(toItem));
  const taken = new Set(added.map(({ itemId }) => itemId));
  const refused = proposed.filter(({ item }) => !taken.has(item.id));
  for (const each of refused) await stores.bulk.settle(each.item.id, await whyRefused(stores, run, each), at);
  await agreeToMutual(deps, stores, agreement, added);
};

const toItem = ({ itemId, issueId, issueKey }: PairRequest) =>
  itemId === null ? [] : [{ id: itemId, issueId, key: issueKey }];

/** The issue stands in the same run already, by another of its names; or in a request of an earlier one. */
const whyRefused = async (stores: Stores, run: BulkRun, { mine }: Proposed): Promise<BulkVerdict> => {
  const before = (await stores.pairRequests.waitingFor(run, [mine.id])).get(mine.id);
  return before?.runId === run.id ? NAMED_TWICE : WAITS_ALREADY;
};

/** Both sides ask for the same pair: each gave its yes by that. */
const agreeToMutual = async (
  deps: PipelineDeps,
  stores: Stores,
  agreement: Agreement,
  added: readonly PairRequest[],
): Promise<void> => {
  const at = deps.clock.now();
  for (const { one, other } of await stores.pairRequests.mutual(added.map(({ id }) => id))) {
    for (const [request, by] of [
      [one, other.askedBy],
      [other, one.askedBy],
    ] as const) {
      const { contractId, side, id } = request;
      const accepted = await stores.pairRequests.answer({ contractId, side, ids: [id] }, 'accepted', by, at);
      await agreeTo(stores, agreement.contract.id, accepted);
    }
  }
};

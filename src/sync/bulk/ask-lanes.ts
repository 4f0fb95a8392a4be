import { otherSide } from '../../core/model';
import { type Agreement } from '../agreement';
import { type PipelineDeps } from '../deps';
import { laneFor } from '../lane-for';
import { type BulkItem, type BulkRequest, type BulkRun, type BulkVerdict, type NamedPair, type Stores } from '../ports';
import { needsYes } from './consent';
import { NOBODY } from './named-issue';
import { NAMED_TWICE, NO_ISSUE, SKIPPED } from './verdicts';

/** After what people and webhooks ask, and after the sweep. */
export const BULK_PRIORITY = 55;

interface Names {
  readonly id: string;
  readonly key: string;
}
type Found = ReadonlyMap<string, Names>;

/**
 * Asks the lanes of the next issues of a run, `room` at most, and says at once what needs no lane. Returns how many were
 * taken. Whether an issue may go is for its lane to find out: it looks at the issues themselves.
 */
export const askLanes = async (
  deps: PipelineDeps,
  agreement: Agreement,
  run: BulkRun,
  room: number,
): Promise<number> => {
  // Of pairs that need the partner's yes, those that have it.
  const agreed = asksFirst(agreement, run) ? true : undefined;
  const items = await deps.database.stores.bulk.waiting(run.id, room, agreed);
  const [mine, theirs] = await Promise.all([
    findMine(deps, agreement, run, items),
    findTheirs(deps, agreement, run, items),
  ]);
  const before = await pairsBefore(deps, run, mine, theirs);
  for (const item of items) {
    const names = { mine: mine.get(item.mine), theirs: theirs.get(item.theirs ?? '') };
    const same = before.filter(({ issueId, theirsId }) => issueId === names.mine?.id || theirsId === names.theirs?.id);
    // What becomes of the first pair tells what this one hears, and nothing before that.
    if (same.some(({ state }) => state === 'asked')) continue;
    if (same.length > 0) await settle(deps, item, NAMED_TWICE);
    else if (await take(deps, agreement, run, item, names.mine, names.theirs)) before.push(...pairOf(names));
  }
  return items.length;
};

/** Whether the run asks the partner before it makes a pair. */
export const asksFirst = (agreement: Agreement, { kind, side }: BulkRun): boolean =>
  kind === 'link' && needsYes(agreement, side);

interface BothNames {
  readonly mine: Names | undefined;
  readonly theirs: Names | undefined;
}

const pairOf = ({ mine, theirs }: BothNames): NamedPair[] =>
  mine && theirs ? [{ issueId: mine.id, theirsId: theirs.id, state: 'asked' }] : [];

/** One issue goes by its key, its id, and its keys of before a move: who names it twice means one pair all the same. */
const pairsBefore = async (
  { database }: PipelineDeps,
  { id, kind }: BulkRun,
  mine: Found,
  theirs: Found,
): Promise<NamedPair[]> => {
  if (kind !== 'link') return [];
  const idsOf = (found: Found) => [...found.values()].map((each) => each.id);
  return [...(await database.stores.bulk.pairsWith(id, idsOf(mine), idsOf(theirs)))];
};

const settle = ({ database, clock }: PipelineDeps, { id }: BulkItem, verdict: BulkVerdict): Promise<void> =>
  database.stores.bulk.settle(id, verdict, clock.now());

const findMine = async (
  deps: PipelineDeps,
  { sites }: Agreement,
  run: BulkRun,
  items: readonly BulkItem[],
): Promise<Found> => {
  const known = items.flatMap(({ mine, issueId, key }): [string, Names][] =>
    issueId === null ? [] : [[mine, { id: issueId, key: key ?? issueId }]],
  );
  const asked = items.filter(({ issueId }) => issueId === null).map(({ mine }) => mine);
  if (asked.length === 0) return new Map(known);
  const site = await deps.jira.on(sites[run.side].id);
  return new Map([...known, ...(await site.findIssues(asked))]);
};

const findTheirs = async (
  deps: PipelineDeps,
  { sites }: Agreement,
  run: BulkRun,
  items: readonly BulkItem[],
): Promise<Found> => {
  const asked = items.flatMap(({ theirs }) => theirs ?? []);
  if (asked.length === 0) return new Map();
  const site = await deps.jira.on(sites[otherSide(run.side)].id);
  return site.findIssues(asked);
};

/** True where its lane was asked. */
const take = async (
  { database, clock }: PipelineDeps,
  agreement: Agreement,
  run: BulkRun,
  item: BulkItem,
  mine: Names | undefined,
  theirs: Names | undefined,
): Promise<boolean> =>
  database.transact(async (stores) => {
    const at = clock.now();
    const over = async (verdict: BulkVerdict): Promise<false> => {
      await stores.bulk.settle(item.id, verdict, at);
      return false;
    };
    if (mine === undefined) return over(NO_ISSUE);
    const link = await stores.links.findByIssue(run.contractId, run.side, mine.id);
    if (link !== null && link.state !== 'closed') return over(SKIPPED);
    const request = requestFor(run, item, theirs);
    const lane = await laneFor(stores, { contractId: run.contractId, origin: run.side, issueId: mine.id }, link);
    const named = { id: item.id, key: mine.key, issueId: mine.id, theirsId: theirs?.id ?? null };
    await stores.bulk.markAsked(named, at);
    await ask(stores, agreement, run, lane, item, request, at);
    return true;
  });

/** What the partner does not have goes the same way as what it does not offer, and takes the same time. */
const requestFor = ({ kind, side }: BulkRun, { id: item }: BulkItem, theirs: Names | undefined): BulkRequest =>
  kind === 'create' ? { kind: 'bulk', side, item } : { kind: 'join', side, item, partner: theirs?.id ?? NOBODY };

/** One delivery for each item: a slice that is done twice asks once. */
const ask = async (
  stores: Stores,
  { sites }: Agreement,
  { contractId, side }: BulkRun,
  lane: string,
  { id }: BulkItem,
  hint: BulkRequest,
  at: Date,
): Promise<void> => {
  await stores.inbox.add([{ lane, siteId: sites[side].id, deliveryId: `bulk:${id}`, hint }], at);
  await stores.lanes.wake([{ key: lane, kind: 'link', contractId, priority: BULK_PRIORITY }]);
};

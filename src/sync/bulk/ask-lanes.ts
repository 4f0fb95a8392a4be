import { otherSide } from '../../core/model';
import { type Agreement } from '../agreement';
import { type PipelineDeps } from '../deps';
import { laneFor } from '../lane-for';
import { type BulkItem, type BulkRequest, type BulkRun, type BulkVerdict, type Stores } from '../ports';
import { NOBODY } from './named-issue';
import { NO_ISSUE, SKIPPED } from './verdicts';

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
  const items = await deps.database.stores.bulk.waiting(run.id, room);
  const [mine, theirs] = await Promise.all([
    findMine(deps, agreement, run, items),
    findTheirs(deps, agreement, run, items),
  ]);
  for (const item of items) await take(deps, agreement, run, item, mine.get(item.mine), theirs.get(item.theirs ?? ''));
  return items.length;
};

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

const take = async (
  { database, clock }: PipelineDeps,
  agreement: Agreement,
  run: BulkRun,
  item: BulkItem,
  mine: Names | undefined,
  theirs: Names | undefined,
): Promise<void> =>
  database.transact(async (stores) => {
    const at = clock.now();
    const settle = (verdict: BulkVerdict) => stores.bulk.settle(item.id, verdict, at);
    if (mine === undefined) return settle(NO_ISSUE);
    const link = await stores.links.findByIssue(run.contractId, run.side, mine.id);
    if (link !== null && link.state !== 'closed') return settle(SKIPPED);
    const request = requestFor(run, item, theirs);
    const lane = await laneFor(stores, { contractId: run.contractId, origin: run.side, issueId: mine.id }, link);
    const named = { id: item.id, key: mine.key, issueId: mine.id, theirsId: theirs?.id ?? null };
    await stores.bulk.markAsked(named, at);
    await ask(stores, agreement, run, lane, item, request, at);
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
  await stores.lanes.wake([{ key: lane, kind: 'link', contractId, dueAt: at, priority: BULK_PRIORITY }]);
};

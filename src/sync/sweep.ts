import { missedEvents } from '../core/plan';
import { type EventHint, type Half, type Link, type Side } from '../core/model';
import { type Agreement, loadAgreement } from './agreement';
import { type PipelineDeps } from './deps';
import { noteFilePatterns } from './file-patterns';
import { linkLane, parseSweepLane } from './lane-key';
import { DONE, later, type LaneOutcome, UNTIL_WOKEN_MS } from './outcome';
import { sweepFailed, sweepWorks } from './read-failed';
import { type IssueHead, JiraError, type JiraSite, type Lane, type NewEvent } from './ports';

const SWEEP_PRIORITY = 50;

/** Jira's clock, its index lag and ours may differ: each search reaches back this much further than it must. */
const OVERLAP_MS = 5 * 60 * 1000;

/** A bound on one sweep; what is beyond it is found by the next one, since its time is only noted at the end. */
const MAX_ISSUES = 2_000;

/**
 * Looks at one side of a contract for what its webhooks missed: issues that changed since the last sweep and, a few at a
 * time, every link there is. It only wakes lanes: what is to be done, if anything, they find out by reading.
 */
export const sweep = async (deps: PipelineDeps, lane: Lane): Promise<LaneOutcome> => {
  const { contractId, side } = parseSweepLane(lane.key);
  const state = await loadAgreement(deps.database.stores, contractId);
  if (state.is === 'over') return DONE;
  const next = (ms: number): Date => new Date(deps.clock.now().getTime() + ms);
  if (state.is === 'waiting') return later(next(UNTIL_WOKEN_MS), 0, state.why);
  await deps.database.transact((stores) => noteFilePatterns(stores, state.agreement, deps.clock.now()));
  try {
    await sweepSide(deps, state.agreement, side);
    if (lane.attempt > 0) await sweepWorks(deps, contractId, side);
    return later(next(deps.settings.sweepIntervalMs), 0, 'The next regular look.');
  } catch (error) {
    if (!(error instanceof JiraError)) throw error;
    deps.log.warn({ lane: lane.key, failure: error.failure.kind }, 'a sweep could not read the site');
    await sweepFailed(deps, state.agreement, lane, side, error);
    return later(
      next(deps.settings.sweepIntervalMs),
      lane.attempt + 1,
      'The last regular look could not read the site.',
    );
  }
};

const sweepSide = async (deps: PipelineDeps, agreement: Agreement, side: Side): Promise<void> => {
  const { contract, sites, halves } = agreement;
  const { sweeps } = deps.database.stores;
  const started = deps.clock.now();
  const { lastAt, cursor } = await sweeps.find(contract.id, side);
  const since = new Date(lastAt ?? contract.enabledAt[side] ?? started.toISOString());
  const jira = await deps.jira.on(sites[side].id);
  let seen = 0;
  for await (const head of jira.search(searchFor(halves[side], since, started), MAX_ISSUES)) {
    await lookAt(deps, agreement, side, jira, head, since);
    seen += 1;
  }
  const nextCursor = await slowRound(deps, contract.id, side, sites[side].id, cursor);
  deps.metrics.count('sweeps', { side }, 1);
  deps.log.debug({ contractId: contract.id, side, seen }, 'swept');
  await sweeps.note(contract.id, side, seen < MAX_ISSUES ? started.toISOString() : since.toISOString(), nextCursor);
};

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Relative minutes, since JQL reads absolute times in the app user's zone. */
const searchFor = ({ scope }: Half, since: Date, now: Date): string => {
  const minutes = Math.ceil((now.getTime() - since.getTime() + OVERLAP_MS) / 60_000);
  const types = scope.issueTypes.length === 0 ? '' : ` AND issuetype in (${scope.issueTypes.map(quoted).join(', ')})`;
  return `project = ${quoted(scope.project)}${types} AND updated >= -${minutes}m ORDER BY updated ASC`;
};

const lookAt = async (
  deps: PipelineDeps,
  agreement: Agreement,
  side: Side,
  jira: JiraSite,
  head: IssueHead,
  since: Date,
): Promise<void> => {
  const { stores } = deps.database;
  const link = await stores.links.findByIssue(agreement.contract.id, side, head.id);
  if (link?.state === 'closed' || (link && link.seen[side] === head.updated)) return;
  const hints = link ? [hint(side, 'sweep')] : await missedHints(agreement, side, jira, head, since);
  if (hints.length === 0) return;
  const key =
    (link && (await stores.links.laneOf(link.id))) ??
    linkLane({ contractId: agreement.contract.id, origin: side, issueId: head.id });
  await wake(deps, agreement.contract.id, agreement.sites[side].id, key, hints, `${head.id}@${head.updated}`);
};

const hint = (side: Side, kind: 'sweep'): EventHint => ({ side, kind });

/** What the webhooks of an issue without a link would have told since the last look, from its own history. */
const missedHints = async (
  { contract, halves }: Agreement,
  side: Side,
  jira: JiraSite,
  head: IssueHead,
  since: Date,
): Promise<readonly EventHint[]> => {
  const half = halves[side];
  const looked = since.getTime() - OVERLAP_MS;
  const from = new Date(Math.max(looked, Date.parse(contract.enabledAt[side] ?? since.toISOString()))).toISOString();
  const byStatus = half.send.createOn.some((trigger) => typeof trigger === 'object');
  const moves = byStatus ? await jira.statusHistory(head.id, from) : [];
  return missedEvents(half, side, { ...head, moves }, from);
};

/** A few links each time, whatever the search says: finds deletions and what the search's index lost. */
const slowRound = async (
  deps: PipelineDeps,
  contractId: string,
  side: Side,
  siteId: string,
  cursor: string | null,
): Promise<string | null> => {
  const { links } = deps.database.stores;
  const batch = await links.listByContract(contractId, cursor, deps.settings.sweepRound);
  for (const link of batch.filter(({ state }) => state !== 'closed')) await wakeLink(deps, siteId, side, link);
  return batch.length < deps.settings.sweepRound ? null : (batch.at(-1)?.id ?? null);
};

const wakeLink = async (deps: PipelineDeps, siteId: string, side: Side, link: Link): Promise<void> => {
  const key = await deps.database.stores.links.laneOf(link.id);
  if (key === null) return;
  const id = `${link.id}@${deps.clock.now().toISOString()}`;
  await wake(deps, link.contractId, siteId, key, [hint(side, 'sweep')], id);
};

const wake = async (
  { database, clock }: PipelineDeps,
  contractId: string,
  siteId: string,
  lane: string,
  hints: readonly EventHint[],
  id: string,
): Promise<void> =>
  database.transact(async (stores) => {
    const events = hints.map((each, index): NewEvent => ({
      lane,
      siteId,
      deliveryId: `sweep:${id}#${index}`,
      hint: each,
    }));
    const added = await stores.inbox.add(events, clock.now());
    if (added === 0) return;
    await stores.lanes.wake([{ key: lane, kind: 'link', contractId, priority: SWEEP_PRIORITY }]);
  });

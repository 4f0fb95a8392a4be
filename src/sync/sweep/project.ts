import { loadAgreement } from '../agreement';
import { type PipelineDeps } from '../deps';
import { noteFilePatterns } from '../file-patterns';
import { type SweepAddress } from '../lane-key';
import { DONE, later, type LaneOutcome } from '../outcome';
import { type HalfRef, JiraError, type JiraSite, type Lane, type Looker, type Stores, type SweepRound } from '../ports';
import { lookAtPage } from './page';
import { OVERLAP_MINUTES, type Participant } from './participant';
import { looking } from './unread';

type Address = Extract<SweepAddress, { of: 'project' }>;

const MINUTE_MS = 60_000;
/** What was long asleep has many pages, and the search's window moves on while they are read. */
const LONG_SLACK_MINUTES = 60;
const PAGE = 100;
/** Then others have their turn. */
const PAGES_A_RUN = 20;

const since = (ms: number, then: string): number => ms - Date.parse(then);

/** What changed in a project since the last look: one search, however many contracts cover the project. */
export const lookAtProject = async (deps: PipelineDeps, lane: Lane, address: Address): Promise<LaneOutcome> => {
  const { siteId, project } = address;
  const { stores } = deps.database;
  const next = later(new Date(deps.clock.now().getTime() + deps.settings.sweepIntervalMs), 0, 'The next regular look.');
  const lookers = await stores.sweeps.lookers(siteId, project);
  if (lookers.length === 0) return DONE;
  const crowd = await runningAmong(stores, lookers);
  const site = await stores.sites.get(siteId);
  if (crowd.length === 0 || site.state !== 'enabled') return next;
  if (site.heldUntil !== null && since(deps.clock.now().getTime(), site.heldUntil) < 0) {
    return later(new Date(site.heldUntil), 0, site.heldReason ?? 'The site asked us to wait.');
  }
  return looking(deps, lane, crowd, async () => {
    const over = await goOn(deps, address, await deps.jira.on(siteId), crowd);
    return over ? next : later(deps.clock.now(), 0, 'The regular look goes on.');
  });
};

const runningAmong = async (stores: Stores, lookers: readonly Looker[]): Promise<readonly Participant[]> => {
  const crowd: Participant[] = [];
  for (const looker of lookers) {
    const state = await loadAgreement(stores, looker.contractId);
    if (state.is === 'running') crowd.push({ ...looker, agreement: state.agreement });
  }
  return crowd;
};

/** Newest first: what changes meanwhile comes to the front, so that no page skips what moved. */
const begin = (now: Date, project: string, crowd: readonly Participant[], slack?: number): SweepRound => {
  const from = crowd.map(({ lastAt }) => lastAt).reduce((one, two) => (one < two ? one : two));
  const behind = since(now.getTime(), from);
  const slackMinutes = slack ?? (behind > LONG_SLACK_MINUTES * MINUTE_MS ? LONG_SLACK_MINUTES : OVERLAP_MINUTES);
  const minutes = Math.ceil(behind / MINUTE_MS) + slackMinutes;
  const halves = crowd.map(({ contractId, side }): HalfRef => ({ contractId, side }));
  // Relative minutes, since JQL reads absolute times in the app user's zone.
  const jql = `project = ${quoted(project)} AND updated >= -${minutes}m ORDER BY updated DESC`;
  return { startedAt: now.toISOString(), since: from, slackMinutes, halves, jql, page: null };
};

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Reads on where the last run stopped; true when nothing is left to read. */
const goOn = async (
  deps: PipelineDeps,
  address: Address,
  jira: JiraSite,
  crowd: readonly Participant[],
): Promise<boolean> => {
  const { siteId, project } = address;
  const { sweeps } = deps.database.stores;
  let round = (await sweeps.findRound(siteId, project)) ?? begin(deps.clock.now(), project, crowd);
  for (let pages = 0; pages < PAGES_A_RUN; pages += 1) {
    const taking = takingPart(round, crowd);
    const { heads, next } = await readPage(deps, address, jira, round);
    await lookAtPage(deps, siteId, jira, taking, heads);
    if (next === null) return endRound(deps, address, round, crowd);
    round = { ...round, page: next };
    await sweeps.saveRound(siteId, project, round);
  }
  return false;
};

/** A half that was switched on when the round had begun has its turn with the next one. */
const takingPart = ({ halves }: SweepRound, crowd: readonly Participant[]): readonly Participant[] =>
  crowd.filter((one) => halves.some(({ contractId, side }) => contractId === one.contractId && side === one.side));

/** A page that Jira does not know any more: the round begins anew with the next run. */
const readPage = async (
  { database }: PipelineDeps,
  { siteId, project }: Address,
  jira: JiraSite,
  { jql, page }: SweepRound,
): ReturnType<JiraSite['heads']> => {
  try {
    return await jira.heads(jql, { limit: PAGE, after: page });
  } catch (error) {
    const refused = error instanceof JiraError && ['rejected', 'gone', 'malformed'].includes(error.failure.kind);
    if (refused && page !== null) await database.stores.sweeps.saveRound(siteId, project, null);
    throw error;
  }
};

/** What the search's window left behind while the pages were read is looked for once more, with more time. */
const endRound = async (
  deps: PipelineDeps,
  { siteId, project }: Address,
  round: SweepRound,
  crowd: readonly Participant[],
): Promise<boolean> => {
  const now = deps.clock.now();
  const { sweeps } = deps.database.stores;
  const tookMinutes = Math.ceil(since(now.getTime(), round.startedAt) / MINUTE_MS);
  if (round.page !== null && tookMinutes >= round.slackMinutes) {
    await sweeps.saveRound(siteId, project, begin(now, project, crowd, 2 * tookMinutes));
    return false;
  }
  const taking = takingPart(round, crowd);
  await deps.database.transact(async (stores) => {
    await stores.sweeps.saveRound(siteId, project, null);
    await stores.sweeps.note(taking, round.startedAt);
    for (const { agreement, side } of taking) if (side === 'master') await noteFilePatterns(stores, agreement, now);
  });
  for (const { side } of taking) deps.metrics.count('sweeps', { side }, 1);
  return true;
};

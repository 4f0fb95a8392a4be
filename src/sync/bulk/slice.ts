import { otherSide } from '../../core/model';
import { backOff } from '../../core/verdict';
import { siteName } from '../agreements/site-name';
import { type Agreement, loadAgreement } from '../agreement';
import { type PipelineDeps } from '../deps';
import { parseBulkLane } from '../lane-key';
import { DONE, later, type LaneOutcome, UNTIL_WOKEN_MS } from '../outcome';
import { type BulkRun, JiraError, type Lane, type Stores } from '../ports';
import { endWork } from './agreed';
import { askLanes, asksFirst } from './ask-lanes';
import { collect, type Pending } from './collect';
import { gatherPage } from './gather';
import { propose } from './propose';

/** Lanes of a run that are under way beside each other, so that live changes find their place between them. */
const ROOM = 20;
/** However many are held up. */
const MOST_PENDING = 200;
const SLICE_MS = 500;

/** No wait that is worth a word. */
export const WORKS = 'It looks at its next issues in a moment.';
const JIRA_REFUSES = 'Jira refuses for now; the run goes on by itself.';
const JIRA_WAITS = 'Jira asks Accord to wait; the run goes on by itself.';

/**
 * A small piece of a run: hears what became of the issues that were asked, then asks the next ones. All that it knows is
 * in the store, so it goes on where it was after a restart, and a piece that is done twice does no more than once.
 */
export const bulkSlice = async (deps: PipelineDeps, lane: Lane): Promise<LaneOutcome> => {
  const run = await deps.database.stores.bulk.find(parseBulkLane(lane.key).runId);
  if (!run) return DONE;
  const after = (ms: number): Date => new Date(deps.clock.now().getTime() + ms);
  const pending = await collect(deps, run);
  if (run.state !== 'running' && run.state !== 'asked') {
    return pending.all > 0 ? later(after(SLICE_MS), 0, WORKS) : DONE;
  }
  const state = await loadAgreement(deps.database.stores, run.contractId);
  if (state.is === 'over') return stop(deps, run);
  if (state.is === 'waiting') return later(after(UNTIL_WOKEN_MS), 0, state.why);
  const held = heldUntil(state.agreement);
  if (held !== null && held > deps.clock.now()) return later(held, 0, JIRA_WAITS);
  try {
    const over = await work(deps, state.agreement, run, pending);
    return over ? finish(deps, state.agreement, run) : later(after(SLICE_MS), 0, waitsFor(pending));
  } catch (error) {
    if (!(error instanceof JiraError)) throw error;
    if (!run.gathered && error.failure.kind === 'rejected') return refuseJql(deps, state.agreement, run);
    deps.log.warn({ lane: lane.key, failure: error.failure.kind }, 'a bulk run could not ask Jira');
    return later(after(backOff(lane.attempt)), lane.attempt + 1, 'Jira did not answer; the run goes on by itself.');
  }
};

/** All that it asked are held up: that is worth a word. */
const waitsFor = ({ all, stuck }: Pending): string => (all > 0 && stuck === all ? JIRA_REFUSES : WORKS);

/** True when nothing is left. */
const work = async (deps: PipelineDeps, agreement: Agreement, run: BulkRun, pending: Pending): Promise<boolean> => {
  if (!run.gathered) {
    await gatherPage(deps, agreement, run);
    return false;
  }
  const proposed = run.state === 'running' && asksFirst(agreement, run) ? await propose(deps, agreement, run) : 0;
  const room = Math.min(ROOM - (pending.all - pending.stuck), MOST_PENDING - pending.all);
  const taken = room > 0 ? await askLanes(deps, agreement, run, room) : null;
  return taken === 0 && pending.all === 0 && proposed === 0;
};

const heldUntil = ({ sites }: Agreement): Date | null => {
  const times = [sites.master, sites.provider].flatMap(({ heldUntil: until }) =>
    until === null ? [] : [Date.parse(until)],
  );
  return times.length === 0 ? null : new Date(Math.max(...times));
};

const stop = async ({ database, clock }: PipelineDeps, run: BulkRun): Promise<LaneOutcome> => {
  await database.transact((stores) => endWork(stores, run.contractId, clock.now()));
  return DONE;
};

/** Nothing is left to do for now: it is over, or the rest waits for the partner. */
const finish = async (deps: PipelineDeps, agreement: Agreement, run: BulkRun): Promise<LaneOutcome> => {
  const { awaiting = 0 } = (await deps.database.stores.bulk.counts([run.id]))[run.id] ?? {};
  if (awaiting > 0) return rest(deps, agreement, run);
  return endAs(deps, agreement, run, 'finished', async ({ bulk }) => {
    const { done = 0, failed = 0, skipped = 0 } = (await bulk.counts([run.id]))[run.id] ?? {};
    return `The work on many issues came to its end: ${done} done, ${failed} failed, ${skipped} left out.`;
  });
};

/** All is asked: the partner's answers wake it. Each side is told once, of the whole run. */
const rest = async (
  { database, clock }: PipelineDeps,
  { connection, sites }: Agreement,
  { id, contractId, side, author }: BulkRun,
): Promise<LaneOutcome> => {
  await database.transact(async (stores) => {
    const at = clock.now();
    if (!(await stores.bulk.setState(id, ['running'], 'asked', null))) return;
    const { awaiting = 0 } = (await stores.bulk.counts([id]))[id] ?? {};
    const pairs = awaiting === 1 ? '1 pair' : `${awaiting} pairs`;
    const entry = {
      at: at.toISOString(),
      connectionId: connection.id,
      contractId,
      linkId: null,
      kind: 'manual',
    } as const;
    const keys = { master: null, provider: null };
    await stores.activity.append([
      {
        ...entry,
        keys,
        side,
        actor: author,
        text: `The partner was asked for ${pairs} of issues that are there already.`,
      },
      {
        ...entry,
        keys,
        side: otherSide(side),
        actor: null,
        text: `${siteName(sites[side])} asks for ${pairs} of issues that are there already. Nothing of your issues is sent before you accept.`,
      },
    ]);
  });
  return DONE;
};

/** What its JQL names is gone since it was started. Asking again helps nobody. */
const refuseJql = (deps: PipelineDeps, agreement: Agreement, run: BulkRun): Promise<LaneOutcome> =>
  endAs(deps, agreement, run, 'stopped', () =>
    Promise.resolve(
      'The work on many issues was stopped: Jira does not take its JQL any more. Start a new run with another one.',
    ),
  );

const endAs = async (
  { database, clock }: PipelineDeps,
  { connection }: Agreement,
  { id, contractId, side, author }: BulkRun,
  state: 'finished' | 'stopped',
  words: (stores: Stores) => Promise<string>,
): Promise<LaneOutcome> => {
  await database.transact(async (stores) => {
    const at = clock.now();
    if (!(await stores.bulk.setState(id, ['running', 'asked'], state, at))) return;
    const text = await words(stores);
    const entry = { connectionId: connection.id, contractId, linkId: null, side, kind: 'manual', text } as const;
    const keys = { master: null, provider: null };
    await stores.activity.append([{ ...entry, at: at.toISOString(), keys, actor: author }]);
  });
  return DONE;
};

import { answersWithTime } from '../../core/plan';
import { type EventHint, type Side, SIDES } from '../../core/model';
import { type Agreement, loadAgreement } from '../agreement';
import { type PipelineDeps } from '../deps';
import { DONE, later, type LaneOutcome, UNTIL_WOKEN_MS } from '../outcome';
import { JiraError, type JiraSite, type Lane, type OpenPair } from '../ports';
import { paceMs } from './pace';
import { looking } from './unread';
import { type Find, wakeFor } from './wake';

const heldUntil = ({ sites }: Agreement, now: Date): Date | null => {
  const times = SIDES.flatMap((side) => sites[side].heldUntil ?? []).map((at) => new Date(at));
  return times.filter((at) => at > now).sort((one, two) => two.getTime() - one.getTime())[0] ?? null;
};

/**
 * The next pairs of a contract, whatever the searches say: it finds deletions that nobody told of, what the search's index
 * lost, and issues that came into the scope or left it by the passing of time. Both issues of a pair are looked at together.
 */
export const lookAtContract = async (deps: PipelineDeps, lane: Lane, contractId: string): Promise<LaneOutcome> => {
  const { stores } = deps.database;
  const now = deps.clock.now();
  const state = await loadAgreement(stores, contractId);
  if (state.is === 'over') return DONE;
  if (state.is === 'waiting') return later(new Date(now.getTime() + UNTIL_WOKEN_MS), 0, state.why);
  const held = heldUntil(state.agreement, now);
  if (held) return later(held, 0, 'A site of the contract asked us to wait.');
  const { agreement } = state;
  const those = SIDES.map((side) => ({ agreement, side }));
  return looking(deps, lane, those, () => oneStep(deps, agreement));
};

const oneStep = async (deps: PipelineDeps, agreement: Agreement): Promise<LaneOutcome> => {
  const { stores } = deps.database;
  const now = deps.clock.now();
  const contractId = agreement.contract.id;
  const { sweepRound, sweepIntervalMs } = deps.settings;
  const { cursor, askedAt, endedAt } = await stores.sweeps.findWhole(contractId);
  const pairs = await stores.links.openOf(contractId, cursor, sweepRound);
  await (askedAt === null ? lookAtPairs(deps, agreement, pairs) : readPairs(deps, agreement, pairs));
  const last = pairs.length < sweepRound ? null : (pairs.at(-1)?.id ?? null);
  const look = { cursor: last, askedAt, endedAt: last === null ? now.toISOString() : endedAt };
  await stores.sweeps.saveWhole(contractId, look);
  const hurry = askedAt !== null && last !== null;
  const pauseMs = hurry
    ? sweepIntervalMs
    : paceMs(pairs.length, await stores.links.countByContract(contractId), sweepIntervalMs);
  return later(new Date(now.getTime() + pauseMs), 0, 'The next look at pairs of this contract.');
};

/** Another contract may say something else of issues that are as they were: each pair reads and plans anew. */
const readPairs = (deps: PipelineDeps, agreement: Agreement, pairs: readonly OpenPair[]): Promise<void> => {
  const at = deps.clock.now().toISOString();
  const hints = SIDES.map((side): EventHint => ({ side, kind: 'sweep' }));
  const finds = pairs.map(({ id, lane }): Find => ({
    contractId: agreement.contract.id,
    lane,
    name: `${id}@${at}`,
    hints,
  }));
  return wakeFor(deps, agreement.sites.master.id, finds);
};

const lookAtPairs = async (deps: PipelineDeps, agreement: Agreement, pairs: readonly OpenPair[]): Promise<void> => {
  const at = deps.clock.now().toISOString();
  const stale = new Map<string, Find>();
  for (const side of SIDES) {
    for (const { id, lane } of await staleOn(deps, agreement, side, pairs)) {
      const hints: readonly EventHint[] = [...(stale.get(id)?.hints ?? []), { side, kind: 'sweep' }];
      stale.set(id, { contractId: agreement.contract.id, lane, name: `${id}@${at}`, hints });
    }
  }
  await wakeFor(deps, agreement.sites.master.id, [...stale.values()]);
};

/** Pairs whose issue on this side is not as it was when it was read last. */
const staleOn = async (
  deps: PipelineDeps,
  agreement: Agreement,
  side: Side,
  pairs: readonly OpenPair[],
): Promise<readonly OpenPair[]> => {
  const jira = await deps.jira.on(agreement.sites[side].id);
  const ids = pairs.flatMap(({ issues }) => issues[side] ?? []);
  if (ids.length === 0) return [];
  const heads = await jira.headsOf(ids);
  const matched = await nowMatching(jira, agreement.halves[side].scope.jql, ids);
  return pairs.filter((pair) => {
    const id = pair.issues[side];
    if (id === null) return pair.state === 'creating';
    const { matches } = pair.scopeSeen[side] ?? {};
    const moved = matched !== null && matches !== undefined && matched.has(id) !== matches;
    return moved || heads.get(id)?.updated !== pair.seen[side];
  });
};

/** Null where the answer does not change with time, or where Jira has none. */
const nowMatching = async (
  jira: JiraSite,
  jql: string | null,
  ids: readonly string[],
): Promise<ReadonlySet<string> | null> => {
  if (jql === null || !answersWithTime(jql)) return null;
  try {
    return new Set(await jira.matching(ids, jql));
  } catch (error) {
    if (error instanceof JiraError && error.failure.kind === 'rejected') return null;
    throw error;
  }
};

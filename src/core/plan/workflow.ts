import { isForeignPrint } from '../map';
import {
  type BaseValue,
  type FacetState,
  otherSide,
  type PerSide,
  perSide,
  type ReceiveStep,
  type SendStep,
  type Side,
  SIDES,
  withSide,
} from '../model';
import { halvesRule, winnerBy } from './conflict-rule';
import { isParkedOn, rest, WORKFLOW } from './facet';
import { type Note, type Piece, piece } from './piece';
import { pingPong } from './ping-pong';
import { gateFor, type Scene, stateIn } from './scene';
import { type Move as StatusMove, movesBetween, sameName, statusBase, statusIn } from './status';
import { branchFrom, branchOf } from './three-way';

/** A status change of one side that the other side has a step for. */
interface Move {
  readonly from: Side;
  readonly signal: string;
  readonly step: ReceiveStep;
  /** The other side stands there already. */
  readonly there: boolean;
}

const statusOf = ({ snapshots }: Scene, side: Side): string => snapshots[side].status.name;

const bases = (scene: Scene) => perSide((side) => statusBase(statusOf(scene, side)));

const settled = (scene: Scene, state: FacetState): FacetState => rest(state, bases(scene));

/** Status never crosses as such: a step of the one workflow is a signal, and the other half says what that means. */
export function planWorkflow(scene: Scene): Piece {
  if (SIDES.every((side) => scene.halves[side].send.workflow.length === 0)) return piece(WORKFLOW);
  const state = stateIn(scene, WORKFLOW);
  const first = perSide((side) => state.base[side] === null);
  const changed = perSide(
    (side) =>
      !first[side] &&
      state.base[side]?.print !== statusBase(statusOf(scene, side)).print &&
      !isUnanswered(scene, state, side),
  );
  // What we did ourselves is that side's baseline from here on: the next move would take the place of what is under way.
  const seen = {
    ...state,
    base: perSide((side) =>
      isUnanswered(scene, state, side)
        ? statusBase(statusOf(scene, side))
        : (state.base[side] ?? statusBase(statusOf(scene, side))),
    ),
  };
  if (SIDES.every((side) => !changed[side])) {
    const looked = SIDES.some((side) => state.base[side]?.print !== statusBase(statusOf(scene, side)).print);
    return piece(WORKFLOW, { branch: 1, state: looked ? settled(scene, seen) : null });
  }
  const found = perSide((side) => (changed[side] ? findMove(scene, state, side) : { move: null, notes: [] }));
  const notes = SIDES.flatMap((side) => found[side].notes);
  const { master, provider } = { master: found.master.move, provider: found.provider.move };
  const both = branchOf(perSide((side) => (changed[side] ? 'changed' : 'same')));
  if (master !== null && provider !== null) return clash(scene, seen, { master, provider });
  const move = master ?? provider;
  if (move === null) return piece(WORKFLOW, { branch: both, state: settled(scene, seen), notes });
  const result = go(scene, seen, move, branchFrom(move.from));
  return { ...result, branch: both, notes: [...notes, ...result.notes] };
}

/** Our own transition, of which the receipt was lost: it is no move of that side's people and gives no signal back. */
function isUnanswered(scene: Scene, { underWay }: FacetState, side: Side): boolean {
  const sent = underWay?.[otherSide(side)] ?? null;
  if (sent === null) return false;
  const signals = scene.halves[otherSide(side)].send.workflow
    .filter(({ to }) => sameName(to, statusIn(sent)))
    .map(({ signal }) => signal);
  return scene.halves[side].receive.workflow.some(
    ({ signal, to }) => signals.includes(signal) && sameName(to, statusOf(scene, side)),
  );
}

interface Found {
  readonly move: Move | null;
  readonly notes: readonly Note[];
}

const nothing = (side: Side, code: string, reason: string): Found => ({ move: null, notes: [{ side, code, reason }] });

function findMove(scene: Scene, state: FacetState, from: Side): Found {
  const { send } = scene.halves[from];
  const to = otherSide(from);
  const foreign = scene.input.foreign[from][WORKFLOW];
  if (!send.relay && isForeignPrint(foreign, statusBase(statusOf(scene, from)).print)) {
    return nothing(
      from,
      'not-relayed',
      `The status of the ${from} came from another partner, and its side does not pass it on.`,
    );
  }
  const sent = signalOf(scene, state.base[from], from);
  if (sent === null) return nothing(from, 'no-signal', `The new status at the ${from} is not a step of the contract.`);
  const now = statusOf(scene, to);
  const steps = scene.halves[to].receive.workflow.filter(({ signal }) => sameName(signal, sent.signal));
  const there = steps.find((step) => sameName(step.to, now));
  const step = there ?? steps.find((each) => each.from.length === 0 || each.from.some((name) => sameName(name, now)));
  if (step === undefined) {
    return nothing(from, 'no-step', `The signal "${sent.signal}" means nothing to the ${to} in its present status.`);
  }
  return { move: { from, signal: sent.signal, step, there: there !== undefined }, notes: [] };
}

/** By the status of now; else by the last one passed on the way that has a step. */
function signalOf(scene: Scene, base: BaseValue | null, from: Side): SendStep | null {
  const steps = scene.halves[from].send.workflow;
  const before = base === null ? null : statusIn(base);
  const last = scene.link.lastStatus[from];
  const looked = last === null ? [] : [{ from: before, to: last }];
  const told = scene.input.events.flatMap((hint) => (hint.kind === 'transitioned' && hint.side === from ? [hint] : []));
  for (const move of [...movesBetween(before, statusOf(scene, from), [...looked, ...told])].reverse()) {
    const step = steps.find((each) => matches(each, move));
    if (step !== undefined) return step;
  }
  return null;
}

const matches = (step: SendStep, { from, to }: StatusMove): boolean =>
  sameName(step.to, to) && (step.from === null || (from !== null && sameName(step.from, from)));

function go(scene: Scene, state: FacetState, { from, signal, step, there }: Move, branch: number): Piece {
  const to = otherSide(from);
  const print = statusBase(statusOf(scene, from));
  if (there) return piece(WORKFLOW, { branch, state: settled(scene, state) });
  if (!gateFor(scene, from, state).open) return piece(WORKFLOW, { branch, held: [from] });
  if (isParkedOn(state, print.print, scene.versions)) {
    const reason = 'The workflow waits until an admin mends its problem.';
    return piece(WORKFLOW, { branch, notes: [{ side: from, code: 'parked', reason }] });
  }
  const stopped = pingPong(scene, { key: WORKFLOW, name: '' }, to, print.print);
  if (stopped !== null) return piece(WORKFLOW, { branch, problems: [stopped], delivers: [from] });
  return piece(WORKFLOW, {
    branch,
    state: { ...state, underWay: withSide<BaseValue | null>({ master: null, provider: null }, from, print) },
    operations: [
      {
        kind: 'transition',
        id: `transition:${to}`,
        side: to,
        issueId: scene.snapshots[to].issueId,
        facet: WORKFLOW,
        toStatus: step.to,
        via: step.via,
        fields: step.fields,
        signal,
        source: print,
      },
    ],
    delivers: [from],
  });
}

/** Both workflows moved, and each means something to the other. */
function clash(scene: Scene, state: FacetState, moves: PerSide<Move>): Piece {
  const changed = { master: 'changed', provider: 'changed' } as const;
  if (moves.master.there || moves.provider.there) {
    return piece(WORKFLOW, { branch: branchOf(changed, true), state: settled(scene, state) });
  }
  const branch = branchOf(changed);
  const rule = halvesRule(scene.halves);
  const winner = scene.link.choices?.[WORKFLOW] ?? winnerBy(rule, scene);
  const values = perSide((side) => JSON.stringify({ kind: 'signal', signal: moves[side].signal }));
  const print = SIDES.map((side) => statusBase(statusOf(scene, side)).print).join('\n');
  if (winner === null) {
    if (isParkedOn(state, print, scene.versions)) return piece(WORKFLOW, { branch });
    return piece(WORKFLOW, {
      branch,
      state,
      conflicts: [{ facet: WORKFLOW, rule: 'ask', winner: null, values, park: print }],
    });
  }
  const loser = otherSide(winner);
  const result = go(scene, state, moves[winner], branch);
  if (result.operations.length === 0) return result;
  const known = result.state ?? state;
  const base = withSide(known.base, loser, statusBase(statusOf(scene, loser)));
  return { ...result, state: { ...known, base }, conflicts: [{ facet: WORKFLOW, rule, winner, values }] };
}

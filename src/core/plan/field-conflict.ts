import { sameValue } from '../map';
import { type FacetState, otherSide, type Side, SIDES } from '../model';
import { carry } from './carry';
import { ruleOf, winnerBy } from './conflict-rule';
import { arrived, conflictDraft, deliver } from './deliver';
import { type Desk } from './desk';
import { isParkedOn } from './facet';
import { type Piece, piece } from './piece';
import { isLive } from './routes';
import { gateFor, type Scene } from './scene';
import { branchFrom, branchOf } from './three-way';
import { quoted } from './words';

const BOTH = { master: 'changed', provider: 'changed' } as const;
const AGREED = branchOf(BOTH, true);
const CONFLICT = branchOf(BOTH);

/** Branches 5 and 6: both sides changed since they were last settled. */
export function planConflict(scene: Scene, desk: Desk): Piece {
  const { key, routes } = desk.facet;
  const agreed = agreement(scene, desk);
  if (agreed !== null) return piece(key, { branch: AGREED, state: agreed });
  const closed = SIDES.find((side) => isShut(scene, desk, side));
  if (closed !== undefined) return piece(key, { branch: CONFLICT, held: [closed] });
  if (desk.state.excerptOn !== null) return overrule(scene, desk, otherSide(desk.state.excerptOn));
  const [only, second] = SIDES.filter((side) => isLive(routes[side]));
  if (only !== undefined && second === undefined) return overrule(scene, desk, only);
  return byRule(scene, desk);
}

/** What one side would get is what it holds: for a lossy side this is the only way to see that both agree. */
function agreement(scene: Scene, desk: Desk): FacetState | null {
  const { facet, now } = desk;
  for (const from of SIDES) {
    const route = facet.routes[from];
    const target = now[otherSide(from)];
    if (!isLive(route)) continue;
    const carried = carry(scene, route, target.meta, now[from].value);
    if (carried.is === 'value' && sameValue(carried.value, target.value)) return arrived(desk, route, carried);
  }
  return null;
}

/**
 * A side that must send nothing now (security level, out of scope) neither loses its edit to the partner nor shows it in
 * a conflict record: the field waits until the side may speak again.
 */
function isShut(scene: Scene, desk: Desk, side: Side): boolean {
  const gate = gateFor(scene, side, desk.state);
  return isLive(desk.facet.routes[side]) && !gate.open && gate.why !== 'trigger';
}

const overrule = (scene: Scene, desk: Desk, from: Side): Piece =>
  deliver(scene, desk, { from, branch: CONFLICT, overrules: from });

function byRule(scene: Scene, desk: Desk): Piece {
  const rule = ruleOf(scene.halves, desk.facet);
  const winner = scene.link.choices?.[desk.facet.key] ?? winnerBy(rule, scene);
  return winner === null ? ask(scene, desk) : deliver(scene, desk, { from: winner, branch: CONFLICT, overrules: rule });
}

/** The side whose write to the other one was planned and never answered. */
export const senderUnderWay = ({ state }: Desk): Side | null =>
  SIDES.find((side) => (state.underWay?.[side] ?? null) !== null) ?? null;

/**
 * The target differs from its baseline, but what it holds may be our own write, shortened by its Jira, whose receipt was
 * lost. That must not come back over the original (law 4), so the write is repeated; should a person have written it,
 * it is kept with the conflict.
 */
export function planUnanswered(scene: Scene, desk: Desk, from: Side): Piece {
  const agreed = agreement(scene, desk);
  if (agreed !== null) return piece(desk.facet.key, { branch: AGREED, state: agreed });
  const overrules = ruleOf(scene.halves, desk.facet);
  return deliver(scene, desk, { from, branch: CONFLICT, overrules });
}

/**
 * Neither side differs from its baseline, but a write was planned and never answered: the sender came back to the value
 * that was settled last, while the other side holds what was sent in between. What the sender holds goes again.
 */
export function planAgain(scene: Scene, desk: Desk, from: Side): Piece {
  const agreed = agreement(scene, desk);
  return agreed === null
    ? deliver(scene, desk, { from, branch: branchFrom(from) })
    : piece(desk.facet.key, { branch: AGREED, state: agreed });
}

/** Nobody wins until a person chooses. The question is put once for a pair of values. */
function ask(scene: Scene, desk: Desk): Piece {
  const { facet, state, now } = desk;
  const print = `${now.master.print.print}\n${now.provider.print.print}`;
  if (!isParkedOn(state, print, scene.versions)) {
    return piece(facet.key, { branch: CONFLICT, conflicts: [conflictDraft(desk, 'ask', null, print)] });
  }
  const reason = `Field ${quoted(facet.name)} was changed on both sides and waits until an admin chooses.`;
  const [side] = SIDES;
  return piece(facet.key, { branch: CONFLICT, notes: [{ side, code: 'parked', reason }] });
}

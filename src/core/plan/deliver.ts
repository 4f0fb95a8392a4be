import { describeValue, isEmptyValue, isSet, printOf, sameValue } from '../map';
import {
  type BaseValue,
  type ConflictDraft,
  type ConflictRule,
  type FacetState,
  type FieldWrite,
  otherSide,
  type Side,
  withSide,
} from '../model';
import { type Carried, carry, contractValue } from './carry';
import { type Desk, settled } from './desk';
import { excerptFileFor } from './excerpts';
import { isParkedOn } from './facet';
import { type Note, type Piece, piece } from './piece';
import { pingPong } from './ping-pong';
import { type FieldFacet, isLive, type Route } from './routes';
import { gateFor, type Scene } from './scene';
import { common, deltaOf, without } from './set-base';
import { of, quoted } from './words';

export interface Delivery {
  readonly from: Side;
  readonly branch: number;
  /** Both sides had changed: what the other one held is kept. */
  readonly overrules?: ConflictRule;
}

type CarriedValue = Extract<Carried, { is: 'value' }>;

/**
 * Brings the value of `from` to the other side, or says in one sentence why it does not go. What sends nothing is decided
 * before the gate: there is no event to wait for.
 */
export function deliver(scene: Scene, desk: Desk, delivery: Delivery): Piece {
  const { facet, state, now } = desk;
  const { from, branch } = delivery;
  const route = facet.routes[from];
  if (!isLive(route)) return piece(facet.key, { branch });
  if (state.excerptOn === from) return keepExcerpt(scene, desk, delivery);
  const carried = carry(scene, route, now[route.to].meta, now[from].value);
  if (carried.is === 'skip') {
    return passOver(desk, delivery, { side: from, code: carried.code, reason: carried.reason });
  }
  if (carried.is === 'value' && holds(desk, route, carried)) {
    return piece(facet.key, { branch, state: arrived(desk, route, carried) });
  }
  if (route.when === 'ifEmpty' && (now[from].empty || !now[route.to].empty)) {
    return passOver(desk, delivery, notEmpty(facet, route.to));
  }
  if (isParkedOn(state, now[from].print.print, scene.versions)) return waitsForAdmin(desk, delivery);
  if (!gateFor(scene, from, state).open) return piece(facet.key, { branch, held: [from] });
  return carried.is === 'problem'
    ? stuck(desk, delivery, carried)
    : deliverValue(scene, desk, delivery, route, carried);
}

function deliverValue(scene: Scene, desk: Desk, delivery: Delivery, route: Route, carried: CarriedValue): Piece {
  const { facet, state, now } = desk;
  const { from, branch } = delivery;
  const overwrites = delivery.overrules !== undefined && !isSet(now[route.to].meta);
  const stopped = pingPong(scene, facet, route.to, now[from].print.print);
  if (stopped !== null) return piece(facet.key, { branch, problems: [stopped], delivers: [from] });
  const file = carried.excerptOf === null ? [] : excerptFileFor(scene, desk, from, carried.excerptOf);
  return piece(facet.key, {
    branch,
    state: overwrites ? knowingLoser(desk, route.to) : state,
    writes: [{ side: route.to, write: fieldWrite(desk, route, carried) }],
    operations: file,
    conflicts: overwrites ? [conflictDraft(desk, delivery.overrules ?? from, from)] : [],
    delivers: [from],
  });
}

/** The target holds it although no receipt says so (a crash, or people who wrote the same). */
export function arrived(desk: Desk, route: Route, carried: CarriedValue): FacetState {
  const state = settled(desk);
  const { excerptOn } = state;
  const whole = excerptOn === route.to ? null : excerptOn;
  return {
    ...state,
    base: withSide(state.base, route.from, sourceBase(desk, route, carried)),
    pendingMedia: carried.pendingMedia,
    excerptOn: carried.excerptOf === null ? whole : route.to,
  };
}

/**
 * The target holds already what it would get. A set that takes a single label holds it beside others; nothing of an
 * earlier label may be left.
 */
function holds(desk: Desk, route: Route, carried: CarriedValue): boolean {
  const target = desk.now[route.to];
  if (carried.raw !== null && isEmptyValue(carried.value)) return false;
  if (!isSet(target.meta)) return sameValue(carried.value, target.value);
  const change = elementsChange(desk, route, carried);
  return change.add.length === 0 && change.remove.length === 0;
}

const elementsOf = ({ elements }: BaseValue): readonly string[] => elements ?? [];

/** Only what this facet put into the set before is taken out of it again. */
function elementsChange(desk: Desk, route: Route, carried: CarriedValue): { add: string[]; remove: string[] } {
  const has = elementsOf(desk.now[route.to].print);
  const wanted = elementsIn(carried);
  const before = desk.state.base[route.from]?.elements ?? [];
  return { add: [...without(wanted, has)], remove: [...common(without(before, wanted), has)] };
}

/** After the write the loser's own value is no news any more: it stands in the conflict record. */
const knowingLoser = ({ state, now }: Desk, loser: Side): FacetState => ({
  ...state,
  base: withSide(state.base, loser, now[loser].print),
});

const elementsIn = ({ value }: CarriedValue): readonly string[] => elementsOf(printOf(value));

/** The source keeps what it put into a set as the elements of its baseline, to know later what to take out. */
function sourceBase(desk: Desk, route: Route, carried: CarriedValue): BaseValue {
  const { print } = desk.now[route.from];
  return isSet(desk.now[route.to].meta) ? { print: print.print, elements: elementsIn(carried) } : print;
}

function fieldWrite(desk: Desk, route: Route, carried: CarriedValue): FieldWrite {
  const { facet, now, state } = desk;
  const common = {
    facet: facet.key,
    fieldId: route.receive.field,
    source: sourceBase(desk, route, carried),
    pendingMedia: carried.pendingMedia,
    excerpt: carried.excerptOf !== null,
  };
  if (isSet(now[route.to].meta)) {
    const own = deltaOf(state.base[route.to]?.elements ?? [], elementsOf(now[route.to].print));
    return { ...common, mode: 'elements', ...elementsChange(desk, route, carried), leaves: own };
  }
  if (carried.raw !== null) return { ...common, mode: 'raw', json: carried.raw };
  return { ...common, mode: 'set', value: carried.value };
}

/** The target stays as it is, and so does the source: both are settled as they are, so that this is said once. */
const passOver = (desk: Desk, { branch }: Delivery, note: Note): Piece =>
  piece(desk.facet.key, { branch, state: settled(desk), notes: [note] });

const notEmpty = ({ name }: FieldFacet, side: Side): Note => ({
  side: otherSide(side),
  code: 'not-empty',
  reason: `Field ${quoted(name)} is filled only where it is empty, and ${of(side)} is not.`,
});

const waitsForAdmin = ({ facet }: Desk, { branch, from }: Delivery): Piece =>
  piece(facet.key, {
    branch,
    notes: [
      { side: from, code: 'parked', reason: `Field ${quoted(facet.name)} waits until an admin mends its problem.` },
    ],
  });

function stuck(
  { facet, now }: Desk,
  { from, branch }: Delivery,
  { side, code, cause, remedy }: Extract<Carried, { is: 'problem' }>,
): Piece {
  const { print } = now[from].print;
  const problem = { facet: facet.key, side, code, subject: `Field ${quoted(facet.name)}`, cause, remedy, print };
  return piece(facet.key, { branch, problems: [problem], delivers: [from] });
}

/** An edit of an excerpt is not sent back over the long original; what was written into it is kept (law 4 and 6). */
function keepExcerpt(scene: Scene, desk: Desk, { from, branch }: Delivery): Piece {
  const { facet, state, now } = desk;
  const gate = gateFor(scene, from, state);
  if (!gate.open && gate.why !== 'trigger') return piece(facet.key, { branch, held: [from] });
  const reason = `Field ${quoted(facet.name)} is an excerpt at the ${from}: its edit does not replace the long text.`;
  return piece(facet.key, {
    branch,
    state: { ...state, base: withSide(state.base, from, now[from].print) },
    conflicts: [conflictDraft(desk, otherSide(from), otherSide(from))],
    notes: [{ side: from, code: 'excerpt', reason }],
  });
}

export const conflictDraft = (
  { facet, now }: Desk,
  rule: ConflictRule,
  winner: Side | null,
  park?: string,
): ConflictDraft => ({
  facet: facet.key,
  rule,
  winner,
  values: {
    master: describeValue(contractValue(facet.routes.master, now.master.value)),
    provider: describeValue(contractValue(facet.routes.provider, now.provider.value)),
  },
  ...(park === undefined ? {} : { park }),
});

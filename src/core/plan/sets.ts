import { isForeignElement, printOf } from '../map';
import {
  type BaseValue,
  type ElementDelta,
  EMPTY,
  type FieldWrite,
  otherSide,
  type PerSide,
  perSide,
  type Side,
  SIDES,
  withSide,
} from '../model';
import { carry } from './carry';
import { type Desk } from './desk';
import { elementsNow, mapElements, type Stuck } from './elements';
import { isParkedOn, rest } from './facet';
import { join, type Note, type Piece, piece } from './piece';
import { pingPong } from './ping-pong';
import { isLive, type Route } from './routes';
import { gateFor, type Scene } from './scene';
import { applyDelta, common, deltaOf, isNoDelta, setBase, without } from './set-base';
import { branchOf, type Change } from './three-way';
import { of, quoted } from './words';

/** A set field laid out by element. */
interface SetDesk {
  readonly desk: Desk;
  readonly now: PerSide<readonly string[]>;
  readonly base: PerSide<readonly string[]>;
  readonly delta: PerSide<ElementDelta>;
}

/** What one direction comes to: either a write, or elements that are settled without one, or neither. */
interface Direction {
  readonly part: Piece;
  /** Elements of the source's delta that are settled without a write. */
  readonly settles: ElementDelta | null;
  /** Something of it waits for an admin: no write of this facet ends that. */
  readonly waits?: true;
}

/**
 * Sets merge by element, so two sides can never conflict: what came is added on the other side, what left is removed
 * there if our baseline knows it. Adding wins where both touch one element. Never the whole set is written.
 */
export function planSet(scene: Scene, desk: Desk): Piece {
  const set = layOutSet(scene, desk);
  const branch = branchOf(
    perSide((side): Change => (isNoDelta(set.delta[side]) ? 'same' : 'changed')),
    true,
  );
  const directions = perSide((from) => direction(scene, set, from));
  const parts = SIDES.map((side) => directions[side].part);
  const base = perSide((side) => settleSide(set, side, directions));
  const start = piece(desk.facet.key, { branch });
  const merged = parts.reduce(join, start);
  const state = { ...desk.state, base };
  const waits = SIDES.some((side) => directions[side].waits === true);
  const quiet = !waits && merged.writes.length === 0 && merged.held.length === 0 && merged.problems.length === 0;
  const nothingLeft = SIDES.every((side) => isNoDelta(deltaOf(base[side]?.elements ?? [], set.now[side])));
  const writes = waits ? merged.writes.map(leavingParked) : merged.writes;
  return { ...merged, writes, branch, state: quiet && nothingLeft ? rest(state, base) : state };
}

const leavingParked = ({ side, write }: Piece['writes'][number]): Piece['writes'][number] => ({
  side,
  write: { ...write, leavesParked: true },
});

/** A copy's own defaults are taken as they are; every other side without a baseline brings all that it has. */
function layOutSet(scene: Scene, desk: Desk): SetDesk {
  const now = perSide((side) => elementsNow(desk.now[side].print));
  const copy = otherSide(scene.link.origin);
  const known = perSide((side) => {
    const base = desk.state.base[side];
    if (base !== null) return elementsNow(base);
    return side === copy && desk.known && scene.ours[copy] ? now[side] : [];
  });
  const base = SIDES.reduce((bases, from) => withUnanswered(scene, desk, bases, now, from), known);
  return { desk, now, base, delta: perSide((side) => deltaOf(base[side], now[side])) };
}

/**
 * A write was on its way and its receipt never came. As far as its elements arrived, in whatever spelling, they are what
 * the source had sent, and no addition or removal of the target's people (law 4).
 */
function withUnanswered(
  scene: Scene,
  desk: Desk,
  base: PerSide<readonly string[]>,
  now: PerSide<readonly string[]>,
  from: Side,
): PerSide<readonly string[]> {
  const sent = desk.state.underWay?.[from] ?? null;
  const route = desk.facet.routes[from];
  if (sent === null || route === null) return base;
  const to = otherSide(from);
  const own = deltaOf(base[to], now[to]);
  const there = (element: string, among: readonly string[]): readonly string[] => {
    const { elements } = mapElements(scene, route, desk, [element]);
    return elements.flatMap((each) => inTargetsWords(each, among));
  };
  const { added, removed } = deltaOf(base[from], elementsNow(sent));
  // What the target's people added themselves at the same time is on both sides as well, though it never travelled.
  const came = added.filter((element) => there(element, now[to]).length > 0);
  const left = removed.filter((element) => there(element, own.removed).length > 0);
  const arrived = came.flatMap((element) => there(element, own.added));
  const lost = left.flatMap((element) => there(element, own.removed));
  return withSide(
    withSide(base, from, applyDelta(base[from], { added: came, removed: left })),
    to,
    applyDelta(base[to], { added: arrived, removed: lost }),
  );
}

function settleSide(set: SetDesk, side: Side, directions: PerSide<Direction>): BaseValue {
  const { settles } = directions[side];
  const known = set.desk.state.base[side];
  const next = settles === null ? set.base[side] : applyDelta(set.base[side], settles);
  return known !== null && isNoDelta(deltaOf(elementsNow(known), next)) ? known : setBase(next);
}

const nothing = (part: Piece): Direction => ({ part, settles: null });

function direction(scene: Scene, set: SetDesk, from: Side): Direction {
  const { facet } = set.desk;
  const delta = set.delta[from];
  const route = facet.routes[from];
  if (isNoDelta(delta)) return nothing(piece(facet.key));
  if (!isLive(route)) return ownChange(scene, set, from);
  const foreign = foreignIn(scene, set, route);
  const notes = foreign.length === 0 ? [] : [notRelayed(set, from)];
  const added = without(delta.added, foreign);
  const unmoved = added.length === 0 && delta.removed.length === 0;
  if (unmoved) return { part: piece(facet.key, { notes }), settles: delta };
  const result = send(scene, set, route, { added, removed: delta.removed });
  return { ...result, part: { ...result.part, notes: [...notes, ...result.part.notes] } };
}

/** Elements that another partner put there are that partner's, unless the half relays them (law 8). */
function foreignIn(scene: Scene, { delta }: SetDesk, { from, send: rule }: Route): readonly string[] {
  const written = scene.input.foreign[from][rule.field];
  return rule.relay ? [] : delta[from].added.filter((element) => isForeignElement(written, element));
}

const notRelayed = ({ desk }: SetDesk, side: Side): Note => ({
  side,
  code: 'not-relayed',
  reason: `Part of field ${quoted(desk.facet.name)} came from another partner, and ${of(side)} side does not pass it on.`,
});

/** A change on a side that does not send the field: settled where the other side holds the same, else it stays its own. */
function ownChange(scene: Scene, set: SetDesk, side: Side): Direction {
  const { facet } = set.desk;
  const back = facet.routes[otherSide(side)];
  const wanted = back === null ? [] : mapElements(scene, back, set.desk, set.now[back.from]).elements;
  const { added, removed } = set.delta[side];
  const settles = { added: common(added, wanted), removed: without(removed, wanted) };
  const own = { added: without(added, settles.added), removed: without(removed, settles.removed) };
  const notes = isNoDelta(own) ? [] : [oneWay(facet.name, side)];
  return { part: piece(facet.key, { notes }), settles };
}

const oneWay = (name: string, side: Side): Note => ({
  side,
  code: 'one-way',
  reason: `Field ${quoted(name)} was changed at the ${side}; the contract takes it only from the ${otherSide(side)}.`,
});

function send(scene: Scene, set: SetDesk, route: Route, delta: ElementDelta): Direction {
  const { desk } = set;
  const { facet } = desk;
  const whole = set.delta[route.from];
  if (route.when === 'ifEmpty' && set.now[route.to].length > 0) return { part: piece(facet.key), settles: whole };
  const came = mapElements(scene, route, desk, delta.added);
  const removed = mapElements(scene, route, desk, delta.removed).elements;
  const change = changeFor(scene, set, route, { added: came.elements, removed });
  const skipped = piece(facet.key, { notes: came.skipped.map((each): Note => ({ side: route.from, ...each })) });
  const isDone = isNoDelta(change);
  if (isDone && came.stuck.length === 0) return { part: skipped, settles: whole };
  const print = setBase(set.now[route.from]).print;
  if (isParkedOn(desk.state, print, scene.versions)) return waiting(piece(facet.key, { notes: [parked(set, route)] }));
  if (!gateFor(scene, route.from, desk.state).open) return nothing(piece(facet.key, { held: [route.from] }));
  const stays = leftOut(scene, set, route, came.stuck);
  const part = stays === null ? skipped : join(skipped, stays);
  const carries = { added: without(whole.added, elementsOf(came.stuck)), removed: whole.removed };
  if (isDone) return { ...waiting(part), settles: carries };
  const stopped = pingPong(scene, { ...facet, isSet: true }, route.to, print);
  if (stopped !== null) return nothing(piece(facet.key, { problems: [stopped], delivers: [route.from] }));
  const write = elementsWrite(set, route, change, carries);
  const sent = join(part, piece(facet.key, { writes: [{ side: route.to, write }], delivers: [route.from] }));
  return stays === null ? nothing(sent) : waiting(sent);
}

const waiting = (part: Piece): Direction => ({ part, settles: null, waits: true });

const elementsOf = (stuck: readonly Stuck[]): readonly string[] => stuck.map(({ element }) => element);

/** Elements without a counterpart wait by themselves: their problem is told once, and the others of the set go. */
function leftOut(scene: Scene, set: SetDesk, route: Route, stuck: readonly Stuck[]): Piece | null {
  const [first] = stuck;
  if (first === undefined) return null;
  const { facet, state } = set.desk;
  const print = `without counterpart: ${setBase(elementsOf(stuck)).print}`;
  if (isParkedOn(state, print, scene.versions)) return piece(facet.key, { notes: [parked(set, route)] });
  const { side, code } = first.why;
  const causes = new Set(stuck.map(({ why }) => why.cause));
  const remedies = new Set(stuck.map(({ why }) => why.remedy));
  const others = set.now[route.from].length > stuck.length ? ' The others of the field are kept in step.' : '';
  const draft = {
    facet: facet.key,
    side,
    code,
    subject: `Field ${quoted(facet.name)}`,
    cause: few(causes) + others,
    remedy: few(remedies),
    print,
  };
  return piece(facet.key, { problems: [draft], delivers: [route.from] });
}

/** A list that nobody maps can be long. */
const MOST_TOLD = 5;

const few = (sentences: ReadonlySet<string>): string => {
  const more = sentences.size - MOST_TOLD;
  return [...sentences].slice(0, MOST_TOLD).join(' ') + (more > 0 ? ` And ${more} more.` : '');
};

/**
 * Only what the target lacks is added. Only what our baseline knows there is removed: an element that a person has just
 * put there stays. What another element of the source still maps to stays as well.
 */
function changeFor(scene: Scene, { desk, now, base }: SetDesk, route: Route, mapped: ElementDelta): ElementDelta {
  const has = now[route.to];
  const added = without(mapped.added, has);
  const kept = mapElements(scene, route, desk, now[route.from]).elements;
  const stays = without(kept, added).flatMap((each) => inTargetsWords(each, has));
  const known = common(has, base[route.to]);
  const gone = mapped.removed.flatMap((each) => inTargetsWords(each, known));
  const removed = without([...new Set(gone)], stays);
  const standard = defaultFor(scene, desk, route);
  if (now[route.from].length === 0) return withDefault({ added, removed }, has, standard);
  // It stood for an empty set, and gives way to the first element.
  const spare = base[route.from].length === 0 ? without(common(known, standard), stays) : [];
  return { added, removed: [...new Set([...removed, ...without(spare, added)])] };
}

/** What the target's half gives where the partner's set is empty. */
function defaultFor(scene: Scene, { now }: Desk, route: Route): readonly string[] {
  if (route.receive.value === null) return [];
  const carried = carry(scene, route, now[route.to].meta, EMPTY);
  return carried.is === 'value' ? elementsNow(printOf(carried.value)) : [];
}

/** A target that would be left without any element gets the default, as a single value does. */
function withDefault(change: ElementDelta, has: readonly string[], standard: readonly string[]): ElementDelta {
  const { added, removed } = change;
  if (without(has, removed).length > 0 || added.length > 0) return change;
  return { added: without(standard, has), removed: without(removed, standard) };
}

/** A side that changes the case of labels holds the element in its own spelling. */
function inTargetsWords(element: string, known: readonly string[]): readonly string[] {
  if (known.includes(element)) return [element];
  const alike = known.filter((each) => each.toLowerCase() === element.toLowerCase());
  return alike.length === 1 ? alike : [];
}

const elementsWrite = (
  set: SetDesk,
  route: Route,
  { added, removed }: ElementDelta,
  carries: ElementDelta,
): FieldWrite => ({
  facet: set.desk.facet.key,
  fieldId: route.receive.field,
  source: setBase(set.now[route.from]),
  pendingMedia: [],
  excerpt: false,
  mode: 'elements',
  add: added,
  remove: removed,
  carries,
  leaves: set.delta[route.to],
  seen: set.now[route.to],
});

const parked = ({ desk }: SetDesk, { from }: Route): Note => ({
  side: from,
  code: 'parked',
  reason: `Field ${quoted(desk.facet.name)} waits until an admin mends its problem.`,
});

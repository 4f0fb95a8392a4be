import { isForeignPrint, isSet, printOf } from '../map';
import { otherSide, type PerSide, perSide, type Side, SIDES } from '../model';
import { bornBase } from './birth';
import { basesOf, type Desk, layOut, settled } from './desk';
import { deliver } from './deliver';
import { excerptFile } from './excerpts';
import { planAgain, planConflict, planUnanswered, senderUnderWay } from './field-conflict';
import { isParkedOn } from './facet';
import { lookAtPending, showsAny } from './media';
import { guarded } from './guarded';
import { join, type Note, type Piece, piece } from './piece';
import { type FieldFacet, fieldFacets, isLive } from './routes';
import { metaOf, type Scene, valueOf } from './scene';
import { planRestore } from './restore';
import { planSet } from './sets';
import { branchFrom, branchOf, type Change, changeOf } from './three-way';
import { of, quoted } from './words';

/** Every contract field that is kept in step after creation. */
export const planFields = (scene: Scene): readonly Piece[] =>
  fieldFacets(scene.halves)
    .filter(({ routes }) => SIDES.some((side) => isLive(routes[side])))
    .map((facet) => guarded(scene, facet.key, () => planField(scene, facet)));

function planField(scene: Scene, facet: FieldFacet): Piece {
  const laid = layOut(scene, facet);
  if (laid === null) return missingField(scene, facet);
  const desk = bornBase(scene, laid);
  const restore = scene.input.restores?.[facet.key];
  const restored = restore === undefined ? null : planRestore(scene, desk, restore);
  if (restored !== null) return restored;
  const bothSets = SIDES.every((side) => isSet(desk.now[side].meta));
  return bothSets ? planSet(scene, desk) : planWhole(scene, desk);
}

const NO_FIELD = 'no-field';

/** The half names a field that this side's project does not have (any more). */
function missingField(scene: Scene, facet: FieldFacet): Piece {
  const branch = branchOf(perSide((each) => changeOfMissing(scene, facet, each)));
  const side = SIDES.find((each) => metaOf(scene, each, facet.fields[each]) === null) ?? 'master';
  const state = scene.link.facets[facet.key];
  if (state !== undefined && isParkedOn(state, NO_FIELD, scene.versions)) return parked(facet, side, branch);
  const problem = {
    facet: facet.key,
    side,
    code: NO_FIELD,
    subject: `Field ${quoted(facet.name)}`,
    cause: `The ${side}'s side maps it to a field that its project does not have.`,
    remedy: 'Choose another field in your side of the contract, or add the field to the project.',
    print: NO_FIELD,
  };
  return piece(facet.key, { branch, problems: [problem] });
}

/** Nothing is written to the side that still has the field: a field that is gone is not a value that was emptied. */
function changeOfMissing(scene: Scene, { key, fields }: FieldFacet, side: Side): Change {
  if (metaOf(scene, side, fields[side]) === null) return 'gone';
  const base = scene.link.facets[key]?.base[side] ?? null;
  return base === null ? 'same' : changeOf(base, printOf(valueOf(scene, side, fields[side])));
}

const parked = (facet: FieldFacet, side: Side, branch: number): Piece =>
  piece(facet.key, {
    branch,
    notes: [{ side, code: 'parked', reason: `Field ${quoted(facet.name)} waits until an admin mends its problem.` }],
  });

/** A field whose value is replaced as a whole: the truth table as it stands. */
function planWhole(scene: Scene, desk: Desk): Piece {
  const seen = withoutForeign(scene, desk);
  const changes = changesOf(scene, seen.desk);
  const found = byTable(scene, seen.desk, changes);
  const isNews = seen.notes.length > 0 || desk.fresh === true;
  const state = found.state ?? (isNews ? seen.desk.state : null);
  return { ...found, state, notes: [...seen.notes, ...found.notes] };
}

function byTable(scene: Scene, desk: Desk, changes: PerSide<Change>): Piece {
  const changed = SIDES.filter((side) => changes[side] === 'changed');
  const [only] = changed;
  const sender = senderUnderWay(desk);
  if (only === undefined) return sender === null ? inStep(scene, desk) : planAgain(scene, desk, sender);
  const chosen = scene.link.choices?.[desk.facet.key] !== undefined;
  if (sender !== null && !chosen && changes[otherSide(sender)] === 'changed')
    return planUnanswered(scene, desk, sender);
  return changed.length === 2 ? planConflict(scene, desk) : oneChanged(scene, desk, only);
}

/** On first contact a side that holds something counts as changed, so that an empty one is filled. */
function changesOf(scene: Scene, desk: Desk): PerSide<Change> {
  const bases = basesOf(scene, desk, { master: desk.now.master.print, provider: desk.now.provider.print });
  const first = bases.master === null && bases.provider === null;
  return perSide((side) => {
    const { print, empty } = desk.now[side];
    if (first) return empty ? 'same' : 'changed';
    return changeOf(bases[side], print);
  });
}

/** What another partner wrote is that partner's, not this side's own edit, unless the half relays it (law 8). */
function withoutForeign(scene: Scene, desk: Desk): { readonly desk: Desk; readonly notes: readonly Note[] } {
  const foreign = SIDES.filter((side) => isForeign(scene, desk, side));
  const base = perSide((side) => (foreign.includes(side) ? desk.now[side].print : desk.state.base[side]));
  const notes = foreign.map((side): Note => ({
    side,
    code: 'not-relayed',
    reason: `Field ${quoted(desk.facet.name)} came from another partner, and ${of(side)} side does not pass it on.`,
  }));
  return { desk: { ...desk, state: { ...desk.state, base } }, notes };
}

function isForeign(scene: Scene, desk: Desk, side: Side): boolean {
  const { print, empty } = desk.now[side];
  const route = desk.facet.routes[side];
  const written = scene.input.foreign[side][desk.facet.fields[side]];
  if (route === null || route.send.relay || empty || written === undefined) return false;
  return isForeignPrint(written, print.print) && desk.state.base[side]?.print !== print.print;
}

/** Branches 1: nothing changed. A file may have come that a delivered text still names in words. */
function inStep(scene: Scene, desk: Desk): Piece {
  const fresh = mediaArrived(scene, desk) ?? piece(desk.facet.key, { state: settledOnce(desk) });
  return { ...join(fresh, excerptFile(scene, desk)), branch: 1 };
}

/** First looks move the baseline, and nothing waits any more; otherwise nothing is remembered anew. */
const settledOnce = (desk: Desk): Desk['state'] | null => {
  const { base, parked: waits } = desk.state;
  const known = SIDES.every((side) => base[side]?.print === desk.now[side].print.print);
  return known && waits === null ? null : settled(desk);
};

function mediaArrived(scene: Scene, desk: Desk): Piece | null {
  const { pendingMedia } = desk.state;
  if (pendingMedia.length === 0) return null;
  // Ids of two sites may be alike: the side is the one whose own text shows the file.
  const from = SIDES.find(
    (side) => isLive(desk.facet.routes[side]) && showsAny(scene, side, desk.now[side].value, pendingMedia),
  );
  if (from === undefined) return null;
  const { arrived, still } = lookAtPending(scene, from, pendingMedia);
  if (arrived) return deliver(scene, desk, { from, branch: branchFrom(from) });
  if (still.length === pendingMedia.length) return null;
  return piece(desk.facet.key, { state: { ...desk.state, pendingMedia: still } });
}

/** Branches 2 and 4. */
function oneChanged(scene: Scene, desk: Desk, from: Side): Piece {
  const branch = branchFrom(from);
  if (isLive(desk.facet.routes[from])) return deliver(scene, desk, { from, branch });
  const firstContact = SIDES.every((side) => desk.state.base[side] === null);
  if (firstContact) return piece(desk.facet.key, { branch, state: settled(desk) });
  return piece(desk.facet.key, { branch, notes: [oneWayNote(desk.facet, from)] });
}

const oneWayNote = ({ name }: FieldFacet, side: Side): Note => ({
  side,
  code: 'one-way',
  reason: `Field ${quoted(name)} was changed at the ${side}; the contract takes it only from the ${otherSide(side)}.`,
});

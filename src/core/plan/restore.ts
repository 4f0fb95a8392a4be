import { combineIn, describeValue, isSet, printOf, receiveValue, sameValue, unsendValue } from '../map';
import {
  type ConflictDraft,
  type FieldWrite,
  otherSide,
  type PerSide,
  type BaseValue,
  type Restore,
  type Side,
  SIDES,
  type Value,
} from '../model';
import { contractValue, mapContext } from './carry';
import { ruleOf } from './conflict-rule';
import { deliver } from './deliver';
import { type Desk } from './desk';
import { isParkedOn } from './facet';
import { ownMedia } from './media';
import { type Piece, piece } from './piece';
import { isLive } from './routes';
import { type Scene } from './scene';
import { without } from './set-base';
import { branchFrom } from './three-way';
import { quoted } from './words';

/**
 * Brings a value of a conflict back into the field of its own side, as if a person had written it there; from there it
 * takes the usual way. Null where there is nothing to bring back.
 */
export function planRestore(scene: Scene, desk: Desk, restore: Restore): Piece | null {
  const { key, name, routes } = desk.facet;
  const { side } = restore;
  const value = wantedValue(scene, desk, restore);
  if (value === null) {
    const reason = `Field ${quoted(name)} at the ${side} cannot hold both values.`;
    return piece(key, { notes: [{ side, code: 'not-restored', reason }] });
  }
  if (isParkedOn(desk.state, '', scene.versions)) {
    const reason = `Field ${quoted(name)} waits until an admin mends its problem.`;
    return piece(key, { notes: [{ side, code: 'parked', reason }] });
  }
  if (!sameValue(value, desk.now[side].value)) return write(scene, desk, restore, value);
  const bothSets = SIDES.every((each) => isSet(desk.now[each].meta));
  return bothSets || !isLive(routes[side]) ? null : deliver(scene, desk, { from: side, branch: branchFrom(side) });
}

/** The value in the shape of the side that it goes to. */
function wantedValue(scene: Scene, desk: Desk, { side, values, both }: Restore): Value | null {
  const { routes, fields } = desk.facet;
  const route = routes[side];
  const own = route === null ? values[side] : unsendValue(route.send, values[side]);
  if (!both) return own;
  const partner = otherSide(side);
  const rule = routes[partner]?.receive;
  if (rule === undefined) return null;
  const { meta } = desk.now[side];
  const context = { ...mapContext(scene, partner), ownMedia: ownMedia(scene, side, fields[side]) };
  const theirs = receiveValue(rule, values[partner], meta, context);
  return theirs.is === 'value' ? combineIn(own, theirs.value, scene.input.siteNames[partner], meta) : null;
}

function write(scene: Scene, desk: Desk, restore: Restore, value: Value): Piece {
  const { side } = restore;
  return piece(desk.facet.key, {
    state: { ...desk.state, base: acknowledged(desk, restore) },
    writes: [{ side, write: fieldWrite(desk, side, value) }],
    conflicts: overwritten(scene, desk, restore, value),
  });
}

function fieldWrite({ facet, now }: Desk, side: Side, value: Value): FieldWrite {
  const common = {
    facet: facet.key,
    fieldId: facet.fields[side],
    source: null,
    pendingMedia: [],
    excerpt: false,
    edit: true,
  };
  if (!isSet(now[side].meta)) return { ...common, mode: 'set', value };
  const [has, wanted] = [now[side].print.elements ?? [], printOf(value).elements ?? []];
  return { ...common, mode: 'elements', add: without(wanted, has), remove: without(has, wanted) };
}

const present = ({ facet, now }: Desk, side: Side): Value => contractValue(facet.routes[side], now[side].value);

const isRecorded = (desk: Desk, side: Side, { values }: Restore): boolean =>
  SIDES.some((each) => sameValue(values[each], present(desk, side)));

/**
 * What the choice was made between is no news any more, so that only the restored value counts as changed. What the
 * partner's people wrote since is.
 */
function acknowledged(desk: Desk, restore: Restore): PerSide<BaseValue | null> {
  const { now, state } = desk;
  const partner = otherSide(restore.side);
  const known = isRecorded(desk, partner, restore) ? now[partner].print : state.base[partner];
  return restore.side === 'master'
    ? { master: now.master.print, provider: known }
    : { master: known, provider: now.provider.print };
}

/** People wrote something else there since the conflict: that is kept in its turn (law 6). */
function overwritten(scene: Scene, desk: Desk, restore: Restore, value: Value): readonly ConflictDraft[] {
  const { side } = restore;
  if (desk.now[side].empty || isRecorded(desk, side, restore)) return [];
  const [kept, taken] = [
    describeValue(present(desk, side)),
    describeValue(contractValue(desk.facet.routes[side], value)),
  ];
  const values = side === 'master' ? { master: taken, provider: kept } : { master: kept, provider: taken };
  return [{ facet: desk.facet.key, rule: ruleOf(scene.halves, desk.facet), winner: side, values }];
}

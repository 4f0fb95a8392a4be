import { isEmptyValue, isSet, printOf, sameValue } from '../map';
import {
  type FacetKey,
  type FieldWrite,
  type Half,
  type Json,
  otherSide,
  type PerSide,
  type ReceiveField,
  type Side,
  SIDES,
  withSide,
} from '../model';
import { labelled } from './carry';
import { elementsNow } from './elements';
import { isParkedOn, rest } from './facet';
import { guarded } from './guarded';
import { type Piece, piece } from './piece';
import { routesFrom } from './routes';
import { metaOf, type Scene, stateIn, valueOf } from './scene';
import { without } from './set-base';

/** A value that a half gives by itself, without a contract field. */
interface Constant {
  readonly key: FacetKey;
  readonly side: Side;
  readonly rule: ReceiveField;
  readonly json: Json;
}

/** Numbered, since a field's name is nobody else's business and constants have no contract name. */
const constantsOf = (halves: PerSide<Half>, side: Side): readonly Constant[] =>
  halves[side].receive.fields
    .filter(({ from }) => from === null)
    .flatMap((rule, at): readonly Constant[] =>
      rule.value === null ? [] : [{ key: `field:constant ${at + 1}>${side}`, side, rule, json: rule.value }],
    );

/**
 * Constants of an issue that Accord did not make are given once, at the first look at the pair; a new issue gets them with
 * its creation. What people do with the field afterwards is theirs.
 */
export const planConstants = (scene: Scene): readonly Piece[] =>
  SIDES.filter((side) => !scene.ours[side]).flatMap((side) => {
    const filled = routesFrom(scene.halves, otherSide(side)).map(({ receive }) => receive.field);
    return constantsOf(scene.halves, side)
      .filter(({ rule }) => rule.when !== 'onCreate' && !filled.includes(rule.field))
      .filter(({ key }) => stateIn(scene, key).base[side] === null)
      .map((constant) => guarded(scene, constant.key, () => planConstant(scene, constant)));
  });

function planConstant(scene: Scene, { key, side, rule, json }: Constant): Piece {
  const meta = metaOf(scene, side, rule.field);
  const state = stateIn(scene, key);
  if (meta === null || isParkedOn(state, '', scene.versions)) return piece(key);
  const now = valueOf(scene, side, rule.field);
  const { raw, value } = labelled(meta, json);
  const done = piece(key, { state: rest(state, withSide(state.base, side, printOf(now))) });
  const common = { facet: key, fieldId: rule.field, source: null, pendingMedia: [], excerpt: false };
  if (rule.when === 'ifEmpty' && !isEmptyValue(now)) return done;
  if (isSet(meta)) {
    const add = without(elementsNow(printOf(value)), elementsNow(printOf(now)));
    const write: FieldWrite = { ...common, mode: 'elements', add, remove: [] };
    return add.length === 0 ? done : piece(key, { writes: [{ side, write }] });
  }
  if (!isEmptyValue(value) && sameValue(value, now)) return done;
  return piece(key, { writes: [{ side, write: { ...common, mode: 'raw', json: raw } }] });
}

import { EMPTY, type Json, type Value } from '../../model';
import { type FieldCodec, standard, written, wrongKind } from '../codec';
import { asRecord, textAt } from '../raw';
import { type CascadePath, splitCascade } from '../text';

const jsonOf = ({ parent, child }: CascadePath): Json =>
  child === null ? { value: parent } : { value: parent, child: { value: child } };

/** Cascading select: `{value, child: {value}}`. */
export const cascade: FieldCodec = {
  type: 'cascade',
  kind: 'cascade',
  isSet: false,
  systems: [],
  customs: standard('cascadingselect'),
  maxLength: null,
  cleared: null,
  read: (raw): Value => {
    const parent = textAt(raw, 'value');
    if (parent === null) return EMPTY;
    return { kind: 'cascade', parent, child: textAt(asRecord(raw)?.['child'], 'value') };
  },
  write: (value, meta) => (value.kind === 'cascade' ? written(jsonOf(value)) : wrongKind(value, meta)),
  label: (label) => jsonOf(splitCascade(label)),
};

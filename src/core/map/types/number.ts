import { EMPTY } from '../../model';
import { type FieldCodec, standard, unwritable, written, wrongKind } from '../codec';
import { asNumber } from '../raw';
import { parseNumber } from '../text';

export const number: FieldCodec = {
  type: 'number',
  kind: 'number',
  isSet: false,
  systems: [],
  customs: [...standard('float'), 'com.pyxis.greenhopper.jira:jsw-story-points'],
  maxLength: null,
  cleared: null,
  read: (raw) => {
    const read = asNumber(raw);
    return read === null ? EMPTY : { kind: 'number', number: read };
  },
  write: (value, meta) => {
    if (value.kind !== 'number') return wrongKind(value, meta);
    return Number.isFinite(value.number)
      ? written(value.number)
      : unwritable('not-a-number', `The field "${meta.name}" takes a finite number.`);
  },
  label: (label) => parseNumber(label) ?? label,
};

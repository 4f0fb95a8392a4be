import { EMPTY } from '../../model';
import { type FieldCodec, unwritable } from '../codec';
import { asNumber, asText, readEach, textAt } from '../raw';

/** What a person would call the thing: a text, a number, or the name of an object. */
const nameOf = (raw: unknown): string | null =>
  asText(raw) ??
  asNumber(raw)?.toString() ??
  textAt(raw, 'name') ??
  textAt(raw, 'value') ??
  textAt(raw, 'displayName') ??
  null;

/** Everything else (fields of other apps, read-only fields): can be sent as text where it has one, never written. */
export const unsupported: FieldCodec = {
  type: 'unsupported',
  kind: 'text',
  isSet: false,
  systems: [],
  customs: [],
  maxLength: null,
  cleared: null,
  read: (raw) => {
    const text = Array.isArray(raw) ? readEach(raw, nameOf).join(', ') : (nameOf(raw) ?? '');
    return text.trim() === '' ? EMPTY : { kind: 'text', text };
  },
  write: (_value, meta) =>
    unwritable('unsupported', `Accord cannot write the field "${meta.name}": its type is not one that it knows.`),
  label: (label) => label,
};

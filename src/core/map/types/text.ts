import { EMPTY } from '../../model';
import { type FieldCodec, standard, unwritable, written, wrongKind } from '../codec';
import { asText } from '../raw';
import { singleLine } from '../text';

/** Single-line text. Jira keeps 255 characters and refuses line breaks (summary, text fields). */
export const text: FieldCodec = {
  type: 'text',
  kind: 'text',
  isSet: false,
  systems: ['summary'],
  customs: standard('textfield'),
  maxLength: 255,
  cleared: null,
  read: (raw) => {
    const read = asText(raw);
    return read === null || read.trim() === '' ? EMPTY : { kind: 'text', text: read };
  },
  write: (value, meta) => {
    if (value.kind !== 'text') return wrongKind(value, meta);
    const line = singleLine(value.text);
    const limit = meta.maxLength ?? Infinity;
    return line.length <= limit
      ? written(line)
      : unwritable('too-long', `The field "${meta.name}" takes ${limit} characters, the text has ${line.length}.`);
  },
  label: (label) => label,
};

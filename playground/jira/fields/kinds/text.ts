import { wordOf } from '../../json';
import { FieldFault, type FieldKind } from '../kind';

const asString = (json: unknown): string => {
  if (typeof json !== 'string') throw new FieldFault('Operation value must be a string');
  return json;
};

export const summary: FieldKind = {
  schema: { type: 'string' },
  verbs: ['set'],
  empty: null,
  write(json) {
    const text = asString(json ?? '').trim();
    if (text === '') throw new FieldFault('You must specify a summary of the issue.');
    if (/[\r\n]/.test(text)) throw new FieldFault('The summary is invalid because it contains newline characters.');
    if (text.length > 255) throw new FieldFault("Summary can't exceed 255 characters.");
    return text;
  },
  read: (stored) => stored,
  text: (stored) => wordOf(stored),
  jqlValues: (stored) => [wordOf(stored).toLowerCase()],
};

export const textField: FieldKind = {
  schema: { type: 'string' },
  verbs: ['set'],
  empty: null,
  write(json) {
    const text = asString(json);
    if (text.length > 255)
      throw new FieldFault('The entered text is too long. It exceeds the allowed limit of 255 characters.');
    return text.trim() === '' ? null : text;
  },
  read: (stored) => stored,
  text: (stored) => wordOf(stored),
  jqlValues: (stored) => [wordOf(stored).toLowerCase()],
};

export const url: FieldKind = {
  ...textField,
  write(json) {
    const text = asString(json).trim();
    if (text === '') return null;
    if (!/^(https?|ftp|mailto):/i.test(text) || !URL.canParse(text)) throw new FieldFault('Specify a valid URL');
    return text;
  },
};

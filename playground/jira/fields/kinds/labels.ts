import { type Json, wordOf } from '../../json';
import { FieldFault, type FieldKind } from '../kind';

function labelOf(json: Json): string {
  if (typeof json !== 'string') throw new FieldFault('Operation value must be a string');
  if (/\s/.test(json)) throw new FieldFault(`The label '${json}' contains spaces which is invalid.`);
  if (json.length > 255) throw new FieldFault(`The label '${json}' exceeds the maximum length for a single label.`);
  return json;
}

/** Jira drops repeated labels and shows the rest in order. */
export const labels: FieldKind = {
  schema: { type: 'array', items: 'string' },
  verbs: ['add', 'set', 'remove'],
  empty: [],
  write(json) {
    if (!Array.isArray(json)) throw new FieldFault('data was not an array');
    const unique = [...new Set(json.map(labelOf).filter((label) => label !== ''))].sort();
    return unique.length > 0 ? unique : null;
  },
  read: (stored) => stored,
  text: (stored) => (Array.isArray(stored) ? stored.map(wordOf).join(' ') : ''),
  jqlValues: (stored) => (Array.isArray(stored) ? stored.map((label) => wordOf(label).toLowerCase()) : []),
};

import type { Json } from '../model';

type Table = Readonly<Record<string, Json | undefined>>;

/** JSON with sorted keys and no white space: equal values have equal texts. Written with loops: texts have many pieces. */
export function canonical(json: Json): string {
  if (typeof json === 'string') return quoted(json);
  if (json === null || typeof json !== 'object') return JSON.stringify(json);
  if (Array.isArray(json)) return `[${items(json)}]`;
  return `{${members(json as Table)}}`;
}

/** Nothing that JSON writes in another way: control characters, quotes, backslashes, halves of a pair. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;
const SHORT = 64;

/** A short text is mostly plain, and a test of it costs less than a call of the serialiser. */
export const quoted = (text: string): string =>
  text.length <= SHORT && PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);

function items(list: readonly Json[]): string {
  let text = '';
  for (const item of list) text += text === '' ? canonical(item) : `,${canonical(item)}`;
  return text;
}

const isSorted = (keys: readonly string[]): boolean => keys.every((key, at) => at === 0 || (keys[at - 1] ?? '') < key);

function members(table: Table): string {
  const keys = Object.keys(table);
  let text = '';
  for (const key of isSorted(keys) ? keys : keys.sort()) {
    const value = table[key];
    if (value === undefined) continue;
    if (text !== '') text += ',';
    text += `${quoted(key)}:${canonical(value)}`;
  }
  return text;
}

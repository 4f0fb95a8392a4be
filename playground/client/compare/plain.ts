import { isDoc, plainText } from '../adf';
import type { AdfNode, FieldSchema } from '../jira';
import { asList, asObject, asText, isObject, type Json } from '../json';

/** A field value as the comparison sees it: what a person would say the field holds. Written apart from Accord's code. */
export type Plain =
  | { readonly is: 'empty' }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'label'; readonly label: string }
  | { readonly is: 'labels'; readonly labels: readonly string[] }
  | { readonly is: 'path'; readonly labels: readonly string[] }
  | { readonly is: 'people'; readonly ids: readonly string[]; readonly names: readonly string[] }
  | { readonly is: 'rich'; readonly doc: AdfNode }
  | { readonly is: 'issue'; readonly id: string; readonly key: string };

const EMPTY: Plain = { is: 'empty' };
const text = (value: string): Plain => (value === '' ? EMPTY : { is: 'text', text: value });
const label = (value: string): Plain => (value === '' ? EMPTY : { is: 'label', label: value });
const labels = (values: readonly string[]): Plain =>
  values.length === 0 ? EMPTY : { is: 'labels', labels: [...new Set(values)].sort() };

const nameOf = (value: Json | undefined): string =>
  asText(asObject(value).value) || asText(asObject(value).name) || asText(value);

const people = (users: readonly Json[]): Plain =>
  users.length === 0
    ? EMPTY
    : {
        is: 'people',
        ids: users.map((user) => asText(asObject(user).accountId)).sort(),
        names: users.map((user) => asText(asObject(user).displayName)).sort(),
      };

const LISTS: Readonly<Record<string, (values: readonly Json[]) => Plain>> = {
  user: people,
  string: (values) => labels(values.map(asText)),
};

const SINGLES: Readonly<Record<string, (value: Json) => Plain>> = {
  number: (value) => text(String(Number(value))),
  date: (value) => text(asText(value).slice(0, 10)),
  datetime: (value) => text(new Date(asText(value)).toISOString()),
  user: (value) => people([value]),
  'option-with-child': (value) => {
    const child = nameOf(asObject(value).child);
    return { is: 'path', labels: child === '' ? [nameOf(value)] : [nameOf(value), child] };
  },
  timetracking: (value) => time(value),
  issuelink: (value) => ({ is: 'issue', id: asText(asObject(value).id), key: asText(asObject(value).key) }),
};

/** Jira's JSON of a field -> Plain. */
export function plainOf(schema: FieldSchema | undefined, value: Json | undefined): Plain {
  if (value === null || value === undefined) return EMPTY;
  if (isDoc(value)) return plainText(value).trim() === '' && !hasMedia(value) ? EMPTY : { is: 'rich', doc: value };
  if (schema?.type === 'array') {
    const values = asList(value);
    return (LISTS[schema.items ?? ''] ?? ((all) => labels(all.map(nameOf))))(values);
  }
  const read = SINGLES[schema?.type ?? ''];
  if (read) return read(value);
  return isObject(value) ? label(nameOf(value)) : text(asText(value));
}

const hasMedia = (doc: AdfNode): boolean => JSON.stringify(doc).includes('"media"');

function time(value: Json): Plain {
  const original = asText(asObject(value).originalEstimateSeconds);
  const remaining = asText(asObject(value).remainingEstimateSeconds);
  return original === '' && remaining === '' ? EMPTY : { is: 'text', text: `${original || '-'}/${remaining || '-'}` };
}

/** For a person to read, and for fields of different kinds to be compared by. */
export function wordsOf(plain: Plain): string {
  switch (plain.is) {
    case 'empty':
      return '';
    case 'text':
      return plain.text;
    case 'label':
      return plain.label;
    case 'labels':
      return plain.labels.join(', ');
    case 'path':
      return plain.labels.join(' / ');
    case 'people':
      return plain.names.join(', ');
    case 'rich':
      return plainText(plain.doc);
    case 'issue':
      return plain.key;
  }
}

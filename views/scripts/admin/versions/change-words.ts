import { text } from '../../text';

/** Names of this Jira's fields by id. */
export type FieldNames = ReadonlyMap<string, string>;

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Says nothing: a default that nobody chose. */
export const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isPlain(value) && Object.keys(value).length === 0);

interface Step {
  readonly name: string;
  /** The rule of that name in a list. */
  readonly rule: boolean;
}

/** `send.fields[Title].when` in its steps; names of rules may hold dots. */
const stepsOf = (path: string): readonly Step[] =>
  [...path.matchAll(/\[((?:[^[\]]|\[[^[\]]*\])*)\]|([^.[\]]+)/g)].map(([, rule, name = '']) =>
    rule === undefined ? { name, rule: false } : { name: rule, rule: true },
  );

const lastName = (path: string): string => stepsOf(path).at(-1)?.name ?? '';

/** `send.fields[Title].when` as "Field you send “Title”, when". */
export const placeWords = (path: string): string => {
  const words = text.versions;
  const steps = stepsOf(path);
  const plain = steps.filter(({ rule }) => !rule).map(({ name }) => name);
  const known = [2, 1].find((length) => words.places[plain.slice(0, length).join('.')] !== undefined) ?? 0;
  const place = words.places[plain.slice(0, known).join('.')];
  if (place === undefined) return path;
  const rule = steps.find(({ rule: named }) => named)?.name;
  const rest = plain.slice(known).map((name) => words.parts[name] ?? `“${name}”`);
  return [rule === undefined ? place : `${place} “${rule}”`, ...rest].join(', ');
};

const scalar = (name: string, value: unknown, fields: FieldNames): string => {
  const said = String(value);
  if (name === 'field') return fields.get(said) ?? said;
  return text.versions.values[name]?.[said] ?? said;
};

const line = ([name, value]: readonly [string, unknown], fields: FieldNames): string =>
  `${text.versions.parts[name] ?? fields.get(name) ?? name}: ${wordsFor(name, value, fields)}`;

const indented = (words: string): string => words.replaceAll('\n', '\n   ');

const wordsFor = (name: string, value: unknown, fields: FieldNames): string => {
  if (isBlank(value)) return text.versions.nothing;
  if (Array.isArray(value)) {
    const each = value.map((one: unknown) => wordsFor(name, one, fields));
    return each.join(each.some((words) => words.includes('\n')) ? '\n' : ', ');
  }
  if (!isPlain(value)) return scalar(name, value, fields);
  const told = Object.entries(value).filter(([, part]) => !isBlank(part));
  // A trigger on a status says it in one line; everything else is a list of its parts.
  return told.length === 1 && told[0]?.[0] === 'transition'
    ? text.versions.transition(wordsFor('to', (told[0][1] as Plain)['to'], fields))
    : told.map((entry) => indented(line(entry, fields))).join('\n');
};

/** A value of a side in words: what nobody chose is left out, fields and choices go by their names. */
export const valueWords = (path: string, value: unknown, fields: FieldNames): string =>
  wordsFor(lastName(path), value, fields);

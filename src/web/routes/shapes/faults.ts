import { type z } from 'zod';
import { type Fault } from '../../../sync/agreements';
import { closest } from './closest';
import { at, pathText } from './path';

type Issue = z.core.$ZodIssue;

const many = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');

const typeName = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
};

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  nonoptional: 'a value',
};

const expectedName = (expected: string): string => EXPECTED[expected] ?? expected;

const oneOf = (issue: Issue & { code: 'invalid_value' }, found: unknown): [string, string] => {
  const values = issue.values.map(String);
  const meant = typeof found === 'string' ? closest(found, values) : null;
  const said = typeof found === 'string' ? `"${found.slice(0, 80)}"` : typeName(found);
  return [`${said} is not known here.`, meant ? `Write "${meant}".` : `Write one of ${many(values)}.`];
};

const UNITS: Readonly<Record<string, string>> = { string: ' characters', array: ' entries', object: ' entries' };

const size = (issue: Issue & { code: 'too_big' | 'too_small' }): [string, string] => {
  const unit = UNITS[issue.origin] ?? '';
  if (issue.code === 'too_big') return ['This is too much.', `At most ${String(issue.maximum)}${unit}.`];
  if (issue.origin === 'string' && issue.minimum === 1) return ['This is empty.', 'Fill it in.'];
  return ['This is too little.', `At least ${String(issue.minimum)}${unit}.`];
};

const type = (issue: Issue & { code: 'invalid_type' }, found: unknown): [string, string] => {
  const expected = expectedName(issue.expected);
  return found === undefined
    ? ['This is missing.', `Write ${expected}.`]
    : [`This is ${typeName(found)}, not ${expected}.`, `Write ${expected}.`];
};

const words = (issue: Issue, found: unknown): [string, string] => {
  const [message = '', remedy] = issue.message.split('\n');
  if (remedy !== undefined) return [message, remedy];
  switch (issue.code) {
    case 'invalid_value':
      return oneOf(issue, found);
    case 'too_big':
    case 'too_small':
      return size(issue);
    case 'invalid_type':
      return type(issue, found);
    default:
      return [message, 'See the description of this route in openapi.json.'];
  }
};

const isOwnMismatch = (issue: Issue): boolean => issue.path.length === 0 && issue.code === 'invalid_type';
const isOwnValue = (issue: Issue): boolean => issue.path.length === 0 && issue.code === 'invalid_value';

/** How far a branch of a union is from what was written: the nearest one gives the faults. */
const remoteness = (issues: readonly Issue[], found: unknown): number => {
  if (issues.some(isOwnMismatch)) return 3;
  if (issues.some(isOwnValue)) return typeof found === 'string' ? 1 : 2;
  return 0;
};

const nearestBranch = (branches: readonly (readonly Issue[])[], found: unknown): readonly Issue[] =>
  [...branches].sort((a, b) => remoteness(a, found) - remoteness(b, found) || a.length - b.length)[0] ?? [];

const MOST_KEYS = 20;

const unknownKeys = (issue: Issue & { code: 'unrecognized_keys' }, path: readonly PropertyKey[]): Fault[] => {
  const known = issue.message.split('\n');
  return issue.keys.slice(0, MOST_KEYS).map((key) => {
    const meant = closest(key, known);
    const remedy = meant ? `Write "${meant}".` : `Remove it. Known here: ${known.join(', ')}.`;
    return { path: pathText([...path, key]), message: `"${key.slice(0, 80)}" is not known here.`, remedy };
  });
};

const flatten = (issue: Issue, source: unknown, inner: readonly PropertyKey[], base: readonly string[]): Fault[] => {
  const path = [...inner, ...issue.path];
  const found = at(source, path);
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return nearestBranch(issue.errors, found).flatMap((branch) => flatten(branch, source, path, base));
  }
  if (issue.code === 'invalid_key' || issue.code === 'invalid_element') {
    return issue.issues.flatMap((part) => flatten({ ...part, path: [] }, source, path, base));
  }
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue, [...base, ...path]);
  const [message, remedy] = words(issue, found);
  return [{ path: pathText([...base, ...path]), message, remedy }];
};

/** Everything that zod found, as faults with a path as people write it, a sentence and a remedy. */
export const faultsOf = (error: z.ZodError, source: unknown, base: readonly string[] = []): Fault[] =>
  error.issues.flatMap((issue) => flatten(issue, source, [], base));

import { z } from 'zod';
import { closest, faultsOf, line, pathText, plainJsonFaults, record } from '../../../src/web/routes/shapes';

test.each<[string, string[], string | null]>([
  ['fileds', ['fields', 'comments'], 'fields'],
  ['issue-created', ['issue_created', 'issue_updated'], 'issue_created'],
  ['ISSUE TYPES', ['issueTypes'], 'issueTypes'],
  ['jq', ['jql', 'project'], 'jql'],
  ['weather', ['fields', 'comments'], null],
  ['', ['fields'], null],
  ['x'.repeat(10_000), ['fields'], null],
])('the word nearest to %s', (word, known, meant) => {
  expect(closest(word, known)).toBe(meant);
});

test('a path is written as people write it', () => {
  expect(pathText([])).toBe('');
  expect(pathText(['send', 'fields', 0, 'as'])).toBe('send.fields[0].as');
  expect(pathText(['values', 'Very high', 'x-y'])).toBe('values["Very high"]["x-y"]');
});

test('of a union the branch that was meant gives the faults', () => {
  const schema = z.union([z.enum(['a', 'b']), record({ name: z.string(), more: record({ on: z.boolean() }) })]);
  const faults = (source: unknown) => {
    const result = schema.safeParse(source);
    return result.success ? [] : faultsOf(result.error, source);
  };
  expect(faults('c')).toEqual([{ path: '', message: '"c" is not known here.', remedy: 'Write one of "a", "b".' }]);
  expect(faults({ name: 1, more: { on: 'yes', of: 1 } }).map(({ path }) => path)).toEqual([
    'name',
    'more.on',
    'more.of',
  ]);
  expect(faults(7)).toHaveLength(1);
  expect(faultsOf(z.int().max(5).safeParse(9).error as z.ZodError, 9, ['n'])).toEqual([
    { path: 'n', message: 'This is too much.', remedy: 'At most 5.' },
  ]);
});

test('what may be anything, and is missing, is asked for in words', () => {
  const error = record({ half: z.unknown() }).safeParse({}).error as z.ZodError;
  expect(faultsOf(error, {})).toEqual([{ path: 'half', message: 'This is missing.', remedy: 'Write a value.' }]);
});

test('what no JSON column takes is found at any depth', () => {
  expect(plainJsonFaults({ a: [{ b: 'fine\n\t€😀' }], c: null, d: 1, e: true })).toEqual([]);
  expect(plainJsonFaults({ a: ['ok', 'no\u0000pe'] }).map(({ path }) => path)).toEqual(['a[1]']);
  expect(plainJsonFaults({ 'k\u0000': 1 })).toHaveLength(1);
  expect(plainJsonFaults('\udc00').map(({ message }) => message)).toEqual([
    'The text holds half a character (a lone surrogate).',
  ]);
  let deep: unknown = 1;
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  expect(plainJsonFaults(deep)).toHaveLength(1);
});

test('a body of more values than anybody sends is refused as a whole, one of 10,000 pairs is not', () => {
  const pairs = Array.from({ length: 10_000 }, (_, at) => ({ mine: `A-${at}`, theirs: `B-${at}` }));
  expect(plainJsonFaults({ kind: 'link', pairs })).toEqual([]);
  expect(plainJsonFaults(Array.from({ length: 40_000 }, () => 'no\u0000pe'))).toEqual([
    { path: '', message: 'The body holds more than 35,000 values.', remedy: 'Send it in parts.' },
  ]);
});

test.each(['\u200b', '\u2060\u00ad', '\u202e\u202c', '\u3164', '\ufe0f', '\u2800', '\u00a0\u200d'])(
  'a name of which nothing can be seen (%j) is refused in words',
  (name) => {
    const error = record({ name: line(100) }).safeParse({ name }).error as z.ZodError;
    const remedies = faultsOf(error, { name }).map(({ path, remedy }) => [path, remedy]);
    expect(remedies).toEqual([['name', 'Write letters, digits or signs that people can read.']]);
  },
);

test.each(['ACME', 'שלום', '\u202eevil', '👩‍💻', '❤️', '、', '1'])('a name that can be seen (%s) is taken', (name) => {
  expect(line(100).parse(name)).toBe(name);
});

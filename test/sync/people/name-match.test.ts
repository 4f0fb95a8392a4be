import { likeliest, longestWord } from '../../../src/sync/people/name-match';

const people = (...names: string[]) => names.map((name) => ({ name }));

test.each([
  ['Jane Doe', ['John Roe', 'Jane Doe'], 'Jane Doe', 'name'],
  ['Doe, Jane', ['Jane Doe'], 'Jane Doe', 'name'],
  ['jörg MÜLLER', ['Jorg Muller'], 'Jorg Muller', 'name'],
  ['Jane Doe', ['Jane Q. Doe', 'Jane Roe'], 'Jane Q. Doe', 'part'],
  ['שרה כהן', ['כהן שרה', 'דוד לוי'], 'כהן שרה', 'name'],
  ['山田 太郎', ['山田 太郎'], '山田 太郎', 'name'],
])('%s among %j is %s (%s)', (name, names, found, match) => {
  expect(likeliest(name, people(...names))).toEqual({ person: { name: found }, match });
});

test.each([
  ['nobody is there', 'Jane Doe', []],
  ['nobody shares a word', 'Jane Doe', ['John Roe']],
  ['words of two letters say nothing', 'Li Wu', ['Li Na']],
  ['two have the same name', 'Jane Doe', ['Jane Doe', 'Doe Jane']],
  ['two share as much', 'Jane Doe', ['Jane Roe', 'Jane Poe']],
  ['the name has no letters', '***', ['***']],
])('nobody is suggested where %s', (_why, name, names) => {
  expect(likeliest(name, people(...names))).toBeNull();
});

test('the longest word is looked for', () => {
  expect(longestWord('Al van der Berg')).toBe('berg');
  expect(longestWord('Li Wu')).toBe('');
});

/** `name`: the same words, in whatever order. `part`: some of them. */
export type NameMatch = 'name' | 'part';

const SHORTEST = 3;

/** Without accents, case and punctuation, so that `Müller, Jörg` is `jorg muller`. */
const wordsOf = (name: string): readonly string[] =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

const shared = (one: readonly string[], two: readonly string[]): number =>
  one.filter((word) => word.length >= SHORTEST && two.includes(word)).length;

const isSame = (one: readonly string[], two: readonly string[]): boolean =>
  one.length > 0 && [...one].sort().join(' ') === [...two].sort().join(' ');

/** The likeliest of some people for a name; null where none shares a word with it, or several share as much. */
export const likeliest = <P extends { readonly name: string }>(
  name: string,
  people: readonly P[],
): { readonly person: P; readonly match: NameMatch } | null => {
  const wanted = wordsOf(name);
  const same = people.filter((person) => isSame(wanted, wordsOf(person.name)));
  if (same.length > 0) return same.length === 1 ? { person: same[0] as P, match: 'name' } : null;
  const ranked = people
    .map((person) => ({ person, count: shared(wanted, wordsOf(person.name)) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const [first, second] = ranked;
  return first && first.count !== second?.count ? { person: first.person, match: 'part' } : null;
};

/** What to look for where the whole name finds nobody: its longest word. */
export const longestWord = (name: string): string =>
  [...wordsOf(name)].sort((a, b) => b.length - a.length).find((word) => word.length >= SHORTEST) ?? '';

/** A person without a name is called as Jira calls one who left. */
export const FORMER = 'Former user';

const SHORTEST = 2;

/** As it stands in JSON, and in JSON inside of JSON. */
export const spellings = (name: string): readonly string[] => {
  const once = JSON.stringify(name).slice(1, -1);
  const twice = JSON.stringify(once).slice(1, -1);
  return [...new Set([name, once, twice])];
};

const literal = (text: string): string => text.replace(/[^\p{L}\p{N}\s]/gu, (sign) => `\\${sign}`);

/** Names that are looked for: of a single letter nobody could be told. */
export const wantedNames = (names: readonly string[]): readonly string[] =>
  names.map((name) => name.trim()).filter((name) => name.length >= SHORTEST);

/**
 * A regular expression of Postgres for the names, each standing by itself: "Al" is not in "Also". An escape before the
 * name (`\n`) is no letter of it. Null where there is no name to look for.
 */
export const namePattern = (names: readonly string[]): string | null => {
  const wanted = wantedNames(names);
  if (wanted.length === 0) return null;
  const any = [...new Set(wanted.flatMap(spellings))]
    .sort((one, two) => two.length - one.length)
    .map(literal)
    .join('|');
  return `(?:(?<![[:alnum:]])|(?<=\\\\[nrtbf]))(?:${any})(?![[:alnum:]])`;
};

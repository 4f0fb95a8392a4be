import { stringsOf, type Json } from '../json';

/** Fields that are not part of `*navigable`: those with many parts. */
const NOT_NAVIGABLE = new Set(['attachment', 'comment', 'worklog', 'timetracking']);

/** Jira's field lists: `*all`, `*navigable`, ids, and `-id` to leave one out of what the others name. */
export function wantedFields(names: readonly string[], standard: readonly string[]): (id: string) => boolean {
  const list = (names.length > 0 ? names : standard).flatMap((name) => name.split(',')).map((name) => name.trim());
  const without = new Set(list.filter((name) => name.startsWith('-')).map((name) => name.slice(1)));
  const named = new Set(list.filter((name) => !name.startsWith('-')));
  if (named.size === 0) named.add(standard[0] ?? '*all');
  return (id) => {
    if (without.has(id)) return false;
    return named.has(id) || named.has('*all') || (named.has('*navigable') && !NOT_NAVIGABLE.has(id));
  };
}

/** Search and bulk fetch take `expand` as one comma string or as a list. */
export const namesIn = (json: Json | undefined): string[] =>
  typeof json === 'string'
    ? json
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean)
    : stringsOf(json);

import { printOf } from '../map';
import type { BaseValue } from '../model';

/** A status as a baseline: by its name, for names are what halves speak of. */
export const statusBase = (name: string): BaseValue => printOf({ kind: 'text', text: name });

/** The name in such a baseline. */
export function statusIn({ print }: BaseValue): string {
  const value = JSON.parse(print) as { readonly text?: string };
  return value.text ?? '';
}

export const sameName = (one: string, two: string): boolean => one.trim().toLowerCase() === two.trim().toLowerCase();

export interface Move {
  readonly from: string | null;
  readonly to: string;
}

/**
 * The moves from the status at the last look to the one of now, oldest first. Events are hints: only those that lie on a
 * shortest way between the two count, so that repeated, late and reordered ones change nothing (law 2).
 */
export function movesBetween(last: string | null, now: string, told: readonly Move[]): readonly Move[] {
  if (last === null || sameName(last, now)) return [];
  const edges = told
    .map(({ from, to }) => ({ from: from ?? last, to }))
    .sort((one, two) => one.from.localeCompare(two.from) || one.to.localeCompare(two.to));
  let ways: readonly (readonly Move[])[] = [[]];
  const seen = [last];
  while (ways.length > 0) {
    const longer = ways.flatMap((way) => {
      const here = way.at(-1)?.to ?? last;
      return edges.filter(({ from }) => sameName(from, here)).map((edge) => [...way, edge]);
    });
    const arrived = longer.find((way) => sameName(way.at(-1)?.to ?? '', now));
    if (arrived !== undefined) return arrived;
    ways = longer.filter((way) => {
      const end = way.at(-1)?.to ?? '';
      const fresh = !seen.some((each) => sameName(each, end));
      if (fresh) seen.push(end);
      return fresh;
    });
  }
  return [{ from: last, to: now }];
}

import { type Problem } from '../../host/api-types';

export interface Group<T> {
  readonly kind: string;
  readonly entries: readonly T[];
}

/** By kind, the largest group first; groups of one size stand in the order of their newest entry. */
export const groupBy = <T>(entries: readonly T[], kindOf: (entry: T) => string): readonly Group<T>[] => {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const kind = kindOf(entry);
    groups.set(kind, [...(groups.get(kind) ?? []), entry]);
  }
  return [...groups]
    .map(([kind, found]) => ({ kind, entries: found }))
    .sort((a, b) => b.entries.length - a.entries.length);
};

export interface ProblemFilter {
  readonly contract: string;
  readonly words: string;
}

/** Those of a contract ('' for all) that hold every word in a key, their subject or their cause. */
export const filterProblems = (problems: readonly Problem[], filter: ProblemFilter): readonly Problem[] => {
  const wanted = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  return problems.filter((problem) => {
    if (filter.contract !== '' && problem.contract.id !== filter.contract) return false;
    const { keys, subject, cause } = problem;
    const all = [keys.master, keys.provider, subject, cause].join(' ').toLowerCase();
    return wanted.every((word) => all.includes(word));
  });
};

/** The contracts that occur, by name. */
export const contractsOf = (
  entries: readonly { readonly contract: { readonly id: string; readonly name: string } }[],
): readonly { readonly value: string; readonly label: string }[] =>
  [...new Map(entries.map(({ contract }) => [contract.id, contract.name]))]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label));

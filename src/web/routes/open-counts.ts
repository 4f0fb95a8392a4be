import { type Stores } from '../../sync/ports';

/** What waits for a person under one contract, whichever side can mend it. */
export const countOpen = async (
  stores: Stores,
  contractId: string,
): Promise<{ readonly openProblems: number; readonly openConflicts: number }> => {
  const [problems, conflicts] = await Promise.all([
    stores.problems.countOpen([contractId]),
    stores.conflicts.countOpen([contractId]),
  ]);
  const { master, provider } = problems[contractId] ?? { master: 0, provider: 0 };
  return { openProblems: master + provider, openConflicts: conflicts[contractId] ?? 0 };
};

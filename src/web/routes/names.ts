import { type Jira, JiraError } from '../../sync/ports';

/** Names of accounts of the own site. */
export type Names = ReadonlyMap<string, string>;

/** A list is worth more than the names in it: where Jira does not answer, or knows nobody, there is none. */
export const readNames = async (jira: Jira, siteId: string, accountIds: readonly (string | null)[]): Promise<Names> => {
  const asked = [...new Set(accountIds)].filter((id) => id !== null);
  if (asked.length === 0) return new Map();
  try {
    const people = await (await jira.on(siteId)).people(asked);
    return new Map(people.map(({ accountId, name }) => [accountId, name]));
  } catch (error) {
    if (error instanceof JiraError) return new Map();
    throw error;
  }
};

export const nameOf = (names: Names, accountId: string | null): string | null =>
  accountId === null ? null : (names.get(accountId) ?? null);

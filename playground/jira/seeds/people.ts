import { uuidOf } from '../random';
import type { SeedUser } from '../seed/types';

/** Account ids are global to Atlassian: the same person has the same one on every site. */
export const accountIdOf = (name: string): string => `712020:${uuidOf(`person ${name}`)}`;

/** A person of a company, with a token that anybody may read: this is a playground. */
export function person(name: string, company: string, more: Partial<SeedUser> = {}): SeedUser {
  const address = name.toLowerCase().replace(/\s+/g, '.');
  return {
    accountId: accountIdOf(name),
    displayName: name,
    email: `${address}@${company}.example`,
    apiToken: `token-${address}`,
    groups: [],
    ...more,
  };
}

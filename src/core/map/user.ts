import type { Side, UserRef, UserTable } from '../model';
import { otherSide } from '../model';

/**
 * The same person on the side `towards`: the pair an admin wrote down, else the same account id where it exists there
 * (account ids are global to Atlassian), else null. Never by name.
 */
export function mapUser(user: UserRef, towards: Side, users: UserTable): UserRef | null {
  const pair = users.pairs.find((each) => each[otherSide(towards)] === user.accountId);
  if (pair) return { accountId: pair[towards], name: user.name };
  return users.known[towards].includes(user.accountId) ? user : null;
}

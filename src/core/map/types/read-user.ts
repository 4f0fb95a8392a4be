import type { UserRef } from '../../model';
import { textAt } from '../raw';

/** `{accountId, displayName}`; a user without a name is called as Jira calls deleted ones: an id is nothing to read. */
export function readUser(raw: unknown): UserRef | null {
  const accountId = textAt(raw, 'accountId');
  return accountId === null ? null : { accountId, name: textAt(raw, 'displayName') ?? 'Former user' };
}

import { isObject, type Json, objectOf, wordOf } from '../../json';
import { showUser } from '../../rest/show/user';
import type { UserRecord } from '../../store/records';
import { FieldFault, type FieldAt, type FieldKind } from '../kind';

const accountIdOf = (json: Json): string | null => {
  const { accountId, id } = objectOf(json);
  const value = accountId ?? id;
  return typeof value === 'string' && value !== '' ? value : null;
};

function userOf(json: Json, at: FieldAt): UserRecord {
  if (!isObject(json)) throw new FieldFault('expected Object');
  const accountId = accountIdOf(json);
  const user = accountId === null ? null : at.site.state.users.find(accountId);
  if (!user) throw new FieldFault(`User '${accountId ?? ''}' does not exist.`);
  if (!user.active) throw new FieldFault(`User '${user.id}' is not active.`);
  return user;
}

const nameOf = (at: FieldAt, id: Json): string => at.site.state.users.find(wordOf(id))?.displayName ?? wordOf(id);

export const user: FieldKind = {
  schema: { type: 'user' },
  verbs: ['set'],
  empty: null,
  write: (json, at) => (isObject(json) && accountIdOf(json) === null ? null : userOf(json, at).id),
  read: (stored, at) => showUser(at.site, wordOf(stored)),
  text: (stored, at) => nameOf(at, stored),
  logId: (stored) => wordOf(stored),
  jqlValues: (stored, at) => [wordOf(stored), nameOf(at, stored).toLowerCase()],
};

/** `{accountId: "-1"}` lets Jira choose: here nobody. */
export const assignee: FieldKind = {
  ...user,
  write(json, at) {
    if (isObject(json) && (accountIdOf(json) === null || accountIdOf(json) === '-1')) return null;
    const chosen = userOf(json, at);
    if (chosen.accountType === 'customer')
      throw new FieldFault(`User '${chosen.displayName}' cannot be assigned issues.`);
    return chosen.id;
  },
};

export const reporter: FieldKind = {
  ...user,
  write(json, at) {
    if (isObject(json) && accountIdOf(json) === null) throw new FieldFault('Reporter is required.');
    return userOf(json, at).id;
  },
};

export const userSet: FieldKind = {
  schema: { type: 'array', items: 'user' },
  verbs: ['add', 'set', 'remove'],
  empty: null,
  write(json, at) {
    if (!Array.isArray(json)) throw new FieldFault('data was not an array');
    const ids = [...new Set(json.map((item) => userOf(item, at).id))];
    return ids.length > 0 ? ids : null;
  },
  read: (stored, at) => (Array.isArray(stored) ? stored.map((id) => showUser(at.site, wordOf(id))) : []),
  text: (stored, at) => (Array.isArray(stored) ? stored.map((id) => nameOf(at, id)).join(', ') : ''),
  logId: (stored) => (Array.isArray(stored) ? `[${stored.map(wordOf).join(', ')}]` : null),
  jqlValues: (stored, at) =>
    Array.isArray(stored) ? stored.flatMap((id) => [wordOf(id), nameOf(at, id).toLowerCase()]) : [],
};

import type { UserRef, Value } from '../../model';
import { mapUser } from '../user';
import { lookUp } from './labels';
import { type Misfit, orElse } from './or-else';
import { type Into, type Omission, type Translated, whole } from './translated';

/** By a row of the rule's own table (account id or name -> account id), then by the connection's users. */
function resolveUser(user: UserRef, { rule, context }: Into): UserRef | null {
  const row = lookUp(rule.values, user.accountId) ?? lookUp(rule.values, user.name);
  return row === undefined ? mapUser(user, context.towards, context.users) : { accountId: row, name: user.name };
}

const noUser = (user: UserRef, into: Into): Misfit => ({
  code: 'no-user',
  cause: `${user.name} (${into.context.siteName}) has no account on this site for the field "${into.target.name}".`,
  remedy: 'Add the pair of accounts to the users of the connection, or say who stands in.',
});

const asUser = (user: UserRef): Value => ({ kind: 'user', user });

function one(user: UserRef, into: Into): Translated {
  const found = resolveUser(user, into);
  if (found !== null) return whole(asUser(found));
  return orElse(into, noUser(user, into), (accountId) => asUser({ accountId, name: accountId }));
}

export type People = Extract<Value, { kind: 'user' | 'users' }>;

const peopleOf = (value: People): readonly UserRef[] => (value.kind === 'user' ? [value.user] : value.users);

export function intoUser(value: People, into: Into): Translated {
  const people = peopleOf(value);
  const [first] = people;
  if (first !== undefined && people.length === 1) return one(first, into);
  const misfit = {
    code: 'one-only',
    cause: `The field "${into.target.name}" takes one person and the partner sent ${people.length}.`,
    remedy: 'Receive it into a field that takes several people or into a text field.',
  };
  return orElse(into, misfit, (accountId) => asUser({ accountId, name: accountId }));
}

export function intoUsers(value: People, into: Into): Translated {
  const users = new Map<string, UserRef>();
  const omitted: Omission[] = [];
  for (const person of peopleOf(value)) {
    const mapped = one(person, into);
    if (mapped.is === 'problem') return mapped;
    if (mapped.is === 'skip') omitted.push({ code: mapped.code, reason: mapped.reason });
    else if (mapped.value.kind === 'user') users.set(mapped.value.user.accountId, mapped.value.user);
  }
  return { ...whole({ kind: 'users', users: [...users.values()] }), ...(omitted.length > 0 && { omitted }) };
}

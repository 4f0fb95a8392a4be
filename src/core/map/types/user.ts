import { EMPTY } from '../../model';
import { type FieldCodec, standard, written, wrongKind } from '../codec';
import { readUser } from './read-user';

/** One user. Jira takes the account id and nothing else; the name is for people. */
export const user: FieldCodec = {
  type: 'user',
  kind: 'user',
  isSet: false,
  systems: ['assignee', 'reporter'],
  customs: standard('userpicker'),
  maxLength: null,
  cleared: null,
  read: (raw) => {
    const read = readUser(raw);
    return read === null ? EMPTY : { kind: 'user', user: read };
  },
  write: (value, meta) =>
    value.kind === 'user' ? written({ accountId: value.user.accountId }) : wrongKind(value, meta),
  label: (accountId) => ({ accountId }),
};

import { EMPTY, type Json } from '../../model';
import { type FieldCodec, standard, written, wrongKind } from '../codec';
import { readEach } from '../raw';
import { readUser } from './read-user';

const member = (accountId: string): Json => ({ accountId });

/** Several users. */
export const users: FieldCodec = {
  type: 'users',
  kind: 'users',
  isSet: true,
  systems: [],
  customs: [...standard('multiuserpicker', 'people'), 'com.atlassian.servicedesk:sd-request-participants'],
  maxLength: null,
  cleared: [],
  read: (raw) => {
    const read = readEach(raw, readUser);
    return read.length === 0 ? EMPTY : { kind: 'users', users: read };
  },
  write: (value, meta) =>
    value.kind === 'users' ? written(value.users.map((each) => member(each.accountId))) : wrongKind(value, meta),
  label: member,
};

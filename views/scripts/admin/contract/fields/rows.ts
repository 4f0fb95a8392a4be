import { type Half, type ReceiveField, type SendField } from '../../../host/api-types';
import { receiveFields, sendFields } from '../parts';

/** One field of our Jira tied to one contract field: sent, received or both. */
export interface Row {
  readonly field: string;
  readonly name: string;
  readonly send: SendField | null;
  readonly receive: ReceiveField | null;
  /** Where it stands in the lists of the half, for the faults that the server tells by path. */
  readonly sendAt: number | null;
  readonly receiveAt: number | null;
}
export type Direction = 'send' | 'receive' | 'both';

export const directionOf = ({ send, receive }: Row): Direction =>
  send && receive ? 'both' : send ? 'send' : 'receive';

/** What is received with a value of its own and from nobody: a constant. */
export const isConstant = ({ from }: ReceiveField): boolean => from === undefined || from === null;

export const rowsOf = (half: Half): readonly Row[] => {
  const received = receiveFields(half).map((rule, at) => ({ rule, at }));
  const taken = new Set<number>();
  const sent = sendFields(half).map((rule, sendAt): Row => {
    const twin = received.find(
      ({ rule: other, at }) => !taken.has(at) && other.field === rule.field && other.from === rule.as,
    );
    if (twin) taken.add(twin.at);
    const both = { receive: twin?.rule ?? null, receiveAt: twin?.at ?? null };
    return { field: rule.field, name: rule.as, send: rule, sendAt, ...both };
  });
  const rest = received
    .filter(({ rule, at }) => !taken.has(at) && !isConstant(rule))
    .map(({ rule, at }): Row => ({
      field: rule.field,
      name: rule.from ?? '',
      send: null,
      sendAt: null,
      receive: rule,
      receiveAt: at,
    }));
  return [...sent, ...rest];
};

export const constantsOf = (half: Half): readonly ReceiveField[] => receiveFields(half).filter(isConstant);

/** A rule that says what it said stays the same object, so that only the row that changed is drawn again. */
const sentBy = ({ send, field, name }: Row): readonly SendField[] => {
  if (!send) return [];
  return [send.field === field && send.as === name ? send : { ...send, field, as: name }];
};
const receivedBy = ({ receive, field, name }: Row): readonly ReceiveField[] => {
  if (!receive) return [];
  return [receive.field === field && receive.from === name ? receive : { ...receive, field, from: name }];
};

/** The half with these rows and constants in place of its own. */
export const withRows = (half: Half, rows: readonly Row[], constants: readonly ReceiveField[]): Half => {
  const send = rows.flatMap(sentBy);
  const receive = rows.flatMap(receivedBy);
  const next: Half = { ...half };
  const withSent = send.length > 0 || half.send ? { ...next, send: { ...half.send, fields: send } } : next;
  const all = [...receive, ...constants];
  return all.length > 0 || half.receive ? { ...withSent, receive: { ...half.receive, fields: all } } : withSent;
};

export const newRow = (direction: Direction, field = '', name = ''): Row => ({
  field,
  name,
  send: direction === 'receive' ? null : { field, as: name },
  receive: direction === 'send' ? null : { field, from: name },
  sendAt: null,
  receiveAt: null,
});

export const redirect = (row: Row, direction: Direction): Row => ({
  ...row,
  send: direction === 'receive' ? null : (row.send ?? { field: row.field, as: row.name }),
  receive: direction === 'send' ? null : (row.receive ?? { field: row.field, from: row.name }),
});

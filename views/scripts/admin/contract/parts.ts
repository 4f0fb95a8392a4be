import { type Half, type ReceiveField, type SendField, type Trigger } from '../../host/api-types';

/** Parts of a half in one full form, and halves with one part exchanged. Pure; what is not touched stays as it was. */
export type Send = NonNullable<Half['send']>;
export type Receive = NonNullable<Half['receive']>;
export type SentComments = Exclude<NonNullable<Send['comments']>, string>;
export type SentFiles = Exclude<NonNullable<Send['attachments']>, string>;
export type TakenComments = Exclude<NonNullable<Receive['comments']>, string>;
export type TakenFiles = Exclude<NonNullable<Receive['attachments']>, boolean>;
export type Create = NonNullable<Receive['create']>;

export const withScope = (half: Half, scope: Partial<Half['scope']>): Half => ({
  ...half,
  scope: { ...half.scope, ...scope },
});
export const withSend = (half: Half, send: Partial<Send>): Half => ({ ...half, send: { ...half.send, ...send } });
export const withReceive = (half: Half, receive: Partial<Receive>): Half => ({
  ...half,
  receive: { ...half.receive, ...receive },
});

export const sentComments = ({ send }: Half): SentComments => {
  const comments = send?.comments ?? 'none';
  return typeof comments === 'string' ? { which: comments } : comments;
};
export const sentFiles = ({ send }: Half): SentFiles => {
  const files = send?.attachments ?? 'none';
  return typeof files === 'string' ? { which: files } : files;
};
/** Null where no comment is taken. */
export const takenComments = ({ receive }: Half): TakenComments | null => {
  const comments = receive?.comments ?? null;
  return typeof comments === 'string' ? { as: comments } : comments;
};
export const takenFiles = ({ receive }: Half): TakenFiles => {
  const files = receive?.attachments ?? false;
  return typeof files === 'boolean' ? { accept: files } : { accept: true, ...files };
};

export const sendFields = ({ send }: Half): readonly SendField[] => send?.fields ?? [];
export const receiveFields = ({ receive }: Half): readonly ReceiveField[] => receive?.fields ?? [];

type Simple = Extract<Trigger, string>;
export const hasTrigger = (triggers: readonly Trigger[], wanted: Simple): boolean => triggers.includes(wanted);
export const toggleTrigger = (triggers: readonly Trigger[], wanted: Simple, on: boolean): readonly Trigger[] =>
  on ? [...triggers.filter((one) => one !== wanted), wanted] : triggers.filter((one) => one !== wanted);
export const transitionsOf = (triggers: readonly Trigger[]): readonly string[] =>
  triggers.flatMap((one) => (typeof one === 'string' ? [] : [one.transition.to]));
/** Transitions by the status they lead to; one that also names where it came from keeps that. */
export const withTransitions = (triggers: readonly Trigger[], statuses: readonly string[]): readonly Trigger[] => [
  ...triggers.filter((one) => typeof one === 'string' || statuses.includes(one.transition.to)),
  ...statuses.filter((status) => !transitionsOf(triggers).includes(status)).map((to) => ({ transition: { to } })),
];

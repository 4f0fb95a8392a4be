import type { Half, PerSide, Side } from '../model';
import { otherSide, SIDES } from '../model';
import { filesFlow } from './file-verdict';

/** Whether comments written on `from` go to the other side at all. */
export const commentsFlow = (halves: PerSide<Half>, from: Side): boolean =>
  halves[from].send.comments.which !== 'none' && halves[otherSide(from)].receive.comments !== null;

/** Every field id of `side` that a plan looks at. */
export function fieldsToRead(halves: PerSide<Half>, side: Side): readonly string[] {
  const { send, receive } = halves[side];
  return [...new Set([...send.fields, ...receive.fields].map(({ field }) => field))];
}

export const needsComments = (halves: PerSide<Half>): boolean => SIDES.some((side) => commentsFlow(halves, side));

/** Texts show files and may be delivered as files, so fields and comments ask for them as well. */
export const needsAttachments = (halves: PerSide<Half>): boolean =>
  SIDES.some((side) => filesFlow(halves, side) || commentsFlow(halves, side) || halves[side].send.fields.length > 0);

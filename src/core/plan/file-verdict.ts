import { acceptsFile, hasPatternFaults } from '../map';
import type { AttachmentSnapshot, Half, PerSide, Side } from '../model';
import { otherSide } from '../model';
import { type Scene } from './scene';

/** Whether files written on `from` go to the other side at all. */
export const filesFlow = (halves: PerSide<Half>, from: Side): boolean =>
  halves[from].send.attachments.which === 'all' && halves[otherSide(from)].receive.attachments.accept;

export type FileVerdict =
  | { readonly send: true }
  /** `never`: whatever happens to the file. `waits`: would go, or be judged, once an admin mended the half. */
  | { readonly send: false; readonly how: 'never' | 'now' | 'waits'; readonly code: string; readonly reason: string };

type Stay = Extract<FileVerdict, { send: false }>;

const stay = (code: string, reason: string, how: Stay['how'] = 'now'): Stay => ({ send: false, how, code, reason });

/** What the sending half says of one file. */
export function fileVerdict(scene: Scene, from: Side, file: AttachmentSnapshot): FileVerdict {
  const { attachments } = scene.halves[from].send;
  if (!filesFlow(scene.halves, from)) return stay('no-files', `Files of the ${from} are not part of the contract.`);
  if (file.writtenFor !== null && file.writtenFor !== scene.link.id && !attachments.relay) {
    return stay('not-relayed', `A file came from another partner, and the ${from}'s side does not pass files on.`);
  }
  if (!attachments.existing && !scene.ours[from] && file.created <= scene.link.linkedAt) {
    return stay('existing', `A file is older than the pair, and the ${from}'s side sends only new ones.`, 'never');
  }
  if (hasPatternFaults(attachments.names)) {
    const reason = `Files of the ${from} wait: a pattern for file names in its side of the contract has a fault.`;
    return stay('file-patterns', reason, 'waits');
  }
  const accepted = acceptsFile(attachments, { name: file.name, bytes: file.bytes });
  return accepted.ok
    ? { send: true }
    : stay('file-filtered', `A file is left out by the ${from}'s filter of names and sizes.`);
}

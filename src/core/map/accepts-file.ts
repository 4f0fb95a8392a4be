import type { SendAttachments } from '../model';
import { takesName } from './file-names';

export type FileVerdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };

const refuse = (reason: string): FileVerdict => ({ ok: false, reason });

/** Whether a file leaves its site under this half, else the reason in words. Patterns with faults take no name. */
export function acceptsFile(
  rule: SendAttachments,
  file: { readonly name: string; readonly bytes: number },
): FileVerdict {
  if (rule.which === 'none') return refuse('The contract sends no attachments.');
  if (!takesName(file.name, rule.names)) return refuse(`The contract does not send files named like "${file.name}".`);
  if (rule.maxBytes !== null && file.bytes > rule.maxBytes) {
    return refuse(`"${file.name}" has ${file.bytes} bytes and the contract sends files up to ${rule.maxBytes}.`);
  }
  return { ok: true };
}

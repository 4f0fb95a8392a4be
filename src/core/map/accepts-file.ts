import picomatch from 'picomatch';
import type { SendAttachments } from '../model';

export type FileVerdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };

const refuse = (reason: string): FileVerdict => ({ ok: false, reason });

/** A name holds no folders, so that `*` covers the whole of it. */
const flat = (text: string): string => text.replace(/[/\\]/g, '_');

const matches = (name: string, globs: readonly string[]): boolean =>
  globs.some((glob) => picomatch.isMatch(flat(name), glob, { nocase: true, dot: true, nonegate: true }));

/** Whether the half's globs take the name: one of the plain ones where there are any, and none that starts with `!`. */
function takesName(name: string, globs: readonly string[]): boolean {
  const wanted = globs.filter((glob) => !glob.startsWith('!'));
  const banned = globs.filter((glob) => glob.startsWith('!') && glob.length > 1).map((glob) => glob.slice(1));
  return (wanted.length === 0 || matches(name, wanted)) && !matches(name, banned);
}

/** Whether a file leaves its site under this half, else the reason in words. */
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

import type { AdfMark, AdfNode } from '../../model';
import { textNode } from './build';

/** Begins every line that stands for a file. */
export const CLIP = '📎';

const NOTICE = /^📎 (.+) \((?:attached|file from .+)\)$/;

/** `📎 screenshot.png (attached)`: the reader knows which file belongs here. `siteName`: it stays at that site. */
export const noticeOf = (name: string, siteName: string | null, marks: readonly AdfMark[]): AdfNode =>
  textNode(`${CLIP} ${name} (${siteName === null ? 'attached' : `file from ${siteName}`})`, marks);

/** The file that such a line stands for; null for any other text. */
export const fileOfNotice = (node: AdfNode): string | null =>
  node.type === 'text' ? (NOTICE.exec(node.text ?? '')?.[1] ?? null) : null;

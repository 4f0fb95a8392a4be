import type { AdfDoc, AdfNode } from '../../model';
import { mapNodes } from './map-nodes';
import { fileOfNotice } from './media-notice';

/** Media id of the receiving side's own file of that name; null where it has none, or several. */
export type FindOwnMedia = (name: string) => string | null;

/** Take no file by the ADF schema, so a line that stands for one stays a line. */
const CLOSED: ReadonlySet<string> = new Set(['caption', 'codeBlock', 'blockTaskItem']);

const IMAGE = /\.(png|jpe?g|gif|webp|bmp|svg)$/i;

const attrsOf = (id: string, name: string): NonNullable<AdfNode['attrs']> => ({
  type: 'file',
  id,
  collection: '',
  alt: name,
});

const picture = (id: string, name: string): AdfNode => ({
  type: 'mediaSingle',
  attrs: { layout: 'center' },
  content: [{ type: 'media', attrs: attrsOf(id, name) }],
});

/**
 * The way back of `rewriteMedia`: a line that stands for a file which the receiving side has itself becomes that file
 * again. Without it an edit by the side that has only the line would take the picture out of the other side's text,
 * and Jira deletes a file that no text shows any more.
 */
export function restoreMedia(doc: AdfDoc, find: FindOwnMedia): AdfDoc {
  const known = (node: AdfNode | undefined): { readonly id: string; readonly name: string } | null => {
    const name = node === undefined ? null : fileOfNotice(node);
    const id = name === null ? null : find(name);
    return name === null || id === null ? null : { id, name };
  };
  return mapNodes(doc, (node) => {
    if (CLOSED.has(node.type)) return [node];
    const file = known(node.type === 'paragraph' && node.content?.length === 1 ? node.content[0] : node);
    if (file === null) return null;
    if (node.type === 'text') return [{ type: 'mediaInline', attrs: attrsOf(file.id, file.name) }];
    return IMAGE.test(file.name) ? [picture(file.id, file.name)] : null;
  });
}

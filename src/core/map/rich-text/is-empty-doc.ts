import type { AdfDoc, AdfNode } from '../../model';

const HOLDERS: ReadonlySet<string> = new Set(['doc', 'paragraph', 'heading', 'hardBreak']);

/** Nothing to read: at most paragraphs with white space. Anything else (a rule, a file, an unknown node) counts. */
export const isEmptyNode = (node: AdfNode): boolean =>
  node.type === 'text'
    ? (node.text ?? '').trim() === ''
    : HOLDERS.has(node.type) && (node.content ?? []).every(isEmptyNode);

export const isEmptyDoc = (doc: AdfDoc): boolean => isEmptyNode(doc);

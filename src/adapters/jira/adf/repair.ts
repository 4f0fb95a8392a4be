import { type AdfDoc, type AdfNode } from '../../../core/model';

/** May not be empty, and mean nothing when they are. */
const DROP_EMPTY = new Set([
  'mediaSingle',
  'mediaGroup',
  'bulletList',
  'orderedList',
  'taskList',
  'decisionList',
  'table',
  'tableRow',
]);
/** May not be empty, but have a place in the text. */
const FILL_EMPTY = new Set([
  'listItem',
  'panel',
  'blockquote',
  'tableCell',
  'tableHeader',
  'expand',
  'nestedExpand',
  'layoutColumn',
]);
const PARAGRAPH: AdfNode = { type: 'paragraph', content: [] };

/**
 * Puts right what can be put right without changing what a reader sees: empty texts and empty containers, as they stay
 * behind when something was taken out of a document.
 */
export const repairAdf = (doc: AdfDoc): AdfDoc => ({ ...doc, content: repairAll(doc.content) });

const repairAll = (nodes: readonly AdfNode[]): readonly AdfNode[] => nodes.flatMap(repair);

const repair = (node: AdfNode): readonly AdfNode[] => {
  if (node.type === 'text') return node.text === undefined || node.text === '' ? [] : [node];
  const content = node.content && repairAll(node.content);
  if (!content || content.length === 0) {
    if (DROP_EMPTY.has(node.type)) return [];
    if (FILL_EMPTY.has(node.type)) return [{ ...node, content: [PARAGRAPH] }];
  }
  return [content ? { ...node, content } : node];
};

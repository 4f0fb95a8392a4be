import type { AdfDoc, AdfNode } from '../../model';
import { paragraph, textNode } from './build';

/** Levels that a text may have. The pages of Jira make about ten; its REST API takes thousands. */
const MOST_LEVELS = 60;
/** Lists and tables hold only parts of their own: those are gone into a little further. */
const HARD_LIMIT = MOST_LEVELS + 8;

const PARTED: ReadonlySet<string> = new Set([
  'bulletList',
  'orderedList',
  'taskList',
  'decisionList',
  'table',
  'tableRow',
  'layoutSection',
  'mediaSingle',
  'mediaGroup',
  'paragraph',
  'heading',
]);

/** Walks with a stack of its own: depth cannot exhaust the call stack. */
function isDeep(doc: AdfDoc): boolean {
  const waiting: { readonly node: AdfNode; readonly level: number }[] = [{ node: doc, level: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.level > HARD_LIMIT + 2) return true;
    for (const node of next.node.content ?? []) waiting.push({ node, level: next.level + 1 });
  }
  return false;
}

function textBelow(node: AdfNode): string {
  const waiting: AdfNode[] = [node];
  const texts: string[] = [];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (typeof next.text === 'string' && next.text !== '') texts.push(next.text);
    for (const child of [...(next.content ?? [])].reverse()) waiting.push(child);
  }
  return texts.join(' ');
}

function flattened(node: AdfNode, level: number): AdfNode {
  if (node.content === undefined) return node;
  if (level < MOST_LEVELS || (level < HARD_LIMIT && PARTED.has(node.type))) {
    return { ...node, content: node.content.map((child) => flattened(child, level + 1)) };
  }
  const text = textBelow(node);
  return { ...node, content: [paragraph(text === '' ? [] : [textNode(text)])] };
}

/** The document as it is, or, where its blocks lie too deep in one another, with the words of the deepest as plain text. */
export const shallow = (doc: AdfDoc): AdfDoc =>
  isDeep(doc) ? { ...doc, content: doc.content.map((node) => flattened(node, 1)) } : doc;

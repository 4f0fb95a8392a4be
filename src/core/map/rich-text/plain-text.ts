import type { AdfDoc, AdfNode } from '../../model';
import { singleLine } from '../text';
import { textAttr } from './build';
import { inlineText } from './inline-text';

/** Leaves with a text that stand on a line of their own. */
const BLOCK_LEAVES: ReadonlySet<string> = new Set(['media', 'blockCard', 'embedCard', 'extension']);

const isInline = (node: AdfNode): boolean => inlineText(node) !== null && !BLOCK_LEAVES.has(node.type);

const indent = (text: string, by: string): string => text.replace(/\n(?!\n|$)/g, `\n${by}`);

const item = (bullet: string, node: AdfNode): string =>
  bullet + indent(blocksText(node.content ?? [], '\n'), ' '.repeat(bullet.length));

function listText(node: AdfNode, bullet: (at: number, child: AdfNode) => string): string {
  return (node.content ?? [])
    .map((child, at) =>
      child.type === node.type ? `  ${indent(blockText(child), '  ')}` : item(bullet(at, child), child),
    )
    .join('\n');
}

function firstNumber(node: AdfNode): number {
  const order = node.attrs?.['order'];
  return typeof order === 'number' ? order : 1;
}

const rowText = (row: AdfNode): string =>
  (row.content ?? []).map((cell) => singleLine(blocksText(cell.content ?? [], ' '))).join(' | ');

function titled(node: AdfNode): string {
  const title = textAttr(node, 'title').trim();
  const body = blocksText(node.content ?? [], '\n\n');
  return title === '' ? body : `${title}\n${body}`;
}

const BLOCKS: Readonly<Record<string, (node: AdfNode) => string>> = {
  bulletList: (node) => listText(node, () => '- '),
  orderedList: (node) => listText(node, (at) => `${firstNumber(node) + at}. `),
  taskList: (node) => listText(node, (_, child) => (textAttr(child, 'state') === 'DONE' ? '[x] ' : '[ ] ')),
  decisionList: (node) => listText(node, () => '- '),
  table: (node) => (node.content ?? []).map(rowText).join('\n'),
  blockquote: (node) => `> ${blocksText(node.content ?? [], '\n\n').replace(/\n/g, '\n> ')}`,
  rule: () => '----',
  expand: titled,
  nestedExpand: titled,
  mediaSingle: (node) => blocksText(node.content ?? [], '\n'),
  mediaGroup: (node) => blocksText(node.content ?? [], '\n'),
};

function blockText(node: AdfNode): string {
  const inline = inlineText(node);
  return inline ?? BLOCKS[node.type]?.(node) ?? blocksText(node.content ?? [], '\n\n');
}

/** Inline nodes run on, blocks are parted by `gap`; blocks without any text leave no gap. */
function blocksText(content: readonly AdfNode[], gap: string): string {
  const parts: string[] = [];
  let run = '';
  const flush = (): void => {
    if (run !== '') parts.push(run);
    run = '';
  };
  for (const node of content) {
    if (isInline(node)) run += inlineText(node) ?? '';
    else {
      flush();
      parts.push(blockText(node));
    }
  }
  flush();
  return parts.filter((part) => part !== '').join(gap);
}

/** A document as people read it without formatting. Unknown nodes give the text inside them. */
export const plainText = (doc: AdfDoc): string => blocksText(doc.content, '\n\n').trimEnd();

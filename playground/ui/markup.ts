import type { AdfNode } from '../client/jira';
import { isDoc } from '../client/adf';
import { asText } from '../client/json';

/**
 * A light markup for text boxes. What it can say: `# heading`, `- item`, `1. item`, `> quote`, fenced code, `| cell | cell |`
 * (first row: headings), `:::info` panels, `**bold**`, `*italic*`, `` `code` ``, `[text](address)` and `@[Name](account id)`.
 */
export function toAdf(source: string): AdfNode | null {
  const trimmed = source.replace(/\r\n/g, '\n').trim();
  if (trimmed === '') return null;
  return fromJson(trimmed) ?? { type: 'doc', version: 1, content: blocks(trimmed.split('\n')) };
}

/** Markup that gives back exactly this document, or its JSON where the markup cannot say it. */
export function fromAdf(document: AdfNode | null): string {
  if (document === null) return '';
  const markup = (document.content ?? []).map(printBlock).join('\n\n');
  return canonical(toAdf(markup)) === canonical(document) ? markup : JSON.stringify(document, null, 2);
}

/** Keys in order, so that equal documents print alike. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

function fromJson(source: string): AdfNode | null {
  if (!source.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(source);
    return isDoc(value) ? value : null;
  } catch {
    return null;
  }
}

// Text -> blocks. Every reader takes lines from the front and gives its node with how many lines it took.

type Taken = readonly [node: AdfNode, lines: number];
type Reader = (lines: readonly string[]) => Taken | null;

const READERS: readonly Reader[] = [readFence, readPanel, readHeading, readTable, readQuote, readList, readParagraph];

function blocks(lines: readonly string[]): AdfNode[] {
  const made: AdfNode[] = [];
  let at = 0;
  while (at < lines.length) {
    const rest = lines.slice(at);
    const taken = rest[0]?.trim() === '' ? null : firstOf(rest);
    if (taken) made.push(taken[0]);
    at += taken ? taken[1] : 1;
  }
  return made;
}

function firstOf(lines: readonly string[]): Taken | null {
  for (const read of READERS) {
    const taken = read(lines);
    if (taken) return taken;
  }
  return null;
}

const countWhile = (lines: readonly string[], test: RegExp): number => {
  const end = lines.findIndex((line) => !test.test(line));
  return end === -1 ? lines.length : end;
};

function readFence(lines: readonly string[]): Taken | null {
  const open = /^```(\w*)\s*$/.exec(lines[0] ?? '');
  const close = lines.findIndex((line, index) => index > 0 && /^```\s*$/.test(line));
  if (!open || close === -1) return null;
  const text = lines.slice(1, close).join('\n');
  const node: AdfNode = {
    type: 'codeBlock',
    attrs: open[1] ? { language: open[1] } : {},
    content: text === '' ? [] : [{ type: 'text', text }],
  };
  return [node, close + 1];
}

function readPanel(lines: readonly string[]): Taken | null {
  const open = /^:::(info|note|warning|success|error)\s*$/.exec(lines[0] ?? '');
  const close = lines.findIndex((line, index) => index > 0 && /^:::\s*$/.test(line));
  if (!open || close === -1) return null;
  return [
    { type: 'panel', attrs: { panelType: open[1] ?? 'info' }, content: blocks(lines.slice(1, close)) },
    close + 1,
  ];
}

function readHeading(lines: readonly string[]): Taken | null {
  const match = /^(#{1,6}) (.+)$/.exec(lines[0] ?? '');
  if (!match) return null;
  return [{ type: 'heading', attrs: { level: match[1]?.length ?? 1 }, content: inlines(match[2] ?? '') }, 1];
}

function readTable(lines: readonly string[]): Taken | null {
  const count = countWhile(lines, /^\|.*\|\s*$/);
  if (count === 0) return null;
  const rows = lines.slice(0, count).map((line, row) => ({
    type: 'tableRow',
    content: line
      .trim()
      .slice(1, -1)
      .split('|')
      .map((cell) => tableCell(row === 0 ? 'tableHeader' : 'tableCell', cell.trim())),
  }));
  return [{ type: 'table', attrs: { isNumberColumnEnabled: false, layout: 'default' }, content: rows }, count];
}

const tableCell = (type: string, text: string): AdfNode => ({ type, attrs: {}, content: [paragraphOf(text)] });

function readQuote(lines: readonly string[]): Taken | null {
  const count = countWhile(lines, /^> ?/);
  if (count === 0) return null;
  return [
    { type: 'blockquote', content: blocks(lines.slice(0, count).map((line) => line.replace(/^> ?/, ''))) },
    count,
  ];
}

function readList(lines: readonly string[]): Taken | null {
  const bullets = countWhile(lines, /^- /);
  const numbers = countWhile(lines, /^\d+\. /);
  const count = Math.max(bullets, numbers);
  if (count === 0) return null;
  const items = lines.slice(0, count).map((line) => ({
    type: 'listItem',
    content: [paragraphOf(line.replace(/^(- |\d+\. )/, ''))],
  }));
  if (bullets > 0) return [{ type: 'bulletList', content: items }, count];
  return [{ type: 'orderedList', attrs: { order: parseInt(lines[0] ?? '1', 10) }, content: items }, count];
}

function readParagraph(lines: readonly string[]): Taken {
  const others = READERS.slice(0, -1);
  const end = lines.findIndex((line, index) => {
    const starts = others.some((read) => read(lines.slice(index)) !== null);
    return index > 0 && (line.trim() === '' || starts);
  });
  const count = end === -1 ? lines.length : end;
  return [paragraphOf(lines.slice(0, count).join('\n')), count];
}

const paragraphOf = (text: string): AdfNode => ({ type: 'paragraph', content: inlines(text) });

const INLINE = /\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|@\[([^\]]+)\]\(([^)\s]+)\)|\[([^\]]+)\]\(([^)\s]+)\)|(\n)/;

function inlines(text: string): AdfNode[] {
  const match = INLINE.exec(text);
  if (!match) return text === '' ? [] : [{ type: 'text', text }];
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  return [...(before === '' ? [] : [{ type: 'text', text: before }]), inlineOf(match), ...inlines(after)];
}

function inlineOf(match: RegExpExecArray): AdfNode {
  const [, bold, italic, code, name, accountId, label, href] = match;
  if (bold !== undefined) return marked(bold, 'strong');
  if (italic !== undefined) return marked(italic, 'em');
  if (code !== undefined) return marked(code, 'code');
  if (name !== undefined) return { type: 'mention', attrs: { id: accountId ?? '', text: `@${name}` } };
  if (label !== undefined) return { type: 'text', text: label, marks: [{ type: 'link', attrs: { href: href ?? '' } }] };
  return { type: 'hardBreak' };
}

const marked = (text: string, type: string): AdfNode => ({ type: 'text', text, marks: [{ type }] });

// Blocks -> text.

const printBlock = (node: AdfNode): string => (PRINT[node.type] ?? printContent)(node);

const printContent = (node: AdfNode): string => printInlines(node.content ?? []);

const joined = (node: AdfNode, between: string): string => (node.content ?? []).map(printBlock).join(between);

const PRINT: Readonly<Record<string, (node: AdfNode) => string>> = {
  heading: (node) => `${'#'.repeat(Number(node.attrs?.level ?? 1))} ${printContent(node)}`,
  bulletList: (node) => (node.content ?? []).map((item) => `- ${printBlock(item)}`).join('\n'),
  orderedList: (node) =>
    (node.content ?? [])
      .map((item, index) => `${Number(node.attrs?.order ?? 1) + index}. ${printBlock(item)}`)
      .join('\n'),
  listItem: (node) => joined(node, '\n'),
  codeBlock: (node) => `\`\`\`${asText(node.attrs?.language)}\n${printContent(node)}\n\`\`\``,
  panel: (node) => `:::${asText(node.attrs?.panelType)}\n${joined(node, '\n\n')}\n:::`,
  blockquote: (node) => joined(node, '\n\n').replace(/^/gm, '> '),
  table: (node) => joined(node, '\n'),
  tableRow: (node) => `| ${joined(node, ' | ')} |`,
  tableHeader: (node) => joined(node, ' '),
  tableCell: (node) => joined(node, ' '),
};

const printInlines = (nodes: readonly AdfNode[]): string => nodes.map(printInline).join('');

const MARKS: Readonly<Record<string, string>> = { strong: '**', em: '*', code: '`' };

function printInline(node: AdfNode): string {
  if (node.type === 'hardBreak') return '\n';
  if (node.type === 'mention') return `@[${asText(node.attrs?.text).replace(/^@/, '')}](${asText(node.attrs?.id)})`;
  const mark = node.marks?.[0];
  if (mark?.type === 'link') return `[${node.text ?? ''}](${asText(mark.attrs?.href)})`;
  const sign = MARKS[mark?.type ?? ''] ?? '';
  return `${sign}${node.text ?? ''}${sign}`;
}

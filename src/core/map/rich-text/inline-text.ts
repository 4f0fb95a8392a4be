import type { AdfNode } from '../../model';
import { textAttr } from './build';
import { CLIP } from './media-notice';

const linkOf = (node: AdfNode): string => {
  const href = node.marks?.find((mark) => mark.type === 'link')?.attrs?.['href'];
  return typeof href === 'string' ? href : '';
};

/** A link reads as `text (address)`, or as the address where that is its text. */
function linked(node: AdfNode): string {
  const text = node.text ?? '';
  const href = linkOf(node);
  return href === '' || href === text || href === `mailto:${text}` ? text : `${text} (${href})`;
}

function dayOf(node: AdfNode): string {
  const at = Number(textAttr(node, 'timestamp') || Number.NaN);
  return Number.isFinite(at) && Math.abs(at) <= 8.64e15 ? new Date(at).toISOString().slice(0, 10) : '';
}

/** What a card points to; a card with data instead of an address names itself there. */
function cardText(node: AdfNode): string {
  const data = node.attrs?.['data'];
  const inData = typeof data === 'object' && data !== null && 'url' in data ? data['url'] : '';
  return textAttr(node, 'url') || (typeof inData === 'string' ? inData : '');
}

/** `@Name`; Jira keeps the name with the at sign, other clients without. */
export function mentionText(node: AdfNode): string {
  const name = textAttr(node, 'text').replace(/^@/, '').trim();
  return `@${name === '' ? 'someone' : name}`;
}

export const mediaName = (node: AdfNode): string => textAttr(node, 'alt').trim();

const READERS: Readonly<Record<string, (node: AdfNode) => string>> = {
  text: linked,
  hardBreak: () => '\n',
  mention: mentionText,
  emoji: (node) => textAttr(node, 'text') || textAttr(node, 'shortName'),
  status: (node) => `[${textAttr(node, 'text')}]`,
  date: dayOf,
  placeholder: (node) => textAttr(node, 'text'),
  inlineCard: cardText,
  blockCard: cardText,
  embedCard: cardText,
  media: (node) => `${CLIP} ${mediaName(node) || textAttr(node, 'url') || 'file'}`,
  mediaInline: (node) => `${CLIP} ${mediaName(node) || 'file'}`,
  extension: (node) => textAttr(node, 'text'),
  inlineExtension: (node) => textAttr(node, 'text'),
};

/** The text of one inline node (or card, or file), null where it is not one. */
export const inlineText = (node: AdfNode): string | null => READERS[node.type]?.(node) ?? null;

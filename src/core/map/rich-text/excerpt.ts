import type { AdfDoc, AdfNode } from '../../model';
import { cutTo } from '../text';
import { adfLength } from './adf-length';
import { docOf, paragraph, textNode } from './build';
import { fromPlainText } from './from-plain-text';
import { plainText } from './plain-text';

const lengthOf = (content: readonly AdfNode[]): number => (content.length === 0 ? 0 : adfLength(docOf(content)) + 1);

const noteParagraph = (note: string, limit: number): AdfNode => {
  const text = cutTo(note, limit);
  return paragraph(text === '' ? [] : [textNode(text, [{ type: 'em' }])]);
};

/** Whole blocks from the top that fit. */
function leadingBlocks(content: readonly AdfNode[], room: number): readonly AdfNode[] {
  let length = 0;
  const end = content.findIndex((block) => (length += lengthOf([block])) > room);
  return end < 0 ? content : content.slice(0, end);
}

/** The start of a block that is too long, as plain text: better than leaving most of the room empty. */
function startOf(block: AdfNode | undefined, room: number): readonly AdfNode[] {
  if (block === undefined || room < 2) return [];
  return fromPlainText(cutTo(plainText(docOf([block])), room - 1)).content;
}

/**
 * A marked excerpt: as many whole blocks from the top as fit, the start of the next where much room is left, then
 * `note` in italics. `adfLength` of the result is never above `maxLength`; a document that fits comes back unchanged.
 */
export function excerptOf(doc: AdfDoc, maxLength: number, note: string): AdfDoc {
  if (adfLength(doc) <= maxLength) return doc;
  const end = noteParagraph(note, maxLength);
  const room = maxLength - adfLength(docOf([end]));
  const whole = leadingBlocks(doc.content, room);
  const left = room - lengthOf(whole);
  const start = left > room / 2 ? startOf(doc.content[whole.length], left) : [];
  return docOf([...whole, ...start, end]);
}

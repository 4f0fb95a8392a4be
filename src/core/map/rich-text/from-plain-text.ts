import type { AdfDoc } from '../../model';
import { docOf, inlineLines, paragraph } from './build';

/** Blank lines part paragraphs, single line breaks stay line breaks. */
export function fromPlainText(text: string): AdfDoc {
  const lines = text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/^\n+/, '')
    .trimEnd();
  const blocks = lines === '' ? [] : lines.split(/\n(?:[^\S\n]*\n)+/);
  return docOf(blocks.map((block) => paragraph(inlineLines(block))));
}

import type { AdfDoc, AdfMark, AdfNode, Json } from '../../model';

export const textNode = (text: string, marks: readonly AdfMark[] = []): AdfNode =>
  marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks };

export const paragraph = (content: readonly AdfNode[]): AdfNode => ({ type: 'paragraph', content });

export const docOf = (content: readonly AdfNode[]): AdfDoc => ({ type: 'doc', version: 1, content });

/** Lines of text as inline nodes with hard breaks between them; an empty line has no node (ADF has no empty text). */
export const inlineLines = (text: string, marks: readonly AdfMark[] = []): readonly AdfNode[] =>
  text
    .split('\n')
    .flatMap((line, at) => [
      ...(at > 0 ? [{ type: 'hardBreak' }] : []),
      ...(line === '' ? [] : [textNode(line, marks)]),
    ]);

/** A text attribute of a node; '' where it has none. */
export function textAttr(node: AdfNode, name: string): string {
  const value = node.attrs?.[name];
  return typeof value === 'string' ? value : '';
}

/** A document is JSON by construction; interfaces only lack the index signature that says so. */
export const docJson = (doc: AdfDoc): Json => doc as unknown as Json;

import type { AdfDoc, AdfNode } from '../../model';
import { textAttr } from './build';
import { mediaName, mentionText } from './inline-text';
import { nodesOf } from './map-nodes';

/** A file of the media service in a text. External images are none: they need no copy. */
export const isFile = (node: AdfNode): boolean =>
  (node.type === 'media' || node.type === 'mediaInline') &&
  textAttr(node, 'type') !== 'external' &&
  textAttr(node, 'id') !== '';

/** Each once, by id. */
function uniqueById<T extends { readonly id: string }>(refs: readonly T[]): readonly T[] {
  return [...new Map(refs.map((ref) => [ref.id, ref])).values()];
}

export interface MediaRef {
  readonly id: string;
  /** The file's name as the text has it; null where it has none. */
  readonly alt: string | null;
}

/** Files that a text shows, by media-service id. */
export const mediaRefs = (doc: AdfDoc): readonly MediaRef[] =>
  uniqueById(
    [...nodesOf(doc)].filter(isFile).map((node) => ({ id: textAttr(node, 'id'), alt: mediaName(node) || null })),
  );

export interface MentionRef {
  /** Account id. */
  readonly id: string;
  readonly name: string;
}

/** People that a text mentions. */
export const mentionRefs = (doc: AdfDoc): readonly MentionRef[] =>
  uniqueById(
    [...nodesOf(doc)]
      .filter((node) => node.type === 'mention' && textAttr(node, 'id') !== '')
      .map((node) => ({ id: textAttr(node, 'id'), name: mentionText(node).slice(1) })),
  );

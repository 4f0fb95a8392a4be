import { type AdfDoc, type AdfMark, type AdfNode, type Json } from '../../../core/model';
import { vocabulary, type Word } from './vocabulary';

/** Nodes that hold blocks and may not be empty: they get an empty paragraph where only unknown blocks stood. */
const BLOCK_HOSTS = new Set([
  'doc',
  'panel',
  'blockquote',
  'listItem',
  'tableCell',
  'tableHeader',
  'expand',
  'nestedExpand',
  'layoutColumn',
  'bodiedExtension',
  'bodiedSyncBlock',
]);
/** Nodes that hold inline content and may be empty. */
const INLINE_HOSTS = new Set(['paragraph', 'heading', 'codeBlock', 'caption', 'taskItem', 'decisionItem']);
const PARAGRAPH: AdfNode = { type: 'paragraph', content: [] };

/**
 * The document as far as the schema knows its words: without node types, mark types, attributes and listed values that
 * are newer than the schema. What is valid in this form is sent as it is, unknown parts included: Jira wrote them, and
 * nothing may be lost on the way. Never sent itself.
 */
export const knownPart = (doc: AdfDoc): AdfDoc => ({ ...(knownNode(doc) ?? doc), type: 'doc', version: 1 }) as AdfDoc;

const knownNode = (node: AdfNode): AdfNode | null => {
  const word = vocabulary().nodes.get(node.type);
  if (!word) return null;
  const content = node.content && knownContent(node.type, node.content);
  if (content === null) return null;
  const known = {
    ...node,
    ...(node.attrs && { attrs: knownAttrs(word, node.attrs) }),
    ...(node.marks && { marks: node.marks.flatMap(knownMark) }),
    ...(content && { content }),
  };
  return onlyMembers(word, known);
};

/** Null where nothing that the schema knows is left of a node that must hold something. */
const knownContent = (type: string, content: readonly AdfNode[]): readonly AdfNode[] | null => {
  const known = content.flatMap((child) => knownNode(child) ?? []);
  if (known.length > 0 || content.length === 0 || INLINE_HOSTS.has(type)) return known;
  return BLOCK_HOSTS.has(type) ? [PARAGRAPH] : null;
};

const knownMark = (mark: AdfMark): readonly AdfMark[] => {
  const word = vocabulary().marks.get(mark.type);
  if (!word) return [];
  return [onlyMembers(word, { ...mark, ...(mark.attrs && { attrs: knownAttrs(word, mark.attrs) }) })];
};

const knownAttrs = (word: Word, attrs: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    Object.entries(attrs).flatMap(([name, value]) => {
      const values = word.attrs.get(name);
      if (values === undefined) return [];
      const known = values === null || values.has(value) ? value : [...values][0];
      return known === undefined ? [] : [[name, known]];
    }),
  );

const onlyMembers = <T extends object>(word: Word, part: T): T =>
  Object.fromEntries(Object.entries(part).filter(([name]) => word.members.has(name))) as T;

import { isObject, type Json, type JsonObject, wordOf } from '../json';

const BLOCKS = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'blockquote',
  'listItem',
  'taskItem',
  'decisionItem',
  'tableRow',
  'rule',
]);

/** Children of a node; none where it has none. */
export const contentOf = (node: JsonObject): JsonObject[] =>
  Array.isArray(node.content) ? node.content.filter(isObject) : [];

export const attrsOf = (node: JsonObject): JsonObject => (isObject(node.attrs) ? node.attrs : {});

/** Plain text of a document: words for search, and what Jira's limit of 32,767 characters is counted on. */
export function plainText(node: Json): string {
  if (!isObject(node)) return '';
  const own = ownText(node);
  if (own !== null) return own;
  const inner = contentOf(node).map(plainText).join('');
  return BLOCKS.has(wordOf(node.type)) && !inner.endsWith('\n') ? `${inner}\n` : inner;
}

function ownText(node: JsonObject): string | null {
  const attrs = attrsOf(node);
  switch (node.type) {
    case 'text':
      return wordOf(node.text ?? '');
    case 'hardBreak':
      return '\n';
    case 'mention':
    case 'status':
      return wordOf(attrs.text ?? '');
    case 'emoji':
      return wordOf(attrs.text ?? attrs.shortName ?? '');
    case 'inlineCard':
    case 'blockCard':
      return wordOf(attrs.url ?? '');
    default:
      return null;
  }
}

/** Every node of the document, depth first. */
export function* nodesOf(node: JsonObject): Iterable<JsonObject> {
  yield node;
  for (const child of contentOf(node)) yield* nodesOf(child);
}

export const isEmptyDoc = (doc: Json): boolean =>
  !isObject(doc) || (plainText(doc).trim() === '' && contentOf(doc).every((block) => contentOf(block).length === 0));

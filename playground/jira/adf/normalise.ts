import type { Site } from '../site';
import { canonical, type Json, type JsonObject, wordOf } from '../json';
import { attrsOf, contentOf } from './text';

/** Nodes that Jira's editor gives a `localId` when it stores them. */
const WITH_LOCAL_ID = new Set(['table', 'taskList', 'taskItem', 'decisionList', 'decisionItem', 'status', 'expand']);

const DEFAULT_ATTRS: Readonly<Record<string, JsonObject>> = {
  table: { isNumberColumnEnabled: false, layout: 'align-start' },
  orderedList: { order: 1 },
  mention: { accessLevel: '' },
  media: { collection: '' },
};

/**
 * A document as Jira gives it back: default attributes and local ids filled in, mentions by their present name, adjacent
 * texts with the same marks joined, empty texts gone. Normalising twice changes nothing more.
 */
export function normaliseDoc(site: Site, doc: JsonObject): JsonObject {
  return { version: 1, type: 'doc', content: joined(contentOf(doc).map((node) => normalise(site, node))) };
}

function normalise(site: Site, node: JsonObject): JsonObject {
  const type = wordOf(node.type);
  const attrs: JsonObject = { ...DEFAULT_ATTRS[type], ...attrsOf(node) };
  if (WITH_LOCAL_ID.has(type) && !attrs.localId) attrs.localId = site.random.uuid();
  if (type === 'mention') attrs.text = mentionText(site, attrs);
  return {
    type,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(Array.isArray(node.content) ? { content: joined(contentOf(node).map((child) => normalise(site, child))) } : {}),
    ...(node.text === undefined ? {} : { text: node.text }),
    ...(Array.isArray(node.marks) && node.marks.length > 0 ? { marks: node.marks } : {}),
  };
}

function mentionText(site: Site, attrs: JsonObject): Json {
  const user = site.state.users.find(wordOf(attrs.id));
  return user ? `@${user.displayName}` : (attrs.text ?? '');
}

function joined(nodes: JsonObject[]): JsonObject[] {
  const result: JsonObject[] = [];
  for (const node of nodes) {
    const before = result[result.length - 1];
    if (node.type === 'text' && node.text === '') continue;
    if (
      before?.type === 'text' &&
      node.type === 'text' &&
      canonical(before.marks ?? []) === canonical(node.marks ?? [])
    )
      before.text = `${wordOf(before.text)}${wordOf(node.text)}`;
    else result.push(node);
  }
  return result;
}

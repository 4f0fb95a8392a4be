import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { JSONDocNode } from '@atlaskit/editor-json-transformer';
import { canonical, type JsonObject } from '../json';
import { plainText } from './text';

type Encode = (doc: JsonObject, names: Readonly<Record<string, string>>) => string;

const cache = new LRUCache<string, string>({ max: 2_000 });
let encoder: Encode | null = null;

/** Wiki markup of a document, as webhook bodies carry it. `names`: media id -> file name. */
export function toWiki(doc: JsonObject, names: Readonly<Record<string, string>> = {}): string {
  const key = createHash('sha1')
    .update(canonical(doc))
    .update(canonical({ ...names }))
    .digest('base64');
  const known = cache.get(key);
  if (known !== undefined) return known;
  const wiki = encode(doc, names);
  cache.set(key, wiki);
  return wiki;
}

function encode(doc: JsonObject, names: Readonly<Record<string, string>>): string {
  try {
    if (encoder) return encoder(doc, names);
  } catch {
    // A node that Atlassian's transformer does not know: its words are still better than no body at all.
  }
  return plainText(doc).trimEnd();
}

/** Loads Atlassian's transformer. Not at import: it costs 0.2 s and 60 MB, which a test of JQL need not pay. */
export async function prepareWiki(): Promise<void> {
  const { WikiMarkupTransformer } = await import('@atlaskit/editor-wikimarkup-transformer');
  const { JSONTransformer } = await import('@atlaskit/editor-json-transformer');
  const wiki = new WikiMarkupTransformer();
  const json = new JSONTransformer();
  encoder ??= (doc, names) => {
    const mediaConversion = Object.fromEntries(
      Object.entries(names).map(([id, transform]) => [id, { transform, embed: true }]),
    );
    return wiki.encode(json.parse(doc as unknown as JSONDocNode), { conversion: { mediaConversion } });
  };
}

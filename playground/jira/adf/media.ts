import type { Site } from '../site';
import { type JsonObject, wordOf } from '../json';
import { attrsOf, nodesOf } from './text';

/** Media id -> file name of an issue's attachments: what wiki markup calls a media node. */
export function mediaNames(site: Site, issueId: string | null): Record<string, string> {
  if (issueId === null) return {};
  return Object.fromEntries(site.state.attachments.of(issueId).map((file) => [file.mediaId, file.filename]));
}

/** Jira refuses a document with a file that is no attachment of the issue. */
export function mediaFault(site: Site, doc: JsonObject, issueId: string | null): string | null {
  const known = mediaNames(site, issueId);
  for (const node of nodesOf(doc)) {
    if (node.type !== 'media' && node.type !== 'mediaInline') continue;
    const attrs = attrsOf(node);
    if (attrs.type === 'external' || wordOf(attrs.id) in known) continue;
    return 'ATTACHMENT_VALIDATION_ERROR';
  }
  return null;
}

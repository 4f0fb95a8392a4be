import type { AdfDoc, AdfMark, AdfNode } from '../../model';
import { paragraph, textAttr } from './build';
import { mediaName } from './inline-text';
import { mapNodes } from './map-nodes';
import { noticeOf } from './media-notice';
import { isFile } from './refs';

/** Where the copy of a file on the target side is. */
export type MediaTarget =
  | { readonly is: 'copied'; readonly mediaId: string; readonly name: string }
  /** The attachment of the source will be copied, or the copy's media id is not known yet. */
  | { readonly is: 'awaited'; readonly attachmentId: string; readonly name: string }
  /** It is not copied, or nobody can tell the copy's media id; `url` leads to it where that may be told. */
  | { readonly is: 'unavailable'; readonly name: string | null; readonly url: string | null };

/** By media id, or by the file name that the text shows where Jira does not tell the id. */
export type FindMedia = (mediaId: string, name: string | null) => MediaTarget | null;

export interface RewrittenMedia {
  readonly doc: AdfDoc;
  /** Attachment ids of the source whose files the text names in words, until their copies exist. */
  readonly pendingMedia: readonly string[];
}

type Uncopied = Exclude<MediaTarget, { is: 'copied' }>;

const UNKNOWN: Uncopied = { is: 'unavailable', name: null, url: null };

/** The line that stands for a file. A link that was on the file stays on it. */
function notice(node: AdfNode, target: Uncopied, siteName: string): AdfNode {
  const own = node.marks?.filter((mark) => mark.type === 'link') ?? [];
  const url = target.is === 'unavailable' ? target.url : null;
  const link: readonly AdfMark[] = own.length > 0 || url === null ? own : [{ type: 'link', attrs: { href: url } }];
  return noticeOf(target.name ?? (mediaName(node) || 'file'), target.is === 'awaited' ? null : siteName, link);
}

/** The same file on the target. A collection and an occurrence belong to the source and mean nothing there. */
function repointed(node: AdfNode, mediaId: string): AdfNode {
  const { occurrenceKey: _dropped, ...attrs } = node.attrs ?? {};
  const type = node.type === 'media' ? { type: 'file' } : {};
  return { ...node, attrs: { ...attrs, ...type, id: mediaId, collection: '' } };
}

/** A caption stands under its picture, so it stays as a paragraph where the picture cannot come. */
const captions = (single: AdfNode): readonly AdfNode[] =>
  (single.content ?? [])
    .filter((child) => child.type === 'caption' && (child.content ?? []).length > 0)
    .map((caption) => paragraph(caption.content ?? []));

/** Files beside one another stay together; what cannot come becomes a paragraph in its place. */
function regrouped(group: AdfNode, children: readonly AdfNode[]): readonly AdfNode[] {
  const blocks: AdfNode[] = [];
  let together: AdfNode[] | null = null;
  for (const child of children) {
    if (child.type === 'paragraph') {
      blocks.push(child);
      together = null;
    } else if (together) together.push(child);
    else {
      together = [child];
      blocks.push({ ...group, content: together });
    }
  }
  return blocks;
}

/**
 * Media nodes for the target side: pointed at the copied attachment where there is one, else a readable line in the
 * same place, which every parent of a media node takes by the ADF schema. External images stay.
 */
export function rewriteMedia(doc: AdfDoc, find: FindMedia, siteName: string): RewrittenMedia {
  const pending = new Set<string>();
  const mapFile = (node: AdfNode, instead: (text: AdfNode) => AdfNode): AdfNode => {
    if (!isFile(node)) return node;
    const target = find(textAttr(node, 'id'), mediaName(node) || null) ?? UNKNOWN;
    if (target.is === 'copied') return repointed(node, target.mediaId);
    if (target.is === 'awaited') pending.add(target.attachmentId);
    return instead(notice(node, target, siteName));
  };
  const mapSingle = (single: AdfNode): readonly AdfNode[] => {
    const content = (single.content ?? []).map((child) => mapFile(child, (text) => paragraph([text])));
    const line = content.find((child) => child.type === 'paragraph');
    return line ? [line, ...captions(single)] : [{ ...single, content }];
  };
  const rewritten = mapNodes(doc, (node) => {
    switch (node.type) {
      case 'mediaSingle':
        return mapSingle(node);
      case 'mediaGroup':
        return regrouped(
          node,
          (node.content ?? []).map((child) => mapFile(child, (text) => paragraph([text]))),
        );
      case 'mediaInline':
        return [mapFile(node, (text) => text)];
      case 'media':
        return [mapFile(node, (text) => paragraph([text]))];
      default:
        return null;
    }
  });
  return { doc: rewritten, pendingMedia: [...pending] };
}

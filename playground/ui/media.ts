import { attachmentAddress, type AdfNode, type Attachment, type Comment, type Session } from '../client/jira';
import { isDoc, walk } from '../client/adf';
import { asText, type JsonObject } from '../client/json';
import type { FindMedia, MediaSource } from './render-adf';

/**
 * Rich text names files by their media id, which REST tells only in the address that a download is sent on to.
 * Asked only when a text holds media.
 */
export async function mediaOf(
  session: Session,
  fields: JsonObject,
  comments: readonly Comment[],
  files: readonly Attachment[],
): Promise<FindMedia> {
  const docs: AdfNode[] = [
    ...Object.values(fields).flatMap((value) => (isDoc(value) ? [value as AdfNode] : [])),
    ...comments.map((comment) => comment.body),
  ];
  const wanted = new Set(docs.flatMap(mediaIds));
  const byId = new Map<string, MediaSource>();
  if (wanted.size > 0) {
    const addresses = await Promise.all(files.map((file) => attachmentAddress(session, file.id).catch(() => '')));
    files.forEach((file, index) => {
      for (const id of wanted) if (addresses[index]?.includes(id)) byId.set(id, sourceOf(file));
    });
  }
  return (id) => byId.get(id) ?? null;
}

const mediaIds = (document: AdfNode): string[] =>
  [...walk(document)]
    .filter((node) => /^media(Inline)?$/.test(node.type))
    .map((node) => asText(node.attrs?.id))
    .filter(Boolean);

const sourceOf = (file: Attachment): MediaSource => ({
  address: `/ui/files/${file.id}/${encodeURIComponent(file.filename)}`,
  name: file.filename,
  image: /^image\/(png|jpeg|gif|webp)$/.test(file.mimeType),
});

import { type FindOwnMedia, mediaRefs } from '../map';
import type { AttachmentSnapshot, Side, Value } from '../model';
import { otherSide } from '../model';
import { attachmentKey } from './facet';
import { type Scene, stateIn, valueOf } from './scene';
import { fileVerdict } from './file-verdict';

/** What became of a file of `from` on the other side. */
export type Copy =
  | { readonly is: 'copied'; readonly file: AttachmentSnapshot; readonly mediaId: string }
  /** It will be copied: worth another look. */
  | { readonly is: 'awaited' }
  /** It is not copied, or its media id cannot be learnt: final. */
  | { readonly is: 'unavailable' };

const UNAVAILABLE: Copy = { is: 'unavailable' };

/** The copy of an attachment of `from`. A copy whose media id Jira does not tell counts as unavailable, so nothing loops. */
export function copyOf(scene: Scene, from: Side, attachmentId: string): Copy {
  const to = otherSide(from);
  const source = scene.snapshots[from].attachments.find(({ id }) => id === attachmentId);
  const state = stateIn(scene, attachmentKey(from, attachmentId));
  const copyId = state.ids[to];
  if (copyId === null) return source !== undefined && mayCome(scene, from, source) ? { is: 'awaited' } : UNAVAILABLE;
  const file = scene.snapshots[to].attachments.find(({ id }) => id === copyId);
  if (file === undefined || file.mediaId === null) return UNAVAILABLE;
  return { is: 'copied', file, mediaId: file.mediaId };
}

function mayCome(scene: Scene, from: Side, source: AttachmentSnapshot): boolean {
  if (stateIn(scene, attachmentKey(from, source.id)).closed) return false;
  const verdict = fileVerdict(scene, from, source);
  return verdict.send || verdict.how === 'waits';
}

/** The attachment that a media node of `from` shows: by its media id, else by the file name in `alt`. */
export const fileOfMedia = (
  scene: Scene,
  from: Side,
  media: { readonly id: string; readonly alt: string | null },
): AttachmentSnapshot | null => {
  const { attachments } = scene.snapshots[from];
  const byName = attachments.filter(({ name }) => media.alt !== null && name === media.alt);
  return attachments.find(({ mediaId }) => mediaId === media.id) ?? (byName.length === 1 ? byName[0] : null) ?? null;
};

/** Media ids that a value shows. */
const shownIn = (value: Value): ReadonlySet<string> =>
  new Set(value.kind === 'richText' ? mediaRefs(value.doc).map(({ id }) => id) : []);

/**
 * The file of `side` that a line in the partner's text stands for (law 4): the one that the side's own text shows now,
 * else the only one of that name. Of several, none is guessed.
 */
export function ownMedia(scene: Scene, side: Side, fieldId: string): FindOwnMedia {
  const shown = shownIn(valueOf(scene, side, fieldId));
  return (name) => {
    const named = scene.snapshots[side].attachments.flatMap((file) =>
      file.name === name && file.mediaId !== null ? [file.mediaId] : [],
    );
    const inText = named.filter((id) => shown.has(id));
    const [only, ...more] = inText.length > 0 ? inText : named;
    return more.length === 0 ? (only ?? null) : null;
  };
}

/** Whether a value shows one of these files of its side. */
export const showsAny = (scene: Scene, side: Side, value: Value, attachmentIds: readonly string[]): boolean =>
  value.kind === 'richText' &&
  mediaRefs(value.doc).some((ref) => attachmentIds.includes(fileOfMedia(scene, side, ref)?.id ?? ''));

/** Pending files that may still come, and whether one of them has come. */
export function lookAtPending(
  scene: Scene,
  from: Side,
  pending: readonly string[],
): { readonly still: readonly string[]; readonly arrived: boolean } {
  const copies = pending.map((id) => ({ id, copy: copyOf(scene, from, id) }));
  return {
    still: copies.filter(({ copy }) => copy.is === 'awaited').map(({ id }) => id),
    arrived: copies.some(({ copy }) => copy.is === 'copied'),
  };
}

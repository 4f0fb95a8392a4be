import type { AttachmentSnapshot, Side } from '../model';
import { otherSide } from '../model';
import { attachmentKey } from './facet';
import { type Scene, stateIn } from './scene';
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

const mayCome = (scene: Scene, from: Side, source: AttachmentSnapshot): boolean =>
  !stateIn(scene, attachmentKey(from, source.id)).closed && fileVerdict(scene, from, source).send;

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

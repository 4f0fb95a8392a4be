import { isMissing, type SiteAccess } from '../access';
import { attachmentContent } from '../requests/attachments';
import { isRedirect, mediaIdIn } from './redirect';

/** Media-service ids of these attachments, null where Jira does not tell. Each is asked once and then kept. */
export const readMediaIds = async (
  access: SiteAccess,
  attachmentIds: readonly string[],
): Promise<Readonly<Record<string, string | null>>> => {
  const entries = await Promise.all(
    [...new Set(attachmentIds)].map(async (id) => [id, await mediaIdOf(access, id)] as const),
  );
  return Object.fromEntries(entries);
};

const mediaIdOf = async (access: SiteAccess, attachmentId: string): Promise<string | null> => {
  const { media } = access.memory;
  const known = media.get(attachmentId);
  if (known) return known.id;
  try {
    const { status, headers, stream } = await access.client.open(attachmentContent(attachmentId));
    // Only the head of the answer is wanted, never the file.
    stream.destroy();
    const id = isRedirect(status) ? mediaIdIn(headers['location'] ?? '') : null;
    media.set(attachmentId, { id });
    return id;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
};

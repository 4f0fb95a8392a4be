import { ask, type SiteAccess } from '../access';
import { attachmentMeta } from '../requests/attachments';
import { attachmentMetaShape } from '../schemas';

/** Throws `tooLarge` or `forbidden` before a single byte is sent. */
export const checkUpload = async (access: SiteAccess, name: string, bytes: number): Promise<void> => {
  const { enabled, limit } = await access.memory.uploadLimit.get('', async () => {
    const { enabled, uploadLimit } = await ask(access, attachmentMeta(), attachmentMetaShape);
    return { enabled, limit: uploadLimit ?? null };
  });
  if (!enabled) {
    throw access.client.error({
      kind: 'forbidden',
      detail: `Attachments are switched off on ${access.site.displayUrl}`,
    });
  }
  if (limit !== null && bytes > limit) {
    throw access.client.error({
      kind: 'tooLarge',
      detail: `The file "${name}" has ${bytes} bytes, ${access.site.displayUrl} takes files up to ${limit}`,
    });
  }
};

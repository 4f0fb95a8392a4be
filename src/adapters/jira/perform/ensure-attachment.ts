import { Readable } from 'node:stream';
import { z } from 'zod';
import { type EnsureAttachment, type Receipt } from '../../../core/model';
import { type PerformContext } from '../../../sync/ports';
import { upload } from '../attachments/upload';
import { ask, type SiteAccess } from '../access';
import { isOwn } from '../read/own';
import { readIssue } from '../requests/issues';
import { traceOf } from '../requests/trace';
import { type AttachmentJson, attachmentShape } from '../schemas';
import { removeAttachmentById } from './remove';

export const ensureAttachment = async (
  access: SiteAccess,
  operation: EnsureAttachment,
  context: PerformContext,
): Promise<Receipt> => {
  const found = operation.lookFirst ? await findUploaded(access, operation, context) : null;
  const { id, bytes } = found ?? (await uploadFile(access, operation, context));
  if ('text' in operation.from && operation.from.replaces !== null && operation.from.replaces !== id) {
    await removeAttachmentById(access, operation.issueId, operation.from.replaces, context.linkId);
  }
  return { kind: 'attachment', attachmentId: id, mediaId: access.memory.media.get(id)?.id ?? null, bytes };
};

export const bytesOf = ({ from }: EnsureAttachment): number =>
  'text' in from ? Buffer.byteLength(from.text, 'utf8') : from.bytes;

const uploadFile = (
  access: SiteAccess,
  operation: EnsureAttachment,
  { linkId, source }: PerformContext,
): Promise<{ readonly id: string; readonly bytes: number }> => {
  const { issueId, name, mimeType, from } = operation;
  const open = async (): Promise<NodeJS.ReadableStream> =>
    'text' in from
      ? Readable.from([Buffer.from(from.text, 'utf8')])
      : (await source.openAttachment(from.attachmentId)).stream;
  return upload(access, {
    issueId,
    name,
    mimeType,
    bytes: bytesOf(operation),
    open,
    trace: traceOf(linkId, 'attachment'),
  });
};

const withFilesShape = z.object({ fields: z.object({ attachment: z.array(attachmentShape).default([]) }) });

/** Attachments carry no mark: a lost upload is one of ours with the same name and size that nothing else accounts for. */
const findUploaded = async (
  access: SiteAccess,
  operation: EnsureAttachment,
  { knownAttachments = [] }: PerformContext,
): Promise<{ readonly id: string; readonly bytes: number } | null> => {
  const { fields } = await ask(access, readIssue(operation.issueId, ['attachment']), withFilesShape);
  const bytes = bytesOf(operation);
  const isIt = (file: AttachmentJson): boolean =>
    isOwn(access.site, file.author) &&
    file.size === bytes &&
    plainName(file.filename) === plainName(operation.name) &&
    !knownAttachments.includes(file.id);
  const found = fields.attachment.find(isIt);
  return found ? { id: found.id, bytes: found.size } : null;
};

/** Quotes and line ends do not travel as they are in a multipart header, and not every server puts them back. */
const plainName = (name: string): string => name.replace(/%22|%0D|%0A|["\\\p{Cc} ]/giu, '');

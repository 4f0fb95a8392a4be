import { type z } from 'zod';
import { readField, shallow } from '../../../core/map';
import {
  type AdfDoc,
  type AttachmentSnapshot,
  type CommentSnapshot,
  type FieldCatalog,
  type Snapshot,
  type StatusRef,
  type UserRef,
  type Value,
} from '../../../core/model';
import { ISSUE_MARK } from '../requests/marks';
import {
  type AttachmentJson,
  type CommentJson,
  type coreFieldsShape,
  type IssueJson,
  type StatusJson,
  type UserJson,
} from '../schemas';
import { type CommentMark, linkOfMark } from './marks';
import { isoTime } from './time';

/** Shown for the author of what an erased account, or nobody, wrote. */
const NOBODY: UserRef = { accountId: 'unknown', name: 'Former user' };

const userRef = (user: UserJson | null | undefined): UserRef =>
  user ? { accountId: user.accountId, name: user.displayName ?? user.accountId } : NOBODY;

const CATEGORIES = ['new', 'indeterminate', 'done'] as const;

export const statusRef = ({ id, name, statusCategory }: StatusJson): StatusRef => ({
  id,
  name,
  category: CATEGORIES.find((category) => category === statusCategory?.key) ?? 'undefined',
});

const EMPTY_DOC: AdfDoc = { type: 'doc', version: 1, content: [] };

export const docOf = (raw: unknown): AdfDoc =>
  typeof raw === 'object' && raw !== null && 'type' in raw && raw.type === 'doc' ? shallow(raw as AdfDoc) : EMPTY_DOC;

export const commentSnapshot = (
  comment: CommentJson,
  mark: CommentMark | null,
  shared: boolean | null,
): CommentSnapshot => ({
  id: comment.id,
  author: userRef(comment.author),
  body: docOf(comment.body),
  created: isoTime(comment.created),
  updated: isoTime(comment.updated ?? comment.created),
  internal: comment.jsdPublic === false,
  restricted: comment.visibility !== null && comment.visibility !== undefined,
  marked: shared,
  writtenFor: mark?.linkId ?? null,
  mirrors: mark?.mirrors ?? null,
});

export const attachmentSnapshot = (
  file: AttachmentJson,
  writtenFor: string | null,
  mediaId: string | null,
): AttachmentSnapshot => ({
  id: file.id,
  name: file.filename,
  bytes: file.size,
  mimeType: file.mimeType ?? 'application/octet-stream',
  created: isoTime(file.created),
  author: userRef(file.author),
  mediaId,
  writtenFor,
});

/** Values of the asked fields. A field that the site does not have is left out; one that is not set is empty. */
export const readFields = (
  issue: IssueJson,
  catalog: FieldCatalog,
  fieldIds: readonly string[],
): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    fieldIds.flatMap((id) => {
      const meta = catalog[id];
      return meta ? [[id, readField(meta, issue.fields?.[id])]] : [];
    }),
  );

export const snapshotOf = (
  issue: IssueJson,
  core: z.infer<typeof coreFieldsShape>,
  parts: Pick<Snapshot, 'fields' | 'comments' | 'hiddenComments' | 'attachments' | 'history'>,
): Snapshot => ({
  issueId: issue.id,
  key: issue.key,
  projectKey: core.project.key,
  issueType: core.issuetype.name,
  status: statusRef(core.status),
  created: isoTime(core.created),
  updated: isoTime(core.updated),
  secured: core.security !== null && core.security !== undefined,
  ...parts,
  createdFor: linkOfMark(issue.properties?.[ISSUE_MARK]),
  // The pipeline asks for it with `matchesJql`, where the half has a JQL at all.
  matchesJql: true,
});

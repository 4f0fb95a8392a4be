import { isDeepStrictEqual } from 'node:util';
import { type AdfDoc, type EnsureComment, type Receipt } from '../../../core/model';
import { type PerformContext } from '../../../sync/ports';
import { checkAdf } from '../adf/check';
import { ask, type SiteAccess } from '../access';
import { type JiraRequest } from '../http/request';
import { listComments } from '../read/comments';
import { askMarks } from '../read/marks';
import { isOwn } from '../read/own';
import { docOf } from '../read/snapshot';
import * as requests from '../requests/comments';
import { traceOf } from '../requests/trace';
import { type CommentJson, commentShape } from '../schemas';

export const ensureComment = async (
  access: SiteAccess,
  operation: EnsureComment,
  { linkId }: PerformContext,
): Promise<Receipt> => {
  const body = sendable(access, operation.body);
  if (operation.commentId !== null) {
    return send(access, editRequest(operation, linkId, operation.commentId, body));
  }
  const found = operation.lookFirst ? await findMirror(access, operation, linkId) : null;
  if (!found) return send(access, createRequest(operation, linkId, body));
  // The lost attempt may have carried an older text.
  if (isDeepStrictEqual(found.body, body)) return receiptOf(found);
  return send(access, editRequest(operation, linkId, found.id, body));
};

const send = async (access: SiteAccess, request: JiraRequest): Promise<Receipt> =>
  receiptOf(await ask(access, request, commentShape));

const receiptOf = ({ id, body }: CommentJson): Receipt => ({ kind: 'comment', commentId: id, body: docOf(body) });

const sendable = (access: SiteAccess, doc: AdfDoc): AdfDoc => {
  const result = checkAdf(doc);
  if (result.ok) return result.doc;
  throw access.client.error({
    kind: 'rejected',
    fields: { body: `${result.path} ${result.message}` },
    detail: `The comment is not a valid document at ${result.path}: ${result.message}`,
  });
};

/** The comment that an earlier attempt wrote for the same source comment, known by its mark. Newest first. */
const findMirror = async (
  access: SiteAccess,
  { issueId, sourceCommentId }: EnsureComment,
  linkId: string,
): Promise<CommentJson | null> => {
  const own = (await listComments(access, issueId)).filter(({ author }) => isOwn(access.site, author)).reverse();
  if (own.length === 0) return null;
  const marks = await askMarks(
    access,
    own.map(({ id }) => id),
  );
  const isMirror = ({ id }: CommentJson): boolean => {
    const mark = marks.get(id)?.mark;
    return mark?.linkId === linkId && mark.mirrors === sourceCommentId;
  };
  return own.find(isMirror) ?? null;
};

export const createRequest = (operation: EnsureComment, linkId: string, body: AdfDoc): JiraRequest =>
  requests.createComment({
    issueId: operation.issueId,
    body,
    visibility: operation.visibility,
    internal: operation.internal,
    linkId,
    mirrors: operation.sourceCommentId,
    trace: traceOf(linkId, 'comment'),
  });

export const editRequest = (
  { issueId, visibility }: EnsureComment,
  linkId: string,
  commentId: string,
  body: AdfDoc,
): JiraRequest => requests.editComment({ issueId, commentId, body, visibility, trace: traceOf(linkId, 'comment') });

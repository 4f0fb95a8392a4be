import { isDeepStrictEqual } from 'node:util';
import { type AdfDoc, type EnsureComment, type Receipt } from '../../../core/model';
import { JiraError, type PerformContext } from '../../../sync/ports';
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
  context: PerformContext,
): Promise<Receipt> => {
  const { linkId } = context;
  const body = sendable(access, operation.body);
  if (operation.commentId !== null) return edit(access, operation, context, { commentId: operation.commentId, body });
  const found = operation.lookFirst ? await findMirror(access, operation, linkId) : null;
  if (!found) return send(access, createRequest(operation, linkId, body));
  // The lost attempt may have carried an older text.
  if (isDeepStrictEqual(found.body, body)) return receiptOf(found);
  return edit(access, operation, context, { commentId: found.id, body });
};

interface Edit {
  readonly commentId: string;
  readonly body: AdfDoc;
}

/** People got mail for the original: the mirror of an edit is silent where the app may ask for that. */
const edit = async (
  access: SiteAccess,
  operation: EnsureComment,
  { linkId, projectKey }: PerformContext,
  change: Edit,
): Promise<Receipt> => {
  const sendIt = (silent: boolean): Promise<Receipt> => send(access, editRequest(operation, linkId, change, silent));
  if (!isSilent(access, projectKey)) return sendIt(false);
  try {
    return await sendIt(true);
  } catch (error) {
    if (!(error instanceof JiraError) || error.failure.kind !== 'forbidden') throw error;
    const receipt = await sendIt(false);
    access.memory.loud.set(loudKey(projectKey), true);
    return receipt;
  }
};

/** Beside the projects in which fields cannot be edited silently. */
const loudKey = (projectKey: string): string => `comments of ${projectKey}`;

export const isSilent = ({ memory }: SiteAccess, projectKey: string): boolean => !memory.loud.has(loudKey(projectKey));

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
  change: Edit,
  silent: boolean,
): JiraRequest => requests.editComment({ issueId, visibility, silent, ...change, trace: traceOf(linkId, 'comment') });

import { type AdfDoc, type Json } from '../../../core/model';
import { ask, get, type JiraRequest, post, put, remove } from '../http/request';
import { COMMENT_MARK, INTERNAL_MARK, SHARE_MARK } from './marks';

const COMMENTS = '/rest/api/3/issue/{issueIdOrKey}/comment';
const COMMENT = `${COMMENTS}/{id}`;

export const PAGE = 100;

/** `orderBy: created` keeps a page where it is while comments are added. */
export const commentPage = (issueId: string, startAt: number): JiraRequest =>
  get(COMMENTS, { issueIdOrKey: issueId }, { startAt, maxResults: PAGE, orderBy: 'created' });

/** Comments by id with their entity properties; Jira takes up to 1,000 ids. */
export const commentsWithProperties = (ids: readonly string[]): JiraRequest =>
  ask('/rest/api/3/comment/list', { ids: ids.map(Number) }, { expand: 'properties' });

export interface CommentContent {
  readonly issueId: string;
  readonly body: AdfDoc;
  readonly visibility: { readonly type: 'group' | 'role'; readonly value: string } | null;
  readonly trace: string;
}

/** Marked, and made internal, in the create call itself: an internal note is never public for a moment. */
export const createComment = (
  content: CommentContent & { readonly internal: boolean; readonly linkId: string; readonly mirrors: string },
): JiraRequest =>
  post(
    COMMENTS,
    { issueIdOrKey: content.issueId },
    {
      ...commentBody(content),
      properties: [
        { key: COMMENT_MARK, value: { link: content.linkId, mirrors: content.mirrors } },
        ...(content.internal ? [{ key: INTERNAL_MARK, value: { internal: true } }] : []),
      ],
    },
    content,
  );

/** Without `properties`: a list of them could reset the internal flag. With the visibility, so that it cannot be lost. */
export const editComment = (
  content: CommentContent & { readonly commentId: string; readonly silent: boolean },
): JiraRequest => {
  const { issueId, commentId, trace, silent } = content;
  const query = { notifyUsers: silent ? false : null };
  return put(COMMENT, { issueIdOrKey: issueId, id: commentId }, commentBody(content), { issueId, trace, query });
};

const commentBody = ({ body, visibility }: CommentContent): { readonly [key: string]: Json } => ({
  body: body as unknown as Json,
  ...(visibility === null ? {} : { visibility: { type: visibility.type, value: visibility.value } }),
});

export const removeComment = (issueId: string, commentId: string, trace: string): JiraRequest =>
  remove(COMMENT, { issueIdOrKey: issueId, id: commentId }, null, { issueId, trace });

export const commentProperties = (commentId: string): JiraRequest =>
  get('/rest/api/3/comment/{commentId}/properties', { commentId });

export const shareComment = (commentId: string, shared: boolean): JiraRequest =>
  put('/rest/api/3/comment/{commentId}/properties/{propertyKey}', { commentId, propertyKey: SHARE_MARK }, { shared });

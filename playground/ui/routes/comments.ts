import { plain } from '../../client/adf';
import { addComment, deleteComment, editComment, type CommentDraft } from '../../client/jira';
import { param, type Doors } from '../doors';
import { oneOf, type Posted } from '../fields/form';
import { toAdf } from '../markup';

export function addCommentActs({ act }: Doors): void {
  act('/browse/:key/comments', async ({ session }, posted, request) => {
    const key = param(request, 'key');
    const made = await addComment(session, key, draftOf(posted));
    return `/browse/${key}#comment-${made.id}`;
  });
  act('/browse/:key/comments/:id', async ({ session }, posted, request) => {
    const key = param(request, 'key');
    const id = param(request, 'id');
    await editComment(session, key, id, bodyOf(posted));
    return `/browse/${key}#comment-${id}`;
  });
  act('/browse/:key/comments/:id/delete', async ({ session }, _posted, request) => {
    const key = param(request, 'key');
    await deleteComment(session, key, param(request, 'id'));
    return `/browse/${key}`;
  });
}

const bodyOf = (posted: Posted): CommentDraft['body'] => toAdf(oneOf(posted, 'body')) ?? plain('');

/** `role:Administrators`, `group:staff`, or nothing for everyone. */
function draftOf(posted: Posted): CommentDraft {
  const [, type, value] = /^(role|group):(.+)$/.exec(oneOf(posted, 'only').trim()) ?? [];
  return {
    body: bodyOf(posted),
    internal: oneOf(posted, 'internal') === 'yes',
    ...(value === undefined ? {} : { visibility: { type: type === 'role' ? 'role' : 'group', value } }),
  };
}

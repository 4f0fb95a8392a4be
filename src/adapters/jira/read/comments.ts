import { type Snapshot } from '../../../core/model';
import { type ReadWant } from '../../../sync/ports';
import { ask, type SiteAccess } from '../access';
import { commentPage } from '../requests/comments';
import { type CommentJson, commentsShape } from '../schemas';
import { learnMarks } from './marks';
import { stillThere } from './missing-comments';
import { commentSnapshot } from './snapshot';

/** Every comment of an issue, oldest first. A comment that shifted between two pages is listed once. */
export const listComments = async (access: SiteAccess, issueId: string): Promise<readonly CommentJson[]> => {
  const found = new Map<string, CommentJson>();
  for (let startAt = 0; ;) {
    const { comments, total } = await ask(access, commentPage(issueId, startAt), commentsShape);
    for (const comment of comments) found.set(comment.id, comment);
    startAt += comments.length;
    if (comments.length === 0 || startAt >= (total ?? 0)) return [...found.values()];
  }
};

type ReadComments = Pick<Snapshot, 'comments' | 'hiddenComments'>;

/** The comments of an issue. `part` is what came with the issue: Jira may give only some of them there. */
export const readComments = async (
  access: SiteAccess,
  issueId: string,
  part: { readonly comments: readonly CommentJson[]; readonly total?: number | undefined },
  want: Pick<ReadWant, 'knownComments' | 'commentMarks' | 'sentComments'>,
): Promise<ReadComments> => {
  const whole = part.comments.length >= (part.total ?? part.comments.length);
  const comments = whole ? part.comments : await listComments(access, issueId);
  const marksOf = await learnMarks(access, comments, want.knownComments, want.commentMarks);
  const there = new Set(comments.map(({ id }) => id));
  const hidden = await stillThere(
    access,
    (want.sentComments ?? []).filter((id) => !there.has(id)),
  );
  const snapshots = comments.map((comment) => {
    const { mark, shared } = marksOf(comment.id);
    return commentSnapshot(comment, want.knownComments[comment.id] ?? mark, want.commentMarks ? shared : null);
  });
  return { comments: snapshots, ...(hidden.length === 0 ? {} : { hiddenComments: hidden }) };
};

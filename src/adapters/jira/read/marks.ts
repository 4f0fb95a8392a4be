import { ask, type SiteAccess } from '../access';
import { commentsWithProperties } from '../requests/comments';
import { COMMENT_MARK, SHARE_MARK } from '../requests/marks';
import { commentListShape, type CommentJson } from '../schemas';
import { isOwn } from './own';

/** What Accord noted on a comment that it wrote. */
export interface CommentMark {
  readonly linkId: string;
  readonly mirrors: string | null;
}

export interface CommentMarks {
  readonly mark: CommentMark | null;
  readonly shared: boolean;
}

const NONE: CommentMarks = { mark: null, shared: false };
/** `POST /comment/list` takes 1,000 ids. */
const CHUNK = 1_000;

const textAt = (value: unknown, key: string): string | null => {
  if (typeof value !== 'object' || value === null) return null;
  const found = (value as Readonly<Record<string, unknown>>)[key];
  return typeof found === 'string' ? found : null;
};

export const linkOfMark = (value: unknown): string | null => textAt(value, 'link');

const marksOf = ({ properties = [] }: CommentJson): CommentMarks => {
  const valueOf = (key: string): unknown => properties.find((property) => property.key === key)?.value;
  const mark = valueOf(COMMENT_MARK);
  const linkId = linkOfMark(mark);
  const share = valueOf(SHARE_MARK);
  return {
    mark: linkId === null ? null : { linkId, mirrors: textAt(mark, 'mirrors') },
    shared: typeof share === 'object' && share !== null && 'shared' in share && share.shared === true,
  };
};

/** Marks of these comments, by comment id. A comment that is gone meanwhile is left out. */
export const askMarks = async (
  access: SiteAccess,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CommentMarks>> => {
  const marks = new Map<string, CommentMarks>();
  for (let start = 0; start < ids.length; start += CHUNK) {
    const request = commentsWithProperties(ids.slice(start, start + CHUNK));
    const { values } = await ask(access, request, commentListShape);
    for (const comment of values) marks.set(comment.id, marksOf(comment));
  }
  return marks;
};

/**
 * Marks of the comments of an issue at the least cost: only comments of our own account can carry a mark of ours, and
 * a comment that was asked once and had none will never have one, because the mark is set when it is created.
 * With `all`, every comment is asked, because an agent can share any of them at any time.
 */
export const learnMarks = async (
  access: SiteAccess,
  comments: readonly CommentJson[],
  known: Readonly<Record<string, unknown>>,
  all: boolean,
): Promise<(commentId: string) => CommentMarks> => {
  const { unmarked } = access.memory;
  const open = comments.filter(
    (comment) => all || (isOwn(access.site, comment.author) && !(comment.id in known) && !unmarked.has(comment.id)),
  );
  const marks = await askMarks(
    access,
    open.map(({ id }) => id),
  );
  for (const { id } of open) if (!marks.get(id)?.mark) unmarked.set(id, true);
  return (id) => marks.get(id) ?? NONE;
};

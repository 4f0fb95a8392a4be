import { plainText } from '../../core/map';
import { type CommentSnapshot, type Half } from '../../core/model';
import { type JiraSite, type Stores } from '../ports';

/** A comment of the own site that may be shared with partners. */
export interface ShareableComment {
  readonly id: string;
  readonly authorName: string;
  readonly at: string;
  readonly excerpt: string;
  readonly shared: boolean;
}

const MOST = 20;
const EXCERPT = 200;

const excerptOf = ({ body }: CommentSnapshot): string => {
  const words = [...plainText(body).replace(/\s+/g, ' ').trim()];
  return words.length <= EXCERPT ? words.join('') : `${words.slice(0, EXCERPT - 1).join('')}…`;
};

/**
 * Newest first. Restricted comments are left out whatever the half says: the app reads them, this person perhaps not.
 * Internal notes are listed only where the half sends them at all.
 */
export const listShareableComments = async (
  stores: Stores,
  site: JiraSite,
  issueId: string,
  halves: readonly Half[],
): Promise<readonly ShareableComment[]> => {
  const marked = halves.filter(({ send }) => send.comments.which === 'marked');
  if (marked.length === 0) return [];
  const { comments: knownComments } = await stores.written.objects(site.siteId, issueId);
  const want = { comments: true, commentMarks: true, attachments: false, catalog: {}, fieldIds: [] };
  const read = await site.readIssue(issueId, { ...want, knownComments, knownAttachments: {} });
  if (read.state !== 'present') return [];
  const withInternal = marked.some(({ send }) => send.comments.internal);
  return read.snapshot.comments
    .filter(({ writtenFor, restricted, internal }) => writtenFor === null && !restricted && (withInternal || !internal))
    .sort((a, b) => b.created.localeCompare(a.created))
    .slice(0, MOST)
    .map((comment) => ({
      id: comment.id,
      authorName: comment.author.name,
      at: comment.created,
      excerpt: excerptOf(comment),
      shared: comment.marked === true,
    }));
};

import type { AdfDoc } from '../../model';
import { restoreMedia, rewriteMedia, rewriteMentions, type RewrittenMedia } from '../rich-text';
import { mapUser } from '../user';
import type { MapContext } from './translated';

/** A document of the source side with the people and files of the target side. Everything else stays as it is. */
export function crossDoc(doc: AdfDoc, context: MapContext): RewrittenMedia {
  const mentioned = rewriteMentions(doc, (user) => mapUser(user, context.towards, context.users));
  const { doc: rewritten, pendingMedia } = rewriteMedia(mentioned, context.media, context.siteName);
  const { ownMedia } = context;
  return { doc: ownMedia === undefined ? rewritten : restoreMedia(rewritten, ownMedia), pendingMedia };
}

import { ask, type SiteAccess } from '../access';
import { searchByMark } from '../requests/issues';
import { createdShape, searchShape } from '../schemas';
import { z } from 'zod';

const foundShape = z.object({ id: createdShape.shape.id });

/** Id of the issue that an earlier attempt made for this link. The oldest, should there ever be two. */
export const findByMark = async (access: SiteAccess, linkId: string): Promise<string | null> => {
  const { issues } = await ask(access, searchByMark(linkId), searchShape);
  const ids = issues.flatMap((issue) => {
    const parsed = foundShape.safeParse(issue);
    return parsed.success ? [parsed.data.id] : [];
  });
  if (ids.length > 1)
    access.log.warn({ site: access.site.id, link: linkId, issues: ids }, 'link has more than one issue');
  return ids.sort((a, b) => Number(a) - Number(b))[0] ?? null;
};

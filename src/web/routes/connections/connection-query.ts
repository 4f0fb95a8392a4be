import { z } from 'zod';
import { type ConnectionQuery } from '../../../sync/ports';
import { after } from '../list-place';
import { limit, line, parse } from '../shapes';

const MOST_IDS = 200;

const id = line(100);

const shape = z.object({
  id: z.union([id.transform((one) => [one]), z.array(id).max(MOST_IDS)]).optional(),
  which: z.enum(['current', 'over']).optional(),
  after,
  limit: limit(50, 200),
});

/** What a list of connections was asked for. */
export const readConnectionQuery = (query: unknown, siteId: string): ConnectionQuery => {
  const { id: ids, which, after: place, limit: most } = parse(shape, query, 'query');
  return { siteId, ids: ids ?? null, which: which ?? null, after: place, limit: most };
};

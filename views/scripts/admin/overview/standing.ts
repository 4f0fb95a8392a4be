import { type Overview } from '../../host/api-types';
import { get } from '../../host/call';
import { type Loaded, useLoad } from '../../host/load';

/** As many ids as an address can hold without being too long for a proxy. */
const MOST_IDS = 50;

const chunks = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / MOST_IDS) }, (_, index) =>
    ids.slice(index * MOST_IDS, (index + 1) * MOST_IDS),
  );

const TOTALS_ONLY = { limit: 1 };

const loadStanding = async (ids: readonly string[]): Promise<Overview> => {
  if (ids.length === 0) return get<Overview>('/overview', TOTALS_ONLY);
  const parts = await Promise.all(chunks(ids).map((id) => get<Overview>('/overview', { id, limit: id.length })));
  const [first] = parts;
  if (!first) throw new Error('There is no part.');
  return { ...first, connections: parts.flatMap(({ connections }) => connections) };
};

type About = Iterable<{ readonly connection: string | null }>;

/** The totals for the navigation, and the connections that some records are about. Asked again when `turn` changes. */
export const useStandingOf = (records: About, turn: unknown = null): Loaded<Overview> => {
  const ids = [...new Set([...records].flatMap(({ connection }) => connection ?? []))].sort();
  return useLoad(() => loadStanding(ids), [ids.join(' '), turn]);
};

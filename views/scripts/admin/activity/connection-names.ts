import { type Connection } from '../../host/api-types';
import { get } from '../../host/call';
import { useLoad } from '../../host/load';

interface Page {
  readonly connections: readonly Connection[];
  readonly next: string | null;
}

const PAGE = 200;

const loadAll = async (after: string | null = null): Promise<readonly Connection[]> => {
  const { connections, next } = await get<Page>('/connections', { limit: PAGE, after });
  return next === null ? connections : [...connections, ...(await loadAll(next))];
};

/** All connections by name, to choose from. */
export const useConnectionNames = (): readonly Connection[] => useLoad(() => loadAll(), []).data ?? [];

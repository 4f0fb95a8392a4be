import { type Overview } from '../../host/api-types';
import { get } from '../../host/call';
import { type Loaded, useEvery, useLoad } from '../../host/load';

const REFRESH_MS = 10_000;

/** What was last known stands there at once when a person comes back; it is asked again all the same. */
const remembered = <T>(load: () => Promise<T>): (() => Loaded<T>) => {
  let last: T | null = null;
  const loadAndKeep = async (): Promise<T> => (last = await load());
  return () => {
    const loaded = useLoad(loadAndKeep, []);
    return { ...loaded, data: loaded.data ?? last };
  };
};

const useLastTotals = remembered(() => get<Overview>('/overview', { limit: 1 }));

/** The numbers in the navigation, as fresh as the page is looked at. */
export const useTotals = (): Loaded<Overview> => {
  const loaded = useLastTotals();
  useEvery(REFRESH_MS, loaded.reload);
  return loaded;
};

/** How many templates there are. */
export const useTemplateCount = remembered(() => get<{ total: number }>('/templates', { limit: 1 }));

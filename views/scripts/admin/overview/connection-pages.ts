import { useState } from 'preact/hooks';
import { type ConnectionFigures, type Overview } from '../../host/api-types';
import { get } from '../../host/call';
import { type Loaded, useEvery, useLoad } from '../../host/load';

export interface ConnectionPages extends Pick<Loaded<Overview>, 'data' | 'error' | 'reload'> {
  /** Shows one page more; null at the end. */
  readonly more: (() => void) | null;
  /** One page more was asked for and is not there yet. */
  readonly busy: boolean;
}

const REFRESH_MS = 10_000;

interface Shown extends Overview {
  readonly pages: number;
}

const load = async (which: 'current' | 'over', pages: number): Promise<Shown> => {
  const connections: ConnectionFigures[] = [];
  let page = await get<Overview>('/overview', { which });
  connections.push(...page.connections);
  for (let turn = 1; turn < pages && page.next !== null; turn += 1) {
    page = await get<Overview>('/overview', { which, after: page.next });
    connections.push(...page.connections);
  }
  return { ...page, connections, pages };
};

/** What was last known of the first page stands there at once when a person comes back; it is asked again all the same. */
let last: Overview | null = null;

/** The connections of one kind, page by page, as fresh as the page is looked at. */
export const useConnectionPages = (which: 'current' | 'over'): ConnectionPages => {
  const [pages, setPages] = useState(1);
  const loaded = useLoad(async () => {
    const shown = await load(which, pages);
    if (which === 'current' && pages === 1) last = shown;
    return shown;
  }, [which, pages]);
  useEvery(REFRESH_MS, loaded.reload);
  const data = loaded.data ?? (which === 'current' ? last : null);
  const busy = loaded.error === null && loaded.data !== null && loaded.data.pages < pages;
  const more = data === null || data.next === null ? null : () => setPages(pages + 1);
  return { data, error: loaded.error, reload: loaded.reload, busy, more };
};

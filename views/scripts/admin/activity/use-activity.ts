import { useEffect, useRef, useState } from 'preact/hooks';
import { type Activity } from '../../host/api-types';
import { get } from '../../host/call';
import { useAction, useEvery } from '../../host/load';
import { personZone } from '../../kit/time';
import { canBeLive, type Filter, prepend, queryOf } from './filters';

interface Page {
  readonly activity: readonly Activity[];
  /** Where to go on; null at the end. */
  readonly next: string | null;
}

const PAGE = 50;
const LIVE_PAGE = 100;
const LIVE_MS = 3_000;
/** Further down somebody reads: the list stays as it is until it is asked for what is new. */
const TOP_PX = 200;

/** The list for a filter: the newest page, further ones when asked, and new entries as they happen. */
export const useActivity = (filter: Filter) => {
  const [page, setPage] = useState<Page | null>(null);
  const [held, setHeld] = useState<readonly Activity[]>([]);
  const [error, setError] = useState<Error | null>(null);
  const [paused, setPaused] = useState(false);
  const turn = useRef(0);
  const zone = personZone();
  const ask = (place: Readonly<Record<string, string | number>>): Promise<Page> =>
    get<Page>('/activity', { ...queryOf(filter, Date.now(), zone), ...place });

  const reload = (): void => {
    const mine = ++turn.current;
    ask({ limit: PAGE }).then(
      (first) => {
        if (mine !== turn.current) return;
        setPage(first);
        setHeld([]);
        setError(null);
      },
      (cause: Error) => mine === turn.current && setError(cause),
    );
  };
  useEffect(reload, [filter]);

  const live = canBeLive(filter, Date.now(), zone);
  useEvery(LIVE_MS, () => {
    if (paused || !live || !page) return;
    const newest = (held[0] ?? page.activity[0])?.id;
    if (newest === undefined) return reload();
    const mine = turn.current;
    ask({ since: newest, limit: LIVE_PAGE }).then(
      ({ activity, next }) => {
        if (mine !== turn.current) return;
        setError(null);
        // More than fits: between these and the list some would be missing.
        if (next !== null) return reload();
        if (window.scrollY > TOP_PX) return setHeld(prepend(activity, held));
        setPage({ ...page, activity: prepend([...activity, ...held], page.activity) });
        setHeld([]);
      },
      (cause: Error) => mine === turn.current && setError(cause),
    );
  });

  const more = useAction(async () => {
    if (!page?.next) return;
    const mine = turn.current;
    const { activity, next } = await ask({ after: page.next, limit: PAGE });
    if (mine !== turn.current) return;
    setPage((now) => now && { activity: [...now.activity, ...activity], next });
  });
  const showHeld = (): void => {
    setPage((now) => now && { ...now, activity: prepend(held, now.activity) });
    setHeld([]);
    window.scrollTo(0, 0);
  };
  return { page, held: held.length, showHeld, more, error, reload, live, paused, setPaused };
};

import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from './call';
import { showFlag } from './host';
import { onReach } from './reach';

export interface Loaded<T> {
  readonly data: T | null;
  readonly error: ApiError | Error | null;
  readonly reload: () => void;
  readonly set: (data: T) => void;
}

const isTooMuch = (error: Error): boolean => error instanceof ApiError && error.status === 429;

/**
 * Loads when `deps` change; an answer that was overtaken by a later question is dropped; old data stays while loading.
 * What failed is loaded again when the service is back.
 */
export const useLoad = <T>(load: () => Promise<T>, deps: readonly unknown[]): Loaded<T> => {
  const [data, setData] = useState<T | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const turn = useRef(0);
  const shown = useRef(false);
  const reload = useCallback(() => {
    const mine = ++turn.current;
    load().then(
      (next) => {
        if (mine !== turn.current) return;
        shown.current = true;
        setData(next);
        setError(null);
      },
      (cause: Error) => {
        // What is shown is good enough until the next look: a refresh that was too much is no news to anybody.
        if (mine === turn.current && !(shown.current && isTooMuch(cause))) setError(cause);
      },
    );
  }, deps);
  useEffect(() => {
    shown.current = false;
    reload();
    return () => {
      turn.current++;
    };
  }, [reload]);
  const failed = error !== null;
  useEffect(() => (failed ? onReach((reached) => reached && reload()) : undefined), [failed, reload]);
  return { data, error, reload, set: setData };
};

/** Calls `tick` while the page is looked at. */
export const useEvery = (ms: number, tick: () => void): void => {
  const latest = useRef(tick);
  latest.current = tick;
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && latest.current(), ms);
    return () => clearInterval(timer);
  }, [ms]);
};

export interface Action<A extends readonly unknown[]> {
  readonly run: (...args: A) => void;
  readonly busy: boolean;
}

/** An action that a double click starts once; what goes wrong is told in a flag unless `onError` takes it. */
export const useAction = <A extends readonly unknown[]>(
  act: (...args: A) => Promise<unknown>,
  onError?: (error: Error) => void,
): Action<A> => {
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const run = (...args: A): void => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    act(...args)
      .catch((error: Error & { remedy?: string | null }) => {
        if (onError) onError(error);
        else showFlag('error', error.message, error.remedy ?? '');
      })
      .finally(() => {
        running.current = false;
        setBusy(false);
      });
  };
  return { run, busy };
};

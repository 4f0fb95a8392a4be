/**
 * Whether the service answers. It is away for seconds when it is restarted: pages say so, keep what was typed, and go on
 * by themselves when it is back.
 */
type Listener = (reached: boolean) => void;

const PING_MS = 3_000;
const listeners = new Set<Listener>();
let reached = true;
let timer: ReturnType<typeof setTimeout> | undefined;
let ping: () => Promise<unknown> = () => Promise.resolve();

/** What asks the service for a sign of life; it ends in `tellReached` one way or the other. */
export const pingWith = (next: () => Promise<unknown>): void => {
  ping = next;
};

const again = (): void => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const done = (): void => {
      if (!reached) again();
    };
    ping().then(done, done);
  }, PING_MS);
};

/** Each call says how it went. While nothing answers, a sign of life is asked for. */
export const tellReached = (now: boolean): void => {
  if (!now) again();
  if (now === reached) return;
  reached = now;
  for (const listener of [...listeners]) listener(now);
};

export const isReached = (): boolean => reached;

/** Told whenever it changes; the answer ends it. */
export const onReach = (listener: Listener): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

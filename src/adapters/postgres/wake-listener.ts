import { Client } from 'pg';
import { type Log } from '../../sync/ports';

export const WAKE_CHANNEL = 'accord_lanes';

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;

export interface WakeListener {
  add(listener: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/**
 * One connection that LISTENs for woken lanes, open as long as somebody listens. When it breaks it is made again, and
 * every listener is called once, since a wake may have passed unheard meanwhile.
 */
export const wakeListener = (url: string, log?: Log): WakeListener => {
  const listeners = new Set<() => void>();
  let link: Listening | null = null;
  const callAll = () => listeners.forEach((listener) => listener());
  const closeLink = async () => {
    const closing = link;
    link = null;
    await closing?.close();
  };
  return {
    add: async (listener) => {
      // A function of its own, so that the same listener may be added twice.
      const entry = () => listener();
      listeners.add(entry);
      link ??= keepListening(url, callAll, log);
      await link.firstAttempt;
      return async () => {
        listeners.delete(entry);
        if (listeners.size === 0) await closeLink();
      };
    },
    close: async () => {
      listeners.clear();
      await closeLink();
    },
  };
};

interface Listening {
  /** Settled when the first connection stands or has failed; then it goes on trying by itself. */
  readonly firstAttempt: Promise<void>;
  close(): Promise<void>;
}

const keepListening = (url: string, onWake: () => void, log: Log | undefined): Listening => {
  let closed = false;
  let client: Client | null = null;
  let timer: NodeJS.Timeout | null = null;

  const connect = async (attempt: number): Promise<void> => {
    const fresh = new Client({ connectionString: url, application_name: 'accord-wake', keepAlive: true });
    client = fresh;
    const again = oncePerClient(() => retry(attempt + 1));
    fresh.on('error', again);
    fresh.on('end', again);
    fresh.on('notification', onWake);
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${WAKE_CHANNEL}`);
      attempt = 0;
      if (!closed) onWake();
    } catch (error) {
      log?.warn({ code: errorCode(error) }, 'cannot listen for woken lanes');
      again();
    }
  };
  const retry = (attempt: number): void => {
    const broken = client;
    client = null;
    broken?.end().catch(() => undefined);
    if (closed) return;
    timer = setTimeout(() => void connect(attempt), Math.min(FIRST_RETRY_MS * 2 ** attempt, LAST_RETRY_MS));
    timer.unref();
  };

  return {
    firstAttempt: connect(0),
    close: async () => {
      closed = true;
      if (timer) clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
};

/** A broken connection tells of it more than once. */
const oncePerClient = (act: () => void): (() => void) => {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
};

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown';

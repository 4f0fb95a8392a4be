import { Client } from 'pg';
import { type Log } from '../../sync/ports';
import { type ClientConfig, clientConfigOf } from './client-config';
import { codeOf } from './errors';

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
  const config = clientConfigOf(url);
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
      link ??= keepListening(config, callAll, log);
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

const keepListening = (config: ClientConfig, onWake: () => void, log: Log | undefined): Listening => {
  let closed = false;
  let failures = 0;
  let client: Client | null = null;
  let timer: NodeJS.Timeout | null = null;

  const connect = async (): Promise<void> => {
    const fresh = new Client({ ...config, application_name: 'accord-wake', keepAlive: true });
    client = fresh;
    const broken = once(() => retry(fresh));
    fresh.on('error', broken);
    fresh.on('end', broken);
    fresh.on('notification', onWake);
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${WAKE_CHANNEL}`);
      failures = 0;
      if (!closed) onWake();
    } catch (error) {
      if (!closed) log?.warn({ code: codeOf(error) }, 'cannot listen for woken lanes');
      broken();
    }
  };
  const retry = (broken: Client): void => {
    broken.end().catch(() => undefined);
    if (closed) return;
    const wait = Math.min(FIRST_RETRY_MS * 2 ** failures, LAST_RETRY_MS);
    failures += 1;
    timer = setTimeout(() => void connect(), wait);
    timer.unref();
  };

  return {
    firstAttempt: connect(),
    close: async () => {
      closed = true;
      if (timer) clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
};

/** A broken connection tells of it more than once. */
const once = (act: () => void): (() => void) => {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
};

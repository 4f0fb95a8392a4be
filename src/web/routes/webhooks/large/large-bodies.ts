import { Worker } from 'node:worker_threads';
import { DEEPEST } from '../../shapes';
import { ITEMS_MOST, PARTS_MOST, TEXT_MOST, THREAD } from './thread';

export interface LargeBody {
  readonly siteId: string;
  readonly body: Buffer;
  /** Whether the delivery needs an id from its content. */
  readonly wantsDigest: boolean;
}

export type ReadBody =
  | { readonly parts: string; readonly digest: string | null }
  | { readonly fault: 'too-deep' | 'bad-json' | 'too-large' };

/** The queue is full, or the thread broke: the event must come again. */
export class NotReadNow extends Error {
  override readonly name = 'NotReadNow';
}

export interface LargeBodies {
  /** Throws NotReadNow. */
  read(body: LargeBody): Promise<ReadBody>;
}

export interface LargeBodiesSettings {
  /** Bodies that wait, of all sites and of one. */
  readonly mostWaiting: number;
  readonly mostOfOneSite: number;
  /** Large bodies are rare: without work the thread ends. */
  readonly idleMs: number;
}

const SETTINGS: LargeBodiesSettings = { mostWaiting: 20, mostOfOneSite: 5, idleMs: 30_000 };

interface Job extends LargeBody {
  readonly settle: (answer: ReadBody) => void;
  readonly refuse: (error: Error) => void;
}

/** Its memory goes to the thread without a copy where it is the buffer's alone. */
const owned = ({ buffer, byteOffset, byteLength }: Buffer): ArrayBuffer =>
  buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength
    ? buffer
    : Uint8Array.from(new Uint8Array(buffer, byteOffset, byteLength)).buffer;

/** One thread that reads large bodies one after the other, sites in turn, so that the main loop serves everybody else. */
export const createLargeBodies = (given: Partial<LargeBodiesSettings> = {}): LargeBodies => {
  const settings = { ...SETTINGS, ...given };
  const waiting: Job[] = [];
  let thread: Worker | null = null;
  let running: Job | null = null;
  let idle: NodeJS.Timeout | undefined;

  const end = (): void => {
    const ended = thread;
    thread = null;
    void ended?.terminate();
  };

  const fail = (broken: Worker, error: Error): void => {
    if (thread !== broken) return;
    thread = null;
    const job = running;
    running = null;
    job?.refuse(new NotReadNow('the thread that reads large bodies broke', { cause: error }));
    next(job?.siteId);
  };

  const start = (): Worker => {
    const made = new Worker(THREAD, {
      eval: true,
      workerData: { textMost: TEXT_MOST, itemsMost: ITEMS_MOST, partsMost: PARTS_MOST, deepest: DEEPEST },
    });
    made.on('message', (answer: ReadBody) => {
      const job = running;
      running = null;
      job?.settle(answer);
      next(job?.siteId);
    });
    made.on('error', (error) => fail(made, error));
    made.on('exit', () => fail(made, new Error('it ended')));
    made.unref();
    return made;
  };

  const next = (served: string | undefined): void => {
    if (running) return;
    clearTimeout(idle);
    const other = waiting.findIndex(({ siteId }) => siteId !== served);
    const [job] = waiting.splice(Math.max(other, 0), 1);
    if (!job) {
      idle = setTimeout(end, settings.idleMs).unref();
      return;
    }
    running = job;
    thread ??= start();
    const body = owned(job.body);
    thread.postMessage({ body, wantsDigest: job.wantsDigest }, [body]);
  };

  const isFull = (siteId: string): boolean =>
    waiting.length >= settings.mostWaiting ||
    waiting.filter((job) => job.siteId === siteId).length >= settings.mostOfOneSite;

  return {
    read: (body) =>
      new Promise((settle, refuse) => {
        if (isFull(body.siteId)) return refuse(new NotReadNow('too many large bodies wait'));
        waiting.push({ ...body, settle, refuse });
        next(undefined);
      }),
  };
};

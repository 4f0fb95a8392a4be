import { setTimeout as wait } from 'node:timers/promises';
import { type PipelineDeps } from './deps';
import { type LaneOutcome } from './outcome';
import { parkLane } from './park-lane';
import { type Lane, PARK_AFTER } from './ports';
import { runLane } from './run-lane';

export interface Worker {
  start(): Promise<void>;
  /** Takes no new lanes and resolves when the running ones have ended. */
  stop(): Promise<void>;
  /** The process ends before its lanes did: that is no fault of theirs. */
  abandon(): Promise<void>;
}

export interface WorkerSettings {
  /** Name in leases; unique among processes. */
  readonly name: string;
  /** Lanes that run beside each other. */
  readonly concurrency: number;
  readonly leaseMs: number;
  /** Longest idle wait: finds lanes whose wake was missed and leases that ran out. */
  readonly pollMs: number;
  /** How long a suspect waits for the lanes that run, and how long nothing is taken beside it. */
  readonly drainMs: number;
  readonly aloneMs: number;
  /** No honest run takes longer: the lane is given up as one that nobody answers for. */
  readonly maxRunMs: number;
  /** Told whenever lanes begin or end, for who looks after a process that stands still. */
  readonly onRunning?: (keys: readonly string[]) => void;
}

/** A fault of our own must not spin: the lane comes again later, ever more slowly. */
const CRASH_BASE_MS = 5_000;
const CRASH_MAX_MS = 15 * 60 * 1000;

const crashed = ({ clock, log }: PipelineDeps, lane: Lane, error: unknown): LaneOutcome => {
  const afterMs = Math.min(CRASH_BASE_MS * 2 ** lane.attempt, CRASH_MAX_MS);
  log.error({ lane: lane.key, attempt: lane.attempt, err: withoutContent(error) }, 'a lane stopped on a fault of ours');
  const at = new Date(clock.now().getTime() + afterMs);
  return { is: 'later', at, attempt: lane.attempt + 1, waitsFor: 'Accord met a fault of its own and tries again.' };
};

/** Database errors carry the statement's values, which may be issue text: only name, message and stack are logged. */
const withoutContent = (error: unknown): Readonly<Record<string, unknown>> =>
  error instanceof Error
    ? { type: error.name, message: error.message.slice(0, 300), stack: error.stack }
    : { type: typeof error };

/** Claims due lanes and runs them, woken by NOTIFY and by a slow poll. */
export const createWorker = (deps: PipelineDeps, settings: WorkerSettings): Worker => {
  const running = new Set<Promise<void>>();
  const busy = new Set<string>();
  let stopped = true;
  let wakeUp: () => void = () => undefined;
  let woken = false;
  let loop: Promise<void> = Promise.resolve();
  /** On this process's own clock: a matter of its turns, not of due times. */
  let suspectsFrom = 0;
  let unlisten: () => Promise<void> = () => Promise.resolve();

  const { lanes } = deps.database.stores;

  const ring = (): void => {
    woken = true;
    wakeUp();
  };

  const settle = async (lane: Lane, outcome: LaneOutcome): Promise<void> => {
    if (outcome.is === 'done') return lanes.complete(lane.key, settings.name);
    return lanes.postpone(lane.key, settings.name, outcome.at, outcome.attempt, outcome.waitsFor);
  };

  const keepLease = (lane: Lane): NodeJS.Timeout =>
    setInterval(() => {
      const until = new Date(deps.clock.now().getTime() + settings.leaseMs);
      lanes.extend(lane.key, settings.name, until).catch((error: unknown) => {
        deps.log.warn({ lane: lane.key, err: withoutContent(error) }, 'a lease could not be extended');
      });
    }, settings.leaseMs / 3);

  const noteBusy = (): void => settings.onRunning?.([...busy]);

  /** Null when it takes longer than any run may. */
  const outcomeOf = async (lane: Lane): Promise<LaneOutcome | null> => {
    busy.add(lane.key);
    noteBusy();
    const enough = new AbortController();
    try {
      return await Promise.race([
        runLane(deps, lane).catch((error: unknown) => crashed(deps, lane, error)),
        wait(settings.maxRunMs, null, { ref: false, signal: enough.signal }),
      ]);
    } finally {
      enough.abort();
      busy.delete(lane.key);
      noteBusy();
    }
  };

  const work = async (lane: Lane, ready: Promise<unknown>): Promise<void> => {
    const lease = keepLease(lane);
    try {
      await ready;
      const outcome = await outcomeOf(lane);
      deps.metrics.count('lanes', { kind: lane.kind, outcome: outcome?.is ?? 'none' });
      if (outcome) await settle(lane, outcome);
      else deps.log.error({ lane: lane.key }, 'a lane ran for too long and was given up');
    } catch (error) {
      // The store is down: the lease runs out by itself and the lane is taken again.
      deps.log.error({ lane: lane.key, err: withoutContent(error) }, 'a lane could not be put back');
    } finally {
      clearInterval(lease);
    }
  };

  const launch = (lane: Lane, ready: Promise<unknown> = Promise.resolve()): Promise<void> => {
    const job = work(lane, ready).finally(() => {
      running.delete(job);
      ring();
    });
    running.add(job);
    return job;
  };

  const runAlone = async (lane: Lane): Promise<void> => {
    const others = Promise.allSettled([...running]);
    const { drainMs, aloneMs } = settings;
    const job = launch(lane, Promise.race([others, wait(drainMs, undefined, { ref: false })]));
    await Promise.race([job, wait(drainMs + aloneMs, undefined, { ref: false })]);
  };

  /** Suspects take turns with the others, so that neither waits for ever: after one, as much time is theirs. */
  const takeSuspect = async (): Promise<boolean> => {
    const from = performance.now();
    if (from < suspectsFrom) return false;
    const lane = await lanes.claimSuspect(settings.name, settings.leaseMs, deps.clock.now());
    if (lane !== null) await (lane.unanswered > PARK_AFTER ? parkLane(deps, lane, settings.name) : runAlone(lane));
    const to = performance.now();
    suspectsFrom = to + Math.max(settings.pollMs, to - from);
    return lane !== null;
  };

  const claim = async (): Promise<number> => {
    const free = settings.concurrency - running.size;
    if (free <= 0) return 0;
    const claimed = await lanes.claim(settings.name, free, settings.leaseMs, deps.clock.now());
    for (const lane of claimed) void launch(lane);
    return claimed.length;
  };

  const idle = async (): Promise<void> => {
    if (woken || stopped) return;
    const due = await lanes.nextDue();
    const waitMs = due === null ? settings.pollMs : Math.max(5, due.getTime() - deps.clock.now().getTime());
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(waitMs, settings.pollMs));
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
      if (woken || stopped) wakeUp();
    });
  };

  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

  const run = async (): Promise<void> => {
    while (!stopped) {
      woken = false;
      try {
        if (await takeSuspect()) continue;
        const full = running.size >= settings.concurrency;
        const claimed = full ? 0 : await claim();
        if (claimed === 0) await (full ? Promise.race(running) : idle());
      } catch (error) {
        deps.log.error({ err: withoutContent(error) }, 'lanes could not be claimed');
        await pause(settings.pollMs);
      }
    }
  };

  return {
    start: async () => {
      stopped = false;
      unlisten = await deps.database.onWake(ring);
      loop = run();
    },
    stop: async () => {
      stopped = true;
      ring();
      await loop;
      await Promise.allSettled(running);
      await unlisten();
    },
    abandon: () => {
      stopped = true;
      return lanes.excuse(settings.name);
    },
  };
};

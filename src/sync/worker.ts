import { setTimeout as wait } from 'node:timers/promises';
import { type PipelineDeps } from './deps';
import { type RunEnd, runClaimed, type RunSettings } from './claimed-run';
import { parkLane } from './park-lane';
import { type LeasedLane, PARK_AFTER } from './ports';
import { createSlots, type SlotSettings } from './slots';
import { withoutContent } from './without-content';

export interface Worker {
  start(): Promise<void>;
  /** Takes no new lanes and resolves when the running ones have ended. */
  stop(): Promise<void>;
  /** The process ends before its lanes did: that is no fault of theirs. */
  abandon(): Promise<void>;
}

export interface WorkerSettings extends RunSettings, SlotSettings {
  /** Name in leases; unique among processes. */
  readonly name: string;
  /** Longest idle wait: finds lanes whose wake was missed and leases that ran out. */
  readonly pollMs: number;
  /** How long a suspect waits for the lanes that run, and how long nothing is taken beside it. */
  readonly drainMs: number;
  readonly aloneMs: number;
  /** Told whenever lanes begin or end, for who looks after a process that stands still. */
  readonly onRunning?: (keys: readonly string[]) => void;
}

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
  const slots = createSlots(settings, () => ring());

  const ring = (): void => {
    woken = true;
    wakeUp();
  };

  const settle = async (lane: LeasedLane, end: RunEnd): Promise<void> => {
    switch (end.is) {
      case 'done':
        return lanes.complete(lane);
      case 'later': {
        const afterMs = Math.max(0, end.at.getTime() - deps.clock.now().getTime());
        return lanes.postpone(lane, afterMs, end.attempt, end.waitsFor);
      }
      case 'lost':
        return deps.log.warn({ lane: lane.key }, 'a run ended because its claim was lost');
      case 'endless':
        return deps.log.error({ lane: lane.key }, 'a lane ran for too long and was given up');
    }
  };

  const noteBusy = (): void => settings.onRunning?.([...busy]);

  const work = async (lane: LeasedLane, ready: Promise<unknown>): Promise<void> => {
    const turn = async (): Promise<void> => {
      await ready;
      busy.add(lane.key);
      noteBusy();
    };
    try {
      const end = await runClaimed(deps, lane, settings, turn);
      busy.delete(lane.key);
      noteBusy();
      deps.metrics.count('lanes', { kind: lane.kind, outcome: end.is });
      await settle(lane, end);
    } catch (error) {
      // The store is down: the lease runs out by itself and the lane is taken again.
      deps.log.error({ lane: lane.key, err: withoutContent(error) }, 'a lane could not be put back');
    } finally {
      busy.delete(lane.key);
    }
  };

  const launch = (lane: LeasedLane, ready: Promise<unknown> = Promise.resolve()): Promise<void> => {
    const job = work(lane, ready).finally(() => running.delete(job));
    running.add(job);
    slots.take(job);
    return job;
  };

  const runAlone = async (lane: LeasedLane): Promise<void> => {
    const others = Promise.allSettled([...running]);
    const { drainMs, aloneMs } = settings;
    const job = launch(lane, Promise.race([others, wait(drainMs, undefined, { ref: false })]));
    await Promise.race([job, wait(drainMs + aloneMs, undefined, { ref: false })]);
  };

  /** Suspects take turns with the others, so that neither waits for ever: after one, as much time is theirs. */
  const takeSuspect = async (): Promise<boolean> => {
    const from = performance.now();
    if (from < suspectsFrom) return false;
    const lane = await lanes.claimSuspect(settings.name, settings.leaseMs);
    if (lane !== null) await (lane.unanswered > PARK_AFTER ? parkLane(deps, lane) : runAlone(lane));
    const to = performance.now();
    suspectsFrom = to + Math.max(settings.pollMs, to - from);
    return lane !== null;
  };

  const claim = async (): Promise<number> => {
    const room = slots.room();
    if (!room) return 0;
    const claimed = await lanes.claim(settings.name, room.limit, settings.leaseMs, room.bounds);
    for (const lane of claimed) void launch(lane);
    return claimed.length;
  };

  const idle = async (): Promise<void> => {
    if (woken || stopped) return;
    const due = await lanes.nextDue();
    // What is due and was not taken has no room yet: the end of a run rings.
    const waitMs = due === null || (due <= 0 && running.size > 0) ? settings.pollMs : Math.max(5, due);
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
        if ((await claim()) === 0) await idle();
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

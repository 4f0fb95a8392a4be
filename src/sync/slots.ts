import { type ClaimBounds, PERSON } from './ports';

export interface SlotSettings {
  /** Lanes that work beside each other. */
  readonly concurrency: number;
  /** A run that takes longer waits for its Jira: it costs next to nothing, and its slot is another's. */
  readonly slowMs?: number;
}

const SLOW_MS = 1_000;
/** So many times the slots may wait beside those that work. */
const WAITING = 4;
/** Beside them, for what a person asked. */
const PERSONS = 2;

export interface Slots {
  /** Takes a slot until `run` ends; a run that turns out to be slow gives it up before. */
  take(run: Promise<unknown>): void;
  /** What may be claimed now; null where nothing may. */
  room(): { readonly limit: number; readonly bounds: ClaimBounds } | null;
}

/**
 * Places of the runs of one process. A connection has half of them, so that one whose Jira is slow leaves the other half to
 * everyone else, and a site three quarters of all that may run or wait.
 */
export const createSlots = ({ concurrency, slowMs = SLOW_MS }: SlotSettings, onRoom: () => void): Slots => {
  const all = new Set<Promise<unknown>>();
  const working = new Set<Promise<unknown>>();
  const most = concurrency * WAITING;
  const shares = {
    perConnection: Math.max(1, Math.ceil(concurrency / 2)),
    perSite: Math.max(1, Math.floor(most * 0.75)),
  };
  return {
    take: (run) => {
      all.add(run);
      working.add(run);
      const timer = setTimeout(() => {
        working.delete(run);
        onRoom();
      }, slowMs);
      timer.unref();
      const over = (): void => {
        clearTimeout(timer);
        working.delete(run);
        all.delete(run);
        onRoom();
      };
      run.then(over, over);
    },
    room: () => {
      const limit = Math.min(concurrency - working.size, most - all.size);
      if (limit > 0) return { limit, bounds: shares };
      const persons = Math.min(concurrency + PERSONS - working.size, most + PERSONS - all.size);
      return persons > 0 ? { limit: persons, bounds: { lastPriority: PERSON } } : null;
    },
  };
};

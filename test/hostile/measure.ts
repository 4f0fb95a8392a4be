import { type HostileCase } from './cases';

export interface Measured {
  /** Of the processor, so that a busy machine tells the same; median of several runs, warm. */
  readonly ms: number;
  /** What it threw, in short. */
  readonly fault: string | null;
}

const RUNS = 5;

const once = (work: () => unknown): number => {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** How long the work at this size holds the process: it never yields. */
export const measure = (each: HostileCase, size: number, runs = RUNS): Measured => {
  try {
    const work = each.make(size);
    const first = once(work);
    if (first > 5_000) return { ms: first, fault: null };
    return { ms: median(Array.from({ length: runs }, () => once(work))), fault: null };
  } catch (error) {
    return { ms: Number.NaN, fault: error instanceof Error ? `${error.name}` : 'fault' };
  }
};

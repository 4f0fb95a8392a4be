export interface CallCount {
  calls: number;
  points: number;
  failed: number;
}

/** Calls and rate-limit points per operation and caller, since the last reset. */
export class CallCounters {
  private readonly counts = new Map<string, CallCount & { operation: string; by: string }>();
  private hour = '';
  private readonly spent = new Map<string, number>();

  add(operation: string, by: string, points: number, failed: boolean): void {
    const key = `${by} ${operation}`;
    const count = this.counts.get(key) ?? { operation, by, calls: 0, points: 0, failed: 0 };
    count.calls += 1;
    count.points += points;
    count.failed += failed ? 1 : 0;
    this.counts.set(key, count);
  }

  /** Points that this caller spent in the UTC hour of `now`. */
  spentInHour(by: string, now: number, points: number): number {
    const hour = new Date(now).toISOString().slice(0, 13);
    if (hour !== this.hour) this.spent.clear();
    this.hour = hour;
    const sum = (this.spent.get(by) ?? 0) + points;
    this.spent.set(by, sum);
    return sum;
  }

  all(): (CallCount & { operation: string; by: string })[] {
    return [...this.counts.values()].sort((a, b) => b.calls - a.calls);
  }

  reset(): void {
    this.counts.clear();
  }
}

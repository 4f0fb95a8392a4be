/** Jira takes at most so many writes to one issue in so many milliseconds (rate-limiting page, `jira-per-issue-on-write`). */
const WINDOWS = [
  { ms: 2_000, writes: 20 },
  { ms: 30_000, writes: 100 },
] as const;

export class WriteBrake {
  private readonly times = new Map<string, number[]>();

  /** Counts the write; or says in how many milliseconds one would be taken. */
  admit(issueId: string, now: number): number {
    const recent = (this.times.get(issueId) ?? []).filter((at) => at > now - 30_000 && at <= now);
    for (const window of WINDOWS) {
      const inside = recent.filter((at) => at > now - window.ms);
      const oldest = inside[inside.length - window.writes];
      if (oldest !== undefined) return oldest + window.ms - now;
    }
    recent.push(now);
    this.times.set(issueId, recent);
    return 0;
  }
}

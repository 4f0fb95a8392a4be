import type { IssueRecord } from '../store/records';

/**
 * What search knows of an issue. Without lag that is the issue itself; with a lag it is a copy that follows each change
 * only some time later. The answer of a search still shows the issue as it is: only matching is late.
 */
export class SearchIndex {
  private copies: Map<string, IssueRecord> | null = null;
  private readonly due = new Map<string, number>();

  /** Switches the lag on or off. The present state of everything counts as indexed. */
  lag(on: boolean, issues: readonly IssueRecord[]): void {
    this.due.clear();
    this.copies = on ? new Map(issues.map((issue) => [issue.id, structuredClone(issue)])) : null;
  }

  touch(issueId: string, now: number, lagMs: number): void {
    if (this.copies && !this.due.has(issueId)) this.due.set(issueId, now + lagMs);
  }

  /** The issue as search sees it; null while it is not indexed yet. */
  view(issue: IssueRecord, now: number): IssueRecord | null {
    if (!this.copies) return issue;
    const due = this.due.get(issue.id);
    if (due !== undefined && due <= now) {
      this.copies.set(issue.id, structuredClone(issue));
      this.due.delete(issue.id);
    }
    return this.copies.get(issue.id) ?? null;
  }
}

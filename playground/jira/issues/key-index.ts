import type { IssueRecord } from '../store/records';

/** Issue by key, former keys included: a key that an issue once had keeps leading to it. */
export class KeyIndex {
  private readonly issues = new Map<string, IssueRecord>();

  constructor(records: readonly IssueRecord[]) {
    for (const record of records) for (const key of record.formerKeys) this.issues.set(key, record);
    for (const record of records) this.issues.set(record.key, record);
  }

  find(key: string): IssueRecord | null {
    return this.issues.get(key.toUpperCase()) ?? null;
  }

  add(record: IssueRecord): void {
    this.issues.set(record.key, record);
  }

  remove(record: IssueRecord): void {
    for (const key of [record.key, ...record.formerKeys]) this.issues.delete(key);
  }
}

export type BulkRequest =
  | { readonly kind: 'create'; readonly jql: string }
  | { readonly kind: 'link'; readonly jql: string; readonly keyField: string }
  | { readonly kind: 'link'; readonly pairs: readonly IssuePair[] };

export interface IssuePair {
  readonly mine: string;
  readonly theirs: string;
}

export interface Forecast {
  readonly issues: number;
  readonly alreadyLinked: number;
  readonly outOfScope: number;
  readonly unmatched: readonly { readonly issue: string; readonly reason: string }[];
  readonly calls: number;
  readonly minutes: number;
  readonly sample: readonly string[];
}

export interface BulkRun {
  readonly id: string;
  readonly contract: string;
  readonly kind: 'create' | 'link';
  readonly state: 'running' | 'paused' | 'stopped' | 'finished';
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly { readonly issue: string; readonly cause: string; readonly remedy: string }[];
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly authorName: string | null;
  readonly minutesLeft: number | null;
}

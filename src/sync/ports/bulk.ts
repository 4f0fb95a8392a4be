import type { Side } from '../../core/model';

export const BULK_KINDS = ['create', 'link'] as const;
/** `asked`: all that is left waits for the partner's yes; it holds no other run up. */
export const BULK_STATES = ['running', 'paused', 'asked', 'stopped', 'finished'] as const;

/** `create`: make the partner's issues that are missing. `link`: join issues that both sides have already. */
export type BulkKind = (typeof BULK_KINDS)[number];
export type BulkState = (typeof BULK_STATES)[number];

/** Work on many issues of one half, asked for by one of its admins. */
export interface BulkRun {
  readonly id: string;
  readonly contractId: string;
  readonly side: Side;
  readonly kind: BulkKind;
  readonly state: BulkState;
  /** Whose issues it is about; null where pairs were given. */
  readonly jql: string | null;
  /** Field of the own issue that names the partner's. */
  readonly keyField: string | null;
  /** Account id. */
  readonly author: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** All its issues are written down; until then `cursor` says where the search goes on. */
  readonly gathered: boolean;
  readonly cursor: string | null;
}

/** What became of one issue of a run. Cause and remedy are words for the admin who asked. */
export type BulkVerdict =
  { readonly is: 'done' | 'skipped' } | { readonly is: 'failed'; readonly cause: string; readonly remedy: string };

/** One issue of a run. */
export interface BulkItem {
  readonly id: string;
  readonly runId: string;
  /** As it was asked for: key or id. */
  readonly mine: string;
  readonly key: string | null;
  readonly issueId: string | null;
  readonly theirs: string | null;
  readonly theirsId: string | null;
  /** When its lane was asked; null while it waits for its turn. ISO. */
  readonly askedAt: string | null;
  /** The partner said yes to this pair. */
  readonly agreed: boolean;
}

export type NewBulkItem = Pick<BulkItem, 'mine' | 'key' | 'issueId' | 'theirs'> & {
  /** Where nothing is left to do for it. */
  readonly verdict: BulkVerdict | null;
};

/** An issue pair of a run that is made, or under way. */
export interface NamedPair {
  readonly issueId: string;
  readonly theirsId: string;
  readonly state: 'asked' | 'done';
}

export interface BulkCounts {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  /** Pairs that wait for the partner's yes. */
  readonly awaiting: number;
}

export interface BulkFailure {
  readonly issue: string;
  /** Null where the site has no such issue. */
  readonly issueId: string | null;
  readonly cause: string;
  readonly remedy: string;
}

export interface Bulk {
  /** False where a run of this half is still open. */
  insert(run: BulkRun): Promise<boolean>;
  find(id: string): Promise<BulkRun | null>;
  /** Newest first. */
  list(contractId: string, side: Side, limit: number): Promise<readonly BulkRun[]>;
  /** From one of these states to another, once even when two ask; with a time for those that end it. */
  setState(id: string, from: readonly BulkState[], to: BulkState, endedAt: Date | null): Promise<boolean>;
  /** Ends what is open of a contract that is over. */
  stopAll(contractId: string, at: Date): Promise<void>;
  /** An issue that is in the run already is not taken twice. */
  addItems(runId: string, items: readonly NewBulkItem[], at: Date): Promise<void>;
  noteGathered(id: string, gathered: boolean, cursor: string | null): Promise<void>;
  /** Those whose turn has not come, in order; `agreed` chooses those with, or without, the partner's yes. */
  waiting(runId: string, limit: number, agreed?: boolean): Promise<readonly BulkItem[]>;
  /** The partner was asked for these pairs: they wait for its yes. */
  markAwaiting(items: readonly Pick<BulkItem, 'id' | 'key' | 'issueId'>[]): Promise<void>;
  /** The yes is there: it is their turn again. */
  markAgreed(itemIds: readonly string[]): Promise<void>;
  /** Nobody waits for a yes any more. */
  unmarkAwaiting(itemIds: readonly string[]): Promise<void>;
  settleAll(itemIds: readonly string[], verdict: BulkVerdict, at: Date): Promise<void>;
  /** The run that an item belongs to. */
  findRunOf(itemId: string): Promise<BulkRun | null>;
  /** Those whose lanes were asked and have not answered. */
  asked(runId: string): Promise<readonly BulkItem[]>;
  /** Pairs of the run, made or under way, in which one of these issues stands. */
  pairsWith(runId: string, issueIds: readonly string[], theirsIds: readonly string[]): Promise<readonly NamedPair[]>;
  markAsked(item: Pick<BulkItem, 'id' | 'key' | 'issueId' | 'theirsId'>, at: Date): Promise<void>;
  /** Only the first verdict counts. */
  settle(itemId: string, verdict: BulkVerdict, at: Date): Promise<void>;
  counts(runIds: readonly string[]): Promise<Readonly<Record<string, BulkCounts>>>;
  failures(runId: string, limit: number): Promise<readonly BulkFailure[]>;
  /** How many issues came to their end since then. */
  countEnded(runId: string, since: Date): Promise<number>;
}

/** A person of one side whose name the other side came to see. */
export interface PersonSeen {
  readonly accountId: string;
  readonly name: string;
  readonly lastSeen: string;
}

export interface PeopleSeen {
  /** `side`: where these people are at home. Only the newest few hundred are kept. */
  note(
    connectionId: string,
    side: Side,
    people: readonly Pick<PersonSeen, 'accountId' | 'name'>[],
    at: Date,
  ): Promise<void>;
  /** Newest first. */
  list(connectionId: string, side: Side, limit: number): Promise<readonly PersonSeen[]>;
}

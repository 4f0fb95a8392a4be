import type {
  ConflictDraft,
  EventHint,
  ForeignValue,
  Link,
  Operation,
  PerSide,
  Plan,
  ProblemDraft,
  Receipt,
  Side,
} from '../../core/model';

/** What a person asked of a link. The lane carries it out: it alone writes the link. */
export type LinkRequest = { readonly kind: 'request'; readonly side: Side } & (
  | { readonly ask: 'pause' | 'resume' | 'unlink' }
  | { readonly ask: 'retry'; readonly facet: string }
  | { readonly ask: 'choose'; readonly facet: string; readonly winner: Side }
  | {
      readonly ask: 'restore';
      readonly facet: string;
      readonly winner: Side;
      readonly conflict: string;
      readonly both: boolean;
    }
);

/** Asked by a bulk run, which waits for the answer under `item`. */
export type BulkRequest = { readonly side: Side; readonly item: string } & (
  | { readonly kind: 'bulk' }
  /** The issue is to be joined to this one of the partner. */
  | { readonly kind: 'join'; readonly partner: string }
);

export type LaneEvent = EventHint | LinkRequest | BulkRequest;

/** One waiting event of a lane. `hint` carries no issue text. */
export interface InboxEvent {
  readonly id: string;
  readonly lane: string;
  readonly siteId: string;
  readonly deliveryId: string;
  readonly hint: LaneEvent;
  readonly receivedAt: string;
}

export type LaneKind = 'link' | 'sweep' | 'bulk' | 'housekeeping';

/** All work on one link (or one timed thing) runs one at a time, in order. */
export interface Lane {
  readonly key: string;
  readonly kind: LaneKind;
  readonly contractId: string | null;
  /** Failed attempts in a row. */
  readonly attempt: number;
  readonly dueAt: string;
  /** Why it waits, in words; null when it simply runs. */
  readonly waitsFor: string | null;
}

export interface WakeRequest {
  readonly key: string;
  readonly kind: LaneKind;
  readonly contractId: string | null;
  readonly dueAt: Date;
  /** Lower runs first: 10 a person waits, 20 webhooks, 40 secondary events, 50 sweep, 55 bulk runs. */
  readonly priority: number;
}

export interface NewEvent {
  readonly lane: string;
  readonly siteId: string;
  readonly deliveryId: string;
  readonly hint: LaneEvent;
}

export interface Inbox {
  /** Rows are keyed (site, delivery, lane): a repeated delivery adds nothing. Returns how many are new. */
  add(events: readonly NewEvent[], at: Date): Promise<number>;
  /** All waiting events of the lane, oldest first. */
  waiting(lane: string): Promise<readonly InboxEvent[]>;
  markDone(ids: readonly string[], at: Date): Promise<void>;
  /** Drop handled rows older than this. Returns how many. */
  forgetBefore(at: Date): Promise<number>;
  countWaiting(): Promise<number>;
}

export interface Lanes {
  /** Makes the lane due at the earlier of its present time and this one; clears `waitsFor`. Notifies workers on commit. */
  wake(requests: readonly WakeRequest[]): Promise<void>;
  /** Leases up to `limit` due lanes to this worker. A lease that ran out is free again. */
  claim(worker: string, limit: number, leaseMs: number, at: Date): Promise<readonly Lane[]>;
  extend(key: string, worker: string, until: Date): Promise<boolean>;
  /** Done for now: gone, unless it was woken while it ran, in which case it stays due. */
  complete(key: string, worker: string): Promise<void>;
  /** Run again at `at`, with `attempt` and a sentence that says why it waits. A wake does not shorten a `hold`. */
  postpone(key: string, worker: string, at: Date, attempt: number, waitsFor: string): Promise<void>;
  find(key: string): Promise<Lane | null>;
  list(filter: { readonly contractId?: string; readonly limit: number }): Promise<readonly Lane[]>;
  /** Makes every waiting lane of the contract due now (enabled again, resumed). */
  wakeContract(contractId: string, at: Date): Promise<number>;
  /** Lanes that a worker has, and lanes that could be taken now. */
  counts(at: Date): Promise<{ readonly running: number; readonly due: number }>;
  /** Pairs with work still to do, by contract; contracts without are left out. */
  countWaiting(contractIds: readonly string[]): Promise<Readonly<Record<string, number>>>;
  /** Earliest due time of an unleased lane, for idle workers. */
  nextDue(): Promise<Date | null>;
}

export interface Links {
  find(id: string): Promise<Link | null>;
  /** The link that was made in this lane; an open one before a closed one. */
  findByLane(lane: string): Promise<Link | null>;
  /** The open link of the issue, else the one that ended last. */
  findByIssue(contractId: string, side: Side, issueId: string): Promise<Link | null>;
  /** Every link of this issue on this site, in any contract. */
  listByIssue(siteId: string, issueId: string): Promise<readonly Link[]>;
  listByContract(contractId: string, after: string | null, limit: number): Promise<readonly Link[]>;
  /** Those of the issues that stand in an open link of the contract, with the partner's issue id. */
  openAmong(contractId: string, side: Side, issueIds: readonly string[]): Promise<ReadonlyMap<string, string | null>>;
  countByContract(contractId: string): Promise<number>;
  /** Issue keys of both sides, by link id. */
  keysOf(ids: readonly string[]): Promise<Readonly<Record<string, PerSide<string | null>>>>;
  /** The lane in which all work on this link runs; fixed when the link is made. */
  laneOf(id: string): Promise<string | null>;
  insert(link: Link, lane: string, sites: { readonly master: string; readonly provider: string }): Promise<void>;
  save(link: Link): Promise<void>;
  /** Issue ids on `side` that are linked under any contract of the connection -> the partner's issue. */
  partners(
    connectionId: string,
    side: Side,
    issueIds: readonly string[],
  ): Promise<Readonly<Record<string, { readonly id: string; readonly key: string }>>>;
}

/** The outbox: plans with their operations, until they are carried out. */
export interface Plans {
  store(planId: string, lane: string, linkId: string, plan: Plan, at: Date): Promise<void>;
  /** Operations of the lane that were planned and neither done nor dropped (a crash left them). */
  unfinished(lane: string): Promise<readonly { readonly planId: string; readonly operation: Operation }[]>;
  markDone(planId: string, operationId: string, receipt: Receipt, at: Date): Promise<void>;
  markFailed(planId: string, operationId: string, detail: string, at: Date): Promise<void>;
  /** Drops the content of what is left: a new plan takes its place. */
  drop(lane: string): Promise<void>;
  forgetBefore(at: Date): Promise<number>;
}

/** What Accord itself wrote on a site: whose link a comment or file belongs to, and foreign field values. */
export interface Written {
  /** Comment or attachment id -> link id, for one issue. */
  objects(
    siteId: string,
    issueId: string,
  ): Promise<{
    readonly comments: Readonly<Record<string, { readonly linkId: string; readonly mirrors: string | null }>>;
    readonly attachments: Readonly<Record<string, string>>;
  }>;
  noteObject(entry: {
    readonly siteId: string;
    readonly issueId: string;
    readonly kind: 'comment' | 'attachment';
    readonly objectId: string;
    readonly linkId: string;
    readonly mirrors: string | null;
  }): Promise<void>;
  /** Field id -> what links other than `exceptLink` wrote last into this issue. */
  foreign(siteId: string, issueId: string, exceptLink: string): Promise<Readonly<Record<string, ForeignValue>>>;
  noteField(entry: {
    readonly siteId: string;
    readonly issueId: string;
    readonly fieldId: string;
    readonly linkId: string;
    readonly value: ForeignValue;
  }): Promise<void>;
}

/** Something went from one side to the other: an operation that was carried out. */
export const CHANGE_KINDS = [
  'ensureIssue',
  'setFields',
  'ensureComment',
  'removeComment',
  'ensureAttachment',
  'removeAttachment',
  'transition',
  'removeIssue',
] as const satisfies readonly Operation['kind'][];

/** What an entry is about. */
export const ACTIVITY_KINDS = [
  ...CHANGE_KINDS,
  'conflict',
  'problem',
  'nothing',
  'manual',
  'connection-invited',
  'connection-made',
  'connection-accepted',
  'connection-declined',
  'connection-revoked',
  'connection-renamed',
  'connection-paused',
  'connection-resumed',
  'connection-ended',
  'users-changed',
  'contract-created',
  'contract-renamed',
  'contract-removed',
  'half-saved',
  'half-enabled',
  'half-disabled',
  'offer-changed',
] as const;

export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export interface ActivityEntry {
  readonly id: string;
  readonly at: string;
  readonly connectionId: string | null;
  readonly contractId: string | null;
  readonly linkId: string | null;
  /** The side whose admins may read it; null for both. Text of a side names only what that side may see. */
  readonly side: Side | null;
  readonly kind: ActivityKind;
  /** In words a Jira user understands. No issue text. */
  readonly text: string;
  readonly keys: { readonly master: string | null; readonly provider: string | null };
  /** Account id of the person who did it, for admin acts. */
  readonly actor: string | null;
}

export interface Activity {
  append(entries: readonly Omit<ActivityEntry, 'id'>[]): Promise<void>;
  search(filter: {
    readonly connectionIds: readonly string[];
    readonly contractId?: string;
    readonly linkId?: string;
    readonly issueKey?: string;
    readonly kinds?: readonly ActivityKind[];
    /** From this time on, and before that one (ISO). */
    readonly from?: string;
    readonly to?: string;
    /** Only entries that came after the one with this id. */
    readonly since?: string;
    /** Only entries that came before the one with this id, or before this time. */
    readonly before?: string;
    readonly limit: number;
  }): Promise<readonly ActivityEntry[]>;
  /** When something last went across, by connection (ISO). */
  lastChanges(connectionIds: readonly string[]): Promise<Readonly<Record<string, string>>>;
  forgetBefore(at: Date): Promise<number>;
}

export interface Problem extends ProblemDraft {
  readonly id: string;
  readonly contractId: string;
  readonly linkId: string | null;
  readonly openedAt: string;
  readonly resolvedAt: string | null;
}

export interface Problems {
  /** Opens it, or keeps the one that is open for the same (link, facet, code). Returns its id. */
  open(contractId: string, linkId: string | null, draft: ProblemDraft, at: Date): Promise<string>;
  resolveFacet(linkId: string, facet: string, at: Date): Promise<void>;
  resolve(id: string, at: Date): Promise<void>;
  find(id: string): Promise<Problem | null>;
  listOpen(
    contractIds: readonly string[],
    limit: number,
    filter?: { readonly linkId?: string; readonly code?: string },
  ): Promise<readonly Problem[]>;
  listForLink(linkId: string): Promise<readonly Problem[]>;
  /** By contract and by the side that can solve them; contracts without are left out. */
  countOpen(contractIds: readonly string[]): Promise<Readonly<Record<string, PerSide<number>>>>;
}

export type Choice = Side | 'both';

export interface ConflictRecord extends ConflictDraft {
  readonly id: string;
  readonly linkId: string;
  readonly contractId: string;
  readonly at: string;
  /** What a person chose; null where nobody did. */
  readonly chosen: Choice | null;
}

export interface Conflicts {
  record(contractId: string, linkId: string, draft: ConflictDraft, at: Date): Promise<string>;
  find(id: string): Promise<ConflictRecord | null>;
  /** Open `ask` conflicts and the decided ones, newest first. */
  list(contractIds: readonly string[], limit: number): Promise<readonly ConflictRecord[]>;
  /** Latest open `ask` conflict of a facet. */
  findOpen(linkId: string, facet: string): Promise<ConflictRecord | null>;
  /** Latest conflict of a facet, decided or not. */
  findLatest(linkId: string, facet: string): Promise<ConflictRecord | null>;
  /** `seen`: what was chosen when the person looked. False on a race, and where it stands so already. */
  choose(id: string, choice: Choice, seen: Choice | null): Promise<boolean>;
  /** Conflicts that nobody has decided, by contract; contracts without are left out. */
  countOpen(contractIds: readonly string[]): Promise<Readonly<Record<string, number>>>;
  countOpenForLink(linkId: string): Promise<number>;
}

/** Edges of workflows seen on the way, to find a path of several hops. */
export interface WorkflowEdges {
  list(
    siteId: string,
    projectKey: string,
    issueType: string,
  ): Promise<readonly { readonly from: string; readonly to: string }[]>;
  note(siteId: string, projectKey: string, issueType: string, from: string, to: readonly string[]): Promise<void>;
}

/** Where the sweep of one side of a contract stands. */
export interface Sweeps {
  find(contractId: string, side: Side): Promise<{ readonly lastAt: string | null; readonly cursor: string | null }>;
  /** `lastAt`: start of the last sweep that came to its end (ISO). `cursor`: link id after which the slow round goes on. */
  note(contractId: string, side: Side, lastAt: string, cursor: string | null): Promise<void>;
}

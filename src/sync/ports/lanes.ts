import type { EventHint, Side } from '../../core/model';

/** What a person asked of a link. The lane carries it out: it alone writes the link. */
export type LinkRequest = { readonly kind: 'request'; readonly side: Side } & (
  | { readonly ask: 'unlink' }
  | { readonly ask: 'pause' | 'resume'; readonly by: readonly Side[] }
  | { readonly ask: 'retry'; readonly facet: string }
  /** An issue that is not seen: whether it was deleted. `of` is the side it is on. */
  | { readonly ask: 'gone'; readonly of: Side; readonly deleted: boolean }
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

/** From so many claims without an answer on a lane may be what stops the process: it is run alone. */
export const SUSPECT_AFTER = 2;

/** After so many claims without an answer a lane is parked. */
export const PARK_AFTER = 5;

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
  /** Claims in a row that nobody answered, because the process died or stood still; a present claim is counted. */
  readonly unanswered: number;
  /** It is not claimed any more until a person asks for it. */
  readonly parked: boolean;
}

/** One claim of a lane. Whoever claims it next has another token, and this one can write nothing any more. */
export interface Lease {
  readonly key: string;
  readonly token: string;
}

export type LeasedLane = Lane & Lease;

/** A run whose claim is over: another has its lane, or it took too long. It ends, and writes nothing. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
  constructor(key: string) {
    super(`the claim of ${key} is over`);
  }
}

/** What one claim may take. Only a person's request goes beyond the shares. */
export interface ClaimBounds {
  /** Most lanes that the worker may have of one connection, and of one site. */
  readonly perConnection?: number;
  readonly perSite?: number;
  /** Nothing that is less urgent. */
  readonly lastPriority?: number;
}

/** A person waits for it. */
export const PERSON = 10;
/** Something of a pair changed. */
export const CHANGE = 20;
/** An issue that has no pair yet. */
export const NEW_PAIR = 30;

export interface WakeRequest {
  readonly key: string;
  readonly kind: LaneKind;
  readonly contractId: string | null;
  /** At once, by the clock of the store, where it is left out. */
  readonly dueAt?: Date;
  /** Lower runs first: 10 a person waits, 20 a change of a pair, 30 a new pair, 40 secondary events, 50 sweep, 55 bulk runs. */
  readonly priority: number;
}

export interface NewEvent {
  readonly lane: string;
  readonly siteId: string;
  readonly deliveryId: string;
  readonly hint: LaneEvent;
}

export interface HeardFirst {
  readonly lane: string;
  readonly kind: 'created' | 'transitioned';
  /** Status name of a transition. */
  readonly to: string | null;
  readonly receivedAt: string;
}

export interface Inbox {
  /** Rows are keyed (site, delivery, lane): a repeated delivery adds nothing. Returns how many are new. */
  add(events: readonly NewEvent[], at: Date): Promise<number>;
  /** All waiting events of the lane, oldest first. */
  waiting(lane: string): Promise<readonly InboxEvent[]>;
  markDone(ids: readonly string[], at: Date): Promise<void>;
  countWaiting(): Promise<number>;
  /** Creations and transitions that were heard in these lanes, as far as they are kept. */
  firsts(lanes: readonly string[]): Promise<readonly HeardFirst[]>;
}

export interface Lanes {
  /**
   * Makes the lane due at the earlier of its present time and this one; clears `waitsFor`. Notifies workers on commit.
   * A back-off is shortened by a person only. A parked lane stays parked.
   */
  wake(requests: readonly WakeRequest[]): Promise<void>;
  /**
   * Leases up to `limit` due lanes to this worker, and no suspect. By priority; within one by turns of connections and
   * contracts, so that a burst of one is not felt by another. A lease that ran out is free again.
   */
  claim(worker: string, limit: number, leaseMs: number, bounds?: ClaimBounds): Promise<readonly LeasedLane[]>;
  /** Leases the suspect that waits longest, if one is due. */
  claimSuspect(worker: string, leaseMs: number): Promise<LeasedLane | null>;
  /** What this worker has is no fault of its lanes: it ends on its own account. The leases run out by themselves. */
  excuse(worker: string): Promise<void>;
  /** Ends the claim without an answer: its run can write nothing any more. The lane is free when the lease ends. */
  giveUp(lease: Lease): Promise<void>;
  /** Takes the lane out of all claims until `unpark` or `wakeContract`. False where the claim was lost. */
  park(lease: Lease, waitsFor: string): Promise<boolean>;
  /** One more claim, alone, decides. A lane that fails and waits is due now, as if it had not. */
  unpark(key: string): Promise<void>;
  /** False where the claim was lost. */
  extend(lease: Lease, leaseMs: number): Promise<boolean>;
  /** Done for now: gone, unless it was woken while it ran, in which case it stays due. */
  complete(lease: Lease): Promise<void>;
  /**
   * Run again after so long, with `attempt` and a sentence that says why it waits. A wake that came meanwhile is heard
   * where the lane did not fail, a person's always.
   */
  postpone(lease: Lease, afterMs: number, attempt: number, waitsFor: string): Promise<void>;
  find(key: string): Promise<Lane | null>;
  list(filter: { readonly contractId?: string; readonly limit: number }): Promise<readonly Lane[]>;
  /** Makes every waiting lane of the contract due now (enabled again, resumed), parked ones too. */
  wakeContract(contractId: string): Promise<number>;
  /** Lanes that a worker has, and lanes that could be taken now. */
  counts(): Promise<{ readonly running: number; readonly due: number }>;
  /** Pairs with work still to do, by contract; contracts without are left out. */
  countWaiting(contractIds: readonly string[]): Promise<Readonly<Record<string, number>>>;
  /** Milliseconds until the first lane is due that is no suspect, negative where it is already: for idle workers. */
  nextDue(): Promise<number | null>;
}

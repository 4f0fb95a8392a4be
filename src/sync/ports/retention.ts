import type { Side } from '../../core/model';

/** What is removed once it is old enough. Each is one statement in the store, found by an index. */
export const FORGET_RULES = [
  'activity.old',
  'bulk_items.ended',
  'bulk_runs.ended',
  'conflicts.decided',
  'half_versions.superseded',
  'inbox.before-first-enabling',
  'inbox.handled',
  'invitations.over',
  'lanes.idle',
  'lanes.orphaned',
  'links.emptied',
  'pair_requests.answered',
  'people_seen.unseen',
  'plans.carried-out',
  'problems.resolved',
  'removals.over',
  'sweep_rounds.left',
  'used_tokens.expired',
  'workflow_edges.unused',
] as const;

export type ForgetRule = (typeof FORGET_RULES)[number];

/** What no index finds: the whole table is gone through, a few blocks at a time. */
export const WALK_RULES = ['inbox.repeated', 'written_fields.orphaned'] as const;

export type WalkRule = (typeof WALK_RULES)[number];

export interface OverSite {
  readonly id: string;
  readonly title: string | null;
  readonly displayUrl: string;
  readonly baseUrl: string;
}

/** A side that is gone from a connection whose other side stays. */
export interface Departure {
  readonly connectionId: string;
  readonly side: Side;
  /** What texts call the site that is gone; each becomes `insteadOf`. */
  readonly names: readonly string[];
  readonly insteadOf: string;
  readonly at: Date;
}

/**
 * Removes what is over. Every method takes one bounded batch in a short transaction of its own and tells how many rows
 * went; less than the limit means that nothing is left. Repeating one does no harm.
 */
export interface Retention {
  forget(rule: ForgetRule, before: Date, limit: number): Promise<number>;
  /** Half versions that are kept whatever their age, for each side of a contract. */
  forgetVersions(before: Date, keep: number, limit: number): Promise<number>;
  /** Events that waited too long, by contract: what will not be caught up is told. */
  dropUnhandled(
    before: Date,
    limit: number,
  ): Promise<readonly { readonly contractId: string; readonly count: number }[]>;
  /** Notes when pairs ended, for those that ended since. */
  noteClosed(at: Date, limit: number): Promise<number>;
  /** Looks at the next `blocks` of the table; `atEnd` when it was the last piece. */
  walk(rule: WalkRule, before: Date, blocks: number): Promise<{ readonly removed: number; readonly atEnd: boolean }>;
  /** Connections that ended, or were never accepted, before. */
  connectionsOver(before: Date, limit: number): Promise<readonly string[]>;
  /** With everything that hangs on it; 0 when it is gone. */
  purgeConnection(id: string, limit: number): Promise<number>;
  /** Sites that were uninstalled before, and those whose removal was begun. */
  sitesOver(before: Date, limit: number): Promise<readonly OverSite[]>;
  /** From here on an installation of the same tenant is a new site. Its secret goes first. False where it came back. */
  disown(siteId: string, before: Date): Promise<boolean>;
  /** What the side left in the connection, the pairs included; 0 when the other side stands alone in it. */
  purgeSide(departure: Departure, limit: number): Promise<number>;
  /** What names the site beside its connections, and at last the site; 0 when it is gone. */
  purgeSite(siteId: string, limit: number): Promise<number>;
  /** Whether a worker is at one of the site's lanes. */
  isAtWork(siteId: string, at: Date): Promise<boolean>;
}

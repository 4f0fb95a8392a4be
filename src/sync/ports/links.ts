import type { ForeignValue, Link, Operation, PerSide, Plan, Receipt, Side } from '../../core/model';

/** Somebody else saved the link since the run read it: nothing was written, and the run begins anew. */
export class StaleLink extends Error {
  override readonly name = 'StaleLink';
  constructor(id: string) {
    super(`the link ${id} was saved by another since it was read`);
  }
}

/** What a look at an issue needs to know of a pair, without its facets. */
export interface Standing {
  readonly linkId: string;
  readonly contractId: string;
  readonly side: Side;
  readonly issueId: string;
  readonly lane: string;
  readonly state: Link['state'];
  /** The issue's `updated` when it was read last. */
  readonly seen: string | null;
}

export interface OpenPair {
  readonly id: string;
  readonly lane: string;
  readonly state: Link['state'];
  readonly issues: PerSide<string | null>;
  readonly seen: PerSide<string | null>;
  readonly scopeSeen: Link['scopeSeen'];
}

export interface Links {
  find(id: string): Promise<Link | null>;
  /** The link that was made in this lane; an open one before a closed one. */
  findByLane(lane: string): Promise<Link | null>;
  /** The open link of the issue, else the one that ended last. */
  findByIssue(contractId: string, side: Side, issueId: string): Promise<Link | null>;
  /** Pairs of these issues on this site, in any contract; where a contract has several of one issue, an open one. */
  standing(siteId: string, issueIds: readonly string[]): Promise<readonly Standing[]>;
  /** Pairs of a contract that have not ended, in the order of their ids. */
  openOf(contractId: string, after: string | null, limit: number): Promise<readonly OpenPair[]>;
  /** Every link of this issue on this site, in any contract. */
  listByIssue(siteId: string, issueId: string): Promise<readonly Link[]>;
  listByContract(contractId: string, after: string | null, limit: number): Promise<readonly Link[]>;
  /** Those of the issues that stand in an open link of the contract, with the partner's issue id. */
  openAmong(contractId: string, side: Side, issueIds: readonly string[]): Promise<ReadonlyMap<string, string | null>>;
  countByContract(contractId: string): Promise<number>;
  /** Those of the links that are open, under a contract that neither side removed and a connection that did not end. */
  living(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Contracts without links are left out. */
  countByContracts(contractIds: readonly string[]): Promise<Readonly<Record<string, number>>>;
  /** Issue ids of both sides, by link id. */
  issueIdsOf(ids: readonly string[]): Promise<Readonly<Record<string, PerSide<string | null>>>>;
  /** Issue keys of both sides, by link id. */
  keysOf(ids: readonly string[]): Promise<Readonly<Record<string, PerSide<string | null>>>>;
  /** The lane in which all work on this link runs; fixed when the link is made. */
  laneOf(id: string): Promise<string | null>;
  /** False where another lane made an open link with one of the issues first. */
  insert(link: Link, lane: string, sites: { readonly master: string; readonly provider: string }): Promise<boolean>;
  /** Within a run throws StaleLink where another saved the link since the run read it. */
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

/** Edges of workflows seen on the way, to find a path of several hops. */
export interface WorkflowEdges {
  list(
    siteId: string,
    projectKey: string,
    issueType: string,
  ): Promise<readonly { readonly from: string; readonly to: string }[]>;
  note(siteId: string, projectKey: string, issueType: string, from: string, to: readonly string[]): Promise<void>;
}

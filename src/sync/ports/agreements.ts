import type { Connection, Contract, Half, PerSide, Side } from '../../core/model';

export interface Invitation {
  readonly id: string;
  readonly connectionId: string;
  readonly invitedBy: { readonly siteId: string; readonly accountId: string };
  /** The side that the inviting site takes. */
  readonly inviterSide: Side;
  readonly message: string | null;
  readonly expiresAt: string;
  readonly state: 'open' | 'accepted' | 'declined' | 'revoked';
  readonly createdAt: string;
}

/** A place in a list: the row it stands behind. */
export interface ListPlace {
  readonly createdAt: string;
  readonly id: string;
}

/** Which connections of a site a page of the list shows, oldest first. */
export interface ConnectionQuery {
  readonly siteId: string;
  /** Null: all of them. */
  readonly ids: readonly string[] | null;
  /** `over`: ended, declined, revoked, or with an invitation that ran out. Null: both. */
  readonly which: 'current' | 'over' | null;
  readonly after: ListPlace | null;
  readonly limit: number;
}

export interface ListedConnection {
  readonly connection: Connection;
  /** Its invitation ran out before anybody answered. */
  readonly expired: boolean;
}

export interface Connections {
  find(id: string): Promise<Connection | null>;
  listForSite(siteId: string): Promise<readonly Connection[]>;
  page(query: ConnectionQuery, now: Date): Promise<readonly ListedConnection[]>;
  countForSite(siteId: string, now: Date): Promise<{ readonly current: number; readonly over: number }>;
  list(): Promise<readonly Connection[]>;
  insert(connection: Connection): Promise<void>;
  save(connection: Connection): Promise<void>;
  /** Holds the row until the transaction ends, so that what is read next is what `save` replaces. */
  lock(id: string): Promise<void>;
  insertInvitation(invitation: Invitation, tokenHash: string): Promise<void>;
  findInvitationByHash(tokenHash: string): Promise<Invitation | null>;
  /** Newest first; of one connection where it is given. */
  listInvitations(query: {
    readonly siteId: string;
    readonly connectionId: string | null;
    readonly after: ListPlace | null;
    readonly limit: number;
  }): Promise<readonly Invitation[]>;
  /** Invitations of this site that can still be answered; one that is being made by another call is waited for. */
  countOpenInvitations(siteId: string, now: Date): Promise<number>;
  findInvitation(id: string): Promise<Invitation | null>;
  /** Open -> another state, exactly once even when two requests race; false when it was not open. */
  settleInvitation(id: string, state: 'accepted' | 'declined' | 'revoked'): Promise<boolean>;
}

/** A saved change of one half. */
export interface HalfVersion {
  readonly contractId: string;
  readonly side: Side;
  readonly number: number;
  /** As the admin wrote it, before defaults. */
  readonly source: unknown;
  readonly half: Half;
  readonly author: string;
  readonly at: string;
  readonly note: string | null;
}

/** A contract of a site, as the door sees it. */
export interface Concern {
  readonly contractId: string;
  readonly side: Side;
  /** Lane of the link of this issue, null when there is none yet. */
  readonly lane: string | null;
  readonly linkId: string | null;
  /** Whether the half of that side was ever switched on. */
  readonly wasOn: boolean;
}

export interface Contracts {
  find(id: string): Promise<Contract | null>;
  listForConnection(connectionId: string): Promise<readonly Contract[]>;
  listForConnections(connectionIds: readonly string[]): Promise<readonly Contract[]>;
  /** With both halves enabled and the connection running. */
  listRunning(): Promise<readonly Contract[]>;
  insert(contract: Contract): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  /**
   * Takes the side's half, versions, offer and bulk runs away, and marks the side. False where the half runs, or is
   * gone already. What both sides have in common stays.
   */
  removeSide(id: string, side: Side, at: Date): Promise<boolean>;
  /** Contracts that both sides have removed and that are not all gone yet. */
  listRemoved(limit: number): Promise<readonly string[]>;
  /**
   * Takes away up to `most` pairs of a contract that both sides have removed, with all that hangs on them; with the last
   * of them the contract itself. True when nothing is left.
   */
  purge(id: string, most: number): Promise<boolean>;
  /**
   * Appends a version and makes it the present half. `expected` is the version the editor saw: false on a race, and where
   * the side was removed.
   */
  saveHalf(version: HalfVersion, expected: number): Promise<boolean>;
  versions(contractId: string, side: Side): Promise<readonly HalfVersion[]>;
  /** A side that was removed is not switched on. */
  setEnabled(contractId: string, side: Side, enabled: boolean, at: string): Promise<void>;
  /**
   * Contracts of this site that an event on this issue can concern: its project is the half's project, or the issue is
   * linked. One query: it stands on the webhook's path. Only contracts of connections that are active (paused too), and
   * that both sides still have.
   */
  concerning(siteId: string, issueId: string, projectKey: string | null): Promise<readonly Concern[]>;
  /** What the present contract field names etc. of both halves look like to the partner; cached live metadata. */
  saveOffer(contractId: string, side: Side, offer: unknown): Promise<void>;
  findOffer(contractId: string, side: Side): Promise<unknown>;
}

/** A half kept as a template, to be used in contracts with many partners. */
export interface Template {
  readonly id: string;
  readonly siteId: string;
  readonly name: string;
  readonly source: unknown;
  readonly author: string;
  readonly at: string;
  /** Counts up with each change, from 1. */
  readonly version: number;
}

/** What a list shows: without the half, which may be large. */
export type TemplateHead = Omit<Template, 'source'>;

/** Where a list goes on: behind the last one that was given. */
export interface TemplatePlace {
  readonly name: string;
  readonly id: string;
}

export interface TemplateFilter {
  /** Only those of this name, in any case of letters. */
  readonly name?: string | undefined;
  readonly after?: TemplatePlace | undefined;
  readonly limit: number;
}

export interface Templates {
  /** By name. */
  list(siteId: string, filter: TemplateFilter): Promise<readonly TemplateHead[]>;
  count(siteId: string): Promise<number>;
  find(siteId: string, id: string): Promise<Template | null>;
  insert(template: Template): Promise<void>;
  /** False where it is not there, or `expected` is not its version any more. */
  replace(template: Template, expected: number): Promise<boolean>;
  remove(siteId: string, id: string): Promise<boolean>;
}

export interface UserPair {
  readonly connectionId: string;
  readonly accounts: PerSide<string>;
}

export interface UserPairs {
  list(connectionId: string): Promise<readonly UserPair[]>;
  /** Counts up with each change; 0 before the first. */
  version(connectionId: string): Promise<number>;
  /**
   * Replaces the whole table of the connection in one transaction. `expected`: the version that the editor saw; false, and
   * nothing is changed, where it is another by now.
   */
  replace(connectionId: string, pairs: readonly PerSide<string>[], expected?: number): Promise<boolean>;
}

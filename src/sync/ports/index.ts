import type { Connections, Contracts, Templates, UserPairs } from './agreements';
import type { Bulk, PeopleSeen } from './bulk';
import type { Holdings } from './holdings';
import type { Inbox, Lanes, Lease } from './lanes';
import type { Links, Plans, WorkflowEdges, Written } from './links';
import type { PersonalData } from './personal-data';
import type { PairRequests } from './pair-requests';
import type { Activity, Conflicts, Problems } from './records';
import type { Removals } from './removals';
import type { Retention } from './retention';
import type { Sites, UsedTokens } from './sites';
import type { Sweeps } from './sweeps';

export * from './actions';
export * from './agreements';
export * from './bulk';
export * from './delivery';
export * from './holdings';
export * from './jira';
export * from './lanes';
export * from './links';
export * from './personal-data';
export * from './pair-requests';
export * from './records';
export * from './removals';
export * from './retention';
export * from './sites';
export * from './sweeps';
export * from './tokens';

export interface Clock {
  now(): Date;
}

export interface Ids {
  /** A new unique id (UUID v4 or v7). */
  next(): string;
  /** A new secret for people to hand over, URL-safe, at least 160 bits. */
  token(): string;
}

/** Structured log. Static message, data in fields; never a token, never issue text. */
export interface Log {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** Counters and timings; the names are fixed in `adapters/metrics`. */
export interface Metrics {
  count(name: string, labels?: Readonly<Record<string, string>>, by?: number): void;
  observe(name: string, seconds: number, labels?: Readonly<Record<string, string>>): void;
}

/** Every table, bound either to the pool or to one transaction. */
export interface Stores {
  readonly sites: Sites;
  readonly usedTokens: UsedTokens;
  readonly connections: Connections;
  readonly contracts: Contracts;
  readonly templates: Templates;
  readonly userPairs: UserPairs;
  readonly inbox: Inbox;
  readonly lanes: Lanes;
  readonly links: Links;
  readonly plans: Plans;
  readonly written: Written;
  readonly activity: Activity;
  readonly problems: Problems;
  readonly conflicts: Conflicts;
  readonly workflowEdges: WorkflowEdges;
  readonly sweeps: Sweeps;
  readonly bulk: Bulk;
  readonly pairRequests: PairRequests;
  readonly peopleSeen: PeopleSeen;
  readonly removals: Removals;
  readonly retention: Retention;
  readonly personalData: PersonalData;
  readonly holdings: Holdings;
}

export interface Database {
  readonly stores: Stores;
  /** All or nothing. Never call Jira inside. */
  transact<T>(work: (stores: Stores) => Promise<T>): Promise<T>;
  /**
   * The same for one run of a lane: whatever it writes, it writes only while the claim is its own and `signal` is not
   * aborted. Throws ClaimLost otherwise.
   */
  fenced(lease: Lease, signal: AbortSignal): Pick<Database, 'stores' | 'transact'>;
  /** Calls back when lanes were woken by any process; returns a stop. */
  onWake(listener: () => void): Promise<() => Promise<void>>;
  ping(): Promise<void>;
}

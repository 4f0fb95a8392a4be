import { type Terms } from './retention';
import { type SiteHealth } from './site-health';
import { type Clock, type Database, type Ids, type Jira, type Log, type Metrics } from './ports';

/** What the pipeline works with. Put together in `compose.ts`. */
export interface PipelineDeps {
  readonly database: Database;
  readonly jira: Jira;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly settings: PipelineSettings;
  readonly health: SiteHealth;
  /** What is to be done from time to time beside the sync. */
  readonly chores?: readonly Chore[];
}

/** What looking at issues takes, without writing anything. */
export type ReadingDeps = Pick<PipelineDeps, 'database' | 'jira' | 'clock'>;

/** A small piece of work that is safe to repeat and may fail: it comes again with the next tidying. */
export interface Chore {
  readonly name: string;
  /** Counts for the log, by name. */
  run(): Promise<Readonly<Record<string, number>>>;
}

export interface PipelineSettings {
  /** How often each project is looked at for what changed. */
  readonly sweepIntervalMs: number;
  /** Pairs that one step of the look at all pairs takes: as many as Jira gives in one call. */
  readonly sweepRound: number;
  /** How long handled events, plans and activity are kept. */
  readonly keepHandledMs: number;
  readonly keepActivityMs: number;
  /** How long other records are kept; the defaults of the policy where it is not said. */
  readonly keep?: Pick<Terms, 'recordsMs' | 'versions' | 'graceMs'>;
  /** How long an issue is out of sight before a person is asked whether it was deleted; two weeks where it is not said. */
  readonly askGoneAfterMs?: number;
  /** Passes of one lane run, so that a link that never comes to rest cannot hold a worker. */
  readonly maxPasses: number;
}

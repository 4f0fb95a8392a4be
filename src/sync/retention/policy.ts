import { type ForgetRule, type WalkRule } from '../ports';

/** For how long; the operator decides (README, Configure). */
export interface Terms {
  /** Handled events, carried-out plans. */
  readonly eventsMs: number;
  /** What happened, in words. */
  readonly activityMs: number;
  /** Resolved problems, decided conflicts, ended pairs, older versions, names that crossed. */
  readonly recordsMs: number;
  /** Versions of a half that are kept whatever their age. */
  readonly versions: number;
  /** From an uninstallation, or the end of a connection, to its removal. */
  readonly graceMs: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export const DEFAULT_TERMS: Terms = {
  eventsMs: 7 * DAY_MS,
  activityMs: 90 * DAY_MS,
  recordsMs: 365 * DAY_MS,
  versions: 100,
  graceMs: 30 * DAY_MS,
};

type Term = 'eventsMs' | 'activityMs' | 'recordsMs' | 'graceMs';

/** What becomes of the rows of one table. */
export interface Fate {
  /** What is removed by its age alone. */
  readonly forget?: readonly (readonly [ForgetRule, Term])[];
  readonly walk?: readonly (readonly [WalkRule, Term])[];
  /** Why the rest stays, and what takes it away in the end. */
  readonly keptWhile: string;
}

/** Every table, in the order of the tidying. A test holds the list against the schema. */
export const POLICY: Readonly<Record<string, Fate>> = {
  inbox: {
    forget: [
      ['inbox.handled', 'eventsMs'],
      ['inbox.before-first-enabling', 'eventsMs'],
    ],
    walk: [['inbox.repeated', 'eventsMs']],
    keptWhile:
      'not handled, each hint once, for a side that was switched on before; dropped with a note after the time of records',
  },
  lanes: {
    forget: [
      ['lanes.orphaned', 'eventsMs'],
      ['lanes.idle', 'eventsMs'],
    ],
    keptWhile: 'there is something to do for the pair or the contract',
  },
  plans: {
    forget: [['plans.carried-out', 'eventsMs']],
    keptWhile: 'an operation is open: it tells what may have happened',
  },
  operations: { keptWhile: 'their plan is kept; content is emptied when they are done' },
  activity: { forget: [['activity.old', 'activityMs']], keptWhile: 'younger' },
  pair_requests: {
    forget: [['pair_requests.answered', 'activityMs']],
    keptWhile: 'nobody has answered, for 30 days at most, or younger',
  },
  bulk_items: { forget: [['bulk_items.ended', 'activityMs']], keptWhile: 'their run is kept' },
  bulk_runs: { forget: [['bulk_runs.ended', 'activityMs']], keptWhile: 'running or paused, one for each half' },
  problems: {
    forget: [['problems.resolved', 'recordsMs']],
    keptWhile: 'open, and the pair and the contract are there',
  },
  removals: {
    forget: [['removals.over', 'eventsMs']],
    keptWhile: 'the copy of a deleted issue waits for an answer, or was deleted within the time that is counted',
  },
  conflicts: { forget: [['conflicts.decided', 'recordsMs']], keptWhile: 'nobody has decided, and the pair is there' },
  links: {
    forget: [['links.emptied', 'recordsMs']],
    keptWhile:
      'the contract is there. An ended pair keeps its ids alone, without values: it tells that its issues are not to be sent once more',
  },
  half_versions: {
    forget: [['half_versions.superseded', 'recordsMs']],
    keptWhile: 'present, among the newest, or younger; goes with the half',
  },
  people_seen: {
    forget: [['people_seen.unseen', 'recordsMs']],
    keptWhile: 'among the newest 500 of a side; goes with the connection',
  },
  invitations: { forget: [['invitations.over', 'graceMs']], keptWhile: 'open or over for less than the grace period' },
  used_tokens: { forget: [['used_tokens.expired', 'eventsMs']], keptWhile: 'the token is valid' },
  workflow_edges: {
    forget: [['workflow_edges.unused', 'eventsMs']],
    keptWhile: 'a half uses the project; goes with the site',
  },
  written_fields: {
    walk: [['written_fields.orphaned', 'recordsMs']],
    keptWhile: 'their site is there: no partner’s value goes on to another, however late. Of ended pairs as digests',
  },
  written_objects: { keptWhile: 'their site is there: whose a comment or a file is stays known; ids only' },
  sites: { keptWhile: 'installed, and for the grace period after it was uninstalled' },
  connections: { keptWhile: 'invited or active, and for the grace period after it ended' },
  contracts: { keptWhile: 'their connection is there and a side has its half' },
  offers: { keptWhile: 'their half is there, one for each' },
  sweeps: { keptWhile: 'their contract is there, one for each side' },
  sweep_rounds: {
    forget: [['sweep_rounds.left', 'eventsMs']],
    keptWhile: 'a look at the project is under way, one for each; goes with the site',
  },
  whole_looks: { keptWhile: 'their contract is there, one for each' },
  templates: { keptWhile: 'their site is installed, until an admin removes them' },
  user_pairs: { keptWhile: 'their connection is there, until an admin removes them or the person is erased' },
  account_reports: { keptWhile: 'something of the person is held; goes with the site' },
  retention_walks: { keptWhile: 'always: a line for each walk' },
  migrations: { keptWhile: 'always: a line for each step of the schema' },
};

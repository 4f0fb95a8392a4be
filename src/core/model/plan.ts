import type { FieldCatalog } from './field';
import type { Half } from './half';
import type { FacetKey, FacetState, Link } from './link';
import type { Operation } from './operation';
import type { PerSide, Side } from './side';
import type { SideState } from './snapshot';
import type { Value } from './value';

/** Why a lane woke: a hint, never the truth. */
export type EventHint =
  | {
      readonly side: Side;
      readonly kind: 'created' | 'updated' | 'comment' | 'attachment' | 'deleted' | 'manual' | 'bulk' | 'sweep';
    }
  /** To another project, or to another security level: the app may not see it there. */
  | { readonly side: Side; readonly kind: 'moved' }
  | { readonly side: Side; readonly kind: 'transitioned'; readonly from: string | null; readonly to: string };

export interface UserTable {
  /** Pairs an admin wrote down: account id of the master <-> account id of the provider. */
  readonly pairs: readonly { readonly master: string; readonly provider: string }[];
  /** Account ids of the *other* side's values that were found to exist on this side as well. */
  readonly known: PerSide<readonly string[]>;
}

/** What another link's partner wrote into a field of this side: not to be passed on unless the half relays it. */
export interface ForeignValue {
  /** Print of the whole value as it was written. */
  readonly print: string;
  /** Members that were added, for sets. */
  readonly elements: readonly string[] | null;
  /** Both are digests: the pair that wrote it is over, and what it wrote is not kept in clear. */
  readonly sealed?: true;
}

/** A value of a conflict that is to stand in the field of its own side again; with `both`, the partner's after it. */
export interface Restore {
  readonly side: Side;
  /** As the conflict recorded them: contract values. */
  readonly values: PerSide<Value>;
  readonly both: boolean;
}

export interface PlanInput {
  readonly contract: {
    readonly id: string;
    readonly name: string;
    /** Both halves are present and enabled, else nothing is planned. */
    readonly halves: PerSide<Half>;
    readonly versions: PerSide<number>;
  };
  /** Names of the two companies' sites, for comment headers and activity. */
  readonly siteNames: PerSide<string>;
  readonly link: Link;
  readonly now: PerSide<SideState>;
  readonly catalog: PerSide<FieldCatalog>;
  readonly events: readonly EventHint[];
  readonly users: UserTable;
  /** Field id (or `workflow`) -> what another partner wrote there. */
  readonly foreign: PerSide<Readonly<Record<string, ForeignValue>>>;
  /** Issue ids of the one side that are linked under the same connection -> id and key on the other. */
  readonly linkedIssues: PerSide<Readonly<Record<string, { readonly id: string; readonly key: string }>>>;
  /** ISO time. */
  readonly at: string;
  /** How long an issue is not seen before a person is asked whether it was deleted. */
  readonly askGoneAfterMs?: number;
  /** What people want back, by facet. */
  readonly restores?: Readonly<Record<FacetKey, Restore>>;
}

export interface ConflictDraft {
  readonly facet: FacetKey;
  readonly rule: 'master' | 'provider' | 'latest' | 'ask';
  /** Null with `ask`: both sides stay as they are until someone chooses. */
  readonly winner: Side | null;
  /** The values as contract values (JSON), readable and restorable. */
  readonly values: PerSide<string>;
  /** With `ask`: print of both values. The facet is parked on it, so that the question is put once. */
  readonly park?: string;
}

export interface ProblemDraft {
  readonly facet: FacetKey;
  /** The side whose admin can mend it. */
  readonly side: Side;
  /** Stable, for grouping: `no-option`, `no-field`, `no-transition`, `refused`, `too-many-changes`, `ping-pong`, ... */
  readonly code: string;
  /** Label of the field or facet in words. */
  readonly subject: string;
  readonly cause: string;
  readonly remedy: string;
  /** Print of the value that could not be delivered. */
  readonly print: string;
}

/** Exactly one sentence for something that was not done. */
export interface Skipped {
  readonly facet: FacetKey;
  readonly code: string;
  readonly reason: string;
}

/** Pure data: what is to be done, what is only remembered, what conflicts, and what was skipped and why. */
export interface Plan {
  readonly operations: readonly Operation[];
  /** Facets whose state changes without any write (an echo, first contact, a closed comment). */
  readonly baseline: Readonly<Record<FacetKey, FacetState>>;
  readonly conflicts: readonly ConflictDraft[];
  readonly problems: readonly ProblemDraft[];
  readonly skipped: readonly Skipped[];
  /** The link after this plan was stored and before any operation ran (fired triggers, intents, last statuses). */
  readonly link: Link;
  /** Facets that failed a moment ago: their operations are left out until their time comes. */
  readonly resting?: readonly FacetKey[];
  /** Facets in whose planning Accord itself failed, for the log. */
  readonly faults?: readonly { readonly facet: FacetKey; readonly error: unknown }[];
  /** Truth-table branch of each facet that was looked at, for explanations and tests. */
  readonly branches: Readonly<Record<FacetKey, number>>;
  /** Facets that go by another name from now on: what is open under the old one is asked anew. */
  readonly renamed?: readonly FacetKey[];
}

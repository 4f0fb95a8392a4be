import { type PerSide, perSide, type Side, SIDES } from './side';

/**
 * What a side held when a facet was last settled. `print` is the canonical text of a short value or `sha256:` of a
 * long one; `elements` lists the members of a set, so that sets can be merged by element.
 */
export interface BaseValue {
  readonly print: string;
  readonly elements: readonly string[] | null;
}

/**
 * Names a facet inside a link:
 * `field:<contract field>` (both ways), `field:<contract field>>master|provider` (one way, towards that side),
 * `comment:<side it was written on>:<comment id there>`, `attachment:<side>:<attachment id there>`, `workflow`, `issue`.
 */
export type FacetKey = string;

export interface Parked {
  readonly problemId: string;
  /** Print of the value that could not be delivered: a new value is tried again. */
  readonly print: string;
  /** Half versions at that time, `master.provider`: a changed contract is tried again. */
  readonly versions: string;
  /** It comes back by itself at this time (ISO): what was in the way may have passed. Absent: when somebody acts. */
  readonly until?: string;
}

/** Tries in a row that failed on the way to Jira. A new value starts anew. */
export interface Trouble {
  readonly tries: number;
  /** The next try comes no sooner (ISO). */
  readonly notBefore: string;
  /** Print of the value that was tried. */
  readonly print: string;
}

export interface FacetState {
  readonly base: PerSide<BaseValue | null>;
  /** Comment or attachment ids on each side; null for fields and workflow. */
  readonly ids: PerSide<string | null>;
  /** An operation that creates something was planned and may have happened: look for the mark first. */
  readonly intent: boolean;
  /** Attachment ids of the source side that the delivered text still names in words, because their copy did not exist. */
  readonly pendingMedia: readonly string[];
  /** The side that holds only an excerpt of a text that was too long for it. */
  readonly excerptOn: Side | null;
  readonly parked: Parked | null;
  readonly trouble?: Trouble;
  /** Removed on the way: nothing more to do for this facet (a comment that was deleted on both sides, ...). */
  readonly closed: boolean;
  /** Its change was let go by a trigger and is not delivered yet (it is parked, or waits for another try). */
  readonly released?: boolean;
  /**
   * By source side: the value that was on its way to the other side when this was stored. As long as no receipt came, the
   * other side may hold it, in its own shape.
   */
  readonly underWay?: PerSide<BaseValue | null>;
  /** Field ids that the bases were read from: a half that maps another field starts this facet anew. */
  readonly fields?: PerSide<string>;
}

/** One delivery of the last minutes, for the brake that stops two automations which drive a facet back and forth. */
export interface RecentWrite {
  readonly facet: FacetKey;
  /** The side that was written to. */
  readonly side: Side;
  /** ISO time. */
  readonly at: string;
  /** What was written. */
  readonly print: string;
}

/** A person's choice for a conflict that was decided, or for both of its values. Names the record: no text here. */
export interface RestoreRequest {
  readonly conflict: string;
  /** The side whose field is written. */
  readonly side: Side;
  readonly both: boolean;
}

/** A side's issue that is not seen, and is not proved to be deleted. */
export interface Unseen {
  /** When it was found missing. ISO. */
  readonly since: string;
  /** A person was asked and says that it still exists. */
  readonly stillThere?: true;
}

/** What was sent when an issue was created: the source's value, and what its copy was to hold. */
export type SentValues = Readonly<Record<FacetKey, PerSide<BaseValue | null>>>;

/** A create call that was about to be sent. */
export interface CreateIntent {
  /** ISO time, right before the call. */
  readonly at: string;
  readonly sent?: SentValues;
  /** Ids of fields that were about to be written once the issue was there. */
  readonly late?: readonly string[];
}

/**
 * An issue that was created and has not been looked at since. Its baselines are what was sent: the first look tells from its
 * history what Jira made of that and what people did.
 */
export interface Newborn {
  readonly side: Side;
  /** Found by its mark: the attempt that made it never heard an answer. */
  readonly found: boolean;
  /** Facets that were written after the creation, and settled by their own receipt. */
  readonly settled: readonly FacetKey[];
  /** Fields that the attempt which made it wrote afterwards: what our account did there is no edit. */
  readonly late?: readonly string[];
}

export type LinkState = 'creating' | 'active' | 'paused' | 'closed';

/** A pair of issues under one contract. Identity is the issue id, so it survives a move. */
export interface Link {
  readonly id: string;
  readonly contractId: string;
  readonly state: LinkState;
  /** Which sides paused it: each takes back only its own, and it runs when neither has. */
  readonly pausedBy?: PerSide<boolean>;
  /** The side whose issue came first. */
  readonly origin: Side;
  readonly issues: PerSide<{ readonly id: string; readonly key: string } | null>;
  readonly facets: Readonly<Record<FacetKey, FacetState>>;
  /** Update triggers that fired and whose changes are not all delivered yet. */
  readonly fired: PerSide<boolean>;
  /** Status name when that side was last looked at; null before the first look. */
  readonly lastStatus: PerSide<string | null>;
  /** The other side's issue may have been created without our knowing: look for the mark. */
  readonly createIntent: CreateIntent | null;
  readonly newborn?: Newborn;
  /** Ended pairs of the same two issues that this one takes up again: their marks are its own. */
  readonly formerly?: readonly string[];
  /** What an admin chose for a conflict of that facet: used by the next plan, then forgotten. */
  readonly choices?: Readonly<Record<FacetKey, Side>>;
  /** Values of conflicts that people want back, by facet; kept until the value stands there again. */
  readonly restores?: Readonly<Record<FacetKey, RestoreRequest>>;
  /** Deliveries of the last minutes, oldest first. */
  readonly recent?: readonly RecentWrite[];
  /** When something was last written on each side, for people. ISO. */
  readonly delivered?: PerSide<string | null>;
  /** The last signal that each side told the other, for people. */
  readonly told?: PerSide<string | null>;
  /** Comments and attachments up to this time are "existing". ISO. */
  readonly linkedAt: string;
  /** Each side's `updated` when it was last read: the sweep passes over what has not changed since. */
  readonly seen: PerSide<string | null>;
  /**
   * What Jira itself told last of an issue that may be out of sight: that it was deleted, or that it was moved or got
   * another security level. Kept until the issue is seen, for the words of an event come once.
   */
  readonly heard?: PerSide<'deleted' | 'moved' | null>;
  readonly unseen?: PerSide<Unseen | null>;
  /** Each side's `updated` when its JQL was last asked, with the answer: saves a call. */
  readonly scopeSeen: PerSide<{ readonly updated: string; readonly matches: boolean; readonly jql: string } | null>;
}

/** By side. Where a pause does not tell whose it is, both have to take it back. */
export const pausesOf = ({ state, pausedBy }: Pick<Link, 'state' | 'pausedBy'>): PerSide<boolean> =>
  perSide((side) => state === 'paused' && (pausedBy?.[side] ?? true));

export const pausersOf = (link: Pick<Link, 'state' | 'pausedBy'>): readonly Side[] =>
  SIDES.filter((side) => pausesOf(link)[side]);

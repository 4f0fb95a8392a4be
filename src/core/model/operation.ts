import type { AdfDoc } from './adf';
import type { Json } from './json';
import type { BaseValue, FacetKey } from './link';
import type { Side } from './side';
import type { Value } from './value';

/** Members that came to a set and members that left it, since its baseline. */
export interface ElementDelta {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** One field of an operation. `set` replaces; `elements` adds and removes members of a set, never the whole. */
export type FieldWrite = {
  readonly facet: FacetKey;
  readonly fieldId: string;
  /** What the partner side held when this was planned; becomes its baseline when the write succeeded. Null for constants. */
  readonly source: BaseValue | null;
  /** Media of the source side still missing on the target (see FacetState.pendingMedia). */
  readonly pendingMedia: readonly string[];
  readonly excerpt: boolean;
  /** Written as a person's edit: no baseline follows it, so that it goes on to the partner like one. */
  readonly edit?: boolean;
  /** A part of the facet's change waits with a problem, which this write does not end. */
  readonly leavesParked?: true;
} & (
  | { readonly mode: 'set'; readonly value: Value }
  | {
      readonly mode: 'elements';
      readonly add: readonly string[];
      readonly remove: readonly string[];
      /** What of the source's own change this write settles, in the source's words. Absent: all of it. */
      readonly carries?: ElementDelta;
      /** The target's own change when this was planned: it is not settled by this write. */
      readonly leaves?: ElementDelta;
      /** What the target held when this was planned: what else it holds or misses afterwards, its people did meanwhile. */
      readonly seen?: readonly string[];
    }
  /** Jira's own JSON out of the half (constants and defaults that are not plain labels). */
  | {
      readonly mode: 'raw';
      readonly json: Json;
      /** What the field reads as once it holds that. */
      readonly reads?: Value;
    }
);

interface Base {
  /** Unique within the plan; stable for the same input. */
  readonly id: string;
  /** The side that is written to. */
  readonly side: Side;
}

export interface EnsureIssue extends Base {
  readonly kind: 'ensureIssue';
  readonly project: string;
  readonly issueType: string;
  readonly fields: readonly FieldWrite[];
  /** An earlier attempt may have created it: look for the mark first. */
  readonly lookFirst: boolean;
  /** When that attempt was; the search index may lag behind it. ISO. */
  readonly attemptedAt?: string;
  /** State of the source issue when this was planned: a creation that failed is tried again when it changed. */
  readonly print?: string;
}

export interface SetFields extends Base {
  readonly kind: 'setFields';
  readonly issueId: string;
  readonly fields: readonly FieldWrite[];
}

export interface EnsureComment extends Base {
  readonly kind: 'ensureComment';
  readonly issueId: string;
  readonly facet: FacetKey;
  /** Null: create. */
  readonly commentId: string | null;
  readonly sourceCommentId: string;
  readonly source: BaseValue;
  readonly body: AdfDoc;
  readonly internal: boolean;
  readonly visibility: { readonly type: 'group' | 'role'; readonly value: string } | null;
  readonly pendingMedia: readonly string[];
  readonly lookFirst: boolean;
}

export interface RemoveComment extends Base {
  readonly kind: 'removeComment';
  readonly issueId: string;
  readonly facet: FacetKey;
  readonly commentId: string;
  /** The original stands and is only no longer meant for the partner: meant for them once more, it goes once more. */
  readonly withdrawn?: boolean;
}

/** Copies a file from one site to the other, streamed. `content` instead of a source makes a text file (long texts). */
export interface EnsureAttachment extends Base {
  readonly kind: 'ensureAttachment';
  readonly issueId: string;
  readonly facet: FacetKey;
  readonly name: string;
  readonly mimeType: string;
  readonly from:
    | { readonly attachmentId: string; readonly bytes: number }
    | { readonly text: string; readonly replaces: string | null };
  readonly lookFirst: boolean;
}

export interface RemoveAttachment extends Base {
  readonly kind: 'removeAttachment';
  readonly issueId: string;
  readonly facet: FacetKey;
  readonly attachmentId: string;
}

export interface TransitionTo extends Base {
  readonly kind: 'transition';
  readonly issueId: string;
  readonly facet: 'workflow';
  readonly toStatus: string;
  readonly via: readonly string[];
  readonly fields: Readonly<Record<string, Json>>;
  readonly signal: string;
  /** Status of the source side that this answers; its baseline when done. */
  readonly source: BaseValue;
}

export interface RemoveIssue extends Base {
  readonly kind: 'removeIssue';
  readonly issueId: string;
}

/** One effect on one side, safe to repeat. Plain data: it can be stored, shown and replayed. */
export type Operation =
  | EnsureIssue
  | SetFields
  | EnsureComment
  | RemoveComment
  | EnsureAttachment
  | RemoveAttachment
  | TransitionTo
  | RemoveIssue;

/** What the side really holds after an operation. */
export type Receipt =
  | {
      readonly kind: 'issue';
      readonly issueId: string;
      readonly key: string;
      readonly fields: Readonly<Record<string, Value>>;
      readonly status: string;
      /** Found by its mark instead of created. */
      readonly found: boolean;
      /** Fields, by id, that were written only after the issue was there, because its create screen lacks them. */
      readonly late?: readonly string[];
      /** Those of them that could not be written: the next plan delivers them. */
      readonly unwritten?: readonly string[];
      /** Fields that Jira refused, by field id, with its words. The issue was made without them. */
      readonly refused?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'fields';
      readonly fields: Readonly<Record<string, Value>>;
      /** Fields that Jira refused, by field id, with its words. The others were written. */
      readonly refused: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'comment'; readonly commentId: string; readonly body: AdfDoc }
  | {
      readonly kind: 'attachment';
      readonly attachmentId: string;
      readonly mediaId: string | null;
      readonly bytes: number;
    }
  | { readonly kind: 'status'; readonly status: string }
  /** Removed, or was not there any more. */
  | { readonly kind: 'removed' };

import type { AdfDoc } from './adf';
import type { UserRef, Value } from './value';

export interface CommentSnapshot {
  readonly id: string;
  readonly author: UserRef;
  readonly body: AdfDoc;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly updated: string;
  /** Internal note of a service project (`jsdPublic: false`). */
  readonly internal: boolean;
  /** Restricted to a group or role. */
  readonly restricted: boolean;
  /** An agent shared it with partners (`which: marked`); null when that was not asked. */
  readonly marked: boolean | null;
  /** Link that this comment was written for by Accord (our mark), null when a person wrote it. */
  readonly writtenFor: string | null;
  /** With `writtenFor`: the partner's comment that this one mirrors. */
  readonly mirrors: string | null;
}

export interface AttachmentSnapshot {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly mimeType: string;
  readonly created: string;
  readonly author: UserRef;
  /** Media-service file id as used by ADF media nodes; null where it could not be learnt. */
  readonly mediaId: string | null;
  /**
   * Link that Accord uploaded this file for, null when a person did; empty when Accord did and has not remembered yet for
   * which link (it is on its way, or a crash came between): no other link may pass it on.
   */
  readonly writtenFor: string | null;
}

export interface StatusRef {
  readonly id: string;
  readonly name: string;
  readonly category: 'new' | 'indeterminate' | 'done' | 'undefined';
}

/** One side of an entry in an issue's history, as Jira writes it down. */
export interface HistoryValue {
  readonly id: string | null;
  readonly text: string | null;
}

/** What the history of an issue says of one field: it went from one value to another. */
export interface HistoryItem {
  readonly fieldId: string;
  readonly from: HistoryValue;
  readonly to: HistoryValue;
  /** Written by an account of our own. */
  readonly own: boolean;
}

/** What a side holds now, read from Jira, in core's own shape. Never whole by assumption: the adapter pages. */
export interface Snapshot {
  readonly issueId: string;
  readonly key: string;
  readonly projectKey: string;
  readonly issueType: string;
  readonly status: StatusRef;
  readonly created: string;
  readonly updated: string;
  /** Carries an issue security level. */
  readonly secured: boolean;
  /** Values of the fields that were asked for, by field id. */
  readonly fields: Readonly<Record<string, Value>>;
  readonly comments: readonly CommentSnapshot[];
  /** Of the comments that were asked for by id and are not among them: those that Jira did not prove to be deleted. */
  readonly hiddenComments?: readonly string[];
  readonly attachments: readonly AttachmentSnapshot[];
  /** Link that created this issue (our mark on the issue), null when a person did. */
  readonly createdFor: string | null;
  /** Whether the half's JQL matches; true where the half has none. */
  readonly matchesJql: boolean;
  /** All that happened to the issue since it was created, oldest first; only where it was asked for. */
  readonly history?: readonly HistoryItem[];
}

/**
 * What may hide an issue from the app: its whole project, a missing permission, a security level (or a restriction of a
 * team-managed project), a move or a change of the level that was heard of, a data security policy, or an archive.
 */
export type HiddenBy = 'project' | 'permission' | 'level' | 'moved' | 'policy' | 'archived';

/** A side of a link. `absent`: not created yet. `gone`: proved to be deleted, or not to be seen by the app. */
export type SideState =
  | { readonly state: 'present'; readonly snapshot: Snapshot }
  | { readonly state: 'absent' }
  | { readonly state: 'gone'; readonly why: 'deleted' }
  | { readonly state: 'gone'; readonly why: 'hidden'; readonly by: HiddenBy };

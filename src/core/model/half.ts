import type { Json } from './json';

/** When a side sends. A `transition` names a status by name; `*` is any. */
export type Trigger =
  | 'issue_created'
  | 'issue_updated'
  | 'comment'
  | 'attachment'
  | 'manual'
  | { readonly transition: { readonly from: string | null; readonly to: string } };

export type ConflictRule = 'master' | 'provider' | 'latest' | 'ask';

/** What to do with a label that no table and no option of the target knows. */
export type Otherwise = 'skip' | 'problem' | { readonly default: string };

export type When = 'always' | 'onCreate' | 'ifEmpty';

export type ValueTable = Readonly<Record<string, string>>;

export interface SendField {
  /** Field id of this site. */
  readonly field: string;
  /** Contract field name. */
  readonly as: string;
  /** This site's label -> the contract's label. Labels that are not in the table pass unchanged unless `otherwise` says more. */
  readonly values: ValueTable;
  readonly otherwise: Otherwise | null;
  readonly when: When;
  /** Send on what another partner wrote into this field. Off unless said. */
  readonly relay: boolean;
}

export interface ReceiveField {
  /** Contract field name; null for a constant or default, which then stands in `value`. */
  readonly from: string | null;
  readonly field: string;
  /** The contract's label -> this site's label. */
  readonly values: ValueTable;
  /** For a label that is neither in the table nor an option of the field. */
  readonly otherwise: Otherwise;
  readonly when: When;
  /** A constant (with `from: null`), or the default when the partner's value is empty; Jira's JSON for the field or a plain label. */
  readonly value: Json | null;
  /** Overrides the half's `conflict` for this field. */
  readonly conflict: ConflictRule | null;
}

export interface SendComments {
  readonly which: 'all' | 'public' | 'marked' | 'none';
  readonly edits: boolean;
  readonly deletes: boolean;
  /** Also those written before the pair existed. */
  readonly existing: boolean;
  /** Send comments restricted to a group or role. Only when said. */
  readonly restricted: boolean;
  /** Send internal notes of a service project (`all` alone does not). Only when said. */
  readonly internal: boolean;
  readonly relay: boolean;
}

export interface ReceiveComments {
  readonly as: 'internal' | 'public';
  /** Template over `{{author}}`, `{{site}}`, `{{time}}`; null for no header. */
  readonly header: string | null;
  readonly visibility: { readonly type: 'group' | 'role'; readonly value: string } | null;
  readonly deletes: boolean;
}

export interface SendAttachments {
  readonly which: 'all' | 'none';
  readonly maxBytes: number | null;
  /** Globs over the file name; a leading `!` excludes. Empty means every name. */
  readonly names: readonly string[];
  readonly existing: boolean;
  readonly deletes: boolean;
  readonly relay: boolean;
}

export interface ReceiveAttachments {
  readonly accept: boolean;
  readonly deletes: boolean;
}

export interface SendStep {
  readonly from: string | null;
  readonly to: string;
  readonly signal: string;
}

export interface ReceiveStep {
  readonly signal: string;
  /** Status name on this site. */
  readonly to: string;
  /** Only when the issue is in one of these statuses; empty means any. */
  readonly from: readonly string[];
  /** Statuses to pass through where there is no direct transition; empty lets Accord look for a way. */
  readonly via: readonly string[];
  /** Field id -> label, text, number or Jira's JSON, for the transition's screen. */
  readonly fields: Readonly<Record<string, Json>>;
}

/** Which issue type to create: one name, or chosen by a contract field. */
export type IssueTypeRule =
  string | { readonly from: string; readonly values: ValueTable; readonly otherwise: string | null };

export interface ReceiveCreate {
  readonly project: string;
  readonly issueType: IssueTypeRule;
  /** Field id -> label, text, number or Jira's JSON, for fields that the partner does not fill. */
  readonly defaults: Readonly<Record<string, Json>>;
}

export interface Scope {
  /** Project key. Its id is looked up when the half is enabled. */
  readonly project: string;
  /** Names; empty means every type. */
  readonly issueTypes: readonly string[];
  readonly jql: string | null;
}

export interface Send {
  readonly createOn: readonly Trigger[];
  readonly updateOn: readonly Trigger[];
  readonly fields: readonly SendField[];
  readonly comments: SendComments;
  readonly attachments: SendAttachments;
  readonly workflow: readonly SendStep[];
  /** A linked issue that left the scope: stop sending until it is back, go on, or end the link. */
  readonly outOfScope: 'pause' | 'keep' | 'unlink';
  /** Send issues that carry a security level. Only when said. */
  readonly securityLevels: boolean;
  /** Send on what other partners wrote (workflow and creation; fields, comments and files have their own). */
  readonly relay: boolean;
  /** A pair that the partner names waits for a yes, or may be made at once where the issue is in scope. Only when said. */
  readonly pairs: 'ask' | 'inScope';
}

export interface Receive {
  readonly create: ReceiveCreate | null;
  readonly fields: readonly ReceiveField[];
  readonly comments: ReceiveComments | null;
  readonly attachments: ReceiveAttachments;
  readonly workflow: readonly ReceiveStep[];
  /** The partner's issue was deleted: keep ours and close the link, or delete ours too. */
  readonly gone: 'keep' | 'delete';
}

/** One site's part of a contract, with every default filled in. Only admins of that site see it. */
export interface Half {
  readonly scope: Scope;
  readonly send: Send;
  readonly receive: Receive;
  readonly conflict: ConflictRule;
}

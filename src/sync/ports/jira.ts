import type {
  Failure,
  FieldCatalog,
  FieldOption,
  Json,
  Operation,
  Receipt,
  SideState,
  StatusRef,
} from '../../core/model';
import type { AccountReport, AccountsAnswer } from './personal-data';

/** Thrown by the Jira adapter, and only by it. */
export class JiraError extends Error {
  override readonly name = 'JiraError';
  constructor(
    readonly failure: Failure,
    options?: { cause?: unknown },
    /** The site that failed, where it is known. */
    readonly siteId?: string,
  ) {
    super(`${failure.kind}: ${failure.detail}`, options);
  }
}

/** A transition that came to a stop on its way: the issue was moved, but not to its target. */
export class StoppedOnTheWay extends JiraError {
  constructor(
    { failure, siteId }: JiraError,
    /** Where it stands now. */
    readonly status: string,
    cause: unknown,
  ) {
    super(failure, { cause }, siteId);
  }
}

export interface ReadWant {
  /** Field ids with their meta, as far as the halves use them. */
  readonly catalog: FieldCatalog;
  readonly fieldIds: readonly string[];
  readonly comments: boolean;
  /** Ask every comment for the "share" mark (`which: marked`). */
  readonly commentMarks: boolean;
  readonly attachments: boolean;
  /** All that happened to the issue since it was created. */
  readonly history?: boolean;
  /** Comments that are known to be ours, so that their marks need no call. */
  readonly knownComments: Readonly<Record<string, { readonly linkId: string; readonly mirrors: string | null }>>;
  readonly knownAttachments: Readonly<Record<string, string>>;
  /** Comments that are to be there: of those that are missing it is asked whether they were deleted. */
  readonly sentComments?: readonly string[];
  /** The key that the issue was last seen with: tells its project where the issue is not seen any more. */
  readonly lastKey?: string | null;
}

/** What `perform` needs beside the operation itself. */
export interface PerformContext {
  readonly linkId: string;
  readonly contractId: string;
  readonly catalog: FieldCatalog;
  /** The other side, for streaming attachments. */
  readonly source: JiraSite;
  readonly issueType: string;
  readonly projectKey: string;
  /** Edges known so far; the adapter reports new ones through `learn`. */
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly learn: (from: string, to: readonly string[]) => Promise<void>;
  /** With `lookFirst`: when the create was last tried, so that the search index gets its time. ISO. */
  readonly attemptedAt?: string;
  /** Awaited right before each call that creates the issue: what is remembered then is what a later look goes by (law 5). */
  readonly attempting?: () => Promise<void>;
  /** Awaited before fields are written that the new issue could not be created with. */
  readonly writingLate?: (fieldIds: readonly string[]) => Promise<void>;
  /** With `lookFirst`: attachments of the target issue that are accounted for, so none is taken for a lost upload. */
  readonly knownAttachments?: readonly string[];
}

/** One HTTP request as it would be sent, without credentials; for previews. */
export interface RequestPreview {
  readonly method: string;
  /** Path with query, relative to the site. */
  readonly path: string;
  readonly body: Json | null;
  readonly note: string | null;
}

export interface IssueHead {
  readonly id: string;
  readonly key: string;
  readonly created: string;
  readonly updated: string;
  readonly issueType: string;
  readonly projectKey: string;
}

/** An issue among many, with what says whether it may leave its site. */
export interface IssueFinding {
  readonly id: string;
  readonly key: string;
  readonly projectKey: string;
  readonly issueType: string;
  /** Carries an issue security level. */
  readonly secured: boolean;
  /** Link that created it (our mark). */
  readonly createdFor: string | null;
  /** The field that was asked for, as plain text; empty where it holds none. */
  readonly text: string;
}

/** An issue as a picker shows it. */
export interface IssueLine {
  readonly id: string;
  readonly key: string;
  readonly summary: string;
  readonly type: string;
  readonly status: string;
}

export interface ProjectMeta {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly issueTypes: readonly {
    readonly id: string;
    readonly name: string;
    readonly subtask: boolean;
    readonly statuses: readonly StatusRef[];
  }[];
}

export interface JiraSite {
  readonly siteId: string;
  readIssue(issueId: string, want: ReadWant): Promise<SideState>;
  matchesJql(issueId: string, jql: string): Promise<boolean>;
  /** Attachment id -> media-service file id (null where Jira does not tell). */
  mediaIds(attachmentIds: readonly string[]): Promise<Readonly<Record<string, string | null>>>;
  /** Carries out one operation, safe to repeat. Throws JiraError. */
  perform(operation: Operation, context: PerformContext): Promise<Receipt>;
  /** The requests that `perform` would send. Reads, never writes. */
  describe(operation: Operation, context: PerformContext): Promise<readonly RequestPreview[]>;
  /** One page of a search; `after` is the `next` of the page before. The index lags behind writes. */
  heads(
    jql: string,
    page: { readonly limit: number; readonly after: string | null },
  ): Promise<{ readonly heads: readonly IssueHead[]; readonly next: string | null }>;
  /** These issues as they are now, a hundred in a call, by id; those that the app does not see are left out. */
  headsOf(issueIds: readonly string[]): Promise<ReadonlyMap<string, IssueHead>>;
  findIssue(idOrKey: string): Promise<IssueHead | null>;
  /** One page of a search; `after` is the `next` of the page before. `field`: a field to read as plain text. */
  survey(
    jql: string,
    page: { readonly field: string | null; readonly limit: number; readonly after: string | null },
  ): Promise<{ readonly found: readonly IssueFinding[]; readonly next: string | null }>;
  /** Issues by id or key, by what was asked; those that the app does not see are left out. */
  findIssues(idsOrKeys: readonly string[]): Promise<ReadonlyMap<string, IssueFinding>>;
  /** Those of the issues that match the JQL now. */
  matching(issueIds: readonly string[], jql: string): Promise<readonly string[]>;
  /** About how many issues a bounded JQL finds. */
  countIssues(jql: string): Promise<number>;
  /** Issues for a picker, by key or by words of the summary, newest first: only those that this person may browse. */
  pickIssues(
    accountId: string,
    asked: { readonly query: string; readonly projectKey: string | null },
    limit: number,
  ): Promise<readonly IssueLine[]>;
  /** Status changes of the issue since `since` (ISO), oldest first. */
  statusHistory(
    issueId: string,
    since: string,
  ): Promise<readonly { readonly from: string; readonly to: string; readonly at: string }[]>;
  /** Projects whose name or key has the text, at most `limit`; `total` counts all of them. */
  projects(
    query: string,
    limit: number,
  ): Promise<{
    readonly projects: readonly { readonly id: string; readonly key: string; readonly name: string }[];
    readonly total: number;
  }>;
  project(key: string): Promise<ProjectMeta | null>;
  /** Live metadata of the fields of a project, over the given issue types (empty: all). Short cache. */
  catalog(projectKey: string, issueTypes: readonly string[]): Promise<FieldCatalog>;
  options(fieldId: string, projectKey: string): Promise<readonly FieldOption[] | null>;
  /** Which of these account ids exist and are active here. Cached. */
  existingUsers(accountIds: readonly string[]): Promise<readonly string[]>;
  users(query: string, limit: number): Promise<readonly { readonly accountId: string; readonly name: string }[]>;
  /** Names of these accounts; those that Jira does not know are left out. Cached. */
  people(accountIds: readonly string[]): Promise<readonly { readonly accountId: string; readonly name: string }[]>;
  /** Whether this user administers Jira. Short cache. */
  administers(accountId: string): Promise<boolean>;
  /** Whether this user administers the project. */
  administersProject(accountId: string, projectKey: string): Promise<boolean>;
  browses(accountId: string, issueId: string): Promise<boolean>;
  /** Those of the issues that this user may browse. Short cache; what is not in it is asked in one call. */
  browsing(accountId: string, issueIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Whether this user may add comments to the issue or edit it. */
  mayComment(accountId: string, issueId: string): Promise<boolean>;
  /** Whether this user may edit the issue. */
  mayEdit(accountId: string, issueId: string): Promise<boolean>;
  /** Reports at most 90 accounts of which something is kept, and hears what became of them. */
  reportAccounts(accounts: readonly AccountReport[]): Promise<AccountsAnswer>;
  myself(): Promise<{ readonly accountId: string }>;
  checkJql(jql: string): Promise<readonly string[]>;
  /** Share or unshare a comment with partners (entity property). */
  shareComment(commentId: string, shared: boolean): Promise<void>;
  /** A file, as a stream. */
  openAttachment(
    attachmentId: string,
  ): Promise<{ readonly stream: NodeJS.ReadableStream; readonly bytes: number | null; readonly mimeType: string }>;
  /** Drop what is cached (metadata changed, half enabled). */
  forget(): void;
}

/** On behalf of a lane: no call begins once its claim is over, and where Jira asks to wait the lane waits, not the call. */
export interface RunOfLane {
  readonly signal: AbortSignal;
  /** Asked before each call: known before the signal where the process stood still. */
  readonly isOver: () => boolean;
}

export interface Jira {
  on(siteId: string, run?: RunOfLane): Promise<JiraSite>;
}

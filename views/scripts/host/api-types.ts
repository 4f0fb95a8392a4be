/** The shapes of the JSON API; made out of its OpenAPI file by `node views/api-types.mjs`. */

export type Side = 'master' | 'provider';

export type Choice = 'master' | 'provider' | 'both';

export type Fault = { readonly path: string; readonly message: string; readonly remedy: string };

export type SiteName = { readonly name: string; readonly url: string };

export type Me = {
  readonly site: { readonly id: string; readonly name: string; readonly url: string };
  readonly accountId: string;
  readonly admin: boolean;
};

export type Connection = {
  readonly id: string;
  readonly name: string;
  readonly side: Side;
  readonly state: 'invited' | 'active' | 'declined' | 'revoked' | 'expired' | 'ended';
  readonly partner: SiteName | null;
  readonly partnerState: 'here' | 'switched-off' | 'removed';
  readonly pausedByMe: boolean;
  readonly pausedByPartner: boolean;
  readonly internal: boolean;
  readonly createdAt: string;
};

export type NextStep = {
  readonly code:
    | 'partner-answers'
    | 'partner-installs'
    | 'partner-switches-on'
    | 'create-contract'
    | 'write-half'
    | 'enable-half'
    | 'resume'
    | 'answer-pairs'
    | 'solve-problems'
    | 'decide-conflicts'
    | 'partner-writes-half'
    | 'partner-enables';
  readonly contract: string | null;
  readonly name: string | null;
};

export type ConnectionFigures = {
  readonly id: string;
  readonly name: string;
  readonly side: Side;
  readonly state: 'invited' | 'active' | 'declined' | 'revoked' | 'expired' | 'ended';
  readonly partner: SiteName | null;
  readonly partnerState: 'here' | 'switched-off' | 'removed';
  readonly pausedByMe: boolean;
  readonly pausedByPartner: boolean;
  readonly internal: boolean;
  readonly createdAt: string;
  readonly contracts: { readonly total: number; readonly running: number; readonly off: number };
  readonly lastChangeAt: string | null;
  readonly waiting: number;
  readonly openProblems: number;
  readonly openConflicts: number;
  readonly nextStep: NextStep | null;
};

export type Overview = {
  readonly site: SiteName;
  readonly connections: readonly ConnectionFigures[];
  readonly next: string | null;
  readonly total: { readonly current: number; readonly over: number };
  readonly openProblems: number;
  readonly openConflicts: number;
};

export type Invitation = {
  readonly id: string;
  readonly connectionId: string;
  readonly side: Side;
  readonly message: string | null;
  readonly state: 'open' | 'accepted' | 'declined' | 'revoked' | 'expired';
  readonly expiresAt: string;
  readonly createdAt: string;
};

export type UserPairs = {
  readonly version: number;
  readonly pairs: readonly { readonly master: string; readonly provider: string }[];
};

export type UserSuggestion = {
  readonly theirs: Person;
  readonly mine: Person | null;
  readonly match: 'name' | 'part' | null;
  readonly seenAt: string;
};

export type UserSuggestions = {
  readonly suggestions: readonly UserSuggestion[];
  readonly names: Readonly<Record<string, string>>;
};

export type Trigger =
  | 'issue_created'
  | 'issue_updated'
  | 'comment'
  | 'attachment'
  | 'manual'
  | { readonly transition: { readonly from?: string | null; readonly to: string } };

export type Otherwise = 'skip' | 'problem' | { readonly default: string };

export type ValueTable = Readonly<Record<string, string>> | null;

export type FieldTable = Readonly<Record<string, unknown>> | null;

export type SendField = {
  readonly field: string;
  readonly as: string;
  readonly values?: ValueTable;
  readonly otherwise?: Otherwise | null;
  readonly when?: 'always' | 'onCreate' | 'ifEmpty' | null;
  readonly relay?: boolean | null;
};

export type ReceiveField = {
  readonly from?: string | null;
  readonly field: string;
  readonly values?: ValueTable;
  readonly otherwise?: Otherwise | null;
  readonly when?: 'always' | 'onCreate' | 'ifEmpty' | null;
  readonly value?: unknown;
  readonly conflict?: ConflictRule | null;
};

export type ConflictRule = 'master' | 'provider' | 'latest' | 'ask';

export type SendComments =
  | 'all'
  | 'public'
  | 'marked'
  | 'none'
  | {
      readonly which: 'all' | 'public' | 'marked' | 'none';
      readonly edits?: boolean | null;
      readonly deletes?: boolean | null;
      readonly existing?: boolean | null;
      readonly restricted?: boolean | null;
      readonly internal?: boolean | null;
      readonly relay?: boolean | null;
    };

export type SendAttachments =
  | 'all'
  | 'none'
  | {
      readonly which: 'all' | 'none';
      readonly maxBytes?: number | null;
      readonly names?: readonly string[] | null;
      readonly existing?: boolean | null;
      readonly deletes?: boolean | null;
      readonly relay?: boolean | null;
    };

export type Send = {
  readonly createOn?: readonly Trigger[] | null;
  readonly updateOn?: readonly Trigger[] | null;
  readonly fields?: readonly SendField[] | null;
  readonly comments?: SendComments | null;
  readonly attachments?: SendAttachments | null;
  readonly workflow?: readonly { readonly from?: string | null; readonly to: string; readonly signal: string }[] | null;
  readonly outOfScope?: 'pause' | 'keep' | 'unlink' | null;
  readonly securityLevels?: boolean | null;
  readonly relay?: boolean | null;
  readonly pairs?: 'ask' | 'inScope' | null;
};

export type ReceiveComments =
  | 'internal'
  | 'public'
  | {
      readonly as?: 'internal' | 'public' | null;
      readonly header?: string | null;
      readonly visibility?: { readonly type: 'group' | 'role'; readonly value: string } | null;
      readonly deletes?: boolean | null;
    };

export type Receive = {
  readonly create?: {
    readonly project: string;
    readonly issueType:
      string | { readonly from: string; readonly values?: ValueTable; readonly otherwise?: string | null };
    readonly defaults?: FieldTable;
  } | null;
  readonly fields?: readonly ReceiveField[] | null;
  readonly comments?: ReceiveComments | null;
  readonly attachments?: boolean | { readonly accept?: boolean | null; readonly deletes?: boolean | null } | null;
  readonly workflow?:
    | readonly {
        readonly signal: string;
        readonly to: string;
        readonly from?: string | readonly string[] | null;
        readonly via?: string | readonly string[] | null;
        readonly fields?: FieldTable;
      }[]
    | null;
  readonly gone?: 'keep' | 'delete' | null;
};

export type Half = {
  readonly scope: {
    readonly project: string;
    readonly issueTypes?: readonly string[] | null;
    readonly jql?: string | null;
  };
  readonly send?: Send | null;
  readonly receive?: Receive | null;
  readonly conflict?: ConflictRule | null;
};

export type FieldType =
  | 'text'
  | 'richText'
  | 'number'
  | 'date'
  | 'dateTime'
  | 'url'
  | 'option'
  | 'options'
  | 'cascade'
  | 'user'
  | 'users'
  | 'labels'
  | 'components'
  | 'versions'
  | 'version'
  | 'priority'
  | 'resolution'
  | 'issueType'
  | 'parent'
  | 'timeTracking'
  | 'unsupported';

export type ContractField = {
  readonly name: string;
  readonly type: FieldType;
  readonly kind:
    | 'empty'
    | 'text'
    | 'richText'
    | 'number'
    | 'date'
    | 'dateTime'
    | 'option'
    | 'options'
    | 'cascade'
    | 'user'
    | 'users'
    | 'duration'
    | 'issue';
  readonly options: readonly string[] | null;
};

export type PartnerView = {
  readonly fields: readonly ContractField[];
  readonly signals: readonly string[];
  readonly createsIssues: boolean;
  readonly sendsComments: boolean;
  readonly sendsAttachments: boolean;
  readonly acceptsIssues: boolean;
  readonly acceptsComments: boolean;
  readonly acceptsAttachments: boolean;
  readonly conflict: { readonly all: ConflictRule; readonly fields: Readonly<Record<string, ConflictRule>> } | null;
  readonly enabled: boolean;
  readonly written: boolean;
  readonly removed: boolean;
};

export type ContractEntry = {
  readonly id: string;
  readonly name: string;
  readonly connectionId: string;
  readonly side: Side;
  readonly version: number;
  readonly enabled: boolean;
  readonly linkedIssues: number;
  readonly pairRequests: number;
  readonly openProblems: number;
  readonly openConflicts: number;
  readonly partner: { readonly enabled: boolean; readonly written: boolean; readonly removed: boolean };
};

export type ProjectContract = {
  readonly id: string;
  readonly name: string;
  readonly side: Side;
  readonly partner: SiteName;
  readonly version: number;
  readonly enabled: boolean;
  readonly partnerEnabled: boolean;
  readonly linkedIssues: number;
  readonly openProblems: number;
  readonly sends: readonly string[];
  readonly receives: readonly string[];
};

export type Contract = {
  readonly id: string;
  readonly name: string;
  readonly connectionId: string;
  readonly side: Side;
  readonly version: number;
  readonly enabled: boolean;
  readonly linkedIssues: number;
  readonly pairRequests: number;
  readonly openProblems: number;
  readonly openConflicts: number;
  readonly half: Half | null;
  readonly partner: PartnerView;
};

export type Created = { readonly id: string };

export type SavedHalf = { readonly version: number; readonly linkedIssues: number };

export type HalfCheck = { readonly faults: readonly Fault[]; readonly warnings: readonly Fault[] };

export type Change = { readonly path: string; readonly before: unknown; readonly after: unknown };

export type Versions = {
  readonly versions: readonly {
    readonly number: number;
    readonly author: string;
    readonly authorName: string | null;
    readonly at: string;
    readonly note: string | null;
    readonly changes: readonly Change[];
  }[];
  readonly current: number;
  readonly linkedIssues: number;
};

export type Version = {
  readonly number: number;
  readonly author: string;
  readonly authorName: string | null;
  readonly at: string;
  readonly note: string | null;
  readonly half: Half;
};

export type Diff = { readonly from: number; readonly to: number; readonly changes: readonly Change[] };

export type HalfDocument = { readonly format: 'accord.half.v1'; readonly name: string; readonly half: Half };

export type TemplateEntry = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly author: string;
  readonly authorName: string | null;
  readonly at: string;
};

export type Template = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly author: string;
  readonly authorName: string | null;
  readonly at: string;
  readonly half: Half;
};

export type Link = {
  readonly id: string;
  readonly contract: { readonly id: string; readonly name: string };
  readonly side: Side;
  readonly partner: SiteName | null;
  readonly internal: boolean;
  readonly issue: { readonly id: string; readonly key: string } | null;
  readonly remoteKey: string | null;
  readonly remoteUrl: string | null;
  readonly state: 'creating' | 'active' | 'paused' | 'closed';
  readonly pausedByMe: boolean;
  readonly pausedByPartner: boolean;
  readonly startedHere: boolean;
  readonly linkedAt: string;
  readonly waiting: string | null;
};

export type IssueLink = {
  readonly id: string;
  readonly contract: { readonly id: string; readonly name: string };
  readonly side: Side;
  readonly partner: SiteName | null;
  readonly internal: boolean;
  readonly issue: { readonly id: string; readonly key: string } | null;
  readonly remoteKey: string | null;
  readonly remoteUrl: string | null;
  readonly state: 'creating' | 'active' | 'paused' | 'closed';
  readonly pausedByMe: boolean;
  readonly pausedByPartner: boolean;
  readonly startedHere: boolean;
  readonly linkedAt: string;
  readonly waiting: string | null;
  readonly problems: readonly Problem[];
  readonly lastActivity: { readonly at: string; readonly text: string } | null;
  readonly remoteStatus: string | null;
  readonly lastSentAt: string | null;
  readonly lastReceivedAt: string | null;
  readonly conflicts: number;
  readonly history: readonly Activity[];
  readonly may: { readonly sync: boolean; readonly pause: boolean; readonly unlink: boolean };
};

export type ManualOffer = {
  readonly contract: { readonly id: string; readonly name: string };
  readonly partner: SiteName | null;
  readonly project: string | null;
};

export type ShareableComment = {
  readonly id: string;
  readonly authorName: string;
  readonly at: string;
  readonly excerpt: string;
  readonly shared: boolean;
};

export type Problem = {
  readonly id: string;
  readonly contract: { readonly id: string; readonly name: string };
  readonly connection: string;
  readonly link: string | null;
  readonly keys: { readonly master: string | null; readonly provider: string | null };
  readonly whose: 'mine' | 'partner';
  readonly subject: string;
  readonly code: string;
  readonly cause: string;
  readonly remedy: string;
  readonly mayRetry: boolean;
  readonly answers: readonly ('deleted' | 'still-there' | 'delete' | 'keep')[];
  readonly openedAt: string;
  readonly resolvedAt: string | null;
};

export type Conflict = {
  readonly id: string;
  readonly contract: { readonly id: string; readonly name: string };
  readonly connection: string;
  readonly link: string;
  readonly keys: { readonly master: string | null; readonly provider: string | null };
  readonly side: Side;
  readonly subject: string;
  readonly rule: ConflictRule;
  readonly winner: Side | null;
  readonly chosen: Choice | null;
  readonly open: boolean;
  readonly both: boolean;
  readonly values: { readonly master: string; readonly provider: string } | null;
  readonly withheld: string | null;
  readonly at: string;
};

export type ActivityKind =
  | 'ensureIssue'
  | 'setFields'
  | 'ensureComment'
  | 'removeComment'
  | 'ensureAttachment'
  | 'removeAttachment'
  | 'transition'
  | 'removeIssue'
  | 'conflict'
  | 'problem'
  | 'nothing'
  | 'manual'
  | 'connection-invited'
  | 'connection-made'
  | 'connection-accepted'
  | 'connection-declined'
  | 'connection-revoked'
  | 'connection-renamed'
  | 'connection-paused'
  | 'connection-resumed'
  | 'connection-ended'
  | 'site-removed'
  | 'site-switched-off'
  | 'site-back'
  | 'users-changed'
  | 'contract-created'
  | 'contract-renamed'
  | 'contract-removed'
  | 'half-saved'
  | 'half-enabled'
  | 'half-disabled'
  | 'offer-changed';

export type Activity = {
  readonly id: string;
  readonly at: string;
  readonly connection: string | null;
  readonly contract: string | null;
  readonly link: string | null;
  readonly kind: ActivityKind;
  readonly text: string;
  readonly keys: { readonly master: string | null; readonly provider: string | null };
  readonly actor: string | null;
  readonly contractName: string | null;
  readonly actorName: string | null;
};

export type Preview = {
  readonly link: string | null;
  readonly why: string | null;
  readonly plan: {
    readonly operations: readonly {
      readonly side: Side;
      readonly kind: string;
      readonly what: string;
      readonly fields: readonly { readonly name: string; readonly value: string | null }[];
    }[];
    readonly settled: readonly string[];
  } | null;
  readonly requests: readonly {
    readonly side: Side;
    readonly method: string;
    readonly path: string | null;
    readonly body: unknown;
    readonly note: string | null;
  }[];
  readonly skipped: readonly { readonly subject: string; readonly code: string; readonly reason: string }[];
  readonly conflicts: readonly {
    readonly subject: string;
    readonly rule: ConflictRule;
    readonly winner: Side | null;
    readonly values: { readonly master: string; readonly provider: string };
  }[];
  readonly problems: readonly {
    readonly subject: string;
    readonly code: string;
    readonly cause: string;
    readonly remedy: string;
  }[];
};

export type Queued = { readonly queued: true };

export type ProjectEntry = { readonly id: string; readonly key: string; readonly name: string };

export type Person = { readonly accountId: string; readonly name: string };

export type IssueLine = {
  readonly id: string;
  readonly key: string;
  readonly summary: string;
  readonly type: string;
  readonly status: string;
};

export type Project = {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly issueTypes: readonly {
    readonly id: string;
    readonly name: string;
    readonly subtask: boolean;
    readonly statuses: readonly {
      readonly id: string;
      readonly name: string;
      readonly category: 'new' | 'indeterminate' | 'done' | 'undefined';
    }[];
  }[];
};

export type FieldOption = { readonly id: string; readonly label: string; readonly children: readonly FieldOption[] };

export type Field = {
  readonly id: string;
  readonly name: string;
  readonly type: FieldType;
  readonly custom: boolean;
  readonly options: readonly FieldOption[] | null;
  readonly maxLength: number | null;
  readonly required: boolean;
};

export type IssuePair = { readonly mine: string; readonly theirs: string };

export type BulkRequest =
  | { readonly kind: 'create'; readonly jql: string }
  | { readonly kind: 'link'; readonly jql: string; readonly keyField: string }
  | { readonly kind: 'link'; readonly pairs: readonly IssuePair[] };

export type Forecast = {
  readonly issues: number;
  readonly asked: number;
  readonly alreadyLinked: number;
  readonly outOfScope: number;
  readonly withoutMatch: number;
  readonly unmatched: readonly { readonly issue: string; readonly reason: string }[];
  readonly calls: number;
  readonly minutes: number;
  readonly sample: readonly string[];
};

export type BulkRun = {
  readonly id: string;
  readonly contract: string;
  readonly kind: 'create' | 'link';
  readonly state: 'running' | 'paused' | 'asked' | 'stopped' | 'finished';
  readonly gathered: boolean;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  readonly awaiting: number;
  readonly failures: readonly { readonly issue: string; readonly cause: string; readonly remedy: string }[];
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly authorName: string | null;
  readonly minutesLeft: number | null;
  readonly waitsFor: string | null;
};

export type PairRequest = {
  readonly id: string;
  readonly run: string | null;
  readonly own: string;
  readonly partner: string;
  readonly issue:
    | null
    | { readonly is: 'found'; readonly key: string; readonly summary: string }
    | { readonly is: 'none' | 'hidden' | 'unknown' };
  readonly askedAt: string;
  readonly authorName: string | null;
};

import type { ConflictDraft, Operation, PerSide, ProblemDraft, Side } from '../../core/model';

/** Something went from one side to the other: an operation that was carried out. */
export const CHANGE_KINDS = [
  'ensureIssue',
  'setFields',
  'ensureComment',
  'removeComment',
  'ensureAttachment',
  'removeAttachment',
  'transition',
  'removeIssue',
] as const satisfies readonly Operation['kind'][];

/** What an entry is about. */
export const ACTIVITY_KINDS = [
  ...CHANGE_KINDS,
  'conflict',
  'problem',
  'nothing',
  'manual',
  'connection-invited',
  'connection-made',
  'connection-accepted',
  'connection-declined',
  'connection-revoked',
  'connection-renamed',
  'connection-paused',
  'connection-resumed',
  'connection-ended',
  'site-removed',
  'site-switched-off',
  'site-back',
  'users-changed',
  'contract-created',
  'contract-renamed',
  'contract-removed',
  'half-saved',
  'half-enabled',
  'half-disabled',
  'offer-changed',
] as const;

export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export interface ActivityEntry {
  readonly id: string;
  readonly at: string;
  readonly connectionId: string | null;
  readonly contractId: string | null;
  readonly linkId: string | null;
  /** The side whose admins may read it; null for both. Text of a side names only what that side may see. */
  readonly side: Side | null;
  readonly kind: ActivityKind;
  /** In words a Jira user understands. No issue text. */
  readonly text: string;
  readonly keys: { readonly master: string | null; readonly provider: string | null };
  /** Account id of the person who did it, for admin acts. */
  readonly actor: string | null;
}

export interface Activity {
  append(entries: readonly Omit<ActivityEntry, 'id'>[]): Promise<void>;
  search(filter: {
    readonly connectionIds: readonly string[];
    readonly contractId?: string;
    readonly linkId?: string;
    readonly issueKey?: string;
    readonly kinds?: readonly ActivityKind[];
    /** From this time on, and before that one (ISO). */
    readonly from?: string;
    readonly to?: string;
    /** Only entries that came after the one with this id. */
    readonly since?: string;
    /** Only entries that came before the one with this id, or before this time. */
    readonly before?: string;
    readonly limit: number;
  }): Promise<readonly ActivityEntry[]>;
  /** When something last went across, by connection (ISO). */
  lastChanges(connectionIds: readonly string[]): Promise<Readonly<Record<string, string>>>;
}

export interface Problem extends ProblemDraft {
  readonly id: string;
  readonly contractId: string;
  readonly linkId: string | null;
  readonly openedAt: string;
  readonly resolvedAt: string | null;
}

export interface Problems {
  /** Opens it, or keeps the one that is open for the same (link, facet, code). Returns its id. */
  open(contractId: string, linkId: string | null, draft: ProblemDraft, at: Date): Promise<string>;
  /** All of the facet but the one named. */
  resolveFacet(linkId: string, facet: string, at: Date, except?: string): Promise<void>;
  resolve(id: string, at: Date): Promise<void>;
  find(id: string): Promise<Problem | null>;
  listOpen(
    contractIds: readonly string[],
    limit: number,
    filter?: { readonly linkId?: string | null; readonly code?: string; readonly facet?: string },
  ): Promise<readonly Problem[]>;
  listForLink(linkId: string): Promise<readonly Problem[]>;
  /** By contract and by the side that can solve them; contracts without are left out. */
  countOpen(contractIds: readonly string[]): Promise<Readonly<Record<string, PerSide<number>>>>;
  /** Of both sides, under all contracts of the site that both sites still have. */
  countOpenForSite(siteId: string): Promise<number>;
}

export type Choice = Side | 'both';

export interface ConflictRecord extends ConflictDraft {
  readonly id: string;
  readonly linkId: string;
  readonly contractId: string;
  readonly at: string;
  /** What a person chose; null where nobody did. */
  readonly chosen: Choice | null;
}

export interface Conflicts {
  record(contractId: string, linkId: string, draft: ConflictDraft, at: Date): Promise<string>;
  find(id: string): Promise<ConflictRecord | null>;
  /** Open `ask` conflicts and the decided ones, newest first. */
  list(contractIds: readonly string[], limit: number): Promise<readonly ConflictRecord[]>;
  /** Latest open `ask` conflict of a facet. */
  findOpen(linkId: string, facet: string): Promise<ConflictRecord | null>;
  /** Latest conflict of a facet, decided or not. */
  findLatest(linkId: string, facet: string): Promise<ConflictRecord | null>;
  /** `seen`: what was chosen when the person looked. False on a race, and where it stands so already. */
  choose(id: string, choice: Choice, seen: Choice | null): Promise<boolean>;
  /** Conflicts that nobody has decided, by contract; contracts without are left out. */
  countOpen(contractIds: readonly string[]): Promise<Readonly<Record<string, number>>>;
  /** Under all contracts of the site that both sites still have. */
  countOpenForSite(siteId: string): Promise<number>;
  countOpenForLink(linkId: string): Promise<number>;
}

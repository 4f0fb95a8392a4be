import { type CommentSnapshot, type FieldMeta, type StatusRef } from '../../src/core/model';
import {
  type IssueFinding,
  type IssueHead,
  type Jira,
  JiraError,
  type JiraSite,
  type ProjectMeta,
} from '../../src/sync/ports';

const STATUSES: readonly StatusRef[] = [
  { id: '1', name: 'Open', category: 'new' },
  { id: '2', name: 'In Progress', category: 'indeterminate' },
  { id: '3', name: 'Resolved', category: 'done' },
];

export const fieldMeta = (id: string, more: Partial<FieldMeta> = {}): FieldMeta => ({
  id,
  name: id,
  type: 'text',
  custom: id.startsWith('customfield_'),
  options: null,
  maxLength: 255,
  required: id === 'summary',
  ...more,
});

/** The metadata side of one Jira site, with rights and a few issues; what it was asked to write is kept. */
export class FakeJiraSite {
  readonly projects = new Map<string, { meta: ProjectMeta; fields: FieldMeta[] }>();
  readonly issues = new Map<string, IssueHead & { readonly comments: readonly string[]; readonly matches: boolean }>();
  readonly admins = new Set<string>(['admin']);
  readonly viewers = new Set<string>(['admin', 'agent']);
  /** Issues, by id, that a viewer may not browse all the same. */
  readonly hiddenFrom = new Map<string, ReadonlySet<string>>();
  /** How often it was asked what somebody may browse. */
  sightsAsked = 0;
  readonly shared: { readonly commentId: string; readonly shared: boolean }[] = [];
  /** Who may write comments, of those who see an issue. */
  readonly commenters = new Set<string>(['admin', 'agent']);
  /** Who may edit issues, of those who see them. */
  readonly editors = new Set<string>(['admin', 'agent']);
  /** Names of accounts that Jira knows. */
  readonly names = new Map<string, string>([
    ['admin', 'Ada Admin'],
    ['agent', 'Ben Agent'],
  ]);
  /** Who administers projects, without administering Jira. */
  readonly projectAdmins = new Set<string>();
  /** Comments with a text, a restriction or a mark of ours, by id. */
  readonly commentMore = new Map<string, Partial<CommentSnapshot>>();
  readonly jqlFaults: string[] = [];
  /** How often remembered metadata was dropped. */
  forgotten = 0;
  /** When set, every call but those about rights fails so. */
  down: JiraError | null = null;

  constructor(readonly siteId: string) {}

  addProject(key: string, fields: readonly FieldMeta[], types: readonly string[] = ['Bug', 'Task']): this {
    const issueTypes = types.map((name, index) => ({ id: `${index + 1}`, name, subtask: false, statuses: STATUSES }));
    const meta = { id: `${this.projects.size + 10_000}`, key, name: `Project ${key}`, issueTypes };
    this.projects.set(key, { meta, fields: [...fields] });
    return this;
  }

  addIssue(id: string, key: string, more: { comments?: string[]; matches?: boolean; issueType?: string } = {}): this {
    const at = '2026-01-01T00:00:00.000Z';
    const projectKey = key.replace(/-\d+$/, '');
    const { comments = [], matches = true, issueType = 'Bug' } = more;
    this.issues.set(id, { id, key, created: at, updated: at, issueType, projectKey, comments, matches });
    return this;
  }

  private issue(idOrKey: string) {
    return this.issues.get(idOrKey) ?? [...this.issues.values()].find(({ key }) => key === idOrKey) ?? null;
  }

  /** What a field of an issue holds, as plain text, by issue id. */
  readonly fieldTexts = new Map<string, string>();

  private finding(issue: IssueHead): IssueFinding {
    const { id, key, projectKey, issueType } = issue;
    const text = this.fieldTexts.get(id) ?? '';
    return { id, key, projectKey, issueType, secured: false, createdFor: null, text };
  }

  /** Who can be searched for, by a word of the name. */
  readonly found: { readonly accountId: string; readonly name: string }[] = [];

  private usersFor(query: string) {
    const words = query.toLowerCase().split(/\W+/);
    const named = this.found.filter(({ name }) => words.some((word) => name.toLowerCase().includes(word)));
    return this.found.length > 0 ? named : [{ accountId: 'user-1', name: `Somebody ${query}` }];
  }

  private async up<T>(value: () => T): Promise<T> {
    if (this.down) throw this.down;
    return Promise.resolve(value());
  }

  port(): JiraSite {
    const unused = (): never => {
      throw new Error('not part of this fake');
    };
    const { projects } = this;
    return {
      siteId: this.siteId,
      project: (key) => this.up(() => projects.get(key)?.meta ?? null),
      projects: (query, limit) =>
        this.up(() => {
          const found = [...projects.values()]
            .map(({ meta: { id, key, name } }) => ({ id, key, name }))
            .filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()));
          return { projects: found.slice(0, limit), total: found.length };
        }),
      catalog: (key) =>
        this.up(() => Object.fromEntries((projects.get(key)?.fields ?? []).map((field) => [field.id, field]))),
      people: (accountIds) =>
        this.up(() =>
          accountIds.flatMap((accountId) => {
            const name = this.names.get(accountId);
            return name === undefined ? [] : [{ accountId, name }];
          }),
        ),
      pickIssues: (accountId, { query, projectKey }, limit) =>
        this.up(() =>
          [...this.issues.values()]
            .filter((issue) => projectKey === null || issue.projectKey === projectKey)
            .filter(({ key }) => key.includes(query) && this.viewers.has(accountId))
            .map(({ id, key, issueType }) => ({ id, key, summary: `Issue ${key}`, type: issueType, status: 'Open' }))
            .slice(0, limit),
        ),
      // The fake reads no JQL: those that match are those that match anything.
      survey: (_jql, { limit, after }) =>
        this.up(() => {
          const from = Number(after ?? 0);
          const all = [...this.issues.values()].filter(({ matches }) => matches);
          const found = all.slice(from, from + limit).map((issue) => this.finding(issue));
          return { found, next: from + limit < all.length ? String(from + limit) : null };
        }),
      findIssues: (asked) =>
        this.up(
          () =>
            new Map(
              asked.flatMap((name): [string, IssueFinding][] => {
                const issue = this.issue(name);
                return issue ? [[name, this.finding(issue)]] : [];
              }),
            ),
        ),
      matching: (ids) => this.up(() => ids.filter((id) => this.issue(id)?.matches ?? false)),
      countIssues: () => this.up(() => this.issues.size),
      mayEdit: (accountId) => this.up(() => this.viewers.has(accountId) && this.editors.has(accountId)),
      users: (query) => this.up(() => this.usersFor(query)),
      // Cached in earnest, so it outlives a short outage.
      administers: (accountId) => Promise.resolve(this.admins.has(accountId)),
      browses: (accountId, id) =>
        this.up(() => this.viewers.has(accountId) && !this.hiddenFrom.get(accountId)?.has(id)),
      browsing: (accountId, issueIds) =>
        this.up(() => {
          this.sightsAsked += 1;
          const may = this.viewers.has(accountId);
          return new Set(issueIds.filter((id) => may && !this.hiddenFrom.get(accountId)?.has(id)));
        }),
      administersProject: (accountId) => this.up(() => this.projectAdmins.has(accountId)),
      mayComment: (accountId) => this.up(() => this.viewers.has(accountId) && this.commenters.has(accountId)),
      checkJql: () => this.up(() => [...this.jqlFaults]),
      findIssue: (idOrKey) => this.up(() => this.issue(idOrKey)),
      matchesJql: (id) => this.up(() => this.issue(id)?.matches ?? false),
      shareComment: (commentId, shared) => this.up(() => void this.shared.push({ commentId, shared })),
      readIssue: (id, want) =>
        this.up(() => {
          const issue = this.issue(id);
          if (!issue) return { state: 'gone', why: 'deleted' };
          return {
            state: 'present',
            snapshot: {
              issueId: issue.id,
              key: issue.key,
              projectKey: issue.projectKey,
              issueType: issue.issueType,
              status: { id: '1', name: 'Open', category: 'new' },
              created: issue.created,
              updated: issue.updated,
              secured: false,
              fields: {},
              attachments: [],
              createdFor: null,
              matchesJql: true,
              comments: issue.comments.map((commentId) => ({
                id: commentId,
                author: { accountId: 'user-1', name: 'Somebody' },
                body: { type: 'doc', version: 1, content: [] },
                created: issue.created,
                updated: issue.created,
                internal: false,
                restricted: false,
                marked: want.commentMarks
                  ? (this.shared.findLast((mark) => mark.commentId === commentId)?.shared ?? false)
                  : null,
                writtenFor: null,
                mirrors: null,
                ...this.commentMore.get(commentId),
              })),
            },
          };
        }),
      forget: () => void (this.forgotten += 1),
      mediaIds: unused,
      perform: unused,
      describe: unused,
      heads: unused,
      headsOf: unused,
      statusHistory: unused,
      options: unused,
      existingUsers: unused,
      reportAccounts: unused,
      myself: unused,
      openAttachment: unused,
    };
  }
}

export const fakeJira = (sites: ReadonlyMap<string, FakeJiraSite>): Jira => ({
  on: (siteId) => {
    const site = sites.get(siteId);
    if (!site) throw new JiraError({ kind: 'unauthorised', detail: 'no such site' });
    return Promise.resolve(site.port());
  },
});

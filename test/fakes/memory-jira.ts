import {
  type AttachmentSnapshot,
  type CommentSnapshot,
  EMPTY,
  type Failure,
  type FieldCatalog,
  type FieldMeta,
  type FieldWrite,
  type HiddenBy,
  type HistoryItem,
  type Operation,
  type Receipt,
  type SideState,
  type Snapshot,
  type Value,
} from '../../src/core/model';
import { printOf } from '../../src/core/map';
import {
  type AccountReport,
  type AccountsAnswer,
  type IssueFinding,
  type Jira,
  JiraError,
  type JiraSite,
  type PerformContext,
  StoppedOnTheWay,
} from '../../src/sync/ports';

/** A Jira at the level of snapshots, for tests of the pipeline: it counts calls and fails on demand. */
export class MemoryJiraSite {
  readonly issues = new Map<string, Snapshot>();
  readonly calls: string[] = [];
  /** What happened to each issue since it was made. */
  private readonly histories = new Map<string, HistoryItem[]>();
  /** Called right after an issue was made for a link: automation is as quick as that. */
  onCreated: (issueId: string) => void = () => undefined;
  /** Failures to come, by call name (`readIssue`, `ensureComment`, ...), first in first out. */
  readonly faults: { call: string; failure: Failure; after: boolean; well?: number }[] = [];
  /** What always goes wrong: a failure of Jira's, or an error that nobody expects. */
  breaks: (call: string, operation: Operation | null) => Failure | Error | null = () => null;
  /** The same for reading one issue. */
  breaksIssue: (issueId: string) => Failure | Error | null = () => null;
  /** The status in which a transition is left, because there is no way on from there. */
  stopsAt: string | null = null;
  /** Jira's words for a field that it never takes. */
  refuses: (fieldId: string, write: FieldWrite) => string | null = () => null;
  catalogFields: FieldCatalog = {};
  jqlMatches = true;
  /** What Atlassian says of accounts that are reported, and how people are called now. */
  accountStatus: Readonly<Record<string, 'closed' | 'updated'>> = {};
  names: Readonly<Record<string, string>> = {};
  readonly moved = new Map<string, { from: string; to: string; at: string }[]>();
  readonly reports: (readonly AccountReport[])[] = [];
  private nextId = 1;
  private ticks = 0;

  constructor(
    readonly siteId: string,
    readonly prefix: string,
    private readonly own: string,
  ) {}

  fail(call: string, failure: Failure, after = false): void {
    this.faults.push({ call, failure, after });
  }

  /** The same, after so many calls that go well. */
  failAfter(call: string, well: number, failure: Failure): void {
    this.faults.push({ call, failure, after: false, well });
  }

  field(meta: Partial<FieldMeta> & { id: string }): this {
    const whole = {
      name: meta.id,
      type: 'text',
      custom: false,
      options: null,
      maxLength: null,
      required: false,
      ...meta,
    };
    this.catalogFields = { ...this.catalogFields, [meta.id]: whole as FieldMeta };
    return this;
  }

  private id(): string {
    return String(10_000 + this.nextId++);
  }

  /** Jira's clock; without one each change comes a second after the last. */
  clock: (() => Date) | null = null;
  readonly searches: string[] = [];
  /** What the looks of the sweep cost: one for a call, one for each issue. */
  points = 0;

  private now(): Date {
    return this.clock?.() ?? new Date(Date.UTC(2026, 0, 1, 0, 0, this.ticks));
  }

  private time(): string {
    if (this.clock) return this.clock().toISOString();
    this.ticks += 1;
    return new Date(Date.UTC(2026, 0, 1, 0, 0, this.ticks)).toISOString();
  }

  create(partial: Partial<Snapshot> & { projectKey: string }): Snapshot {
    const id = this.id();
    const at = this.time();
    const issue: Snapshot = {
      issueId: id,
      key: `${partial.projectKey}-${id}`,
      issueType: 'Bug',
      status: { id: '1', name: 'Open', category: 'new' },
      created: at,
      updated: at,
      secured: false,
      fields: {},
      comments: [],
      attachments: [],
      createdFor: null,
      matchesJql: true,
      ...partial,
    };
    this.issues.set(id, issue);
    return issue;
  }

  private readonly hiddenBy = new Map<string, HiddenBy>();

  /** The app does not see the issue any more; people do. */
  hide(issueId: string, by: HiddenBy): void {
    this.hiddenBy.set(issueId, by);
  }

  show(issueId: string): void {
    this.hiddenBy.delete(issueId);
  }

  edit(issueId: string, change: Partial<Snapshot>, own = false): void {
    const issue = this.must(issueId);
    const next = { ...issue, ...change, updated: this.time() };
    this.issues.set(issueId, next);
    this.histories.set(issueId, [...(this.histories.get(issueId) ?? []), ...historyOf(issue, next, own)]);
  }

  setField(issueId: string, fieldId: string, value: Value): void {
    this.edit(issueId, { fields: { ...this.must(issueId).fields, [fieldId]: value } });
  }

  must(issueId: string): Snapshot {
    const issue = this.issues.get(issueId);
    if (!issue) throw new JiraError({ kind: 'gone', detail: 'no such issue' });
    return issue;
  }

  port(): JiraSite {
    const unused = (): never => {
      throw new Error('not part of this test');
    };
    return {
      siteId: this.siteId,
      readIssue: (issueId, { history }) =>
        this.run('readIssue', () => {
          this.throwIf(this.breaksIssue(issueId));
          return this.read(issueId, history === true);
        }),
      matchesJql: () => this.run('matchesJql', () => this.jqlMatches),
      mediaIds: () => Promise.resolve({}),
      perform: async (operation, context) => {
        if (operation.kind === 'ensureIssue') await context.attempting?.();
        return this.run(operation.kind, () => this.perform(operation, context), operation);
      },
      describe: () => Promise.resolve([]),
      heads: (jql, page) => this.run('heads', () => this.searched(jql, page)),
      headsOf: (ids) => this.run('headsOf', () => this.headsOf(ids)),
      survey: (_jql, page) => this.run('survey', () => this.survey(page)),
      findIssues: (asked) => this.run('findIssues', () => this.findIssues(asked)),
      matching: (ids) => this.run('matching', () => (this.jqlMatches ? ids : [])),
      countIssues: () => this.run('countIssues', () => this.issues.size),
      findIssue: (id) => Promise.resolve(this.headOf(id)),
      statusHistory: (id, since) => this.run('statusHistory', () => this.moves(id, since)),
      catalog: () => Promise.resolve(this.catalogFields),
      existingUsers: () => Promise.resolve([]),
      projects: unused,
      project: () => Promise.resolve(null),
      options: unused,
      users: unused,
      people: (ids) =>
        Promise.resolve(ids.flatMap((accountId) => ({ accountId, name: this.names[accountId] ?? accountId }))),
      pickIssues: unused,
      mayEdit: unused,
      administers: unused,
      administersProject: unused,
      browses: unused,
      browsing: unused,
      mayComment: unused,
      reportAccounts: (accounts) => this.run('reportAccounts', () => this.reported(accounts)),
      myself: unused,
      checkJql: () => this.run('checkJql', () => []),
      shareComment: unused,
      openAttachment: unused,
      forget: () => void this.calls.push('forget'),
    };
  }

  private moves(issueId: string, since: string) {
    return (this.moved.get(issueId) ?? []).filter(({ at }) => at >= since);
  }

  private reported(accounts: readonly AccountReport[]): AccountsAnswer {
    this.reports.push(accounts);
    const withStatus = (status: 'closed' | 'updated') =>
      accounts.map(({ accountId }) => accountId).filter((id) => this.accountStatus[id] === status);
    return { closed: withStatus('closed'), updated: withStatus('updated'), cycleMs: null };
  }

  private findingOf(issue: Snapshot, field: string | null): IssueFinding {
    const { issueId, key, projectKey, issueType, secured, createdFor } = issue;
    const value = field === null ? undefined : issue.fields[field];
    const text = value?.kind === 'text' ? value.text : '';
    return { id: issueId, key, projectKey, issueType, secured, createdFor, text };
  }

  /** Every issue that a person made, whatever the JQL says. */
  private survey({ field, limit, after }: Parameters<JiraSite['survey']>[1]) {
    const from = Number(after ?? 0);
    const all = [...this.issues.values()].filter(({ createdFor }) => createdFor === null);
    const found = all.slice(from, from + limit).map((issue) => this.findingOf(issue, field));
    return { found, next: from + limit < all.length ? String(from + limit) : null };
  }

  private findIssues(asked: readonly string[]): ReadonlyMap<string, IssueFinding> {
    const byName = new Map(
      [...this.issues.values()]
        .filter(({ issueId }) => !this.hiddenBy.has(issueId))
        .flatMap((issue) => [issue.issueId, issue.key].map((name) => [name, issue])),
    );
    return new Map(
      asked.flatMap((name): [string, IssueFinding][] => {
        const issue = byName.get(name);
        return issue ? [[name, this.findingOf(issue, null)]] : [];
      }),
    );
  }

  /** Issues updated in the last minutes, as the JQL says, newest first; every page is searched anew. */
  private searched(jql: string, { limit, after }: Parameters<JiraSite['heads']>[1]) {
    this.searches.push(jql);
    const minutes = /updated >= -(\d+)m ORDER BY updated DESC$/.exec(jql)?.[1];
    if (minutes === undefined) throw new Error(`not a search of the sweep: ${jql}`);
    const since = new Date(this.now().getTime() - Number(minutes) * 60_000).toISOString();
    const all = [...this.issues.values()]
      .filter(({ updated, issueId }) => updated >= since && !this.hiddenBy.has(issueId))
      .sort((one, two) => (one.updated < two.updated ? 1 : one.updated > two.updated ? -1 : 0));
    const from = Number(after ?? 0);
    const heads = all.slice(from, from + limit).flatMap(({ issueId }) => this.headOf(issueId) ?? []);
    this.points += 1 + heads.length;
    return { heads, next: from + limit < all.length ? String(from + limit) : null };
  }

  private headsOf(ids: readonly string[]) {
    this.points += Math.ceil(ids.length / 100) + ids.length;
    const heads = ids.flatMap((id) => (this.hiddenBy.has(id) ? [] : (this.headOf(id) ?? [])));
    return new Map(heads.map((head) => [head.id, head]));
  }

  private headOf(id: string) {
    const issue = this.issues.get(id);
    if (!issue) return null;
    const { issueId, key, created, updated, issueType, projectKey } = issue;
    return { id: issueId, key, created, updated, issueType, projectKey };
  }

  private throwIf(broken: Failure | Error | null): void {
    if (broken instanceof Error) throw broken;
    if (broken !== null) throw new JiraError(broken, {}, this.siteId);
  }

  private async run<T>(call: string, work: () => T, operation: Operation | null = null): Promise<T> {
    await Promise.resolve();
    this.calls.push(call);
    this.throwIf(this.breaks(call, operation));
    const next = this.faults.find((fault) => fault.call === call);
    const waits = next?.well !== undefined && next.well > 0;
    if (next?.well !== undefined) next.well -= 1;
    const index = waits ? -1 : this.faults.findIndex((fault) => fault.call === call);
    const fault = index < 0 ? undefined : this.faults.splice(index, 1)[0];
    if (fault && !fault.after) throw new JiraError(fault.failure, {}, this.siteId);
    const result = work();
    if (fault) throw new JiraError(fault.failure, {}, this.siteId);
    return result;
  }

  private read(issueId: string, asked: boolean): SideState {
    const by = this.hiddenBy.get(issueId);
    if (by !== undefined) return { state: 'gone', why: 'hidden', by };
    const snapshot = this.issues.get(issueId);
    if (!snapshot) return { state: 'gone', why: 'deleted' };
    const history = this.histories.get(issueId) ?? [];
    return { state: 'present', snapshot: asked ? { ...snapshot, history } : snapshot };
  }

  private perform(operation: Operation, context: PerformContext): Receipt {
    switch (operation.kind) {
      case 'ensureIssue':
        return this.ensureIssue(operation, context);
      case 'setFields': {
        const refused = this.refusedOf(operation.fields);
        const taken = operation.fields.filter(({ fieldId }) => refused[fieldId] === undefined);
        const fields = this.written(operation.issueId, taken);
        if (taken.length > 0) this.edit(operation.issueId, { fields }, true);
        return { kind: 'fields', fields, refused };
      }
      case 'ensureComment':
        return this.ensureComment(operation, context);
      case 'removeComment': {
        const issue = this.must(operation.issueId);
        this.edit(issue.issueId, { comments: issue.comments.filter(({ id }) => id !== operation.commentId) });
        return { kind: 'removed' };
      }
      case 'ensureAttachment':
        return this.ensureAttachment(operation, context);
      case 'removeAttachment': {
        const issue = this.must(operation.issueId);
        this.edit(issue.issueId, { attachments: issue.attachments.filter(({ id }) => id !== operation.attachmentId) });
        return { kind: 'removed' };
      }
      case 'transition':
        if (this.stopsAt !== null) {
          this.edit(operation.issueId, { status: { id: '8', name: this.stopsAt, category: 'new' } });
          const error = new JiraError({ kind: 'noWay', detail: 'no way' }, {}, this.siteId);
          throw new StoppedOnTheWay(error, this.stopsAt, error);
        }
        this.edit(
          operation.issueId,
          { status: { id: '9', name: operation.toStatus, category: 'indeterminate' } },
          true,
        );
        return { kind: 'status', status: operation.toStatus };
      case 'removeIssue':
        this.issues.delete(operation.issueId);
        return { kind: 'removed' };
    }
  }

  private written(issueId: string, writes: readonly FieldWrite[]): Readonly<Record<string, Value>> {
    const fields = { ...this.must(issueId).fields };
    for (const write of writes) {
      if (write.mode === 'set') fields[write.fieldId] = write.value;
      if (write.mode === 'elements') {
        const now = fields[write.fieldId] ?? EMPTY;
        const labels = now.kind === 'options' ? now.labels : [];
        const kept = labels.filter((label) => !write.remove.includes(label));
        const next = [...new Set([...kept, ...write.add])];
        fields[write.fieldId] = next.length === 0 ? EMPTY : { kind: 'options', labels: next };
      }
    }
    return fields;
  }

  private refusedOf(writes: readonly FieldWrite[]): Readonly<Record<string, string>> {
    return Object.fromEntries(
      writes.flatMap((write): [string, string][] => {
        const words = this.refuses(write.fieldId, write);
        return words === null ? [] : [[write.fieldId, words]];
      }),
    );
  }

  private ensureIssue(operation: Extract<Operation, { kind: 'ensureIssue' }>, context: PerformContext): Receipt {
    const marked = [...this.issues.values()].find(({ createdFor }) => createdFor === context.linkId);
    const issue =
      (operation.lookFirst && marked) ||
      this.create({ projectKey: operation.project, issueType: operation.issueType, createdFor: context.linkId });
    if (issue !== marked) {
      this.issues.set(issue.issueId, { ...issue, fields: this.written(issue.issueId, operation.fields) });
      this.onCreated(issue.issueId);
    }
    const { fields, status, issueId, key } = this.must(issue.issueId);
    return { kind: 'issue', issueId, key, fields, status: status.name, found: issue === marked };
  }

  private ensureComment(operation: Extract<Operation, { kind: 'ensureComment' }>, context: PerformContext): Receipt {
    const issue = this.must(operation.issueId);
    const mirrors = operation.sourceCommentId;
    const existing = issue.comments.find(
      ({ id, mirrors: of }) => id === operation.commentId || (operation.lookFirst && of === mirrors),
    );
    const at = this.time();
    const comment: CommentSnapshot = {
      id: existing?.id ?? this.id(),
      author: { accountId: this.own, name: 'Accord' },
      body: operation.body,
      created: existing?.created ?? at,
      updated: at,
      internal: operation.internal,
      restricted: operation.visibility !== null,
      marked: null,
      writtenFor: context.linkId,
      mirrors,
    };
    const others = issue.comments.filter(({ id }) => id !== comment.id);
    this.edit(issue.issueId, { comments: [...others, comment] });
    return { kind: 'comment', commentId: comment.id, body: comment.body };
  }

  private ensureAttachment(
    operation: Extract<Operation, { kind: 'ensureAttachment' }>,
    context: PerformContext,
  ): Receipt {
    const issue = this.must(operation.issueId);
    const bytes = 'bytes' in operation.from ? operation.from.bytes : operation.from.text.length;
    const file: AttachmentSnapshot = {
      id: this.id(),
      name: operation.name,
      bytes,
      mimeType: operation.mimeType,
      created: this.time(),
      author: { accountId: this.own, name: 'Accord' },
      mediaId: null,
      writtenFor: context.linkId,
    };
    this.edit(issue.issueId, { attachments: [...issue.attachments, file] });
    return { kind: 'attachment', attachmentId: file.id, mediaId: null, bytes };
  }
}

const textOf = (value: Value | undefined): string | null =>
  value === undefined || value.kind === 'empty' ? null : printOf(value).print;

const historyOf = (before: Snapshot, after: Snapshot, own: boolean): HistoryItem[] => {
  const item = (fieldId: string, from: string | null, to: string | null): HistoryItem[] =>
    from === to ? [] : [{ fieldId, from: { id: null, text: from }, to: { id: null, text: to }, own }];
  const ids = [...new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])];
  return [
    ...ids.flatMap((id) => item(id, textOf(before.fields[id]), textOf(after.fields[id]))),
    ...item('status', before.status.name, after.status.name),
    ...item('issuetype', before.issueType, after.issueType),
  ];
};

export const memoryJira = (sites: readonly MemoryJiraSite[]): Jira => ({
  on: (siteId) => {
    const site = sites.find((each) => each.siteId === siteId);
    return site ? Promise.resolve(site.port()) : Promise.reject(new Error(`no site ${siteId}`));
  },
});

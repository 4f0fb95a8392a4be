import { printOf, readField } from '../../src/core/map';
import {
  type AdfDoc,
  type AttachmentSnapshot,
  type CommentSnapshot,
  EMPTY,
  type FieldCatalog,
  type FieldWrite,
  type HistoryItem,
  type Operation,
  type Receipt,
  type Side,
  type SideState,
  type Snapshot,
  type Value,
} from '../../src/core/model';
import { aComment, aFile, aSnapshot, present } from '../builders';

/** What a Jira does to a value on its way in: trims, rounds, changes the case. */
export type Normalise = (fieldId: string, value: Value) => Value;

/** Jira is not willing: the fields of an operation that it refuses, by field id. */
export type Refuses = (fieldId: string) => string | null;

export class Gone extends Error {}

/** One Jira site with at most a few issues, at the level of snapshots. Every write counts the clock up. */
export class SimSide {
  readonly issues = new Map<string, Snapshot>();
  refuses: Refuses = () => null;
  /** What the create screen fills in where nothing is given. */
  defaults: Readonly<Record<string, Value>> = {};
  /** Called right after an issue was created for a link: automation is as quick as that. */
  onCreated: (issueId: string) => void = () => undefined;
  private readonly histories = new Map<string, HistoryItem[]>();
  private ticks = 0;
  private ids = 0;

  constructor(
    readonly side: Side,
    readonly catalog: FieldCatalog,
    readonly normalise: Normalise,
  ) {}

  private id(): string {
    this.ids += 1;
    return `${this.side === 'master' ? 1 : 2}${String(this.ids).padStart(4, '0')}`;
  }

  private now(): string {
    this.ticks += 1;
    return new Date(Date.UTC(2026, 0, 10, 0, 0, this.ticks)).toISOString();
  }

  make(more: Partial<Snapshot> = {}): string {
    const issueId = this.id();
    const fields = Object.fromEntries(
      Object.entries(more.fields ?? {}).map(([id, value]) => [id, this.normalise(id, value)]),
    );
    const at = this.now();
    this.issues.set(issueId, aSnapshot({ issueId, key: `P-${issueId}`, created: at, updated: at, ...more, fields }));
    return issueId;
  }

  state(issueId: string | undefined, asked = false): SideState {
    if (issueId === undefined) return { state: 'absent' };
    const snapshot = this.issues.get(issueId);
    if (snapshot === undefined) return { state: 'gone', why: 'deleted' };
    const history = asked ? { history: this.histories.get(issueId) ?? [] } : {};
    return present(structuredClone({ ...snapshot, ...history }));
  }

  private log(issueId: string, fieldId: string, [before, after]: readonly [string, string], own: boolean): void {
    if (before === after) return;
    const item = { fieldId, from: { id: null, text: before }, to: { id: null, text: after }, own };
    this.histories.set(issueId, [...(this.histories.get(issueId) ?? []), item]);
  }

  get(issueId: string): Snapshot {
    const snapshot = this.issues.get(issueId);
    if (snapshot === undefined) throw new Gone(issueId);
    return snapshot;
  }

  change(issueId: string, change: Partial<Snapshot>): void {
    this.issues.set(issueId, { ...this.get(issueId), ...change, updated: this.now() });
  }

  setField(issueId: string, fieldId: string, value: Value, own = false): void {
    const { fields } = this.get(issueId);
    const next = this.normalise(fieldId, value);
    this.log(issueId, fieldId, [printOf(fields[fieldId] ?? EMPTY).print, printOf(next).print], own);
    this.change(issueId, { fields: { ...fields, [fieldId]: next } });
  }

  move(issueId: string, name: string, own = false): void {
    this.log(issueId, 'status', [this.get(issueId).status.name, name], own);
    this.change(issueId, { status: { id: name, name, category: 'indeterminate' } });
  }

  comment(issueId: string, more: Partial<CommentSnapshot>): string {
    const [id, at] = [this.id(), this.now()];
    const comment = aComment(id, { created: at, updated: at, ...more });
    this.change(issueId, { comments: [...this.get(issueId).comments, comment] });
    return id;
  }

  editComment(issueId: string, id: string, body: AdfDoc): void {
    const updated = this.now();
    this.change(issueId, {
      comments: this.get(issueId).comments.map((each) => (each.id === id ? { ...each, body, updated } : each)),
    });
  }

  dropComment(issueId: string, id: string): void {
    this.change(issueId, { comments: this.get(issueId).comments.filter((each) => each.id !== id) });
  }

  attach(issueId: string, more: Partial<AttachmentSnapshot>): string {
    const [id, created] = [this.id(), this.now()];
    this.change(issueId, { attachments: [...this.get(issueId).attachments, aFile(id, { created, ...more })] });
    return id;
  }

  detach(issueId: string, id: string): void {
    this.change(issueId, { attachments: this.get(issueId).attachments.filter((each) => each.id !== id) });
  }

  private written(issueId: string, writes: readonly FieldWrite[]) {
    const refused: Record<string, string> = {};
    for (const write of writes) {
      const words = this.refuses(write.fieldId);
      if (words === null) this.setField(issueId, write.fieldId, this.valueOf(issueId, write), true);
      else refused[write.fieldId] = words;
    }
    return { fields: structuredClone(this.get(issueId).fields), refused };
  }

  private valueOf(issueId: string, write: FieldWrite): Value {
    switch (write.mode) {
      case 'set':
        return write.value;
      case 'raw': {
        const meta = this.catalog[write.fieldId];
        return meta === undefined ? EMPTY : readField(meta, write.json);
      }
      case 'elements': {
        const now = this.get(issueId).fields[write.fieldId] ?? EMPTY;
        const labels = now.kind === 'options' ? now.labels : [];
        const kept = labels.filter((label) => !write.remove.includes(label));
        return { kind: 'options', labels: [...new Set([...kept, ...write.add])] };
      }
    }
  }

  /** Carries out one operation as the Jira adapter promises to: safe to repeat. */
  perform(operation: Operation, linkId: string, known: ReadonlySet<string>): Receipt {
    switch (operation.kind) {
      case 'ensureIssue':
        return this.ensureIssue(operation, linkId);
      case 'setFields':
        return { kind: 'fields', ...this.written(operation.issueId, operation.fields) };
      case 'ensureComment':
        return this.ensureComment(operation, linkId);
      case 'removeComment':
        this.dropComment(operation.issueId, operation.commentId);
        return { kind: 'removed' };
      case 'ensureAttachment':
        return this.ensureAttachment(operation, known);
      case 'removeAttachment':
        this.detach(operation.issueId, operation.attachmentId);
        return { kind: 'removed' };
      case 'transition':
        this.move(operation.issueId, operation.toStatus, true);
        return { kind: 'status', status: operation.toStatus };
      case 'removeIssue':
        this.issues.delete(operation.issueId);
        return { kind: 'removed' };
    }
  }

  private ensureIssue(operation: Extract<Operation, { kind: 'ensureIssue' }>, linkId: string): Receipt {
    const marked = [...this.issues.values()].find(({ createdFor }) => createdFor === linkId);
    const found = operation.lookFirst && marked !== undefined;
    const issueId = found ? marked.issueId : this.make({ createdFor: linkId, issueType: operation.issueType });
    const { refused } = found ? { refused: {} } : this.born(issueId, operation.fields);
    const held = { fields: structuredClone(this.get(issueId).fields), refused };
    const { key, status } = this.get(issueId);
    return { kind: 'issue', issueId, key, status: status.name, found, ...held };
  }

  /** What comes with a creation stands in no history. */
  private born(issueId: string, writes: readonly FieldWrite[]) {
    const { refused } = this.written(issueId, writes);
    const given = writes.map(({ fieldId }) => fieldId).filter((id) => !(id in refused));
    for (const [id, value] of Object.entries(this.defaults)) if (!given.includes(id)) this.setField(issueId, id, value);
    this.histories.delete(issueId);
    this.onCreated(issueId);
    return { refused };
  }

  private ensureComment(operation: Extract<Operation, { kind: 'ensureComment' }>, linkId: string): Receipt {
    const { issueId, body, sourceCommentId, internal } = operation;
    const { comments } = this.get(issueId);
    const mine = comments.find(
      ({ id, mirrors }) => id === operation.commentId || (operation.lookFirst && mirrors === sourceCommentId),
    );
    if (mine === undefined && operation.commentId !== null) throw new Gone(operation.commentId);
    const commentId =
      mine?.id ?? this.comment(issueId, { writtenFor: linkId, mirrors: sourceCommentId, internal, body });
    if (mine !== undefined) this.editComment(issueId, commentId, body);
    return { kind: 'comment', commentId, body: structuredClone(body) };
  }

  private ensureAttachment(
    { issueId, from, name, lookFirst }: Extract<Operation, { kind: 'ensureAttachment' }>,
    known: ReadonlySet<string>,
  ): Receipt {
    const bytes = 'text' in from ? from.text.length : from.bytes;
    const author = { accountId: 'accord', name: 'Accord' };
    const isIt = (file: AttachmentSnapshot): boolean =>
      file.author.accountId === author.accountId && file.name === name && file.bytes === bytes && !known.has(file.id);
    const found = lookFirst ? this.get(issueId).attachments.find(isIt) : undefined;
    const attachmentId = found?.id ?? this.attach(issueId, { name, bytes, author });
    if ('text' in from && from.replaces !== null) this.detach(issueId, from.replaces);
    return { kind: 'attachment', attachmentId, mediaId: `media-${attachmentId}`, bytes };
  }

  /** The pipeline's own note that a file is ours: there is no mark on a file in Jira. */
  noteUpload(issueId: string, attachmentId: string, linkId: string): void {
    const { attachments } = this.get(issueId);
    const noted = attachments.map((each) => (each.id === attachmentId ? { ...each, writtenFor: linkId } : each));
    this.issues.set(issueId, { ...this.get(issueId), attachments: noted });
  }
}

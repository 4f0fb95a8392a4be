import { printOf } from './map';
import {
  type BaseValue,
  type ElementDelta,
  type FacetKey,
  type FacetState,
  type FieldWrite,
  type Link,
  type Newborn,
  type Operation,
  otherSide,
  type Parked,
  type PerSide,
  type Receipt,
  type SentValues,
  type Side,
  type Value,
  withSide,
} from './model';
import { facetsOf, printFor } from './plan/carried';
import { BLANK, close, facetOf, fileBase, ISSUE, rest, WORKFLOW } from './plan/facet';
import { meantBy, sentBases } from './plan/intent';
import { within } from './plan/ping-pong';
import { applyDelta, common, NO_DELTA, setBase, without } from './plan/set-base';

const withFacet = (link: Link, key: FacetKey, state: FacetState): Link => ({
  ...link,
  facets: { ...link.facets, [key]: state },
});

/** The facet waits with a problem until its value, the contract or an admin changes that. */
export const park = (
  link: Link,
  facet: FacetKey,
  problemId: string,
  print: string,
  versions: string,
  until?: string,
): Link => {
  const parked: Parked = { problemId, print, versions, ...(until === undefined ? {} : { until }) };
  return withFacet(link, facet, { ...facetOf(link, facet), parked });
};

/** Somebody asks for another try: it has as many as at first. */
export const unpark = (link: Link, facet: FacetKey): Link => {
  const { trouble: _trouble, ...state } = facetOf(link, facet);
  return withFacet(link, facet, { ...state, parked: null });
};

/** The facets of an operation failed on the way: they are tried again, no sooner than `notBefore`. */
export const troubled = (
  link: Link,
  operation: Operation,
  { counts, notBefore }: { readonly counts: boolean; readonly notBefore: string },
): Link =>
  facetsOf(operation).reduce((next, facet) => {
    const print = printFor(operation, facet);
    const tries = triesOf(next, facet, print) + (counts ? 1 : 0);
    return withFacet(next, facet, { ...facetOf(next, facet), trouble: { tries, notBefore, print } });
  }, link);

/** Our own move came to a stop on its way: where the issue was left is no move of that side's people. */
export const leftAt = (link: Link, operation: Operation, status: string): Link => {
  if (operation.kind !== 'transition') return link;
  const { side, facet } = operation;
  const state = facetOf(link, facet);
  const base = withSide<BaseValue | null>(state.base, side, textBase(status));
  return { ...withFacet(link, facet, { ...state, base }), lastStatus: withSide(link.lastStatus, side, status) };
};

/** How often in a row this very value failed. */
export const triesOf = (link: Link, facet: FacetKey, print: string): number => {
  const { trouble } = facetOf(link, facet);
  return trouble?.print === print ? trouble.tries : 0;
};

/** Whatever was the matter with an issue is over with the issue. */
const whole = (link: Link): Link => (link.facets[ISSUE] === undefined ? link : unpark(link, ISSUE));

const textBase = (text: string): BaseValue => printOf({ kind: 'text', text });

/** Folds what really happened into the link: each side's baseline becomes what that side really holds (law 4). */
export function settle(link: Link, operation: Operation, receipt: Receipt, at: string): Link {
  switch (operation.kind) {
    case 'ensureIssue':
      return receipt.kind === 'issue' ? settleIssue(link, operation, receipt, at) : link;
    case 'setFields':
      return receipt.kind === 'fields' ? settleFields(link, operation, operation.fields, receipt, at) : link;
    case 'ensureComment':
      return receipt.kind === 'comment' ? settleComment(link, operation, receipt) : link;
    case 'ensureAttachment':
      return receipt.kind === 'attachment' ? settleAttachment(link, operation, receipt) : link;
    case 'transition':
      return receipt.kind === 'status' ? settleStatus(link, operation, receipt, at) : link;
    case 'removeComment':
    case 'removeAttachment':
      return settleRemoval(link, operation);
    case 'removeIssue':
      return { ...whole(link), state: 'closed' };
  }
}

const settleRemoval = (
  link: Link,
  operation: Extract<Operation, { kind: 'removeComment' | 'removeAttachment' }>,
): Link => {
  const isAnew = operation.kind === 'removeComment' && operation.withdrawn === true;
  return withFacet(link, operation.facet, isAnew ? BLANK : close(facetOf(link, operation.facet)));
};

type EnsureIssue = Extract<Operation, { kind: 'ensureIssue' }>;
type IssueReceipt = Extract<Receipt, { kind: 'issue' }>;

interface Held {
  readonly fields: Readonly<Record<string, Value>>;
  readonly refused?: Readonly<Record<string, string>>;
}

function settleIssue(link: Link, operation: EnsureIssue, receipt: IssueReceipt, at: string): Link {
  const { side } = operation;
  const born: Link = {
    ...link,
    state: link.state === 'creating' ? 'active' : link.state,
    issues: withSide(link.issues, side, { id: receipt.issueId, key: receipt.key }),
    createIntent: null,
    newborn: newbornOf(link, operation, receipt),
    lastStatus: withSide(link.lastStatus, side, receipt.status),
  };
  const workflow = facetOf(born, WORKFLOW);
  const started = withFacet(born, WORKFLOW, {
    ...workflow,
    base: withSide(workflow.base, side, textBase(receipt.status)),
  });
  const written = operation.fields.filter(({ fieldId }) => receipt.unwritten?.includes(fieldId) !== true);
  const filled = settleFields(started, operation, written, receipt, at);
  return asSent(filled, operation, receipt, link.createIntent?.sent);
}

const newbornOf = ({ createIntent }: Link, operation: EnsureIssue, { found, late = [] }: IssueReceipt): Newborn => ({
  side: operation.side,
  found,
  settled: facetsOver(operation, late),
  ...(found && createIntent?.late && { late: createIntent.late }),
});

const facetsOver = ({ fields }: EnsureIssue, fieldIds: readonly string[]): readonly FacetKey[] =>
  fields.flatMap(({ facet, fieldId, source }) => (source !== null && fieldIds.includes(fieldId) ? [facet] : []));

/**
 * The answer to a creation may show what people did meanwhile, so the baseline is what was sent, until the first look at
 * the copy's history. An issue of an earlier attempt holds what that one sent, and where nobody knows, nothing is settled.
 */
function asSent(link: Link, { side, fields }: EnsureIssue, receipt: IssueReceipt, earlier: SentValues = {}): Link {
  const over = [...(receipt.late ?? []), ...(receipt.unwritten ?? []), ...Object.keys(receipt.refused ?? {})];
  const sent = fields.filter(({ source, fieldId }) => source !== null && !over.includes(fieldId));
  const bases: SentValues = Object.fromEntries(
    sent.map((write) => [write.facet, receipt.found ? NONE : sentBases(side, write)]),
  );
  const all = Object.entries(receipt.found ? { ...bases, ...earlier } : bases);
  return all.reduce((next, [facet, base]) => withFacet(next, facet, { ...facetOf(next, facet), base }), link);
}

function settleFields(link: Link, { side }: Operation, writes: readonly FieldWrite[], held: Held, at: string): Link {
  return writes
    .filter(({ fieldId }) => held.refused?.[fieldId] === undefined)
    .reduce((next, write) => {
      if (write.edit === true) return withoutRestore(next, write.facet);
      // Where the answer does not show the field (it is on no screen), what was meant.
      const value = held.fields[write.fieldId] ?? meantBy(write);
      return write.source === null
        ? settleConstant(next, side, write, value)
        : settleField(next, side, write, value, at);
    }, link);
}

/** A value that people wanted back stands there again: from here on it is an edit like any other. */
function withoutRestore(link: Link, facet: FacetKey): Link {
  const { restores: { [facet]: _done, ...others } = {}, ...rest } = unpark(link, facet);
  return Object.keys(others).length === 0 ? rest : { ...rest, restores: others };
}

/** A constant that was given to an issue of people's own: it has a facet, so that it is given once. */
function settleConstant(link: Link, side: Side, { facet }: FieldWrite, value: Value): Link {
  const state = link.facets[facet];
  return state === undefined ? link : withFacet(link, facet, rest(state, withSide(state.base, side, printOf(value))));
}

function settleField(link: Link, side: Side, write: FieldWrite, value: Value, at: string): Link {
  const from = otherSide(side);
  const state = facetOf(link, write.facet);
  const base = basesAfter(state, side, write, printOf(value));
  const settled: FacetState = {
    ...rest(state, base),
    ...stillUnderWay(state, side),
    ...(write.leavesParked === true ? { parked: state.parked, released: true } : {}),
    pendingMedia: write.pendingMedia,
    excerptOn: write.excerpt ? side : null,
  };
  const recent = [...within(link.recent ?? [], at), { facet: write.facet, side, at, print: base[from]?.print ?? '' }];
  return { ...withFacet(link, write.facet, settled), recent };
}

/** Sets go both ways in one plan: the other direction's receipt is still to come. */
function stillUnderWay({ underWay }: FacetState, side: Side): Pick<FacetState, 'underWay' | 'released'> {
  const back = underWay?.[side] ?? null;
  return back === null ? {} : { underWay: withSide<BaseValue | null>(NONE, side, back), released: true };
}

const NONE: PerSide<null> = { master: null, provider: null };

/** A set settles only what this write carried; what else changed on either side meanwhile is still to be merged. */
function basesAfter(state: FacetState, side: Side, write: FieldWrite, held: BaseValue): PerSide<BaseValue | null> {
  const from = otherSide(side);
  if (write.mode !== 'elements') return withSide(withSide(state.base, from, write.source), side, held);
  const before = elementsOf(state.base[from]);
  const source = write.carries === undefined ? write.source : setBase(applyDelta(before, write.carries));
  return withSide(withSide(state.base, from, source), side, stillOwn(state.base[side], write, held));
}

const elementsOf = (base: BaseValue | null): readonly string[] => base?.elements ?? [];

/** The target's own change stays a change, unless the write into the other direction has settled it before. */
function stillOwn(before: BaseValue | null, write: Elements, held: BaseValue): BaseValue {
  const { leaves } = write;
  if (leaves === undefined) return held;
  const known = elementsOf(before);
  const meanwhile = sinceSeen(write, elementsOf(held));
  const added = [...without(leaves.added, known), ...meanwhile.added];
  const removed = [...common(leaves.removed, known), ...meanwhile.removed];
  return setBase([...without(elementsOf(held), added), ...removed]);
}

/**
 * What people did between our look and our write. Where Jira took an element in other words than ours, its words cannot
 * be told from theirs: then nothing counts as added (law 4).
 */
function sinceSeen({ seen, add, remove }: Elements, held: readonly string[]): ElementDelta {
  if (seen === undefined) return NO_DELTA;
  const fresh = without(held, seen);
  const arrived = add.every((each) => isAmong(each, held));
  const added = arrived ? fresh.filter((each) => !isAmong(each, add)) : [];
  const removed = without(seen, remove).filter((each) => !isAmong(each, held));
  return { added, removed };
}

const isAmong = (element: string, all: readonly string[]): boolean =>
  all.some((each) => each.toLowerCase() === element.toLowerCase());

type Elements = Extract<FieldWrite, { mode: 'elements' }>;

function settleComment(
  link: Link,
  operation: Extract<Operation, { kind: 'ensureComment' }>,
  receipt: Extract<Receipt, { kind: 'comment' }>,
): Link {
  const { side, facet, source, sourceCommentId, pendingMedia } = operation;
  const from = otherSide(side);
  const state = facetOf(link, facet);
  const ids = withSide(withSide(state.ids, from, sourceCommentId), side, receipt.commentId);
  const held = printOf({ kind: 'richText', doc: receipt.body });
  const base = withSide(withSide(state.base, from, source), side, held);
  return withFacet(link, facet, { ...rest(state, base), ids, pendingMedia });
}

function settleAttachment(
  link: Link,
  operation: Extract<Operation, { kind: 'ensureAttachment' }>,
  receipt: Extract<Receipt, { kind: 'attachment' }>,
): Link {
  const { side, facet, from: what } = operation;
  const from = otherSide(side);
  const state = facetOf(link, facet);
  const isText = 'text' in what;
  const ids = withSide(isText ? state.ids : withSide(state.ids, from, what.attachmentId), side, receipt.attachmentId);
  const copy = fileBase({ name: operation.name, bytes: receipt.bytes });
  const source = isText ? textBase(what.text) : fileBase({ name: operation.name, bytes: what.bytes });
  const base = withSide(withSide(state.base, from, source), side, copy);
  return withFacet(link, facet, { ...BLANK, ...rest(state, base), ids, closed: false });
}

function settleStatus(
  link: Link,
  operation: Extract<Operation, { kind: 'transition' }>,
  receipt: Extract<Receipt, { kind: 'status' }>,
  at: string,
): Link {
  const { side, facet, source } = operation;
  const from = otherSide(side);
  const state = facetOf(link, facet);
  const base = withSide(withSide(state.base, from, source), side, textBase(receipt.status));
  const recent = [...within(link.recent ?? [], at), { facet, side, at, print: source.print }];
  const lastStatus = withSide(link.lastStatus, side, receipt.status);
  return { ...withFacet(link, facet, rest(state, base)), recent, lastStatus };
}

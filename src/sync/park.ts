import { facetsOf, printFor } from '../core/plan';
import { park } from '../core/settle';
import {
  type Link,
  type Operation,
  otherSide,
  type PerSide,
  type ProblemDraft,
  type Receipt,
  type Side,
  type Verdict,
} from '../core/model';
import { type Agreement } from './agreement';
import { type PipelineDeps } from './deps';
import { describeAttempt, facetSubject } from './describe-operation';
import { type ActivityEntry, type Stores } from './ports';
import { refusedField } from './refused-field';

/** Contract version in which a facet was parked: a changed half is tried again. */
export const versionsOf = ({ master, provider }: PerSide<number>): string => `${master}.${provider}`;

/** Opens a problem and parks its facet, in the caller's transaction. */
export const parkWithProblem = async (
  stores: Stores,
  agreement: Agreement,
  link: Link,
  draft: ProblemDraft,
  at: Date,
): Promise<Link> => {
  const problemId = await openProblem(stores, agreement, link, draft, at);
  return park(link, draft.facet, problemId, draft.print, versionsOf(agreement.contract.versions));
};

export const openProblem = async (
  stores: Stores,
  { contract, connection }: Agreement,
  link: Link,
  draft: ProblemDraft,
  at: Date,
): Promise<string> => {
  const problemId = await stores.problems.open(contract.id, link.id, draft, at);
  const about: Omit<ActivityEntry, 'id' | 'side' | 'kind' | 'text'> = {
    at: at.toISOString(),
    connectionId: connection.id,
    contractId: contract.id,
    linkId: link.id,
    keys: { master: link.issues.master?.key ?? null, provider: link.issues.provider?.key ?? null },
    actor: null,
  };
  const text = `${draft.subject}: ${draft.cause} ${draft.remedy}`;
  const told = `${draft.subject}: this waits until an admin of the ${draft.side} has mended a problem there.`;
  await stores.activity.append([
    { ...about, side: draft.side, kind: 'problem', text },
    { ...about, side: otherSide(draft.side), kind: 'nothing', text: told },
  ]);
  return problemId;
};

interface ToPark {
  readonly judged: Extract<Verdict, { kind: 'park' }>;
  /** Whose admin can mend it. */
  readonly side: Side;
  /** The problem is open already, and nothing about it is new. */
  readonly isTold: boolean;
}

/** An operation that needs an admin: its facets wait with a problem, until somebody acts or their time comes. */
export const parkFacets = async (
  run: { readonly deps: PipelineDeps; readonly agreement: Agreement },
  link: Link,
  operation: Operation,
  { judged, side, isTold }: ToPark,
): Promise<Link> =>
  run.deps.database.transact(async (stores) => {
    const at = run.deps.clock.now();
    const { contract } = run.agreement;
    const until = judged.againMs === undefined ? undefined : new Date(at.getTime() + judged.againMs).toISOString();
    let next = link;
    for (const facet of facetsOf(operation)) {
      const draft: ProblemDraft = {
        facet,
        side,
        code: judged.code,
        subject: describeAttempt(operation, facet),
        cause: judged.cause,
        remedy: judged.remedy,
        print: printFor(operation, facet),
      };
      const problemId = isTold
        ? await stores.problems.open(contract.id, next.id, draft, at)
        : await openProblem(stores, run.agreement, next, draft, at);
      next = park(next, facet, problemId, draft.print, versionsOf(contract.versions), until);
    }
    await stores.links.save(next);
    return next;
  });

const refusedOf = (receipt: Receipt): Readonly<Record<string, string>> =>
  receipt.kind === 'fields' || receipt.kind === 'issue' ? (receipt.refused ?? {}) : {};

/** Fields that Jira refused while it took the others: each waits with a problem of its own (law 7). */
export const parkRefused = async (
  stores: Stores,
  agreement: Agreement,
  link: Link,
  operation: Operation,
  receipt: Receipt,
  at: Date,
): Promise<Link> => {
  if (operation.kind !== 'setFields' && operation.kind !== 'ensureIssue') return link;
  let next = link;
  for (const [fieldId, words] of Object.entries(refusedOf(receipt))) {
    for (const write of operation.fields.filter((field) => field.fieldId === fieldId)) {
      const draft: ProblemDraft = {
        facet: write.facet,
        side: operation.side,
        code: 'refused',
        subject: facetSubject(write.facet),
        ...refusedField(operation.side, write, words),
        print: write.source?.print ?? '',
      };
      next = await parkWithProblem(stores, agreement, next, draft, at);
    }
  }
  return next;
};

import type { FacetKey, FieldWrite, Link, Operation, Plan, PlanInput, SetFields, Skipped } from '../model';
import { facetsOf, printFor } from './carried';
import { facetOf } from './facet';

/** Facets that were parked for a time come back when it is over, with the tries that they had. */
export function woken(link: Link, at: string): Link {
  const due = Object.entries(link.facets).filter(([, { parked }]) => parked?.until !== undefined && parked.until <= at);
  if (due.length === 0) return link;
  const back = due.map(([key, state]) => [key, { ...state, parked: null }] as const);
  return { ...link, facets: { ...link.facets, ...Object.fromEntries(back) } };
}

/** What failed a moment ago does not hold up the rest: it is left out until its time comes, or until a person asks. */
export function withoutResting(plan: Plan, { at, events }: PlanInput): Plan {
  const operations = plan.operations.flatMap((operation) => apart(plan.link, operation));
  const asked = events.some(({ kind }) => kind === 'manual');
  const rests = (operation: Operation): boolean =>
    !asked && facetsOf(operation).some((facet) => isResting(plan.link, operation, facet, at));
  const resting = [...new Set(operations.filter(rests).flatMap(facetsOf))];
  if (resting.length === 0) return { ...plan, operations };
  return {
    ...plan,
    operations: operations.filter((operation) => !rests(operation)),
    resting,
    // What was overruled was recorded when it was tried first.
    conflicts: plan.conflicts.filter(({ facet }) => !resting.includes(facet)),
    skipped: [...resting.map(notYet), ...plan.skipped],
  };
}

const notYet = (facet: FacetKey): Skipped => ({
  facet,
  code: 'tried-again',
  reason: 'A change could not be delivered a moment ago; it is tried again by itself.',
});

const hasTrouble = (link: Link, operation: Operation, facet: FacetKey): boolean =>
  facetOf(link, facet).trouble?.print === printFor(operation, facet);

const isResting = (link: Link, operation: Operation, facet: FacetKey, at: string): boolean =>
  hasTrouble(link, operation, facet) && (facetOf(link, facet).trouble?.notBefore ?? '') > at;

/** All fields of a side go in one request. Where that failed, each of them is tried alone: one may be to blame. */
function apart(link: Link, operation: Operation): readonly Operation[] {
  if (operation.kind !== 'setFields') return [operation];
  const suspects = new Set(
    operation.fields.filter(({ facet }) => hasTrouble(link, operation, facet)).map(({ fieldId }) => fieldId),
  );
  const rest = operation.fields.filter(({ fieldId }) => !suspects.has(fieldId));
  const alone = [...suspects].map((fieldId): SetFields => {
    const fields = operation.fields.filter((write) => write.fieldId === fieldId);
    return { ...operation, id: `${operation.id}:${fieldId}`, fields };
  });
  return [...withFields(operation, rest), ...alone];
}

const withFields = (operation: SetFields, fields: readonly FieldWrite[]): readonly SetFields[] =>
  fields.length === 0 ? [] : [{ ...operation, fields }];

/** When the pair is to be looked at again by itself, for what failed; null where nothing waits for a time. */
export function nextTry({ facets, state }: Link, at: string): string | null {
  if (state === 'closed' || state === 'paused') return null;
  const times = Object.values(facets).flatMap(({ parked, trouble }) => [
    parked === null ? trouble?.notBefore : parked.until,
  ]);
  return times.filter((time) => time !== undefined && time > at).sort()[0] ?? null;
}

import { type Link, type Operation, type ProblemDraft, type Side, SIDES } from '../model';
import { facetOf, isParkedOn } from './facet';

/** Facet of the brake itself; trying its problem again lets the plan go once. */
export const BRAKE = 'brake';

/** Code of the problem of many copies that would go with their originals; it has two answers. */
export const MANY_REMOVALS = 'many-removals';

/** Fewer removals than this are never too many. */
export const LEAST_REMOVALS = 5;

const blanks = (operation: Operation): number => {
  switch (operation.kind) {
    case 'removeComment':
    case 'removeAttachment':
      return 1;
    case 'setFields':
      return operation.fields.filter((write) => write.mode === 'set' && write.value.kind === 'empty').length;
    case 'ensureIssue':
    case 'ensureComment':
    case 'ensureAttachment':
    case 'transition':
    case 'removeIssue':
      return 0;
  }
};

const takesAway = (operation: Operation): boolean => blanks(operation) > 0;

/** How many facets of the side were settled and still stand. */
const settledOn = (link: Link, side: Side): number =>
  Object.values(link.facets).filter(({ base, closed }) => base[side] !== null && !closed).length;

export interface Braked {
  readonly operations: readonly Operation[];
  readonly problem: ProblemDraft | null;
  readonly held: boolean;
}

/** A plan that would blank or delete more than half of what a side holds waits for a person. */
export function brake(link: Link, operations: readonly Operation[], versions: string): Braked {
  const side = SIDES.find((each) => {
    const count = operations
      .filter((operation) => operation.side === each)
      .reduce((sum, operation) => sum + blanks(operation), 0);
    return count >= LEAST_REMOVALS && count > settledOn(link, each) / 2;
  });
  if (side === undefined || link.choices?.[BRAKE] !== undefined) return { operations, problem: null, held: false };
  const stopped = operations.filter((operation) => operation.side === side && takesAway(operation));
  const rest = operations.filter((operation) => !stopped.includes(operation));
  const print = stopped.map(({ id }) => id).join(' ');
  if (isParkedOn(facetOf(link, BRAKE), print, versions)) return { operations: rest, problem: null, held: true };
  const problem: ProblemDraft = {
    facet: BRAKE,
    side,
    code: 'too-many-changes',
    subject: 'Many deletions at once',
    cause: `The changes would blank or delete more than half of what the ${side}'s issue holds.`,
    remedy: 'If that is meant, try again: it is then carried out. Else restore what was deleted.',
    print,
  };
  return { operations: rest, problem, held: true };
}

import { printOf } from '../map';
import {
  EMPTY,
  type Link,
  otherSide,
  type Operation,
  type PlanInput,
  type ProblemDraft,
  type Side,
  SIDES,
  type SideState,
  type Snapshot,
} from '../model';
import { WORKFLOW } from './facet';
import { hiddenBy, hiddenProblem } from './hidden';
import { type Note } from './piece';
import { isDeleted } from './sight';
import { statusBase } from './status';
import { branchFrom, branchOf, type Change } from './three-way';

/** What becomes of a pair of which an issue is gone. */
export interface Ending {
  readonly branch: number;
  readonly closes: boolean;
  readonly operations: readonly Operation[];
  readonly problems: readonly ProblemDraft[];
  readonly notes: readonly Note[];
}

const GONE = { master: 'gone', provider: 'gone' } as const;

/** Print of a removal that Jira refused. */
const REMOVED = 'removed';

const closing = (branch: number, side: Side, reason: string): Ending => ({
  branch,
  closes: true,
  operations: [],
  problems: [],
  notes: [{ side, code: 'gone', reason }],
});

/**
 * The cells in which a side is gone (3, 7 to 10). An issue that is only not seen keeps its pair: it comes back, or a
 * person says that it was deleted.
 */
export function planEnding(input: PlanInput, link: Link, parked: (print: string) => boolean): Ending {
  const { now } = input;
  const gone = SIDES.filter((side) => now[side].state === 'gone');
  const deleted = gone.filter((each) => isGone(link, each, now[each]));
  const unseen = gone.find((each) => !deleted.includes(each));
  const [side] = deleted;
  if (unseen !== undefined && !(side !== undefined && !follows(input, side))) {
    return hidden(input, link, unseen, parked);
  }
  if (side === undefined) throw new Error('planEnding needs a side that is gone');
  if (deleted.length === 2) return closing(branchOf(GONE), side, 'Both issues were deleted; the pair has ended.');
  const to = otherSide(side);
  const partner = now[to];
  const branch = branchFrom(
    side,
    'gone',
    partner.state === 'present' ? changeSince(link, to, partner.snapshot) : 'same',
  );
  if (partner.state === 'absent')
    return closing(branch, side, `The issue was deleted at the ${side} before it was sent.`);
  if (partner.state !== 'present' || !follows(input, side))
    return closing(
      branch,
      side,
      `The issue was deleted at the ${side}; the ${to} keeps its own and the pair has ended.`,
    );
  if (parked(REMOVED)) return waits(branch, side, `The ${to}'s copy waits until an admin mends its problem.`);
  return {
    branch,
    closes: false,
    operations: [{ kind: 'removeIssue', id: `remove:${to}:issue`, side: to, issueId: partner.snapshot.issueId }],
    problems: [],
    notes: [],
  };
}

/** Whether people changed what the pair keeps in step since it was last settled. */
function changeSince({ facets }: Link, side: Side, { fields, status }: Snapshot): Change {
  const changed = Object.entries(facets).some(([key, { base, fields: read }]) => {
    const before = base[side];
    const field = read?.[side];
    if (before === null) return false;
    if (key === WORKFLOW) return before.print !== statusBase(status.name).print;
    return field !== undefined && before.print !== printOf(fields[field] ?? EMPTY).print;
  });
  return changed ? 'changed' : 'same';
}

const waits = (branch: number, side: Side, reason: string): Ending => ({
  branch,
  closes: false,
  operations: [],
  problems: [],
  notes: [{ side, code: 'parked', reason }],
});

const isGone = (link: Link, side: Side, state: SideState): boolean =>
  state.state === 'gone' && isDeleted(link, side, state);

/** The copy follows its original where its half says so; an original never follows its copy. */
const follows = ({ link, contract }: PlanInput, side: Side): boolean =>
  side === link.origin && contract.halves[otherSide(side)].receive.gone === 'delete';

function hidden(input: PlanInput, link: Link, side: Side, parked: (print: string) => boolean): Ending {
  const state = input.now[side];
  if (state.state !== 'gone') throw new Error('only an issue that is gone is hidden');
  const problem = hiddenProblem(input, link, side, hiddenBy(link, side, state));
  return {
    branch: branchFrom(side, 'gone'),
    closes: false,
    operations: [],
    problems: parked(problem.print) ? [] : [problem],
    notes: [{ side, code: 'hidden', reason: `${problem.cause} Nothing is changed until it is seen again.` }],
  };
}

import { otherSide, type Operation, type PlanInput, type ProblemDraft, type Side, SIDES } from '../model';
import { ISSUE } from './facet';
import { type Note } from './piece';
import { branchFrom, branchOf } from './three-way';

/** What becomes of a pair of which an issue is gone. */
export interface Ending {
  readonly branch: number;
  readonly closes: boolean;
  readonly operations: readonly Operation[];
  readonly problems: readonly ProblemDraft[];
  readonly notes: readonly Note[];
}

const GONE = { master: 'gone', provider: 'gone' } as const;

const closing = (branch: number, side: Side, reason: string): Ending => ({
  branch,
  closes: true,
  operations: [],
  problems: [],
  notes: [{ side, code: 'gone', reason }],
});

/** Branches 3, 8 and 10. An issue that was only hidden from the app keeps its pair: someone must give access again. */
export function planEnding(input: PlanInput, parked: (print: string) => boolean): Ending {
  const { now, contract, link } = input;
  const gone = SIDES.filter((side) => now[side].state === 'gone');
  const [side] = gone;
  if (side === undefined) throw new Error('planEnding needs a side that is gone');
  const state = now[side];
  if (state.state === 'gone' && state.why === 'hidden') return hidden(side, parked('hidden'));
  if (gone.length === 2) return closing(branchOf(GONE), side, 'Both issues were deleted; the pair has ended.');
  const to = otherSide(side);
  const branch = branchFrom(side, 'gone');
  const partner = now[to];
  if (partner.state !== 'present')
    return closing(branch, side, `The issue was deleted at the ${side} before it was sent.`);
  // The copy follows its original where its half says so; an original never follows its copy.
  const follows = side === link.origin && contract.halves[to].receive.gone === 'delete';
  if (!follows)
    return closing(
      branch,
      side,
      `The issue was deleted at the ${side}; the ${to} keeps its own and the pair has ended.`,
    );
  return {
    branch,
    closes: false,
    operations: [{ kind: 'removeIssue', id: `remove:${to}:issue`, side: to, issueId: partner.snapshot.issueId }],
    problems: [],
    notes: [],
  };
}

const hidden = (side: Side, isParked: boolean): Ending => ({
  branch: branchFrom(side, 'gone'),
  closes: false,
  operations: [],
  problems: isParked
    ? []
    : [
        {
          facet: ISSUE,
          side,
          code: 'hidden',
          subject: 'The issue',
          cause: `Accord may not see it at the ${side} any more.`,
          remedy: 'Give the Accord app user access to the issue (project role, security level), then try again.',
          print: 'hidden',
        },
      ],
  notes: [{ side, code: 'hidden', reason: `Accord may not see the issue at the ${side} any more.` }],
});

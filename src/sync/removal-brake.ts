import { MANY_REMOVALS } from '../core/plan';
import { type Link, otherSide, type Plan, type ProblemDraft, type Side, SIDES } from '../core/model';
import { type Agreement } from './agreement';
import { type PipelineDeps } from './deps';
import { type RemovalStanding, type Stores } from './ports';

const WINDOW_MS = 24 * 60 * 60 * 1000;

/** Within a day so many are let through: a fifth of the pairs, within these bounds. */
const [LEAST, MOST] = [5, 10] as const;
const SHARE = 5;

/** Facet of the one problem for all deletions of a side that wait. */
export const removalsFacet = (side: Side): string => `removals:${side}`;

const isFew = ({ recent, pairs }: RemovalStanding): boolean =>
  recent < Math.min(Math.max(Math.floor((pairs + recent) / SHARE), LEAST), MOST);

/**
 * One change of a permission or one bulk deletion can doom all copies of a contract. A few go through; what is more waits
 * for a yes of the side that would lose its issues.
 */
export const brakeRemovals = async (
  deps: PipelineDeps,
  agreement: Agreement,
  before: Link,
  plan: Plan,
): Promise<Plan> => {
  const removal = plan.operations.find(({ kind }) => kind === 'removeIssue');
  if (!removal) return cameBack(deps, before, plan);
  return deps.database.transact(async (stores) => {
    const at = deps.clock.now();
    const { side } = removal;
    const pair = { contractId: before.contractId, side, linkId: before.id };
    const standing = await stores.removals.ask(pair, new Date(at.getTime() - WINDOW_MS), at);
    if (standing.answer === 'keep') return kept(plan, side);
    if (standing.answer === 'delete' || standing.passed) return plan;
    if (standing.waiting === 1 && isFew(standing)) {
      await stores.removals.letThrough(before.id, at);
      return plan;
    }
    await stores.problems.open(before.contractId, null, draftFor(agreement, side, standing), at);
    return waits(plan, side);
  });
};

/** An original that is seen again needs no yes any more, and a later one is not given for it. */
const resolveFor = async (stores: Stores, contractId: string, side: Side, at: Date): Promise<void> => {
  const open = await stores.problems.listOpen([contractId], 2, { code: MANY_REMOVALS });
  for (const problem of open.filter((each) => each.side === side)) await stores.problems.resolve(problem.id, at);
};

const cameBack = async ({ database, clock }: PipelineDeps, before: Link, plan: Plan): Promise<Plan> => {
  const back = SIDES.some((side) => before.unseen?.[side] && !plan.link.unseen?.[side]);
  if (!back) return plan;
  await database.transact(async (stores) => {
    const side = await stores.removals.drop(before.id);
    if (side !== null) await resolveFor(stores, before.contractId, side, clock.now());
  });
  return plan;
};

const skipped = (code: string, reason: string): Plan['skipped'] => [{ facet: 'issue', code, reason }];

const waits = (plan: Plan, side: Side): Plan => ({
  ...plan,
  operations: [],
  skipped: skipped(
    MANY_REMOVALS,
    `Many issues would be deleted at the ${side}; this one waits until an admin there says yes.`,
  ),
});

const kept = (plan: Plan, side: Side): Plan => ({
  ...plan,
  operations: [],
  link: { ...plan.link, state: 'closed' },
  skipped: skipped('gone', `An admin of the ${side} kept its issue; the pair has ended.`),
});

const draftFor = ({ contract }: Agreement, side: Side, { waiting }: RemovalStanding): ProblemDraft => ({
  facet: removalsFacet(side),
  side,
  code: MANY_REMOVALS,
  subject: 'Many deletions at once',
  cause:
    `${waiting === 1 ? '1 issue' : `${waiting} issues`} would be deleted at the ${side}, because so many originals ` +
    `under "${contract.name}" were deleted at the ${otherSide(side)} within a day.`,
  remedy: 'If that is meant, delete them. Else keep them: their pairs then end, and the issues stay.',
  print: MANY_REMOVALS,
});

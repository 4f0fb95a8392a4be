import {
  type EventHint,
  type FacetKey,
  type Failure,
  type Link,
  type Operation,
  type Plan,
  type PlanInput,
  type ProblemDraft,
  type Side,
  SIDES,
  type SideState,
  type Skipped,
  type Snapshot,
} from '../model';
import { facetsOf } from './carried';
import { facetOf, isParkedOn, ISSUE, versionsText } from './facet';

/** What Jira refuses not because of what is sent: the same is said to everything of the kind, so it is asked only once. */
type Whole = 'side' | 'comments' | 'files';

const keyOf = (whole: Whole, side: Side): FacetKey => (whole === 'side' ? `side:${side}` : `full:${whole}:${side}`);

const ARCHIVED = /\barchived\b/i;
const POLICY = /data security polic|app access rule|blocked by (?:an? )?(?:admin|polic)/i;
const CEILING = /per-?issue|limit .*(?:reached|breached|exceeded)|(?:reached|breached|exceeded) .*limit/i;

/** Why Jira itself says that it shows or takes nothing; null where it only says no. */
export const saidReason = (text: string): 'policy' | 'archived' | null =>
  POLICY.test(text) ? 'policy' : ARCHIVED.test(text) ? 'archived' : null;

const isNewComment = (operation: Operation): boolean =>
  operation.kind === 'ensureComment' && operation.commentId === null;

/** Which of these the operation would meet. */
const wholesOf = (operation: Operation): readonly Whole[] => {
  if (operation.kind === 'ensureIssue') return [];
  if (operation.kind === 'ensureAttachment') return ['side', 'files'];
  return isNewComment(operation) ? ['side', 'comments'] : ['side'];
};

/** What must change before it is asked again by itself: the issue, or the number of what it has. */
const printOfNow = (whole: Whole, { updated, comments, attachments }: Snapshot): string =>
  ({ side: updated, comments: String(comments.length), files: String(attachments.length) })[whole];

const WORDS: Readonly<
  Record<'archived' | 'policy' | 'comments' | 'files', Pick<ProblemDraft, 'subject' | 'cause' | 'remedy'>>
> = {
  archived: {
    subject: 'All changes of the issue',
    cause: 'The issue is archived, and Jira takes no changes of archived issues.',
    remedy: 'Restore it from the archive, then try again; or end the pair.',
  },
  policy: {
    subject: 'All changes of the issue',
    cause: 'A data security policy of that site keeps Accord out of the project.',
    remedy: 'Ask an organization admin to allow Accord in the app access rule of the policy, then try again.',
  },
  comments: {
    subject: 'New comments',
    cause: 'The issue has as many comments as Jira lets one issue have.',
    remedy: 'Delete some of them, then try again; or go on in a new issue.',
  },
  files: {
    subject: 'New files',
    cause: 'The issue has as many files as Jira lets one issue have.',
    remedy: 'Delete some of them, then try again; or go on in a new issue.',
  },
};

const wordsOf = (failure: Failure): string =>
  failure.kind === 'rejected' ? [failure.detail, ...Object.values(failure.fields)].join(' ') : failure.detail;

const found = (operation: Operation, failure: Failure): readonly [Whole, keyof typeof WORDS] | null => {
  const words = wordsOf(failure);
  if (operation.kind !== 'ensureIssue' && (failure.kind === 'rejected' || failure.kind === 'forbidden')) {
    const said = saidReason(words);
    if (said !== null) return ['side', said];
  }
  if (failure.kind !== 'tooLarge' || !CEILING.test(words)) return null;
  if (isNewComment(operation)) return ['comments', 'comments'];
  return operation.kind === 'ensureAttachment' ? ['files', 'files'] : null;
};

/** The one problem that stands for all that the side refuses for this reason; null where it is about this one thing. */
export function wholeRefusal(operation: Operation, failure: Failure, now: SideState): ProblemDraft | null {
  const what = found(operation, failure);
  if (what === null || now.state !== 'present') return null;
  const [whole, code] = what;
  const { side } = operation;
  return {
    ...WORDS[code],
    facet: keyOf(whole, side),
    side,
    code: code === 'archived' || code === 'policy' ? code : 'full',
    print: printOfNow(whole, now.snapshot),
  };
}

/** The problem facets that stand in the operation's way; where it succeeds they are over. */
export const wholesInTheWay = (link: Link, operation: Operation): readonly FacetKey[] =>
  wholesOf(operation)
    .map((whole) => keyOf(whole, operation.side))
    .filter((key) => link.facets[key] !== undefined);

/** Whether the side would refuse it once more: nothing has changed there since. */
export const isRefusedAsAWhole = (link: Link, operation: Operation, now: SideState, versions: string): boolean =>
  now.state === 'present' &&
  wholesOf(operation).some((whole) => {
    const state = facetOf(link, keyOf(whole, operation.side));
    return isParkedOn(state, printOfNow(whole, now.snapshot), versions);
  });

/** Leaves out what would only be refused once more, with one sentence for each side. */
export function withoutRefused(planned: Plan, { now, contract, events }: PlanInput): Plan {
  const plan = { ...planned, link: heardOf(planned.link, events) };
  const versions = versionsText(contract.versions);
  const kept = plan.operations.filter((each) => isRefusedAsAWhole(plan.link, each, now[each.side], versions));
  if (kept.length === 0) return plan;
  const facets = new Set(kept.flatMap(facetsOf));
  const waiting = SIDES.filter((side) => kept.some((each) => each.side === side));
  return {
    ...plan,
    operations: plan.operations.filter((each) => !kept.includes(each)),
    // What was overruled was recorded when it was tried first.
    conflicts: plan.conflicts.filter(({ facet }) => !facets.has(facet)),
    skipped: [...waiting.map(notTaken), ...plan.skipped],
  };
}

/** Somebody did something with the issue, such as restoring it from the archive, which leaves no other trace. */
function heardOf(link: Link, events: readonly EventHint[]): Link {
  const keys = SIDES.filter((side) => events.some((event) => event.side === side && event.kind === 'updated'))
    .map((side) => keyOf('side', side))
    .filter((key) => link.facets[key]?.parked);
  const tried = keys.map((key) => [key, { ...facetOf(link, key), parked: null }] as const);
  return keys.length === 0 ? link : { ...link, facets: { ...link.facets, ...Object.fromEntries(tried) } };
}

const notTaken = (side: Side): Skipped => ({
  facet: ISSUE,
  code: 'parked',
  reason: `Jira at the ${side} does not take changes of this kind now; they wait until an admin mends the problem.`,
});

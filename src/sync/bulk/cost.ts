import { joinedLink, plan } from '../../core/plan';
import {
  type Link,
  type Operation,
  otherSide,
  type PerSide,
  type Side,
  type SideState,
  withSide,
} from '../../core/model';
import { type Agreement } from '../agreement';
import { type ReadingDeps } from '../deps';
import { planInput } from '../plan-input';
import { type IssueFinding } from '../ports';
import { openSides, readSide, type SidesRead, withScope } from '../read-sides';

/** An issue that is looked at to tell what all of them cost; `theirs` is null where it is to be created. */
export interface Sample {
  readonly mine: IssueFinding;
  readonly theirs: IssueFinding | null;
}

/** Calls of Jira that an operation takes as a rule. A file is fetched and sent; a step is looked for and taken. */
const CALLS: Readonly<Record<Operation['kind'], number>> = {
  ensureIssue: 2,
  setFields: 1,
  ensureComment: 1,
  ensureAttachment: 2,
  transition: 2,
  removeComment: 1,
  removeAttachment: 1,
  removeIssue: 1,
};

/** Looks at issues that a pair takes: before it is made, and once more after its second issue was created. */
const LOOKS = {
  create: { own: 3, partner: 1 },
  link: { own: 1, partner: 1 },
} as const;

/** A JQL of the half is asked at each look until its answer is remembered. */
const QUESTIONS = {
  create: { own: 2, partner: 1 },
  link: { own: 1, partner: 1 },
} as const;

/** Calls that every issue takes, whatever it holds. The partner's are counted in any case: whether it has a JQL is its own affair. */
const floorOf = ({ halves }: Agreement, side: Side, kind: keyof typeof LOOKS): number => {
  const looks = LOOKS[kind].own + LOOKS[kind].partner;
  const questions = (halves[side].scope.jql === null ? 0 : QUESTIONS[kind].own) + QUESTIONS[kind].partner;
  return looks + questions + (kind === 'create' ? CALLS.ensureIssue : 0);
};

const linkOf = (agreement: Agreement, side: Side, { mine, theirs }: Sample, at: string): Link =>
  joinedLink({
    id: FORECAST,
    contractId: agreement.contract.id,
    origin: side,
    issue: { id: mine.id, key: mine.key },
    partner: { id: theirs?.id ?? FORECAST, key: theirs?.key ?? FORECAST },
    at,
  });

/** Stands for a pair that is not there. */
const FORECAST = 'forecast';

/** The issue that would be created, as it is before anything but its fields came. */
const copyOf = (state: SideState): SideState => {
  if (state.state !== 'present') return state;
  const born = { issueId: FORECAST, key: FORECAST, createdFor: FORECAST, secured: false, matchesJql: true };
  return { state: 'present', snapshot: { ...state.snapshot, ...born, comments: [], attachments: [] } };
};

const look = async (
  deps: ReadingDeps,
  agreement: Agreement,
  open: Omit<SidesRead, 'now'>,
  side: Side,
  issueId: string,
): Promise<SideState> =>
  withScope(
    agreement,
    null,
    open.jira[side],
    side,
    await readSide(deps, agreement, open, side, { id: issueId, key: null }),
  );

const lookAt = async (
  deps: ReadingDeps,
  agreement: Agreement,
  open: Omit<SidesRead, 'now'>,
  side: Side,
  { mine, theirs }: Sample,
): Promise<PerSide<SideState>> => {
  const own = await look(deps, agreement, open, side, mine.id);
  const other = theirs ? await look(deps, agreement, open, otherSide(side), theirs.id) : copyOf(own);
  return withSide(withSide({ master: own, provider: own }, side, own), otherSide(side), other);
};

/** Fields come with the create call; what follows are comments, files and steps. */
const callsOf = (operations: readonly Operation[], { theirs }: Sample): number =>
  operations
    .filter(({ kind }) => theirs !== null || kind !== 'setFields')
    .reduce((calls, { kind }) => calls + CALLS[kind], 0);

/**
 * Calls of Jira that one issue takes: what every pair takes, and what the plans of some real issues add to it. Reads; writes
 * nothing.
 */
export const callsForEach = async (
  deps: ReadingDeps,
  agreement: Agreement,
  side: Side,
  kind: keyof typeof LOOKS,
  samples: readonly Sample[],
): Promise<number> => {
  const floor = floorOf(agreement, side, kind);
  if (samples.length === 0) return floor;
  const open = await openSides(deps, agreement);
  let calls = 0;
  for (const sample of samples) {
    const link = linkOf(agreement, side, sample, deps.clock.now().toISOString());
    const read: SidesRead = { ...open, now: await lookAt(deps, agreement, open, side, sample) };
    const { operations } = plan(await planInput(deps, agreement, link, read, [{ side, kind: 'bulk' }]));
    calls += callsOf(operations, sample);
  }
  return floor + calls / samples.length;
};

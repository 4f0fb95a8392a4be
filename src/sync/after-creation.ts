import { plan as makePlan } from '../core/plan';
import { type Operation, type Plan, type PlanInput, type Receipt, type Snapshot, type Value } from '../core/model';
import { settle } from '../core/settle';

type EnsureIssue = Extract<Operation, { kind: 'ensureIssue' }>;

/** The fields went with the issue itself. */
const FOLLOWS: ReadonlySet<Operation['kind']> = new Set(['ensureComment', 'ensureAttachment', 'transition']);

const heldBy = ({ fields }: EnsureIssue): Readonly<Record<string, Value>> =>
  Object.fromEntries(fields.flatMap((write) => (write.mode === 'set' ? [[write.fieldId, write.value]] : [])));

/** The issue as it would be right after it was created. Its first status is the workflow's to choose. */
const born = ({ link, at }: PlanInput, operation: EnsureIssue): Snapshot => ({
  issueId: '',
  key: '',
  projectKey: operation.project,
  issueType: operation.issueType,
  status: { id: '', name: '', category: 'new' },
  created: at,
  updated: at,
  secured: false,
  fields: heldBy(operation),
  comments: [],
  attachments: [],
  createdFor: link.id,
  matchesJql: true,
});

/**
 * What a lane does in its next pass, once the issue that `plan` creates is there: its comments, its files, its status.
 * Nothing where `plan` creates none.
 */
export const planAfterCreation = (input: PlanInput, plan: Plan): Pick<Plan, 'operations' | 'skipped'> => {
  const creation = plan.operations.find((each): each is EnsureIssue => each.kind === 'ensureIssue');
  if (!creation) return { operations: [], skipped: [] };
  const snapshot = born(input, creation);
  const receipt: Receipt = { kind: 'issue', issueId: '', key: '', fields: snapshot.fields, status: '', found: false };
  const link = settle({ ...plan.link, facets: { ...plan.link.facets, ...plan.baseline } }, creation, receipt, input.at);
  const now = { ...input.now, [creation.side]: { state: 'present', snapshot } };
  const next = makePlan({ ...input, link, now });
  return { operations: next.operations.filter(({ kind }) => FOLLOWS.has(kind)), skipped: next.skipped };
};

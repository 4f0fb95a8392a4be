import { type EnsureIssue, type FieldWrite, type Receipt, type Value } from '../../../core/model';
import { JiraError, type PerformContext } from '../../../sync/ports';
import { parseAnswer, type SiteAccess } from '../access';
import { readFields } from '../read/snapshot';
import * as requests from '../requests/issues';
import { type IssueJson, statusOnlyShape } from '../schemas';
import { createIssue, type Created } from './create-issue';
import { type Edited, editFields, readBack } from './edit-fields';
import { fieldBody } from './field-body';
import { findByMark } from './find-by-mark';

type IssueReceipt = Extract<Receipt, { kind: 'issue' }>;
type Refused = Readonly<Record<string, string>>;

export const ensureIssue = async (
  access: SiteAccess,
  operation: EnsureIssue,
  context: PerformContext,
): Promise<Receipt> => {
  const found = operation.lookFirst ? await findByMark(access, operation, context) : null;
  return found === null ? create(access, operation, context) : adopt(access, operation, context, found);
};

/** Once Jira has said that the issue is there, nothing that goes wrong may make anybody forget it (law 5). */
const create = async (access: SiteAccess, operation: EnsureIssue, context: PerformContext): Promise<IssueReceipt> => {
  const planned = fieldBody(operation.fields, context.catalog);
  const created = await createIssue(access, operation, context, planned);
  // A field that is missing on the create screen may well be set afterwards: an edit knows no screens.
  const late = operation.fields.filter(({ fieldId }) => fieldId in created.refused && !(fieldId in planned.refused));
  if (late.length > 0) await context.writingLate?.(late.map(({ fieldId }) => fieldId));
  const edited = await orUnwritten(late, write(access, created.id, late, context));
  const refused = { ...planned.refused, ...edited.refused };
  const written = late.map(({ fieldId }) => fieldId).filter((id) => !(id in refused) && !edited.unwritten.includes(id));
  return {
    ...(await held(access, operation, context, created, [...Object.keys(refused), ...edited.unwritten])),
    found: false,
    ...(written.length === 0 ? {} : { late: written }),
    ...(edited.unwritten.length === 0 ? {} : { unwritten: edited.unwritten }),
    ...(Object.keys(refused).length === 0 ? {} : { refused }),
  };
};

interface Late {
  readonly refused: Refused;
  readonly unwritten: readonly string[];
}

/** What could not be written now is delivered by the next plan, but for constants, which only a creation gives. */
const orUnwritten = async (late: readonly FieldWrite[], writing: Promise<Edited>): Promise<Late> => {
  try {
    return { refused: (await writing).refused, unwritten: [] };
  } catch (error) {
    if (!(error instanceof JiraError)) throw error;
    const { detail } = error.failure;
    const constants = late.filter(({ source }) => source === null);
    return {
      refused: Object.fromEntries(constants.map(({ fieldId }) => [fieldId, detail])),
      unwritten: late.filter(({ source }) => source !== null).map(({ fieldId }) => fieldId),
    };
  }
};

/** What the issue holds, with its status; where it cannot be read, what was sent. */
const held = async (
  access: SiteAccess,
  operation: EnsureIssue,
  { catalog }: PerformContext,
  { id, key }: Pick<Created, 'id' | 'key'>,
  missing: readonly string[],
): Promise<Omit<IssueReceipt, 'found'>> => {
  const written = idsOf(operation).filter((each) => !missing.includes(each));
  const issue = await orUnread(readWhole(access, id, operation));
  if (issue === null) return { kind: 'issue', issueId: id, key, fields: sentFields(operation, written), status: '' };
  return {
    kind: 'issue',
    issueId: id,
    key,
    fields: readFields(issue, catalog, written),
    status: statusOf(access, issue),
  };
};

const orUnread = async (reading: Promise<IssueJson>): Promise<IssueJson | null> => {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof JiraError) return null;
    throw error;
  }
};

const sentFields = ({ fields }: EnsureIssue, written: readonly string[]): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    fields.flatMap((write) =>
      write.mode === 'set' && written.includes(write.fieldId) ? [[write.fieldId, write.value]] : [],
    ),
  );

/** The issue of an earlier attempt stays as it is: people may have worked on it since. Only constants are made up for. */
const adopt = async (
  access: SiteAccess,
  operation: EnsureIssue,
  context: PerformContext,
  issueId: string,
): Promise<IssueReceipt> => {
  const before = await readWhole(access, issueId, operation);
  const fields = readFields(before, context.catalog, idsOf(operation));
  const missing = operation.fields.filter(
    ({ source, fieldId }) => source === null && (fields[fieldId] ?? EMPTY).kind === 'empty',
  );
  const { refused } = await write(access, issueId, missing, context);
  return {
    kind: 'issue',
    issueId,
    key: before.key,
    fields,
    status: statusOf(access, before),
    found: true,
    ...(Object.keys(refused).length === 0 ? {} : { refused }),
  };
};

const EMPTY: Value = { kind: 'empty' };

const write = (
  access: SiteAccess,
  issueId: string,
  fields: readonly FieldWrite[],
  { linkId, catalog, projectKey }: PerformContext,
): Promise<Edited> => editFields(access, { issueId, linkId, projectKey, catalog }, fieldBody(fields, catalog));

const idsOf = ({ fields }: EnsureIssue): readonly string[] => fields.map(({ fieldId }) => fieldId);

const readWhole = (access: SiteAccess, issueId: string, operation: EnsureIssue): Promise<IssueJson> =>
  readBack(access, issueId, [...idsOf(operation), 'status']);

const statusOf = (access: SiteAccess, issue: IssueJson): string => {
  const request = requests.readIssue(issue.id, []);
  const answer = { status: 200, headers: {}, body: issue };
  return parseAnswer(access, request, answer, statusOnlyShape).fields.status.name;
};

import { sameValue } from '../../../core/map';
import { type EnsureIssue, type FieldWrite, type Receipt, type Value } from '../../../core/model';
import { type PerformContext } from '../../../sync/ports';
import { parseAnswer, type SiteAccess } from '../access';
import { readFields } from '../read/snapshot';
import * as requests from '../requests/issues';
import { type IssueJson, statusOnlyShape } from '../schemas';
import { createIssue } from './create-issue';
import { type Edited, editFields, readBack } from './edit-fields';
import { fieldBody } from './field-body';
import { findByMark } from './find-by-mark';

export const ensureIssue = async (
  access: SiteAccess,
  operation: EnsureIssue,
  context: PerformContext,
): Promise<Receipt> => {
  const found = operation.lookFirst ? await findByMark(access, operation, context) : null;
  return found === null ? create(access, operation, context) : adopt(access, operation, context, found);
};

const create = async (access: SiteAccess, operation: EnsureIssue, context: PerformContext): Promise<Receipt> => {
  const planned = fieldBody(operation.fields, context.catalog);
  const created = await createIssue(access, operation, context, planned);
  // A field that is missing on the create screen may well be set afterwards: an edit knows no screens.
  const late = operation.fields.filter(({ fieldId }) => fieldId in created.refused && !(fieldId in planned.refused));
  const edited = await write(access, created.id, late, context);
  const issue = await readWhole(access, created.id, operation);
  return receiptOf(access, operation, context, issue, { ...planned.refused, ...edited.refused }, false);
};

/** The issue of an earlier attempt: whatever it does not hold as planned is written now, so that the plan is true. */
const adopt = async (
  access: SiteAccess,
  operation: EnsureIssue,
  context: PerformContext,
  issueId: string,
): Promise<Receipt> => {
  const before = await readWhole(access, issueId, operation);
  const held = readFields(before, context.catalog, idsOf(operation));
  const missing = operation.fields.filter((field) => !holds(held[field.fieldId], field));
  const { refused } = await write(access, issueId, missing, context);
  const issue = missing.length === 0 ? before : await readWhole(access, issueId, operation);
  return receiptOf(access, operation, context, issue, refused, true);
};

const holds = (held: Value | undefined, field: FieldWrite): boolean =>
  held !== undefined && (field.mode !== 'set' ? held.kind !== 'empty' : sameValue(held, field.value));

const write = (
  access: SiteAccess,
  issueId: string,
  fields: readonly FieldWrite[],
  { linkId, catalog, projectKey }: PerformContext,
): Promise<Edited> => editFields(access, { issueId, linkId, projectKey, catalog }, fieldBody(fields, catalog));

const idsOf = ({ fields }: EnsureIssue): readonly string[] => fields.map(({ fieldId }) => fieldId);

const readWhole = (access: SiteAccess, issueId: string, operation: EnsureIssue): Promise<IssueJson> =>
  readBack(access, issueId, [...idsOf(operation), 'status']);

const receiptOf = (
  access: SiteAccess,
  operation: EnsureIssue,
  { catalog }: PerformContext,
  issue: IssueJson,
  refused: Readonly<Record<string, string>>,
  found: boolean,
): Receipt => {
  const request = requests.readIssue(issue.id, []);
  const { fields } = parseAnswer(access, request, { status: 200, headers: {}, body: issue }, statusOnlyShape);
  const written = idsOf(operation).filter((id) => !(id in refused));
  return {
    kind: 'issue',
    issueId: issue.id,
    key: issue.key,
    fields: readFields(issue, catalog, written),
    status: fields.status.name,
    found,
    ...(Object.keys(refused).length === 0 ? {} : { refused }),
  };
};

import { type FieldCatalog, type Value } from '../../../core/model';
import { saidReason } from '../../../core/plan';
import { JiraError } from '../../../sync/ports';
import { ask, type SiteAccess } from '../access';
import { readFields } from '../read/snapshot';
import * as requests from '../requests/issues';
import { traceOf } from '../requests/trace';
import { editedShape, type IssueJson, issueShape } from '../schemas';
import { type FieldBody, fieldIdsOf, onlyField, withoutFields } from './field-body';
import { refusedAmong, rejectionIn } from './refusal';

export interface EditTarget {
  readonly issueId: string;
  readonly linkId: string;
  readonly projectKey: string;
  readonly catalog: FieldCatalog;
}

export interface Edited {
  /** What the issue really holds in the fields that were written. */
  readonly fields: Readonly<Record<string, Value>>;
  readonly refused: Readonly<Record<string, string>>;
}

/** More fields than this are not tried one by one. */
const MOST_ALONE = 25;

/** Writes fields in one request. What Jira refuses is left out and the rest is written: one bad field stops itself only. */
export const editFields = async (access: SiteAccess, target: EditTarget, body: FieldBody): Promise<Edited> => {
  const ids = fieldIdsOf(body);
  if (ids.length === 0) return { fields: {}, refused: body.refused };
  try {
    const answer = await sendEdit(access, target, body);
    const whole = ids.every((id) => answer?.fields?.[id] !== undefined);
    const issue = answer && whole ? answer : await readBack(access, target.issueId, ids);
    return { fields: readFields(issue, target.catalog, ids), refused: body.refused };
  } catch (error) {
    const failure = rejectionIn(error);
    // What is said of the issue as a whole is said to each of its fields.
    if (!failure || saidReason(failure.detail) !== null) throw error;
    const refused = refusedAmong(ids, failure);
    if (Object.keys(refused).length > 0) return editFields(access, target, withoutFields(body, refused));
    if (ids.length === 1 && ids[0] !== undefined) {
      return { fields: {}, refused: { ...body.refused, [ids[0]]: failure.detail } };
    }
    if (ids.length > MOST_ALONE) throw error;
    return editOneByOne(access, target, body);
  }
};

/** Jira refused without naming a field: only trying tells which one it is. */
const editOneByOne = async (access: SiteAccess, target: EditTarget, body: FieldBody): Promise<Edited> => {
  let all: Edited = { fields: {}, refused: body.refused };
  for (const id of fieldIdsOf(body)) {
    const { fields, refused } = await editFields(access, target, onlyField(body, id));
    all = { fields: { ...all.fields, ...fields }, refused: { ...all.refused, ...refused } };
  }
  return all;
};

/**
 * Asks for silence where the app may: Jira refuses the whole edit with 403 to an app that does not administer the
 * project. That is remembered for the project. Null when the site answers without a body.
 */
const sendEdit = async (access: SiteAccess, target: EditTarget, body: FieldBody): Promise<IssueJson | null> => {
  const { loud } = access.memory;
  const send = (silent: boolean): Promise<IssueJson | null> =>
    ask(access, requests.editIssue(editOf(target, body, silent)), editedShape);
  if (loud.has(target.projectKey)) return send(false);
  try {
    return await send(true);
  } catch (error) {
    if (!(error instanceof JiraError) || error.failure.kind !== 'forbidden') throw error;
    const issue = await send(false);
    loud.set(target.projectKey, true);
    return issue;
  }
};

export const editOf = (
  { issueId, linkId }: Pick<EditTarget, 'issueId' | 'linkId'>,
  { fields, update }: FieldBody,
  silent: boolean,
): requests.Edit => ({
  issueId,
  fields,
  update,
  silent,
  trace: traceOf(linkId, { fields: fieldIdsOf({ fields, update }) }),
});

export const readBack = (access: SiteAccess, issueId: string, fields: readonly string[]): Promise<IssueJson> =>
  ask(access, requests.readIssue(issueId, fields), issueShape);

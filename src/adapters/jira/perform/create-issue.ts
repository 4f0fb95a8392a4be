import { type EnsureIssue, type FieldCatalog, type Json } from '../../../core/model';
import { type PerformContext } from '../../../sync/ports';
import { ask, type SiteAccess } from '../access';
import * as requests from '../requests/issues';
import { traceOf } from '../requests/trace';
import { createdShape } from '../schemas';
import { asNewFields, type FieldBody, withoutFields } from './field-body';
import { refusedAmong, rejectionIn } from './refusal';

export interface Created {
  readonly id: string;
  readonly key: string;
  /** Fields that the create screen refused, by field id; the issue stands without them. */
  readonly refused: Readonly<Record<string, string>>;
}

/** Creates the issue, without the fields that Jira refuses and does not require: one bad field must not stop it. */
export const createIssue = async (
  access: SiteAccess,
  operation: EnsureIssue,
  context: PerformContext,
  body: FieldBody,
): Promise<Created> => {
  const fields = asNewFields(body);
  try {
    await context.attempting?.();
    const { id, key } = await ask(access, createRequest(operation, context, fields), createdShape);
    return { id, key, refused: body.refused };
  } catch (error) {
    const failure = rejectionIn(error);
    if (!failure) throw error;
    const optional = optionalAmong(Object.keys(fields), context.catalog);
    const named = refusedAmong(Object.keys(fields), failure);
    const droppable = Object.fromEntries(Object.entries(named).filter(([id]) => optional.includes(id)));
    if (Object.keys(droppable).length > 0) {
      return createIssue(access, operation, context, withoutFields(body, droppable));
    }
    // Jira named no field, or one that must stay: with an unnamed fault, try what must be there alone.
    if (Object.keys(failure.fields).length > 0 || optional.length === 0) throw error;
    const unnamed = Object.fromEntries(optional.map((id) => [id, failure.detail]));
    return createIssue(access, operation, context, withoutFields(body, unnamed));
  }
};

/** A sub-task without its parent would be another thing, and every issue needs a summary. */
const ESSENTIAL = new Set(['summary', 'parent']);

const optionalAmong = (ids: readonly string[], catalog: FieldCatalog): readonly string[] =>
  ids.filter((id) => !ESSENTIAL.has(id) && catalog[id]?.required !== true);

export const createRequest = (
  { project, issueType, side }: EnsureIssue,
  { linkId }: PerformContext,
  fields: Readonly<Record<string, Json>>,
) => requests.createIssue({ linkId, side, project, issueType, fields, trace: traceOf(linkId, 'issue') });

import { type Receipt, type SetFields } from '../../../core/model';
import { type PerformContext } from '../../../sync/ports';
import { type SiteAccess } from '../access';
import { editFields } from './edit-fields';
import { fieldBody } from './field-body';

export const setFields = async (
  access: SiteAccess,
  operation: SetFields,
  { linkId, projectKey, catalog }: PerformContext,
): Promise<Receipt> => {
  const target = { issueId: operation.issueId, linkId, projectKey, catalog };
  const { fields, refused } = await editFields(access, target, fieldBody(operation.fields, catalog));
  return { kind: 'fields', fields, refused };
};

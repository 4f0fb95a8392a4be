import { writeLabel } from '../../../core/map';
import { type Json } from '../../../core/model';
import { isDemanded, screenFieldMeta } from '../metadata/field-meta';
import { type TransitionJson } from '../schemas';

export interface Screen {
  /** Jira's JSON for the fields that the half gives and the screen has. */
  readonly fields: Readonly<Record<string, Json>>;
  /** Required fields of the screen that the half does not give; the issue may hold them already. */
  readonly open: readonly { readonly id: string; readonly name: string }[];
}

/**
 * Fills the screen of a transition from the half. Jira refuses a field that is not on the screen, so only those that
 * are get sent; on the way to the target (`last` is false) only those that are required there.
 */
export const fillScreen = (
  { fields: screen = {} }: Pick<TransitionJson, 'fields'>,
  given: Readonly<Record<string, Json>>,
  last: boolean,
): Screen => {
  const fields: Record<string, Json> = {};
  const open: { id: string; name: string }[] = [];
  for (const [id, field] of Object.entries(screen)) {
    const value = given[id];
    if (value !== undefined && (last || field.required)) fields[id] = writeLabel(screenFieldMeta(id, field), value);
    else if (isDemanded(field)) open.push({ id, name: field.name });
  }
  return { fields, open };
};

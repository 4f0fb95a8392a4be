import type { ContractField, FieldCatalog, FieldMeta, Half, SendField } from '../model';
import { kindOf } from './registry';
import { splitCascade } from './text';
import { lookUp, lookUpPath, optionLabels } from './translate/labels';

/** What the partner will see for one of our labels; null for one that is not sent. */
function offeredLabel(rule: SendField, meta: FieldMeta, label: string): string | null {
  const row = meta.type === 'cascade' ? lookUpPath(rule.values, splitCascade(label)) : lookUp(rule.values, label);
  if (row !== undefined) return row;
  if (rule.otherwise === null) return label;
  return typeof rule.otherwise === 'string' ? null : rule.otherwise.default;
}

function offeredOptions(rule: SendField, meta: FieldMeta): readonly string[] | null {
  if (meta.options === null) return null;
  const labels = optionLabels(meta.options).map((label) => offeredLabel(rule, meta, label));
  return [...new Set(labels)].filter((label) => label !== null);
}

/** What the partner sees of a half: contract field names, types and option labels, and nothing of the site's own. */
export const offerOf = (half: Half, catalog: FieldCatalog): ContractField[] =>
  half.send.fields.flatMap((rule) => {
    const meta = catalog[rule.field];
    if (meta === undefined) return [];
    return [{ name: rule.as, type: meta.type, kind: kindOf(meta.type), options: offeredOptions(rule, meta) }];
  });

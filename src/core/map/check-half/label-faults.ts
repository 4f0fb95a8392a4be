import { type FieldMeta, type FieldOption, type Json } from '../../model';
import { isEmptyValue } from '../empty';
import { readField, writeLabel } from '../field';
import { findOption, findPath, optionLabels } from '../translate/labels';
import { valueText } from '../translate/value-text';
import { fault, type Finding, listed, when } from './live';

const hasLabel = (meta: FieldMeta, options: readonly FieldOption[], label: string): boolean =>
  meta.type === 'cascade' ? findPath(options, label) !== null : findOption(options, label) !== undefined;

/** A label that should be one of the field's own; nothing is said where Jira lists none. */
export function labelFault(path: string, meta: FieldMeta, label: string): readonly Finding[] {
  const { options } = meta;
  if (options === null) return [];
  const remedy = options.length === 0 ? 'Add the value in Jira.' : `Use one of ${listed(optionLabels(options))}.`;
  return when(
    !hasLabel(meta, options, label),
    fault(path, `The field "${meta.name}" has no value "${label}".`, remedy),
  );
}

/** A constant or default out of the half for a field of ours: it must read as the field's type. */
export function constantFaults(path: string, meta: FieldMeta, json: Json): readonly Finding[] {
  const value = readField(meta, writeLabel(meta, json));
  if (meta.type === 'unsupported' || isPlainObject(json)) return [];
  if (isEmptyValue(value)) {
    const message = `The value for the field "${meta.name}" cannot be read as its type (${meta.type}).`;
    return [fault(path, message, 'Write a label, text or number that the field takes, or the JSON that Jira uses.')];
  }
  const labels = value.kind === 'options' ? value.labels : [valueText(value)];
  return labels.flatMap((label) => labelFault(path, meta, label));
}

/** Jira's own JSON passes as it is, so Jira alone can judge it. */
const isPlainObject = (json: Json): boolean => typeof json === 'object' && !Array.isArray(json);

import type { ContractField, FieldMeta, ReceiveField } from '../../model';
import { kindOf } from '../registry';
import { loose } from '../text';
import { convertible } from '../translate/into';
import { constantFaults, labelFault } from './label-faults';
import { type Check, fault, type Finding, listed, type Live, repeated, warning, when } from './live';

const checkTarget = (meta: FieldMeta, path: string): readonly Finding[] =>
  when(
    meta.type === 'unsupported',
    fault(
      `${path}.field`,
      `Accord cannot write the field "${meta.name}": its type is not one that it knows.`,
      'Receive into a field of a supported type, for example a text field.',
    ),
  );

function checkLabels(rule: ReceiveField, meta: FieldMeta, path: string): readonly Finding[] {
  const rows = Object.entries(rule.values).flatMap(([label, own]) =>
    labelFault(`${path}.values["${label}"]`, meta, own),
  );
  const fallback =
    typeof rule.otherwise === 'string' ? [] : labelFault(`${path}.otherwise.default`, meta, rule.otherwise.default);
  const constant = rule.value === null ? [] : constantFaults(`${path}.value`, meta, rule.value);
  return [...rows, ...fallback, ...constant];
}

/** Rows of the table for labels that the partner does not have: they never apply. */
const deadRows = (rule: ReceiveField, offered: ContractField, path: string): readonly Finding[] => {
  const { options } = offered;
  if (options === null) return [];
  const known = new Set(options.map(loose));
  return Object.keys(rule.values)
    .filter((label) => !known.has(loose(label)))
    .map((label) =>
      warning(
        `${path}.values["${label}"]`,
        `The partner's "${offered.name}" has no value "${label}", so this row does nothing now.`,
        options.length === 0 ? 'Remove the row, or ask the partner.' : `The partner sends ${listed(options)}.`,
      ),
    );
};

function checkFrom(rule: ReceiveField, meta: FieldMeta, live: Live, path: string): readonly Finding[] {
  if (rule.from === null || live.partner === null) return [];
  const offered = live.partner.find((field) => field.name === rule.from);
  if (offered === undefined) {
    const names = live.partner.map((field) => field.name);
    const remedy = names.length === 0 ? 'Ask the partner to send it.' : `The partner offers ${listed(names)}.`;
    return [warning(`${path}.from`, `The partner does not offer "${rule.from}" now.`, remedy)];
  }
  const fits = meta.type === 'unsupported' || convertible(offered.kind, kindOf(meta.type));
  return [
    ...when(
      !fits,
      fault(
        `${path}.field`,
        `The partner's "${offered.name}" (${offered.type}) cannot become the field "${meta.name}" (${meta.type}).`,
        'Receive it into a field of the same type or into a text field.',
      ),
    ),
    ...deadRows(rule, offered, path),
  ];
}

function checkField(rule: ReceiveField, live: Live, path: string): readonly Finding[] {
  const meta = live.catalog[rule.field] ?? live.createCatalog?.[rule.field];
  if (rule.field === 'status') {
    const remedy = 'Remove it and name the steps under receive.workflow.';
    return [fault(`${path}.field`, 'A status is not a field to write: it changes by transitions.', remedy)];
  }
  if (meta === undefined) {
    const remedy = 'Choose a field that the project and its issue types have.';
    return [fault(`${path}.field`, `The project has no field "${rule.field}".`, remedy)];
  }
  return [...checkTarget(meta, path), ...checkLabels(rule, meta, path), ...checkFrom(rule, meta, live, path)];
}

const checkSource = (rule: ReceiveField, path: string): readonly Finding[] =>
  when(
    rule.from === null && rule.value === null,
    fault(
      `${path}.value`,
      `The field "${rule.field}" has neither a contract field nor a value.`,
      'Name a contract field in "from", or give a constant in "value".',
    ),
  );

export const checkReceiveFields: Check = ({ receive }, live) => [
  ...receive.fields.flatMap((rule, at) => [
    ...checkSource(rule, `receive.fields[${at}]`),
    ...(live.projectFound ? checkField(rule, live, `receive.fields[${at}]`) : []),
  ]),
  ...repeated(receive.fields.map((rule) => rule.field)).map((at) =>
    fault(
      `receive.fields[${at}].field`,
      `The field "${receive.fields[at]?.field ?? ''}" is written by two rules.`,
      'Give each field one rule: the two would overwrite each other.',
    ),
  ),
];

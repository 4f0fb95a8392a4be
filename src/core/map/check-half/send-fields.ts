import type { FieldMeta, SendField } from '../../model';
import { type Check, fault, type Finding, repeated, warning, when } from './live';
import { labelFault } from './label-faults';

function checkKnown(rule: SendField, meta: FieldMeta, path: string): readonly Finding[] {
  return [
    ...when(
      meta.type === 'unsupported',
      warning(
        `${path}.field`,
        `The field "${meta.name}" is of a type that Accord does not know: only what it reads as text crosses.`,
        'Send another field, or leave it if the text is enough.',
      ),
    ),
    ...Object.keys(rule.values).flatMap((label) => labelFault(`${path}.values["${label}"]`, meta, label)),
  ];
}

function checkField(rule: SendField, meta: FieldMeta | undefined, path: string): readonly Finding[] {
  if (rule.field === 'status') {
    const remedy = 'Remove it and name the steps under send.workflow, each with a signal.';
    return [fault(`${path}.field`, 'A status never crosses as such: workflows differ.', remedy)];
  }
  if (meta === undefined) {
    const remedy = 'Choose a field that the project and its issue types have.';
    return [fault(`${path}.field`, `The project has no field "${rule.field}".`, remedy)];
  }
  return checkKnown(rule, meta, path);
}

export const checkSendFields: Check = ({ send }, { catalog, projectFound }) => [
  ...(projectFound
    ? send.fields.flatMap((rule, at) => checkField(rule, catalog[rule.field], `send.fields[${at}]`))
    : []),
  ...repeated(send.fields.map((rule) => rule.as)).map((at) =>
    fault(
      `send.fields[${at}].as`,
      `The contract field "${send.fields[at]?.as ?? ''}" is sent twice.`,
      'Give each contract field one source.',
    ),
  ),
];

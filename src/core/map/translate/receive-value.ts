import { EMPTY, type FieldMeta, type Json, type ReceiveField, type Value, type ValueKind } from '../../model';
import { isEmptyValue } from '../empty';
import { readField, writeLabel } from '../field';
import { kindOf } from '../registry';
import { intoKind } from './into';
import { type Into, type MapContext, problem, skip, type Translated, whole } from './translated';

/** Kinds whose constants are held against what the target has: options, and the length of a text. */
const CHECKED: ReadonlySet<ValueKind> = new Set<ValueKind>(['text', 'option', 'options', 'cascade']);

/** A constant or default out of the half. It is this site's own, so no table and no mapping of users applies. */
function ownValue(json: Json, into: Into): Translated {
  const value = readField(into.target, writeLabel(into.target, json));
  if (isEmptyValue(value)) {
    return problem(
      'bad-default',
      `The value that the contract gives for the field "${into.target.name}" cannot be read as one of its type (${into.target.type}).`,
      'Write a label, text or number that the field takes, or the JSON that Jira uses for it.',
    );
  }
  if (!CHECKED.has(value.kind)) return whole(value);
  return intoKind(value.kind, value, { ...into, rule: { ...into.rule, values: {}, otherwise: 'problem' } });
}

/**
 * A contract value -> a value in the target's own shape: the kind converted, labels found among the field's options,
 * users and files of the target side, a text that is too long cut to a marked excerpt.
 */
export function receiveValue(rule: ReceiveField, value: Value, target: FieldMeta, context: MapContext): Translated {
  const into: Into = { rule, target, context };
  if (target.type === 'unsupported') {
    return problem(
      'unsupported',
      `Accord cannot write the field "${target.name}": its type is not one that it knows.`,
      'Receive it into a field of a supported type, for example a text field.',
    );
  }
  if (rule.from === null || isEmptyValue(value)) {
    if (rule.value !== null) return ownValue(rule.value, into);
    return rule.from === null
      ? skip('no-value', `The contract names no value for the field "${target.name}".`)
      : whole(EMPTY);
  }
  return intoKind(kindOf(target.type), value, into);
}

import { EMPTY, type SendField, type Value } from '../../model';
import { isEmptyValue } from '../empty';
import { type CascadePath, joinCascade, splitCascade } from '../text';
import { lookUp, lookUpPath } from './labels';
import { type Omission, problem, type Translated, whole } from './translated';

type Label = { readonly is: 'label'; readonly label: string } | Exclude<Translated, { is: 'value' }>;

/** A label that no row of the table names: it passes, unless the rule says otherwise. */
function unmapped(rule: SendField, label: string): Label {
  const cause = `"${label}" has no row in the values of "${rule.as}".`;
  switch (rule.otherwise) {
    case null:
      return { is: 'label', label };
    case 'skip':
      return { is: 'skip', ...skipped(`${cause} The rule says to skip it.`) };
    case 'problem':
      return {
        is: 'problem',
        code: 'no-label',
        cause,
        remedy: `Add a row for "${label}" to the values of "${rule.as}".`,
      };
    default:
      return { is: 'label', label: rule.otherwise.default };
  }
}

const skipped = (reason: string): Omission => ({ code: 'no-label', reason });

const orUnmapped = (row: string | undefined, rule: SendField, label: string): Label =>
  row === undefined ? unmapped(rule, label) : { is: 'label', label: row };

const sendLabel = (rule: SendField, label: string): Label => orUnmapped(lookUp(rule.values, label), rule, label);

const sendPath = (rule: SendField, path: CascadePath): Label =>
  orUnmapped(lookUpPath(rule.values, path), rule, joinCascade(path));

const finish = (sent: Label, make: (label: string) => Value): Translated =>
  sent.is === 'label' ? whole(make(sent.label)) : sent;

function sendLabels(rule: SendField, labels: readonly string[]): Translated {
  const sent = labels.map((label) => sendLabel(rule, label));
  const wrong = sent.find((each) => each.is === 'problem');
  if (wrong?.is === 'problem') return problem(wrong.code, wrong.cause, wrong.remedy);
  const kept = sent.flatMap((each) => (each.is === 'label' ? [each.label] : []));
  const omitted = sent.flatMap((each) => (each.is === 'skip' ? [skipped(each.reason)] : []));
  return { ...whole({ kind: 'options', labels: [...new Set(kept)] }), ...(omitted.length > 0 && { omitted }) };
}

/** This site's own value -> the contract's, through the half's table. Only labels have tables; a text may have one. */
export function sendValue(rule: SendField, value: Value): Translated {
  if (isEmptyValue(value)) return whole(EMPTY);
  switch (value.kind) {
    case 'option':
      return finish(sendLabel(rule, value.label), (label) => ({ kind: 'option', label }));
    case 'options':
      return sendLabels(rule, value.labels);
    case 'cascade':
      return finish(sendPath(rule, value), (label) =>
        label === joinCascade(value) ? value : { kind: 'cascade', ...splitCascade(label) },
      );
    case 'text':
      return Object.keys(rule.values).length === 0
        ? whole(value)
        : finish(sendLabel(rule, value.text), (text) => ({ kind: 'text', text }));
    default:
      return whole(value);
  }
}

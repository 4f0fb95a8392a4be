import type { SendField, Value, ValueTable } from '../../model';
import { joinCascade, splitCascade } from '../text';

/** This site's label for one of the contract; of several that became the same, the first. */
const own = (table: ValueTable, label: string): string =>
  Object.entries(table).find(([, contractLabel]) => contractLabel === label)?.[0] ?? label;

/** A contract value back into the words of the site that sent it. */
export function unsendValue({ values }: SendField, value: Value): Value {
  switch (value.kind) {
    case 'option':
      return { kind: 'option', label: own(values, value.label) };
    case 'options':
      return { kind: 'options', labels: value.labels.map((label) => own(values, label)) };
    case 'cascade':
      return { kind: 'cascade', ...splitCascade(own(values, joinCascade(value))) };
    case 'text':
      return { kind: 'text', text: own(values, value.text) };
    default:
      return value;
  }
}

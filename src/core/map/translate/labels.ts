import type { FieldOption, Value, ValueTable } from '../../model';
import { cascadeReadings, type CascadePath, joinCascade, loose, splitCascade } from '../text';

/** A row of a values table: exact, then without regard to case and outer white space. */
export function lookUp(table: ValueTable, label: string): string | undefined {
  if (Object.hasOwn(table, label)) return table[label];
  const row = Object.keys(table).find((key) => loose(key) === loose(label));
  return row === undefined ? undefined : table[row];
}

/** An option by its label: exact, then without regard to case and outer white space. */
export const findOption = (options: readonly FieldOption[], label: string): FieldOption | undefined =>
  options.find((option) => option.label === label) ?? options.find((option) => loose(option.label) === loose(label));

function pathIn(options: readonly FieldOption[], { parent, child }: CascadePath): CascadePath | null {
  const above = findOption(options, parent);
  if (above === undefined) return null;
  if (child === null) return { parent: above.label, child: null };
  const below = findOption(above.children, child);
  return below === undefined ? null : { parent: above.label, child: below.label };
}

/** `Parent > Child` in a cascading field's options; null where neither reading of the text is there. */
export function findPath(options: readonly FieldOption[], text: string): CascadePath | null {
  for (const reading of cascadeReadings(text)) {
    const found = pathIn(options, reading);
    if (found !== null) return found;
  }
  return null;
}

/** A table applied to a path: a row for the whole of it, else one for the parent alone. */
export function lookUpPath(table: ValueTable, path: CascadePath): string | undefined {
  const row = lookUp(table, joinCascade(path));
  if (row !== undefined) return row;
  const parent = lookUp(table, path.parent);
  return parent === undefined ? undefined : joinCascade({ parent, child: path.child });
}

/** A value with its labels as the table has them; a label without a row, and a value without labels, stay. */
export function throughTable(value: Value, table: ValueTable): Value {
  switch (value.kind) {
    case 'option':
      return { kind: 'option', label: lookUp(table, value.label) ?? value.label };
    case 'text':
      return { kind: 'text', text: lookUp(table, value.text) ?? value.text };
    case 'options':
      return { kind: 'options', labels: value.labels.map((label) => lookUp(table, label) ?? label) };
    case 'cascade': {
      const row = lookUpPath(table, value);
      return row === undefined ? value : { kind: 'cascade', ...splitCascade(row) };
    }
    default:
      return value;
  }
}

/** Labels of an option list as people write them: a cascading one has its parents and every `Parent > Child`. */
export const optionLabels = (options: readonly FieldOption[]): readonly string[] =>
  options.flatMap((option) => [
    option.label,
    ...option.children.map((child) => joinCascade({ parent: option.label, child: child.label })),
  ]);

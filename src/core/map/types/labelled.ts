import { EMPTY, type FieldMeta, type FieldType, type Json } from '../../model';
import { type FieldCodec, written, wrongKind } from '../codec';
import { asText, readEach, textAt } from '../raw';

/** What a labelled type says of itself: where Jira keeps the label (`value` of an option, `name` of the rest). */
interface LabelledType {
  readonly type: FieldType;
  readonly key: 'value' | 'name';
  readonly systems: readonly string[];
  readonly customs: readonly string[];
}

/** The label of `{value | name, id}`; of an id alone through the field's options. */
function labelOf(raw: unknown, key: 'value' | 'name', meta: FieldMeta): string | null {
  const label = textAt(raw, key) ?? asText(raw);
  if (label !== null) return label;
  const id = textAt(raw, 'id');
  return meta.options?.find((option) => option.id === id)?.label ?? null;
}

const base = { maxLength: null } as const;

/** A type that holds one of a list of labels. */
export const oneLabel = ({ type, key, systems, customs }: LabelledType): FieldCodec => ({
  ...base,
  type,
  kind: 'option',
  isSet: false,
  systems,
  customs,
  cleared: null,
  read: (raw, meta) => {
    const label = labelOf(raw, key, meta);
    return label === null ? EMPTY : { kind: 'option', label };
  },
  write: (value, meta) => (value.kind === 'option' ? written({ [key]: value.label }) : wrongKind(value, meta)),
  label: (label) => ({ [key]: label }),
});

/** A type that holds a set of labels. */
export const manyLabels = ({ type, key, systems, customs }: LabelledType): FieldCodec => {
  const member = (label: string): Json => ({ [key]: label });
  return {
    ...base,
    type,
    kind: 'options',
    isSet: true,
    systems,
    customs,
    cleared: [],
    read: (raw, meta) => {
      const labels = readEach(raw, (item) => labelOf(item, key, meta));
      return labels.length === 0 ? EMPTY : { kind: 'options', labels };
    },
    write: (value, meta) => (value.kind === 'options' ? written(value.labels.map(member)) : wrongKind(value, meta)),
    label: member,
  };
};

import { fieldTypeOf, maxLengthOf, readField } from '../../../core/map';
import { type FieldMeta, type FieldOption, type FieldType } from '../../../core/model';
import { type AllowedJson, type ScreenFieldJson } from '../schemas';

/** A field as the list of all fields describes it. */
export interface FieldJson {
  readonly id: string;
  readonly name: string;
  readonly custom: boolean;
  readonly schema?: ScreenFieldJson['schema'];
}

/** Fields whose values are chosen from a list. For the others, what Jira allows (users, issues) is no list of labels. */
const WITH_OPTIONS: ReadonlySet<FieldType> = new Set<FieldType>([
  'option',
  'options',
  'cascade',
  'components',
  'version',
  'versions',
  'priority',
  'resolution',
  'issueType',
]);

export const hasOptions = (type: FieldType): boolean => WITH_OPTIONS.has(type);

/** Options that can still be chosen: neither disabled nor, for versions, archived. */
export const optionsOf = (allowed: readonly AllowedJson[]): readonly FieldOption[] =>
  allowed
    .filter(({ disabled, archived }) => disabled !== true && archived !== true)
    .flatMap(({ id, value, name, children }) => {
      const label = value ?? name;
      return label === undefined ? [] : [{ id: id ?? label, label, children: optionsOf(children ?? []) }];
    });

export const fieldMetaOf = (field: FieldJson, options: readonly FieldOption[] | null, required: boolean): FieldMeta => {
  const type = fieldTypeOf(withoutUndefined(field.schema), field.id);
  return {
    id: field.id,
    name: field.name,
    type,
    custom: field.custom,
    options: hasOptions(type) ? options : null,
    maxLength: maxLengthOf(type),
    required,
  };
};

/** A field as a create or transition screen describes it, with what may be chosen there. */
export const screenFieldMeta = (id: string, field: ScreenFieldJson): FieldMeta => {
  const meta = fieldMetaOf(
    { id, name: field.name, custom: id.startsWith('customfield_'), schema: field.schema },
    field.allowedValues ? optionsOf(field.allowedValues) : null,
    isDemanded(field),
  );
  const { hasDefaultValue, defaultValue } = field;
  return hasDefaultValue === true && defaultValue !== undefined
    ? { ...meta, initial: readField(meta, defaultValue) }
    : meta;
};

/** A required field with a default need not be given. */
export const isDemanded = ({ required, hasDefaultValue }: ScreenFieldJson): boolean =>
  required && hasDefaultValue !== true;

const withoutUndefined = (schema: ScreenFieldJson['schema']): Readonly<Record<string, string>> | undefined =>
  schema &&
  Object.fromEntries(Object.entries(schema).filter((entry): entry is [string, string] => entry[1] !== undefined));

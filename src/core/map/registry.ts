import type { FieldType, ValueKind } from '../model';
import type { FieldCodec, FieldSchema } from './codec';
import { cascade } from './types/cascade';
import { components } from './types/components';
import { date } from './types/date';
import { dateTime } from './types/date-time';
import { issueType } from './types/issue-type';
import { labels } from './types/labels';
import { number } from './types/number';
import { option } from './types/option';
import { options } from './types/options';
import { parent } from './types/parent';
import { priority } from './types/priority';
import { resolution } from './types/resolution';
import { richText } from './types/rich-text';
import { text } from './types/text';
import { timeTracking } from './types/time-tracking';
import { unsupported } from './types/unsupported';
import { url } from './types/url';
import { user } from './types/user';
import { users } from './types/users';
import { version } from './types/version';
import { versions } from './types/versions';

/** Every field type. A new one is a module of `types/`, its name in `FieldType`, and its line here. */
const CODECS: Readonly<Record<FieldType, FieldCodec>> = {
  cascade,
  components,
  date,
  dateTime,
  issueType,
  labels,
  number,
  option,
  options,
  parent,
  priority,
  resolution,
  richText,
  text,
  timeTracking,
  unsupported,
  url,
  user,
  users,
  version,
  versions,
};

export const FIELD_TYPES = Object.keys(CODECS) as readonly FieldType[];

export const codecOf = (type: FieldType): FieldCodec => CODECS[type];

/** The kind of value that a field of this type holds. */
export const kindOf = (type: FieldType): ValueKind => CODECS[type].kind;

/** Longest text in characters that Jira takes in a field of this type; null where it is not a text. */
export const maxLengthOf = (type: FieldType): number | null => CODECS[type].maxLength;

const typesBy = (names: (codec: FieldCodec) => readonly string[]): ReadonlyMap<string, FieldType> =>
  new Map(Object.values(CODECS).flatMap((codec) => names(codec).map((name) => [name, codec.type] as const)));

const BY_SYSTEM = typesBy((codec) => codec.systems);
const BY_CUSTOM = typesBy((codec) => codec.customs);

/** Jira's field schema -> what the field is to Accord. A field without a schema goes by its id. */
export function fieldTypeOf(schema: FieldSchema | undefined, fieldId: string): FieldType {
  const custom = schema?.custom;
  const type = custom === undefined ? BY_SYSTEM.get(schema?.system ?? fieldId) : BY_CUSTOM.get(custom);
  return type ?? 'unsupported';
}

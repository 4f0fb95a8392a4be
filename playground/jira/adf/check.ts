import Ajv from 'ajv-draft-04';
import type { ValidateFunction } from 'ajv';
import schema from '@atlaskit/adf-schema/dist/json-schema/v1/full.json';
import { isObject, type Json, type JsonObject } from '../json';
import { plainText } from './text';

/** Characters that Jira takes in a text field or comment. */
export const TEXT_LIMIT = 32_767;
export const TEXT_TOO_LONG = 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.';
const NOT_A_DOCUMENT = 'Operation value must be an Atlassian Document (see the Atlassian Document Format)';

let validate: ValidateFunction | null = null;

/** The document, or the words in which Jira refuses it. */
export function checkDoc(json: Json): { doc: JsonObject } | { fault: string } {
  if (!isObject(json) || json.type !== 'doc') return { fault: NOT_A_DOCUMENT };
  validate ??= new Ajv({ strict: false }).compile(schema);
  if (!validate(json)) return { fault: 'INVALID_INPUT' };
  if (plainText(json).trimEnd().length > TEXT_LIMIT) return { fault: TEXT_TOO_LONG };
  return { doc: json };
}

import { isObject, type Json, objectOf, wordOf } from '../json';
import { badRequest } from '../http/faults';

const MAX_LENGTH = 32_768;

export function checkProperty(key: string, value: Json | undefined): Json {
  if (key.length === 0 || key.length > 255) throw badRequest('The property key must be between 1 and 255 characters.');
  if (value === undefined) throw badRequest('The property value must be a valid, non-empty JSON.');
  if (JSON.stringify(value).length > MAX_LENGTH)
    throw badRequest('The property value is too long. It exceeds the allowed limit of 32,768 characters.');
  return value;
}

/** `properties: [{key, value}]` of a create or edit request. */
export function propertiesOf(json: Json | undefined): Record<string, Json> {
  if (json === undefined || json === null) return {};
  if (!Array.isArray(json)) throw badRequest("'properties' was not an array");
  return Object.fromEntries(
    json.filter(isObject).map((entry) => {
      const { key, value } = objectOf(entry);
      return [wordOf(key), checkProperty(typeof key === 'string' ? key : '', value)];
    }),
  );
}

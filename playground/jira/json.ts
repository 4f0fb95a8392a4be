/** Anything that JSON can hold. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json;
}

export const isObject = (json: unknown): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** The object itself, or an empty one: for bodies that may be absent or of a wrong shape. */
export const objectOf = (json: unknown): JsonObject => (isObject(json) ? json : {});

export const stringOf = (json: unknown): string | null => (typeof json === 'string' ? json : null);

/** A text or number as text; anything else as none. For ids, which come either way. */
export const wordOf = (json: unknown): string =>
  typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean' ? String(json) : '';

export const stringsOf = (json: unknown): string[] =>
  Array.isArray(json) ? json.filter((item): item is string => typeof item === 'string') : [];

export const sameJson = (a: Json | undefined, b: Json | undefined): boolean =>
  canonical(a ?? null) === canonical(b ?? null);

/** One text per value: keys sorted, no spaces. */
export function canonical(json: Json): string {
  if (Array.isArray(json)) return `[${json.map(canonical).join(',')}]`;
  if (!isObject(json)) return JSON.stringify(json);
  const keys = Object.keys(json).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(json[key] ?? null)}`).join(',')}}`;
}

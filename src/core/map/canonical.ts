import type { Json } from '../model';

type Table = Readonly<Record<string, Json | undefined>>;

/** JSON with sorted keys and no white space: equal values have equal texts. Written with loops: texts have many pieces. */
export function canonical(json: Json): string {
  if (json === null || typeof json !== 'object') return JSON.stringify(json);
  if (Array.isArray(json)) return `[${json.map((item: Json) => canonical(item)).join(',')}]`;
  return `{${members(json as Table)}}`;
}

function members(table: Table): string {
  let text = '';
  for (const key of Object.keys(table).sort()) {
    const value = table[key];
    if (value === undefined) continue;
    if (text !== '') text += ',';
    text += `${JSON.stringify(key)}:${canonical(value)}`;
  }
  return text;
}

import { type Json } from '../../core/model';

/** One place where two halves differ. `null`: not there. */
export interface Change {
  /** `send.fields[Title].when`: rules are named by what identifies them, so moving one is no change. */
  readonly path: string;
  readonly before: Json;
  readonly after: Json;
}

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What names a rule in a list, most telling first. */
const IDENTITY = ['as', 'from', 'field', 'signal', 'to'] as const;

/** Steps of one signal are told apart by their statuses. */
const stepName = ({ signal, from, to }: Plain): string => {
  const statuses = (Array.isArray(from) ? from : [from]).filter((name) => typeof name === 'string');
  return [String(signal), ...(statuses.length > 0 ? ['from', statuses.join(', ')] : []), 'to', String(to)].join(' ');
};

const nameOf = (rule: Plain): string => {
  if (typeof rule['signal'] === 'string') return stepName(rule);
  const key = IDENTITY.find((candidate) => typeof rule[candidate] === 'string');
  return key ? String(rule[key]) : JSON.stringify(rule);
};

/** Lists of rules become objects by name; other lists (triggers, names) are compared as they are. */
const byName = (list: readonly unknown[]): Plain | null => {
  if (!list.every((item) => isPlain(item) && IDENTITY.some((key) => typeof item[key] === 'string'))) return null;
  const named = new Map(list.map((item) => [nameOf(item as Plain), item]));
  return named.size === list.length ? Object.fromEntries(named) : null;
};

const step = (path: string, key: string, inList: boolean): string => {
  if (inList) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
};

const asJson = (value: unknown): Json => (value === undefined ? null : (value as Json));

/** Key order means nothing in JSON, and the database does not keep it. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    isPlain(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  ) ?? 'undefined';

const walk = (path: string, before: unknown, after: unknown, inList: boolean): Change[] => {
  if (isPlain(before) && isPlain(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => descend(step(path, key, inList), before[key], after[key]));
  }
  if (before === after || canonical(before) === canonical(after)) return [];
  return [{ path, before: asJson(before), after: asJson(after) }];
};

const descend = (path: string, before: unknown, after: unknown): Change[] => {
  if (Array.isArray(before) && Array.isArray(after)) {
    const [left, right] = [byName(before), byName(after)];
    if (left && right) return walk(path, left, right, true);
  }
  return walk(path, before, after, false);
};

/** Structured difference of two halves (or of nothing and a half), in the order of the keys. */
export const diffHalves = (before: unknown, after: unknown): Change[] =>
  descend('', before ?? {}, after ?? {}).filter((change) => change.path !== '');

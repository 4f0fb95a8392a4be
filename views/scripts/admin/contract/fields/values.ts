import { type ContractField, type Field, type ReceiveField } from '../../../host/api-types';
import { type Row } from './rows';
import { labelMatcher } from './suggest';

export type Table = Readonly<Record<string, string>>;

const loose = (label: string): string => label.trim().toLowerCase();
const STEP = ' > ';

/** What becomes of a label: its own row, or of `EMEA > Berlin` the row of `EMEA`; capitals do not count. */
const throughTable = (rows: ReadonlyMap<string, string>, label: string): string => {
  const row = rows.get(loose(label));
  if (row !== undefined) return row;
  const at = label.indexOf(STEP);
  const parent = at < 0 ? undefined : rows.get(loose(label.slice(0, at)));
  return parent === undefined ? label : parent + label.slice(at);
};

/** Labels that have no row of their own and get nowhere; none where it is not known what may come out. */
export const unmatched = (table: Table, left: readonly string[], right: readonly string[]): readonly string[] => {
  if (right.length === 0) return [];
  const known = new Set(right.map(loose));
  const rows = new Map(Object.entries(table).map(([from, to]) => [loose(from), to]));
  return left.filter((label) => !rows.has(loose(label)) && !known.has(loose(throughTable(rows, label))));
};

/** The table with the best match for each label that has none yet; what was written stays. */
export const withMatches = (table: Table, left: readonly string[], right: readonly string[]): Table => {
  const open = unmatched(table, left, right);
  if (open.length === 0) return table;
  const find = labelMatcher(right);
  const found = open.flatMap((label) => {
    const best = find(label);
    return best === null ? [] : [[label, best] as const];
  });
  return found.length === 0 ? table : { ...table, ...Object.fromEntries(found) };
};

/** An option of a cascade and what stands below it, as contracts write both: `EMEA > Berlin`. */
export const labelsOf = (field: Pick<Field, 'options'> | undefined): readonly string[] =>
  (field?.options ?? []).flatMap(({ label, children }) => [
    label,
    ...children.map((child) => `${label} > ${child.label}`),
  ]);

/** Options of the partner's that would get nowhere: no match, and no rule for such. */
export const lostOptions = (
  rule: ReceiveField | null,
  own: readonly string[],
  theirs: readonly string[],
): readonly string[] => {
  const { otherwise = null } = rule ?? {};
  return rule && (otherwise === null || otherwise === 'problem') ? unmatched(rule.values ?? {}, theirs, own) : [];
};

/** Rows whose options are matched as far as names allow; a row that needs nothing stays the same object. */
export const fillRows = (
  rows: readonly Row[],
  fields: readonly Field[],
  offered: readonly ContractField[],
): readonly Row[] => {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const byName = new Map(offered.map((field) => [field.name, field]));
  return rows.map((row) => {
    const { receive } = row;
    const theirs = byName.get(row.name)?.options ?? [];
    if (!receive || theirs.length === 0) return row;
    const before = receive.values ?? {};
    const values = withMatches(before, theirs, labelsOf(byId.get(row.field)));
    return values === before ? row : { ...row, receive: { ...receive, values } };
  });
};

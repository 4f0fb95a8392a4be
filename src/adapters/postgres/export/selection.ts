import { type Executor } from '../executor';
import { countOf } from '../retention/batch';

type Row = Readonly<Record<string, unknown>>;

/** Rows of one table that belong to somebody. $1 (and $2) say whose. */
export interface Selection {
  readonly table: string;
  /** SQL: what of a row is handed out. Never `*`: a new column is not handed out before somebody has thought of it. */
  readonly columns: string;
  readonly joins?: string;
  readonly where: string;
  /** The last word on a row: what SQL cannot take apart. */
  readonly shape?: (row: Row) => Row;
}

/** Some megabytes of a table at a time: neither memory nor a transaction grows with it. */
const BLOCKS = 256;

const body = ({ table, joins = '', where }: Selection): string => `FROM ${table} ${joins} WHERE ${where}`;

const blocksOf = (executor: Executor, table: string): Promise<number> =>
  countOf(executor, `SELECT (pg_relation_size($1::regclass) / current_setting('block_size')::bigint)::int AS count`, [
    table,
  ]);

export async function* rowsOf(
  executor: Executor,
  selection: Selection,
  whose: readonly unknown[],
): AsyncIterable<{ readonly table: string; readonly row: Row }> {
  const { table, columns, shape = (row) => row } = selection;
  const [from, to] = [`$${whose.length + 1}::tid`, `$${whose.length + 2}::tid`];
  const statement = `SELECT ${columns} ${body(selection)} AND ${table}.ctid >= ${from} AND ${table}.ctid < ${to}`;
  const blocks = await blocksOf(executor, table);
  for (let block = 0; block < blocks; block += BLOCKS) {
    const rows = await executor.sql<Row>(statement, [...whose, `(${block},0)`, `(${block + BLOCKS},0)`]);
    for (const row of rows) yield { table, row: shape(row) };
  }
}

export const countRows = (executor: Executor, selection: Selection, whose: readonly unknown[]): Promise<number> =>
  countOf(executor, `SELECT count(*)::int AS count ${body(selection)}`, whose);

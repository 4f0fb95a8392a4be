import { ERASED, type Person, type PersonCounts } from '../../../sync/ports';
import { type Executor } from '../executor';
import { countOf } from '../retention/batch';
import { sealValues, type WrittenRow } from '../retention/seal';
import { ACTORS, type Holder, HOLDERS, REMAINS, ROWS, WORDS, type Words } from './holders';
import { FORMER, namePattern } from './name-pattern';

/** Blocks of a table that one statement reads: 16 MB. */
const BLOCKS = 2_000;
const ROWS_AT_ONCE = 2_000;

const EVERYWHERE = (condition: string): string => `($2::text IS NULL OR ${condition})`;

const matching = ({ table, column, atHome }: Holder): string => `${table}.${column} = $1 AND ${EVERYWHERE(atHome)}`;

/** Batches of a statement that finds less each time. */
const repeated = async (take: () => Promise<number>): Promise<number> => {
  let sum = 0;
  for (let count = ROWS_AT_ONCE; count >= ROWS_AT_ONCE; sum += count) count = await take();
  return sum;
};

const found = (holder: Holder): string =>
  `ARRAY(SELECT ctid FROM ${holder.table} WHERE ${matching(holder)} LIMIT ${ROWS_AT_ONCE} FOR UPDATE)`;

const renaming = (holder: Holder): string => `
  WITH changed AS (
    UPDATE ${holder.table} SET ${holder.column} = $3 WHERE ctid = ANY(${found(holder)}) RETURNING 1
  ) SELECT count(*)::int AS count FROM changed`;

const removing = (holder: Holder): string => `
  WITH gone AS (DELETE FROM ${holder.table} WHERE ctid = ANY(${found(holder)}) RETURNING 1)
  SELECT count(*)::int AS count FROM gone`;

const textOf = ({ table, json }: Words, column: string): string =>
  json ? `${table}.${column}::text` : `${table}.${column}`;

/** $3: the pattern of the names, or null. */
const names = (words: Words): string =>
  words.columns
    .map((column) => `strpos(${textOf(words, column)}, $1) > 0 OR ${textOf(words, column)} ~ $3::text`)
    .join(' OR ');

const where = (words: Words): string =>
  [EVERYWHERE(words.ofSite), words.which ?? 'true', `(${names(words)})`].join(' AND ');

/** $4 and $5: the first block and the one after the last; $6 and $7: what stands instead of an id and of a name. */
const replacing = (words: Words): string => {
  const set = words.columns.map((column) => {
    const ids = `replace(${textOf(words, column)}, $1, $6)`;
    const value = `CASE WHEN $3::text IS NULL THEN ${ids} ELSE regexp_replace(${ids}, $3::text, $7, 'g') END`;
    return `${column} = ${words.json ? `(${value})::json` : value}`;
  });
  return `
    WITH changed AS (
      UPDATE ${words.table} SET ${set.join(', ')}
      WHERE ${words.table}.ctid >= $4::tid AND ${words.table}.ctid < $5::tid AND ${where(words)} RETURNING 1
    ) SELECT count(*)::int AS count FROM changed`;
};

const blocksOf = async (executor: Executor, table: string): Promise<number> =>
  countOf(executor, `SELECT (pg_relation_size($1::regclass) / current_setting('block_size')::bigint)::int AS count`, [
    table,
  ]);

/** The whole table, a piece at a time, each in a transaction of its own. */
const piecewise = async (
  executor: Executor,
  table: string,
  take: (from: string, to: string) => Promise<number>,
): Promise<number> => {
  const blocks = await blocksOf(executor, table);
  let sum = 0;
  for (let block = 0; block < blocks; block += BLOCKS) sum += await take(`(${block},0)`, `(${block + BLOCKS},0)`);
  return sum;
};

const NAMES = `
  SELECT DISTINCT name FROM people_seen WHERE ${matching({
    table: 'people_seen',
    column: 'account_id',
    atHome: ROWS.find(({ table }) => table === 'people_seen')?.atHome ?? 'false',
  })}`;

const WRITTEN = `
  SELECT site_id AS "siteId", issue_id AS "issueId", field_id AS "fieldId", link_id AS "linkId", value
  FROM written_fields WHERE ctid >= $2::tid AND ctid < $3::tid AND strpos(value::text, $1) > 0`;

/** What a pair wrote into a field of people, as digests: it is still told apart. */
const sealWritten = (executor: Executor, accountId: string): Promise<number> =>
  piecewise(executor, 'written_fields', async (from, to) => {
    const rows = await executor.sql<WrittenRow>(WRITTEN, [accountId, from, to]);
    await sealValues(executor, rows);
    return rows.length;
  });

/** The names as they are known are looked for first and forgotten last, so that a second run finds what a first one left. */
export const erasePerson = async (executor: Executor, { accountId, siteId }: Person): Promise<number> => {
  const seen = await executor.sql<{ name: string }>(NAMES, [accountId, siteId]);
  const pattern = namePattern(seen.map(({ name }) => name));
  let sum = await sealWritten(executor, accountId);
  for (const words of WORDS) {
    const bind = [accountId, siteId, pattern];
    sum += await piecewise(executor, words.table, (from, to) =>
      countOf(executor, replacing(words), [...bind, from, to, ERASED, FORMER]),
    );
  }
  for (const holder of ACTORS) {
    sum += await repeated(() => countOf(executor, renaming(holder), [accountId, siteId, ERASED]));
  }
  for (const holder of ROWS) sum += await repeated(() => countOf(executor, removing(holder), [accountId, siteId]));
  return sum;
};

/** Rows that tell of the person, by table; `<table> (stays)` for what is not changed by an erasure. */
export const countPerson = async (executor: Executor, { accountId, siteId }: Person): Promise<PersonCounts> => {
  const seen = await executor.sql<{ name: string }>(NAMES, [accountId, siteId]);
  const pattern = namePattern(seen.map(({ name }) => name));
  const counts: Record<string, number> = {};
  const add = (name: string, count: number): void => {
    if (count > 0) counts[name] = (counts[name] ?? 0) + count;
  };
  for (const holder of HOLDERS) {
    const statement = `SELECT count(*)::int AS count FROM ${holder.table} WHERE ${matching(holder)}`;
    add(holder.table, await countOf(executor, statement, [accountId, siteId]));
  }
  const inWords = (words: Words): Promise<number> =>
    piecewise(executor, words.table, (from, to) =>
      countOf(
        executor,
        `SELECT count(*)::int AS count FROM ${words.table}
         WHERE ${words.table}.ctid >= $4::tid AND ${words.table}.ctid < $5::tid AND ${where(words)}`,
        [accountId, siteId, pattern, from, to],
      ),
    );
  for (const words of WORDS) add(words.table, await inWords(words));
  for (const words of REMAINS) add(`${words.table} (stays)`, await inWords(words));
  return counts;
};

import { ERASED, type Person, type PersonCounts } from '../../../sync/ports';
import { type Executor } from '../executor';
import { countOf } from '../retention/batch';
import { sealValues, type WrittenRow } from '../retention/seal';
import { ACTORS, type Holder, HOLDERS, REMAINS, ROWS, WORDS, type Words } from './holders';
import { namePattern } from './name-pattern';
import { replaceIn, replaceInJson, type ReplaceText } from './replace-person';

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

/** $4 and $5: the first block and the one after the last. More than those that tell of the person: see `changesIn`. */
const candidates = (words: Words): string => `
  SELECT ctid::text AS row, ARRAY[${words.columns.map((column) => textOf(words, column)).join(', ')}]::text[] AS texts
  FROM ${words.table}
  WHERE ${words.table}.ctid >= $4::tid AND ${words.table}.ctid < $5::tid AND ${where(words)}`;

/** $1: the rows, which are locked; $2 and on: what stands in each column now. */
const setting = ({ table, columns, json }: Words): string => `
  UPDATE ${table} SET ${columns.map((column) => `${column} = changed.new_${column}${json ? '::json' : ''}`).join(', ')}
  FROM unnest($1::text[], ${columns.map((_, at) => `$${at + 2}::text[]`).join(', ')})
    AS changed (row, ${columns.map((column) => `new_${column}`).join(', ')})
  WHERE ${table}.ctid = changed.row::tid`;

interface Candidate {
  row: string;
  texts: readonly (string | null)[];
}

/** Who is looked for, and in what. */
interface Search {
  readonly person: Person;
  readonly names: readonly string[];
  readonly replace: ReplaceText;
}

const searchFor = async (executor: Executor, person: Person): Promise<Search> => {
  const seen = await executor.sql<{ name: string }>(NAMES, [person.accountId, person.siteId]);
  const names = seen.map(({ name }) => name);
  return { person, names, replace: replaceIn(person.accountId, names) };
};

const boundTo = ({ person, names }: Search, from: string, to: string): readonly unknown[] => [
  person.accountId,
  person.siteId,
  namePattern(names),
  from,
  to,
];

/** Rows with what stands in them without the person. Postgres cannot tell a key from a value, nor an id from its head. */
const changesIn = (rows: readonly Candidate[], { json }: Words, replace: ReplaceText): readonly Candidate[] =>
  rows
    .map(({ row, texts }) => {
      const changed = texts.map((text) => (text === null ? null : json ? replaceInJson(text, replace) : replace(text)));
      return { row, texts: changed, differs: changed.some((text, at) => text !== texts[at]) };
    })
    .filter(({ differs }) => differs);

const replaceWithin = (executor: Executor, words: Words, search: Search, [from, to]: Range): Promise<number> =>
  executor.atomically(async (inside) => {
    const rows = await inside.sql<Candidate>(
      `${candidates(words)} FOR UPDATE OF ${words.table}`,
      boundTo(search, from, to),
    );
    const changes = changesIn(rows, words, search.replace);
    if (changes.length === 0) return 0;
    const columns = words.columns.map((_, at) => changes.map(({ texts }) => texts[at] ?? null));
    await inside.sql(setting(words), [changes.map(({ row }) => row), ...columns]);
    return changes.length;
  });

const blocksOf = async (executor: Executor, table: string): Promise<number> =>
  countOf(executor, `SELECT (pg_relation_size($1::regclass) / current_setting('block_size')::bigint)::int AS count`, [
    table,
  ]);

type Range = readonly [from: string, to: string];

/** The whole table, a piece at a time, each in a transaction of its own. */
const piecewise = async (
  executor: Executor,
  table: string,
  take: (...range: Range) => Promise<number>,
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
export const erasePerson = async (executor: Executor, person: Person): Promise<number> => {
  const { accountId, siteId } = person;
  const search = await searchFor(executor, person);
  let sum = await sealWritten(executor, accountId);
  for (const words of WORDS) {
    sum += await piecewise(executor, words.table, (...range) => replaceWithin(executor, words, search, range));
  }
  for (const holder of ACTORS) {
    sum += await repeated(() => countOf(executor, renaming(holder), [accountId, siteId, ERASED]));
  }
  for (const holder of ROWS) sum += await repeated(() => countOf(executor, removing(holder), [accountId, siteId]));
  return sum;
};

const countWithin = (executor: Executor, words: Words, search: Search): Promise<number> =>
  piecewise(executor, words.table, async (from, to) => {
    const rows = await executor.sql<Candidate>(candidates(words), boundTo(search, from, to));
    return changesIn(rows, words, search.replace).length;
  });

/** Rows that tell of the person, by table; `<table> (stays)` for what is not changed by an erasure. */
export const countPerson = async (executor: Executor, person: Person): Promise<PersonCounts> => {
  const search = await searchFor(executor, person);
  const counts: Record<string, number> = {};
  const add = (name: string, count: number): void => {
    if (count > 0) counts[name] = (counts[name] ?? 0) + count;
  };
  for (const holder of HOLDERS) {
    const statement = `SELECT count(*)::int AS count FROM ${holder.table} WHERE ${matching(holder)}`;
    add(holder.table, await countOf(executor, statement, [person.accountId, person.siteId]));
  }
  for (const words of WORDS) add(words.table, await countWithin(executor, words, search));
  for (const words of REMAINS) add(`${words.table} (stays)`, await countWithin(executor, words, search));
  return counts;
};

import { type WalkRule } from '../../../sync/ports';
import { type Executor } from '../executor';
import { countOf } from './batch';
import { sealValues, type WrittenRow } from './seal';

/** Rows of some blocks of a table, without any index. $1 and $2 are the first block and the one after the last. */
const within = (table: string): string => `${table}.ctid >= $1::tid AND ${table}.ctid < $2::tid`;

const counted = (statement: string): string =>
  `WITH gone AS (${statement} RETURNING 1) SELECT count(*)::int AS count FROM gone`;

/** A hint that came again later says nothing more. What people asked for is never twice. */
const REPEATED = counted(`
  DELETE FROM inbox WHERE ${within('inbox')} AND done_at IS NULL AND received_at < $3
    AND hint->>'kind' NOT IN ('request', 'join', 'bulk', 'manual')
    AND EXISTS (
      SELECT 1 FROM inbox later WHERE later.lane = inbox.lane AND later.done_at IS NULL AND later.id > inbox.id
        AND later.site_id = inbox.site_id AND later.hint::text = inbox.hint::text)`);

/** Written by pairs that went with their contract. */
const ORPHANED = `
  SELECT site_id AS "siteId", issue_id AS "issueId", field_id AS "fieldId", link_id AS "linkId", value
  FROM written_fields WHERE ${within('written_fields')} AND value::text NOT LIKE '%"sealed":true%'
    AND NOT EXISTS (SELECT 1 FROM links WHERE links.id = written_fields.link_id)`;

/** Rows of a piece of the table: how many went. */
type Piece = (executor: Executor, range: readonly [from: string, to: string], before: Date) => Promise<number>;

const TABLES: Readonly<Record<WalkRule, { readonly table: string; readonly piece: Piece }>> = {
  'inbox.repeated': {
    table: 'inbox',
    piece: (executor, range, before) => countOf(executor, REPEATED, [...range, before]),
  },
  // Whose a value is stays known: nothing goes.
  'written_fields.orphaned': {
    table: 'written_fields',
    piece: async (executor, range) => {
      await sealValues(executor, await executor.sql<WrittenRow>(ORPHANED, range));
      return 0;
    },
  },
};

const SIZE = `
  SELECT pg_relation_size($1::regclass)::bigint / current_setting('block_size')::bigint AS blocks,
    (SELECT block FROM retention_walks WHERE name = $2) AS block`;

const NOTE = `
  INSERT INTO retention_walks (name, block) VALUES ($1, $2)
  ON CONFLICT (name) DO UPDATE SET block = excluded.block`;

/** The next piece of the walk. Where it stands is stored, so that a restart goes on there. */
export const walk = (executor: Executor, rule: WalkRule, before: Date, blocks: number) =>
  executor.atomically(async (inside) => {
    const { table, piece } = TABLES[rule];
    const [size] = await inside.sql<{ blocks: string; block: string | null }>(SIZE, [table, rule]);
    const all = Number(size?.blocks ?? 0);
    const from = Number(size?.block ?? 0);
    const atEnd = from + blocks >= all;
    const removed = await piece(inside, [`(${from},0)`, `(${from + blocks},0)`], before);
    await inside.sql(NOTE, [rule, atEnd ? 0 : from + blocks]);
    return { removed, atEnd };
  });

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

/** The issue stands in no pair in which anything could still be sent. */
const unlinked = (table: string): string =>
  counted(`
  DELETE FROM ${table} WHERE ${within(table)} AND written_at < $3
    AND NOT EXISTS (SELECT 1 FROM links WHERE state <> 'closed'
      AND master_site = ${table}.site_id AND master_issue_id = ${table}.issue_id)
    AND NOT EXISTS (SELECT 1 FROM links WHERE state <> 'closed'
      AND provider_site = ${table}.site_id AND provider_issue_id = ${table}.issue_id)`);

/** Written by pairs that went with their contract. */
const ORPHANED = `
  SELECT site_id AS "siteId", issue_id AS "issueId", field_id AS "fieldId", link_id AS "linkId", value
  FROM written_fields WHERE ${within('written_fields')} AND value::text NOT LIKE '%"sealed":true%'
    AND NOT EXISTS (SELECT 1 FROM links WHERE links.id = written_fields.link_id)`;

const TABLES: Readonly<Record<WalkRule, { readonly table: string; readonly statement: string }>> = {
  'inbox.repeated': { table: 'inbox', statement: REPEATED },
  'written_fields.unlinked': { table: 'written_fields', statement: unlinked('written_fields') },
  'written_objects.unlinked': { table: 'written_objects', statement: unlinked('written_objects') },
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
    const { table, statement } = TABLES[rule];
    const [size] = await inside.sql<{ blocks: string; block: string | null }>(SIZE, [table, rule]);
    const all = Number(size?.blocks ?? 0);
    const from = Number(size?.block ?? 0);
    const atEnd = from + blocks >= all;
    const range = [`(${from},0)`, `(${from + blocks},0)`];
    if (rule === 'written_fields.unlinked') {
      await sealValues(inside, await inside.sql<WrittenRow>(ORPHANED, range));
    }
    const removed = await countOf(inside, statement, [...range, before]);
    await inside.sql(NOTE, [rule, atEnd ? 0 : from + blocks]);
    return { removed, atEnd };
  });

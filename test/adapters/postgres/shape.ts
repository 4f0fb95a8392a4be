import { onServer } from '../../setup/server';

const COLUMNS = `
  SELECT format('%s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
    coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')) AS line
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attnum`;

// NOT NULL stands with the columns; from Postgres 18 on it is a constraint as well.
const CONSTRAINTS = `
  SELECT format('%s %s: %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS line FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace AND contype <> 'n' ORDER BY conrelid::regclass::text, conname`;

const INDEXES = `SELECT indexdef AS line FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname`;

/** Every table, constraint and index of a database, a line each. */
export const shapeOf = (url: string): Promise<string> =>
  onServer(url, async (client) => {
    const lines: string[] = [];
    for (const statement of [COLUMNS, CONSTRAINTS, INDEXES]) {
      const { rows } = await client.query<{ line: string }>(statement);
      lines.push(...rows.map(({ line }) => line));
    }
    return lines.join('\n');
  });

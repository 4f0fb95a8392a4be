import { onServer } from '../../setup/server';

/** Tables that tell of no tenant. */
const OURS = ['migrations', 'retention_walks'];

export const tablesOf = (url: string): Promise<readonly string[]> =>
  onServer(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name`,
    );
    return rows.map(({ name }) => name);
  });

/** Rows of each table; those of a tenant only. */
export const countRows = async (url: string): Promise<Readonly<Record<string, number>>> => {
  const tables = (await tablesOf(url)).filter((table) => !OURS.includes(table));
  return onServer(url, async (client) => {
    const counts: Record<string, number> = {};
    for (const table of tables) {
      const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
      counts[table] = rows[0]?.count ?? 0;
    }
    return counts;
  });
};

/** Every row of every table, in which one of these words stands: `table: word: row`. */
export const tracesOf = async (url: string, words: readonly string[]): Promise<readonly string[]> => {
  const tables = await tablesOf(url);
  return onServer(url, async (client) => {
    const found: string[] = [];
    for (const table of tables) {
      for (const word of words) {
        const { rows } = await client.query<{ row: string }>(
          `SELECT one::text AS row FROM ${table} one WHERE strpos(one::text, $1) > 0`,
          [word],
        );
        found.push(...rows.map(({ row }) => `${table}: ${word}: ${row.slice(0, 300)}`));
      }
    }
    return found;
  });
};

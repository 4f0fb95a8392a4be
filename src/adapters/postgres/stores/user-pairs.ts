import { type UserPairs } from '../../../sync/ports';
import { pair } from '../per-side';
import { column, defineTable } from '../table';
import { type StoreDeps } from './deps';

interface UserPairRow {
  connectionId: string;
  position: number;
  master: string;
  provider: string;
}

const USER_PAIRS = defineTable<UserPairRow>('user_pairs', ['connectionId', 'position'], {
  connectionId: column.text,
  position: column.number,
  master: column.text,
  provider: column.text,
});

const COUNT_UP = `
  UPDATE connections SET users_version = users_version + 1
  WHERE id = $1 AND users_version = coalesce($2::integer, users_version) RETURNING id`;

export const userPairsStore = ({ executor }: StoreDeps): UserPairs => ({
  list: async (connectionId) => {
    const rows = await executor.table(USER_PAIRS).list({ connectionId }, ['position']);
    return rows.map(({ master, provider }) => ({ connectionId, accounts: pair(master, provider) }));
  },
  version: async (connectionId) => {
    const [row] = await executor.sql<{ version: number }>(
      'SELECT users_version AS version FROM connections WHERE id = $1',
      [connectionId],
    );
    return row?.version ?? 0;
  },
  replace: (connectionId, pairs, expected) =>
    executor.atomically(async (inside) => {
      // Two admins who save at once: the second waits, and finds another version.
      const counted = await inside.sql(COUNT_UP, [connectionId, expected ?? null]);
      if (counted.length === 0) return false;
      const table = inside.table(USER_PAIRS);
      await table.remove({ connectionId });
      await table.insertAll(
        pairs.map(({ master, provider }, position) => ({ connectionId, position, master, provider })),
      );
      return true;
    }),
});

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

export const userPairsStore = ({ executor }: StoreDeps): UserPairs => ({
  list: async (connectionId) => {
    const rows = await executor.table(USER_PAIRS).list({ connectionId }, ['position']);
    return rows.map(({ master, provider }) => ({ connectionId, accounts: pair(master, provider) }));
  },
  replace: (connectionId, pairs) =>
    executor.atomically(async (inside) => {
      // Two admins who save at once: the second waits, and then replaces the first's whole table.
      await inside.sql('SELECT id FROM connections WHERE id = $1 FOR UPDATE', [connectionId]);
      const table = inside.table(USER_PAIRS);
      await table.remove({ connectionId });
      await table.insertAll(
        pairs.map(({ master, provider }, position) => ({ connectionId, position, master, provider })),
      );
    }),
});

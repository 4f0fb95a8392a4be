import { type Executor } from './executor';
import { seal, type SecretKeys, unseal } from './secrets';
import { placeOf, type SecretColumn } from './site-secrets';

const COLUMNS: readonly SecretColumn[] = ['secret', 'previous_secret'];

/**
 * Seals every secret that an older key sealed with the newest one. Safe beside running processes: a secret that was
 * replaced meanwhile is left alone. Returns how many were changed; then the older keys may be taken away.
 */
export const rotateSecrets = async (executor: Executor, keys: SecretKeys): Promise<number> => {
  const changed = await Promise.all(COLUMNS.map((column) => rotateColumn(executor, keys, column)));
  return changed.reduce((sum, count) => sum + count, 0);
};

interface SecretRow {
  id: string;
  ciphertext: Buffer;
  keyId: string;
}

const rotateColumn = async (executor: Executor, keys: SecretKeys, column: SecretColumn): Promise<number> => {
  const rows = await executor.sql<SecretRow>(
    `SELECT id, ${column}_ciphertext AS ciphertext, ${column}_key_id AS "keyId" FROM sites WHERE ${column}_key_id <> $1`,
    [keys.newest.id],
  );
  let changed = 0;
  for (const row of rows) changed += await rotateRow(executor, keys, column, row);
  return changed;
};

const rotateRow = async (
  executor: Executor,
  keys: SecretKeys,
  column: SecretColumn,
  row: SecretRow,
): Promise<number> => {
  const place = placeOf(row.id, column);
  const fresh = seal(keys, unseal(keys, row, place), place);
  const changed = await executor.sql(
    `UPDATE sites SET ${column}_ciphertext = $3, ${column}_key_id = $4
     WHERE id = $1 AND ${column}_ciphertext = $2 RETURNING id`,
    [row.id, row.ciphertext, fresh.ciphertext, fresh.keyId],
  );
  return changed.length;
};

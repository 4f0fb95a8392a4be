import { type Executor } from './executor';
import { seal, SecretError, type SecretKeys, unseal } from './secrets';
import { placeOf, type SecretColumn } from './site-secrets';

const COLUMNS: readonly SecretColumn[] = ['secret', 'previous_secret'];

/** A bound on one call; what is left is done by the next one. */
const MOST = 500;

export interface Rotated {
  /** Sealed anew with the newest key. */
  readonly changed: number;
  /** No key of ours opens them: a key was taken away too early, or the row was tampered with. */
  readonly unreadable: number;
}

const NONE: Rotated = { changed: 0, unreadable: 0 };

const plus = (one: Rotated, two: Rotated): Rotated => ({
  changed: one.changed + two.changed,
  unreadable: one.unreadable + two.unreadable,
});

/**
 * Seals every secret that an older key sealed with the newest one. Safe beside running processes: a secret that was
 * replaced meanwhile is left alone, and one that does not open stops no other. When nothing is left to change the older
 * keys may be taken away.
 */
export const rotateSecrets = async (executor: Executor, keys: SecretKeys): Promise<Rotated> => {
  let sum = NONE;
  for (const column of COLUMNS) sum = plus(sum, await rotateColumn(executor, keys, column));
  return sum;
};

interface SecretRow {
  id: string;
  ciphertext: Buffer;
  keyId: string;
}

/** Those that a key of ours names come first, so that lost ones never keep them from their turn. */
const rotateColumn = async (executor: Executor, keys: SecretKeys, column: SecretColumn): Promise<Rotated> => {
  const rows = await executor.sql<SecretRow>(
    `SELECT id, ${column}_ciphertext AS ciphertext, ${column}_key_id AS "keyId" FROM sites
     WHERE ${column}_key_id <> $1 ORDER BY ${column}_key_id = ANY($2::text[]) DESC, id LIMIT ${MOST}`,
    [keys.newest.id, [...keys.byId.keys()]],
  );
  let sum = NONE;
  for (const row of rows) sum = plus(sum, await rotateRow(executor, keys, column, row));
  return sum;
};

const rotateRow = async (
  executor: Executor,
  keys: SecretKeys,
  column: SecretColumn,
  row: SecretRow,
): Promise<Rotated> => {
  const place = placeOf(row.id, column);
  const plain = openOrNull(keys, row, place);
  if (plain === null) return { changed: 0, unreadable: 1 };
  const fresh = seal(keys, plain, place);
  const changed = await executor.sql(
    `UPDATE sites SET ${column}_ciphertext = $3, ${column}_key_id = $4
     WHERE id = $1 AND ${column}_ciphertext = $2 RETURNING id`,
    [row.id, row.ciphertext, fresh.ciphertext, fresh.keyId],
  );
  return { changed: changed.length, unreadable: 0 };
};

const openOrNull = (keys: SecretKeys, row: SecretRow, place: string): string | null => {
  try {
    return unseal(keys, row, place);
  } catch (error) {
    if (error instanceof SecretError) return null;
    throw error;
  }
};

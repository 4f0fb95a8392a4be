import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const KEY_BYTES = 32;

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

/**
 * Key for secrets at rest on a developer's machine: made once, kept beside the embedded database that needs it, readable
 * by its owner only. Production never comes here: there a key that was lost with a disk would lock out every tenant.
 * Returns `local:<base64>`, in the form of ACCORD_SECRET_KEYS.
 */
export const ensureLocalSecretKey = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const made = `local:${randomBytes(KEY_BYTES).toString('base64')}`;
  mkdirSync(dirname(file), { recursive: true });
  // wx: of two processes that start at once, one makes the key and the other takes it.
  try {
    writeFileSync(file, `${made}\n`, { mode: 0o600, flag: 'wx' });
    return made;
  } catch {
    return readFileSync(file, 'utf8').trim();
  }
};

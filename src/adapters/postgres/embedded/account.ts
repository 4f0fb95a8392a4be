import { stat } from 'node:fs/promises';
import path from 'node:path';

/** The user that the server runs as. Postgres refuses to run as root; 65534 is `nobody`, needs no entry anywhere. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Null: as ourselves. */
export const serverAccount = (): Account | null => (process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : null);

/** Where root keeps what the server's user must reach, when the folder asked for lies under a private home. */
export const PRIVATE_HOME = '/var/lib/accord';

const OTHERS_MAY_WALK = 0o001;

/** Whether any user can walk down to this folder. Parts that do not exist yet do not count. */
export const walkable = async (folder: string): Promise<boolean> => {
  const mode = await stat(folder).then(
    (found) => found.mode,
    () => OTHERS_MAY_WALK,
  );
  if ((mode & OTHERS_MAY_WALK) === 0) return false;
  const parent = path.dirname(folder);
  return parent === folder || walkable(parent);
};

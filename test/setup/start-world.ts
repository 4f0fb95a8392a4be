import { taking } from '../../playground/taking';
import { buildPages } from './build-pages';
import { openRunFolder } from './run-folder';
import { startPostgres } from './start-postgres';

declare global {
  /** For globalTeardown: jest hands nothing over. */
  var stopTestWorld: (() => Promise<void>) | undefined;
}

/** Once per run: what tests outside the core stand on. */
const startWorld = async (): Promise<void> => {
  // Another project of the same run may have started it.
  if (globalThis.stopTestWorld) return;
  globalThis.stopTestWorld = await taking(async (held) => {
    held.keep(openRunFolder(), ({ remove }) => remove());
    buildPages();
    held.keep(await startPostgres(), ({ stop }) => stop());
    return () => held.release();
  });
};

export default startWorld;

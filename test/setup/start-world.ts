import { buildPages } from './build-pages';
import startPostgres from './start-postgres';

/** Once per run: what tests outside the core stand on. */
const startWorld = async (): Promise<void> => {
  buildPages();
  await startPostgres();
};

export default startWorld;

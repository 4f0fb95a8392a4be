import { findEmbedded, startEmbedded } from './adapters/postgres/embedded';
import { migrate } from './adapters/postgres/migrate';
import { EnvReader } from './env-reader';
import { readDatabaseUrl } from './read-database-url';
import { unusableDatabase } from './unusable-database';

const givenUrl = (): string | null => {
  const read = new EnvReader(process.env);
  const url = readDatabaseUrl(read, read.text('NODE_ENV') === 'production');
  read.check();
  return url;
};

const migrateAt = (url: string): Promise<readonly string[]> =>
  migrate(url).catch((cause: unknown) => Promise.reject(unusableDatabase(url, cause)));

/** `npm run migrate`: brings the database at DATABASE_URL, or the embedded one, to the newest schema. */
const main = async (): Promise<void> => {
  const given = givenUrl();
  if (given !== null) return report(await migrateAt(given));
  const dataDir = `${process.env.ACCORD_DATA ?? '.data'}/postgres`;
  const running = await findEmbedded(dataDir);
  if (running) return report(await migrate(running));
  const embedded = await startEmbedded({ dataDir });
  try {
    report(await migrate(embedded.url));
  } finally {
    await embedded.stop();
  }
};

const report = (names: readonly string[]): void => {
  process.stdout.write(names.length === 0 ? 'Nothing to migrate.\n' : names.map((name) => `${name}\n`).join(''));
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

import { Sequelize } from 'sequelize';
import { type Clock, type Database, type Log, type Stores } from '../../sync/ports';
import { clientConfigOf } from './client-config';
import { guarded } from './errors';
import { fencedExecutor } from './fence';
import { type Executor, executorOn } from './executor';
import { migrate } from './migrate';
import { type Rotated, rotateSecrets } from './rotate-secrets';
import { type SecretKeys } from './secrets';
import { bindStores } from './stores';
import { wakeListener } from './wake-listener';

export interface DatabaseOptions {
  readonly url: string;
  readonly keys: SecretKeys;
  /** Moved by a test: it then stands in for the clock of Postgres too. */
  readonly clock?: Clock;
  /** Connections of this process, one more not counted that listens. */
  readonly poolSize?: number;
  readonly log?: Log;
}

export interface OpenDatabase extends Database {
  /** Brings the schema to the newest version; safe from several processes at once. */
  migrate(): Promise<void>;
  /** Seals stored secrets of older keys with the newest one, a bounded number for each call. */
  rotateSecrets(): Promise<Rotated>;
  close(): Promise<void>;
}

const TIMEOUTS = {
  /** A statement that takes longer is a fault; the largest regular one takes milliseconds. */
  statement_timeout: 15_000,
  lock_timeout: 10_000,
  /** A transaction left open would hold locks and keep vacuum from its work. */
  idle_in_transaction_session_timeout: 30_000,
  connectionTimeoutMillis: 5_000,
};

const systemClock: Clock = { now: () => new Date() };

/** Opens the pool; connects at the first statement. Errors that cross are of the kind DatabaseError. */
export const openDatabase = (options: DatabaseOptions): Promise<OpenDatabase> => {
  const { url, keys, clock = systemClock, log } = options;
  const time = () => options.clock?.now() ?? null;
  const sequelize = connect(options);
  const bind = (executor: Executor, revisions?: Map<string, number>) =>
    bindStores({ executor, keys, clock, time, ...(revisions && { revisions }) });
  const pool = executorOn(sequelize, null);
  const listener = wakeListener(url, log);
  return Promise.resolve({
    stores: bind(pool),
    transact: (work) => pool.atomically((executor) => work(bind(executor))),
    fenced: (lease, signal) => fencedDatabase(fencedExecutor(pool, { lease, signal }), bind),
    onWake: (listen) => listener.add(listen),
    ping: async () => void (await pool.sql('SELECT 1')),
    migrate: async () => void (await migrate(url, log)),
    rotateSecrets: () => guarded(() => rotateSecrets(pool, keys)),
    close: async () => {
      await listener.close();
      await sequelize.close();
    },
  });
};

/** What a run reads and writes: all of it under its claim. */
const fencedDatabase = (
  executor: Executor,
  bind: (executor: Executor, revisions: Map<string, number>) => Stores,
): Pick<Database, 'stores' | 'transact'> => {
  const revisions = new Map<string, number>();
  return {
    stores: bind(executor, revisions),
    transact: async (work) => {
      // What a transaction saved counts once it is committed.
      const saved = new Map(revisions);
      const result = await executor.atomically((inside) => work(bind(inside, saved)));
      for (const [id, revision] of saved) revisions.set(id, revision);
      return result;
    },
  };
};

const connect = ({ url, poolSize = 10 }: DatabaseOptions): Sequelize => {
  const { connectionString, ssl } = clientConfigOf(url);
  const options = {
    dialect: 'postgres' as const,
    // Statements would carry issue text into the log.
    logging: false as const,
    // Not in Sequelize's types: saves a statement for each new connection.
    pool: { max: poolSize, min: 0, acquire: 10_000, idle: 30_000 },
    dialectOptions: { application_name: 'accord', keepAlive: true, ssl, ...TIMEOUTS },
  };
  return new Sequelize(connectionString, options);
};

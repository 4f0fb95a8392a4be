import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { SUPERUSER } from './cluster';

const PORT_LINE = 3;

/** Address of the embedded server that another process runs on this folder; null when none answers. */
export const findRunning = async (dataDir: string, database: string): Promise<string | null> => {
  const read = (file: string): Promise<string> => readFile(path.join(dataDir, file), 'utf8').catch(() => '');
  const port = Number((await read('cluster/postmaster.pid')).split('\n')[PORT_LINE]);
  const password = await read('password');
  if (!port || password === '') return null;
  const url = `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return url;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
};

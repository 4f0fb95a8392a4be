import { Client } from 'pg';

/** Environment variables by which globalSetup tells the workers of its server. */
export const TEST_SERVER = 'ACCORD_TEST_SERVER';
export const TEST_TEMPLATE = 'ACCORD_TEST_TEMPLATE';

export const withDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
};

export const onServer = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

export const dropDatabase = (url: string, name: string): Promise<unknown> =>
  onServer(url, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));

import { readFileSync } from 'node:fs';
import { type ConnectionOptions } from 'node:tls';
import { parsePostgresAddress } from '../../postgres-address';

export interface ClientConfig {
  /** Without a word on TLS: pg would let it beat what stands beside it. */
  readonly connectionString: string;
  /** Never left out: pg would ask PGSSLMODE then. */
  readonly ssl: false | ConnectionOptions;
}

/**
 * What each connection to Postgres begins with. TLS is what the address says, and always checked: the certificate against
 * its authority, and the host against the certificate. Throws for words that mean something weaker, and for files that
 * cannot be read.
 */
export const clientConfigOf = (url: string): ClientConfig => {
  const parsed = parsePostgresAddress(url);
  if ('fault' in parsed) throw new Error(`The address of Postgres ${parsed.fault}`);
  const { address } = parsed;
  if (address.tls !== 'verify-full') return { connectionString: address.url, ssl: false };
  const files = Object.entries(address.files).map(([part, file]) => [part, readFileSync(file, 'utf8')] as const);
  return { connectionString: address.url, ssl: { rejectUnauthorized: true, ...Object.fromEntries(files) } };
};

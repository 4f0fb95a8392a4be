import { readFileSync } from 'node:fs';
import { type EnvReader } from './env-reader';
import { parsePostgresAddress, type PostgresAddress, withTls } from './postgres-address';

const checkFiles = (read: EnvReader, { files }: PostgresAddress): void => {
  for (const file of Object.values(files)) {
    try {
      if (!readFileSync(file, 'utf8').includes('-----BEGIN ')) read.fault(`DATABASE_URL: "${file}" holds no PEM.`);
    } catch {
      read.fault(`DATABASE_URL: "${file}" cannot be read.`);
    }
  }
};

/**
 * The address of Postgres, or null for the embedded one. In production it leaves here with its TLS mode in words:
 * `verify-full`, unless `disable` stands in it.
 */
export const readDatabaseUrl = (read: EnvReader, production: boolean): string | null => {
  const url = read.text('DATABASE_URL');
  if (url === null) {
    if (production) read.fault('DATABASE_URL is required in production.');
    return null;
  }
  if (!/^postgres(ql)?:\/\//.test(url)) read.fault('DATABASE_URL must begin with postgres://.');
  const parsed = parsePostgresAddress(url);
  if ('fault' in parsed) {
    read.fault(`DATABASE_URL ${parsed.fault}`);
    return url;
  }
  checkFiles(read, parsed.address);
  return production && parsed.address.tls === 'unsaid' ? withTls(url) : url;
};

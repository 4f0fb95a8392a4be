const ABOUT_TLS = /SSL|TLS|certificate|no encryption/i;

const remedyFor = (why: string): string =>
  ABOUT_TLS.test(why)
    ? 'Give the file of the authority that signed the server’s certificate as sslrootcert=<file> in DATABASE_URL, and the ' +
      'host as it stands in the certificate. Where the network itself is trusted, sslmode=disable goes without TLS.'
    : 'Check DATABASE_URL, and that the server runs and knows the user.';

/** Names the database without what else stands in its address: a password has no place on a screen. */
export const unusableDatabase = (url: string, cause: unknown): Error => {
  const { host, pathname } = URL.canParse(url) ? new URL(url) : { host: 'the address of DATABASE_URL', pathname: '' };
  const why = cause instanceof Error ? cause.message : String(cause);
  return new Error(`Postgres at ${host}${pathname} cannot be used: ${why}\n${remedyFor(why)}`, { cause });
};

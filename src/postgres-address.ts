/** What an address of Postgres says about TLS, and the address without it. */
export interface PostgresAddress {
  /** Without any word on TLS. */
  readonly url: string;
  /** `unsaid`: the address has no word on it. */
  readonly tls: 'verify-full' | 'disable' | 'unsaid';
  /** Paths of PEM files. No `ca`: the authorities that Node knows, with those of NODE_EXTRA_CA_CERTS. */
  readonly files: { readonly ca?: string; readonly cert?: string; readonly key?: string };
}

/** Either an address, or what is wrong with it: a sentence that goes on after the name of the setting. */
export type ParsedAddress = { readonly address: PostgresAddress } | { readonly fault: string };

const FILES = { sslrootcert: 'ca', sslcert: 'cert', sslkey: 'key' } as const;
const isFile = (name: string): name is keyof typeof FILES => name in FILES;
const KNOWN = ['sslmode', ...Object.keys(FILES)];
const ABOUT_TLS = /^(ssl|uselibpqcompat$|requiressl$|gssencmode$)/i;
const REMEDY = 'Say sslmode=verify-full (TLS, with the certificate and the host checked) or sslmode=disable (no TLS).';

const nameOf = (pair: string): string => new URLSearchParams(pair).keys().next().value ?? '';

const readMode = (mode: string | undefined, hasFiles: boolean): PostgresAddress['tls'] | null => {
  if (mode === undefined) return hasFiles ? 'verify-full' : 'unsaid';
  return mode === 'verify-full' || mode === 'disable' ? mode : null;
};

const faultOf = (words: readonly (readonly [string, string])[]): string | null => {
  const names = words.map(([name]) => name);
  const unknown = names.find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) return `has ${unknown}, which is not known here. ${REMEDY}`;
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `has ${twice} twice: only one can be meant.`;
  const given = new Map(words);
  const mode = given.get('sslmode');
  if (readMode(mode, true) === null) {
    return `has sslmode=${mode ?? ''}, which may encrypt without checking who answers, and means something else in each program. ${REMEDY}`;
  }
  const file = names.find(isFile);
  if (mode === 'disable' && file !== undefined) return `has sslmode=disable and ${file}: only one can be meant.`;
  if (given.has('sslcert') !== given.has('sslkey')) return 'has only one of sslcert and sslkey: they go together.';
  return null;
};

/**
 * Only two modes: what libpq calls `require` or `prefer` protects from nobody who can answer in the server's place, and
 * node-postgres is about to change what it means by them.
 */
export const parsePostgresAddress = (text: string): ParsedAddress => {
  const [base = '', query = ''] = text.split(/\?(.*)/s);
  const pairs = query.split('&').filter((pair) => pair !== '');
  const isAboutTls = (pair: string): boolean => ABOUT_TLS.test(nameOf(pair));
  const words = pairs.filter(isAboutTls).flatMap((pair) => [...new URLSearchParams(pair)]);
  const fault = faultOf(words);
  if (fault !== null) return { fault };
  const files = Object.fromEntries(words.flatMap(([name, path]) => (isFile(name) ? [[FILES[name], path]] : [])));
  const tls =
    readMode(
      new Map(words).get('sslmode'),
      words.some(([name]) => isFile(name)),
    ) ?? 'unsaid';
  const rest = pairs.filter((pair) => !isAboutTls(pair)).join('&');
  return { address: { url: rest === '' ? base : `${base}?${rest}`, tls, files } };
};

/** The same address with its mode in words, so that nobody after this one has to guess. */
export const withTls = (text: string): string => `${text}${text.includes('?') ? '&' : '?'}sslmode=verify-full`;

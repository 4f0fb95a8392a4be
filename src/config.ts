import { join, resolve } from 'node:path';
import { EnvReader, type Environment } from './env-reader';
import { isHostPattern } from './host-pattern';
import { type ApiLimits, apiLimits, isLimit, LIMIT_NAMES } from './limits/api-limits';
import { ensureLocalSecretKey } from './local-secret-key';
import { readDatabaseUrl } from './read-database-url';

export type { Environment } from './env-reader';

export interface SecretKey {
  /** Stored beside each secret, so that keys can be rotated. */
  readonly id: string;
  /** 32 bytes, for AES-256-GCM. */
  readonly key: Buffer;
}

/** How long what is kept: retention (docs/privacy.md). */
export interface KeepConfig {
  readonly eventsDays: number;
  readonly activityDays: number;
  readonly recordsDays: number;
  readonly versions: number;
  readonly graceDays: number;
}

/** Everything the environment decides, read once. Nobody else reads `process.env`. */
export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Origin under which Jira reaches the add-on, without a trailing slash; the audience of lifecycle tokens. */
  readonly baseUrl: string;
  readonly appKey: string;
  /** Null: the embedded Postgres in `<dataFolder>/postgres` (never in production). In production with its TLS mode in words. */
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
  /** Newest first: the first encrypts, all decrypt. */
  readonly secretKeys: readonly SecretKey[];
  /** Hosts that may install the add-on: `*.atlassian.net`, `127.0.0.1:*`. */
  readonly allowedHosts: readonly string[];
  /** Public keys of lifecycle tokens are fetched from `<installKeysUrl>/<kid>`. */
  readonly installKeysUrl: string;
  /** CSP sources that may frame the pages, beside the tenant's own `displayUrl`. */
  readonly frameAncestors: readonly string[];
  /** Atlassian's `all.js`, or the one a simulated host serves. */
  readonly hostScriptUrl: string;
  /** Reverse proxies in front, whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: number;
  /** How often the API may be called, by whom and for what. */
  readonly apiLimits: ApiLimits;
  /** Open invitations of one site. */
  readonly openInvitations: number;
  /** Hosts to which a site may send us on for the content of an attachment, beside itself. */
  readonly mediaHosts: readonly string[];
  readonly role: 'web' | 'worker' | 'all';
  /** Lanes that run beside each other in this process. */
  readonly workers: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly sweepIntervalMs: number;
  /** After so many days out of sight a person is asked whether an issue was deleted. */
  readonly askGoneDays: number;
  /** After so many seconds in which the main loop did not turn the process ends; 0 for never. */
  readonly stallSeconds: number;
  /** Time that running work gets to finish after SIGTERM. */
  readonly drainMs: number;
  readonly keep: KeepConfig;
  /** Null: in production there is no /metrics. */
  readonly metricsToken: string | null;
  /** An npm script started this process: it ends with it. */
  readonly byNpm: boolean;
}

const DEFAULT_APP_KEY = 'com.accord.sync';
const ATLASSIAN_HOSTS = ['*.atlassian.net'];
const LOOPBACK_HOSTS = ['127.0.0.1:*', 'localhost:*'];
const ATLASSIAN_FRAMES = ['https://*.atlassian.net', 'https://*.jira.com'];
const LOOPBACK_FRAMES = ['http://127.0.0.1:*', 'http://localhost:*'];
const INSTALL_KEYS_URL = 'https://connect-install-keys.atlassian.com';
const HOST_SCRIPT_URL = 'https://connect-cdn.atl-paas.net/all.js';
/** Where Jira Cloud redirects for the content of an attachment, and where that may be redirected in turn. */
const MEDIA_HOSTS = ['api.media.atlassian.com', '*.media.atlassian.com', 'media-cdn.atlassian.com'];
const CHECKS_OFF = /no-auth|no-token-verfication|no-token-verification/;
const SECRET_KEY = /^([\w-]{1,32}):([A-Za-z0-9+/]+={0,2})$/;
const KEY_BYTES = 32;
const MIN_TOKEN_LENGTH = 16;
const APP_KEY = /^[\w.-]{1,64}$/;
/** One CSP host source; no `;`, quote or space may come in. */
const FRAME_SOURCE = /^https?:\/\/[\w*.-]+(:(\d+|\*))?$/;

const readBaseUrl = (read: EnvReader, production: boolean, port: number): string => {
  const given = read.text('BASE_URL') ?? read.text('AC_LOCAL_BASE_URL');
  if (given === null && production) read.fault('BASE_URL is required in production: the https address Jira reaches.');
  const url = read.url('BASE_URL', given ?? `http://127.0.0.1:${port}`, production && given !== null);
  // The query string hash is computed relative to the base path; one origin per add-on keeps that exact.
  if (URL.canParse(url) && new URL(url).origin !== url)
    read.fault('BASE_URL must be an origin, without a path or query.');
  return url;
};

const parseSecretKey = (read: EnvReader, entry: string): readonly SecretKey[] => {
  const [, id, base64] = SECRET_KEY.exec(entry) ?? [];
  const key = Buffer.from(base64 ?? '', 'base64');
  if (id !== undefined && key.length === KEY_BYTES) return [{ id, key }];
  // The entry itself is a secret: it is not repeated.
  read.fault(`ACCORD_SECRET_KEYS: an entry is not <key id>:<${KEY_BYTES} bytes in base64>.`);
  return [];
};

const readSecretKeys = (read: EnvReader, production: boolean, localKey: () => string): readonly SecretKey[] => {
  const given = read.text('ACCORD_SECRET_KEYS');
  if (given === null && production) {
    read.fault(`ACCORD_SECRET_KEYS is required in production: <key id>:<${KEY_BYTES} bytes in base64>, newest first.`);
    return [];
  }
  const keys = (given ?? localKey()).split(',').flatMap((entry) => parseSecretKey(read, entry.trim()));
  if (new Set(keys.map(({ id }) => id)).size !== keys.length) read.fault('ACCORD_SECRET_KEYS: a key id stands twice.');
  return keys;
};

/** Wrong by one, and either every caller shares one address or anybody may choose theirs: production has to say it. */
const readTrustedProxies = (read: EnvReader, production: boolean): number => {
  if (production && read.text('ACCORD_TRUSTED_PROXIES') === null) {
    read.fault(
      'ACCORD_TRUSTED_PROXIES is required in production: how many reverse proxies stand in front and set ' +
        'X-Forwarded-For (0 when Accord is reached directly, 1 behind one load balancer).',
    );
  }
  return read.whole('ACCORD_TRUSTED_PROXIES', 0, 0, 10);
};

const readMetricsToken = (read: EnvReader): string | null => {
  const token = read.text('ACCORD_METRICS_TOKEN');
  if (token !== null && token.length < MIN_TOKEN_LENGTH) {
    read.fault(`ACCORD_METRICS_TOKEN must have at least ${MIN_TOKEN_LENGTH} characters.`);
  }
  return token;
};

const readAppKey = (read: EnvReader): string => {
  const key = read.text('AC_APP_KEY') ?? DEFAULT_APP_KEY;
  if (!APP_KEY.test(key)) read.fault('AC_APP_KEY must be 1 to 64 letters, digits, dots, dashes or underscores.');
  return key;
};

const refuseSwitchedOffChecks = (read: EnvReader, production: boolean): void => {
  const options = read.text('AC_OPTS') ?? '';
  if (production && CHECKS_OFF.test(options)) {
    read.fault(`AC_OPTS="${options}" switches token checks off. Remove it: Accord never runs so.`);
  }
  if (production && read.text('NODE_TLS_REJECT_UNAUTHORIZED') === '0') {
    read.fault(
      'NODE_TLS_REJECT_UNAUTHORIZED=0 takes every certificate, Jira’s too. Name your authority in NODE_EXTRA_CA_CERTS.',
    );
  }
};

/** No bound lets anything pile up for ever, or go while it may still be asked for. */
const readKeep = (read: EnvReader): KeepConfig => ({
  eventsDays: read.whole('ACCORD_KEEP_EVENTS_DAYS', 7, 1, 90),
  activityDays: read.whole('ACCORD_KEEP_ACTIVITY_DAYS', 90, 7, 3_650),
  recordsDays: read.whole('ACCORD_KEEP_RECORDS_DAYS', 365, 30, 3_650),
  versions: read.whole('ACCORD_KEEP_VERSIONS', 100, 10, 10_000),
  graceDays: read.whole('ACCORD_GRACE_DAYS', 30, 1, 365),
});

const readAll = (read: EnvReader, localKey: (file: string) => string): Config => {
  const production = read.oneOf('NODE_ENV', 'development', ['production', 'development', 'test']) === 'production';
  refuseSwitchedOffChecks(read, production);
  const port = read.whole('PORT', 3000, 0, 65_535);
  const dataFolder = resolve(read.text('ACCORD_DATA') ?? '.data');
  const hosts = production ? ATLASSIAN_HOSTS : [...ATLASSIAN_HOSTS, ...LOOPBACK_HOSTS];
  const frames = production ? ATLASSIAN_FRAMES : [...ATLASSIAN_FRAMES, ...LOOPBACK_FRAMES];
  return {
    production,
    port,
    host: read.text('HOST') ?? (production ? '0.0.0.0' : '127.0.0.1'),
    baseUrl: readBaseUrl(read, production, port),
    appKey: readAppKey(read),
    databaseUrl: readDatabaseUrl(read, production),
    dataFolder,
    secretKeys: readSecretKeys(read, production, () => localKey(join(dataFolder, 'secret-key'))),
    allowedHosts: read.list('ACCORD_ALLOWED_HOSTS', hosts, isHostPattern, '*.atlassian.net or 127.0.0.1:*'),
    installKeysUrl: read.url(
      'ACCORD_INSTALL_KEYS_URL',
      read.text('ACCORD_INSTALL_KEYS_URL') ?? INSTALL_KEYS_URL,
      production,
    ),
    frameAncestors: read.list(
      'ACCORD_FRAME_ANCESTORS',
      frames,
      (item) => FRAME_SOURCE.test(item),
      'https://*.atlassian.net',
    ),
    hostScriptUrl: read.url(
      'ACCORD_HOST_SCRIPT_URL',
      read.text('ACCORD_HOST_SCRIPT_URL') ?? HOST_SCRIPT_URL,
      production,
    ),
    trustedProxies: readTrustedProxies(read, production),
    apiLimits: apiLimits(read.list('ACCORD_LIMITS', [], isLimit, `caller=20/s:60 (of ${LIMIT_NAMES.join(', ')})`)),
    openInvitations: read.whole('ACCORD_OPEN_INVITATIONS', 50, 1, 10_000),
    mediaHosts: read.list(
      'ACCORD_MEDIA_HOSTS',
      MEDIA_HOSTS,
      isHostPattern,
      'api.media.atlassian.com or *.media.atlassian.com',
    ),
    role: read.oneOf('ACCORD_ROLE', 'all', ['web', 'worker', 'all']),
    workers: read.whole('ACCORD_WORKERS', 8, 1, 256),
    logLevel: read.oneOf('LOG_LEVEL', 'info', ['debug', 'info', 'warn', 'error', 'silent']),
    sweepIntervalMs: read.whole('ACCORD_SWEEP_SECONDS', 300, 1, 86_400) * 1000,
    askGoneDays: read.whole('ACCORD_ASK_GONE_DAYS', 14, 1, 365),
    stallSeconds: read.whole('ACCORD_STALL_SECONDS', 30, 0, 3_600),
    drainMs: read.whole('ACCORD_DRAIN_SECONDS', 25, 1, 600) * 1000,
    keep: readKeep(read),
    metricsToken: readMetricsToken(read),
    byNpm: read.text('npm_lifecycle_event') !== null,
  };
};

const freeze = (config: Config): Config => {
  for (const value of Object.values(config)) if (Array.isArray(value)) Object.freeze(value);
  return Object.freeze(config);
};

/**
 * The environment as one typed, frozen object. Throws ONE error that lists every fault.
 * `localKey` makes or reads the key file outside production; tests give their own.
 */
export const parseConfig = (env: Environment, localKey: (file: string) => string = ensureLocalSecretKey): Config => {
  const read = new EnvReader(env);
  const config = readAll(read, localKey);
  read.check();
  return freeze(config);
};

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { clientConfigOf } from '../src/adapters/postgres/client-config';
import { type Environment, parseConfig } from '../src/config';
import { isHostPattern, matchesHost } from '../src/host-pattern';
import { ensureLocalSecretKey } from '../src/local-secret-key';
import { parsePostgresAddress } from '../src/postgres-address';

const KEY = Buffer.alloc(32, 1).toString('base64');
const localKey = () => `local:${KEY}`;
const parse = (env: Environment) => parseConfig(env, localKey);

const PRODUCTION = {
  NODE_ENV: 'production',
  BASE_URL: 'https://accord.example/',
  DATABASE_URL: 'postgres://accord@db/accord',
  ACCORD_TRUSTED_PROXIES: '1',
  ACCORD_SECRET_KEYS: `k2:${KEY},k1:${Buffer.alloc(32, 2).toString('base64')}`,
};

test('nothing set: everything a developer needs, on loopback only', () => {
  expect(parse({})).toMatchObject({
    production: false,
    host: '127.0.0.1',
    port: 3000,
    baseUrl: 'http://127.0.0.1:3000',
    appKey: 'com.accord.sync',
    databaseUrl: null,
    allowedHosts: ['*.atlassian.net', '127.0.0.1:*', 'localhost:*'],
    installKeysUrl: 'https://connect-install-keys.atlassian.com',
    role: 'all',
    workers: 8,
    sweepIntervalMs: 300_000,
    keep: { eventsDays: 7, activityDays: 90, recordsDays: 365, versions: 100, graceDays: 30 },
  });
});

test('how long things are kept has bounds on both ends', () => {
  const keep = (over: Record<string, string>) => () => parse(over);
  expect(parse({ ACCORD_GRACE_DAYS: '60', ACCORD_KEEP_VERSIONS: '10' }).keep).toMatchObject({
    graceDays: 60,
    versions: 10,
  });
  expect(keep({ ACCORD_GRACE_DAYS: '0' })).toThrow('ACCORD_GRACE_DAYS must be a whole number from 1 to 365, not "0".');
  expect(keep({ ACCORD_KEEP_RECORDS_DAYS: '5000' })).toThrow('ACCORD_KEEP_RECORDS_DAYS');
  expect(keep({ ACCORD_KEEP_EVENTS_DAYS: 'never' })).toThrow('ACCORD_KEEP_EVENTS_DAYS');
});

test('production: reachable, no loopback host, keys newest first', () => {
  const config = parse(PRODUCTION);
  expect(config).toMatchObject({
    host: '0.0.0.0',
    baseUrl: 'https://accord.example',
    allowedHosts: ['*.atlassian.net'],
  });
  expect(config.frameAncestors).toEqual(['https://*.atlassian.net', 'https://*.jira.com']);
  expect(config.secretKeys.map(({ id }) => id)).toEqual(['k2', 'k1']);
});

test('production behind no proxy has to say so', () => {
  expect(parse({ ...PRODUCTION, ACCORD_TRUSTED_PROXIES: '0' }).trustedProxies).toBe(0);
  expect(() => parse({ ...PRODUCTION, ACCORD_TRUSTED_PROXIES: ' ' })).toThrow(/ACCORD_TRUSTED_PROXIES/);
  expect(parse({}).trustedProxies).toBe(0);
});

describe('the address of Postgres', () => {
  const databaseUrl = (url: string, env: Environment = PRODUCTION): string | null =>
    parse({ ...env, DATABASE_URL: url }).databaseUrl;
  const PEM = join(mkdtempSync(join(tmpdir(), 'accord-pem-')), 'ca of ours.pem');
  writeFileSync(PEM, '-----BEGIN CERTIFICATE-----\n');
  afterAll(() => rmSync(dirname(PEM), { recursive: true }));
  const BASE = 'postgres://accord:p%3Fw@db:5432/accord';

  test.each([
    [BASE, `${BASE}?sslmode=verify-full`],
    [`${BASE}?application_name=a%26b`, `${BASE}?application_name=a%26b&sslmode=verify-full`],
    [`${BASE}?sslmode=verify-full`, `${BASE}?sslmode=verify-full`],
    [`${BASE}?sslmode=disable`, `${BASE}?sslmode=disable`],
    [
      'postgres://accord@/accord?host=/run/postgresql',
      'postgres://accord@/accord?host=/run/postgresql&sslmode=verify-full',
    ],
  ])('in production %s becomes %s', (given, expected) => {
    expect(databaseUrl(given)).toBe(expected);
  });

  test('elsewhere it stays as it is', () => {
    expect(databaseUrl(BASE, {})).toBe(BASE);
  });

  const withCa = `${BASE}?sslrootcert=${encodeURIComponent(PEM)}`;
  test('an authority is a file that can be read', () => {
    expect(databaseUrl(withCa)).toBe(withCa);
    expect(parsePostgresAddress(withCa)).toEqual({ address: { url: BASE, tls: 'verify-full', files: { ca: PEM } } });
    expect(() => databaseUrl(`${BASE}?sslrootcert=/nowhere/ca.pem`)).toThrow('"/nowhere/ca.pem" cannot be read');
    expect(() => databaseUrl(`${BASE}?sslrootcert=${encodeURIComponent(join(__dirname, '../package.json'))}`)).toThrow(
      'holds no PEM',
    );
  });

  test.each([
    ['sslmode=require', /sslmode=require.*without checking.*verify-full.*disable/],
    ['sslmode=prefer', /sslmode=prefer/],
    ['sslmode=allow', /sslmode=allow/],
    ['sslmode=no-verify', /sslmode=no-verify/],
    ['sslmode=verify-ca', /sslmode=verify-ca/],
    ['sslmode=', /sslmode=,/],
    ['sslmode=DISABLE', /sslmode=DISABLE/],
    ['ssl%6Dode=require', /sslmode=require/],
    ['SSLMODE=disable', /SSLMODE, which is not known/],
    ['ssl=false', /ssl, which is not known/],
    ['ssl=true', /ssl, which is not known/],
    ['sslmode=verify-full&uselibpqcompat=true', /uselibpqcompat, which is not known/],
    ['sslmode=verify-full&sslnegotiation=direct', /sslnegotiation, which is not known/],
    ['sslmode=disable&sslmode=verify-full', /sslmode twice/],
    [`sslmode=disable&sslrootcert=${encodeURIComponent(PEM)}`, /sslmode=disable and sslrootcert/],
    [`sslcert=${encodeURIComponent(PEM)}`, /only one of sslcert and sslkey/],
  ])('%s is refused, in production and elsewhere', (words, reason) => {
    expect(() => databaseUrl(`${BASE}?${words}`)).toThrow(reason);
    expect(() => databaseUrl(`${BASE}?${words}`, {})).toThrow(reason);
    expect(() => databaseUrl(`${BASE}?${words}`)).toThrow(expect.not.stringContaining('p%3Fw') as Error);
    expect(() => clientConfigOf(`${BASE}?${words}`)).toThrow(reason);
  });
});

test('limits: the defaults, with what is said in their place', () => {
  expect(parse({}).apiLimits).toMatchObject({ caller: { perSecond: 20, atOnce: 60 }, forecasts: { atOnce: 20 } });
  const { apiLimits } = parse({ ACCORD_LIMITS: 'caller=6/m:5, forecasts=36/h:1' });
  expect(apiLimits.caller).toEqual({ perSecond: 0.1, atOnce: 5 });
  expect(apiLimits.forecasts).toEqual({ perSecond: 0.01, atOnce: 1 });
  expect(apiLimits.site).toEqual({ perSecond: 100, atOnce: 300 });
});

test('it cannot be changed afterwards', () => {
  const config = parse({});
  expect(Object.isFrozen(config)).toBe(true);
  expect(Object.isFrozen(config.allowedHosts)).toBe(true);
});

test('one error lists every fault', () => {
  const faulty = () =>
    parse({ NODE_ENV: 'production', PORT: 'x', ACCORD_ROLE: 'boss', LOG_LEVEL: 'loud', AC_OPTS: 'no-reg no-auth' });
  expect(faulty).toThrow(/BASE_URL is required/);
  expect(faulty).toThrow(/DATABASE_URL is required/);
  expect(faulty).toThrow(/ACCORD_SECRET_KEYS is required/);
  expect(faulty).toThrow(/ACCORD_TRUSTED_PROXIES is required in production: how many/);
  expect(faulty).toThrow(/PORT must be a whole number/);
  expect(faulty).toThrow(/ACCORD_ROLE must be one of web, worker, all/);
  expect(faulty).toThrow(/LOG_LEVEL/);
  expect(faulty).toThrow(/AC_OPTS/);
});

test.each<readonly [string, Environment, RegExp]>([
  ['checks off, as ACE spells it', { ...PRODUCTION, AC_OPTS: 'no-token-verfication' }, /AC_OPTS/],
  ['checks off, spelt right', { ...PRODUCTION, AC_OPTS: 'no-token-verification' }, /AC_OPTS/],
  ['plain http in production', { ...PRODUCTION, BASE_URL: 'http://accord.example' }, /https in production/],
  ['plain key server in production', { ...PRODUCTION, ACCORD_INSTALL_KEYS_URL: 'http://keys' }, /https in production/],
  ['a path in the base URL', { BASE_URL: 'https://example.com/accord' }, /origin/],
  ['no address at all', { BASE_URL: 'accord' }, /web address/],
  ['a mistyped environment', { NODE_ENV: 'prod' }, /NODE_ENV must be one of/],
  ['a short key', { ACCORD_SECRET_KEYS: 'k1:YWJj' }, /32 bytes/],
  ['a key without id', { ACCORD_SECRET_KEYS: KEY }, /key id/],
  ['two keys of one id', { ACCORD_SECRET_KEYS: `a:${KEY},a:${KEY}` }, /twice/],
  ['every host', { ACCORD_ALLOWED_HOSTS: '*' }, /ACCORD_ALLOWED_HOSTS/],
  ['a frame source that is more than one', { ACCORD_FRAME_ANCESTORS: "https://a.example; script-src 'x'" }, /FRAME/],
  ['another database', { DATABASE_URL: 'mysql://x' }, /postgres/],
  ['all certificates taken', { ...PRODUCTION, NODE_TLS_REJECT_UNAUTHORIZED: '0' }, /NODE_EXTRA_CA_CERTS/],
  ['a weak metrics token', { ACCORD_METRICS_TOKEN: 'short' }, /METRICS_TOKEN/],
  ['every media host', { ACCORD_MEDIA_HOSTS: '*' }, /ACCORD_MEDIA_HOSTS/],
  ['a limit of another name', { ACCORD_LIMITS: 'callers=1/s:1' }, /ACCORD_LIMITS: "callers=1\/s:1" is not like/],
  ['a limit that shuts the door', { ACCORD_LIMITS: 'caller=0/s:1' }, /ACCORD_LIMITS/],
  ['a limit without a unit', { ACCORD_LIMITS: 'caller=20:60' }, /ACCORD_LIMITS/],
  ['no invitations at all', { ACCORD_OPEN_INVITATIONS: '0' }, /ACCORD_OPEN_INVITATIONS/],
  ['proxies without end', { ACCORD_TRUSTED_PROXIES: 'true' }, /ACCORD_TRUSTED_PROXIES must be a whole number/],
  ['a port out of range', { PORT: '70000' }, /PORT/],
  ['an add-on key with spaces', { AC_APP_KEY: 'a b' }, /AC_APP_KEY/],
])('refused: %s', (_name, env, reason) => {
  expect(() => parse(env)).toThrow(reason);
});

test('a fault of a secret does not repeat it', () => {
  const secret = 'k1:c2VjcmV0LXRoYXQtaXMtdG9vLXNob3J0';
  expect(() => parse({ ACCORD_SECRET_KEYS: secret })).toThrow(expect.not.stringContaining(secret.slice(3)) as Error);
});

test('in production no key file is made', () => {
  const make = jest.fn(localKey);
  expect(() => parseConfig({ ...PRODUCTION, ACCORD_SECRET_KEYS: '' }, make)).toThrow('ACCORD_SECRET_KEYS');
  expect(make).not.toHaveBeenCalled();
});

test('the key of a developer is made once, for its owner only', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-key-'));
  const file = join(folder, 'deep', 'secret-key');
  const key = ensureLocalSecretKey(file);
  expect(ensureLocalSecretKey(file)).toBe(key);
  expect(readFileSync(file, 'utf8').trim()).toBe(key);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(parse({ ACCORD_SECRET_KEYS: key }).secretKeys).toHaveLength(1);
  rmSync(folder, { recursive: true });
});

test.each([
  ['https://acme.atlassian.net', '*.atlassian.net', true],
  ['https://ACME.atlassian.net/', '*.atlassian.net', true],
  ['https://a.b.atlassian.net', '*.atlassian.net', false],
  ['https://atlassian.net', '*.atlassian.net', false],
  ['https://xatlassian.net', '*.atlassian.net', false],
  ['https://acme.atlassian.net:444', '*.atlassian.net', false],
  ['https://acme.atlassian.net:443', '*.atlassian.net', true],
  ['http://127.0.0.1:8080', '127.0.0.1:*', true],
  ['http://127.0.0.1', '127.0.0.1:*', true],
  ['http://127.0.0.1:8080', '127.0.0.1:8080', true],
  ['http://127.0.0.1:8081', '127.0.0.1:8080', false],
  ['http://127.0.0.1.evil.example:80', '127.0.0.1:*', false],
  ['http://2130706433:8080', '127.0.0.1:*', true],
])('%s against %s: %p', (url, pattern, expected) => {
  expect(isHostPattern(pattern)).toBe(true);
  expect(matchesHost(new URL(url), pattern)).toBe(expected);
});

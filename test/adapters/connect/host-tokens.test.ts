import fc from 'fast-check';
import { createHostTokens } from '../../../src/adapters/connect/host-tokens';
import { type HostTokens, type SignedRequest, TokenError } from '../../../src/sync/ports';
import { contextToken, installation, siteClaims, siteToken } from '../../web/web-world';
import { memorySites } from './memory-sites';
import { forge, hashOf, seconds, signHs256 } from './sign';

const SECRET = installation().sharedSecret;
const OTHER = 'secret-of-beta-secret-of-beta-xx';

const sites = memorySites();
const tokens: HostTokens = createHostTokens({ sites, clock: { now: () => new Date() } });
let acme = '';
let gone = '';

beforeAll(async () => {
  const at = new Date();
  acme = (await sites.saveInstallation(installation(), at, 0)).id;
  await sites.saveInstallation(installation({ clientKey: 'client-beta', sharedSecret: OTHER }), at, 0);
  gone = (await sites.saveInstallation(installation({ clientKey: 'client-gone', sharedSecret: OTHER }), at, 0)).id;
  await sites.setState(gone, 'uninstalled');
});

const bound = (token: string, more: Partial<SignedRequest> = {}): SignedRequest => ({
  method: 'POST',
  path: '/webhooks/jira:issue_created',
  query: {},
  token,
  ...more,
});
const url = '/webhooks/jira:issue_created';

describe('bound tokens', () => {
  test('a webhook is a system call of the site that signed it', async () => {
    const caller = await tokens.verifyBound(bound(siteToken('POST', url)));
    expect(caller).toEqual({ siteId: acme, accountId: null, issueId: null, projectKey: null });
  });

  test('a page names its person and its issue', async () => {
    const context = { jira: { issue: { id: 10_042, key: 'SUP-1' }, project: { key: 'SUP' } } };
    const token = siteToken('GET', '/panel?issueId=10042', { sub: 'person', context });
    const request = bound(token, { method: 'GET', path: '/panel', query: { issueId: '10042' } });
    expect(await tokens.verifyBound(request)).toEqual({
      siteId: acme,
      accountId: 'person',
      issueId: '10042',
      projectKey: 'SUP',
    });
  });

  const refused: readonly (readonly [string, string, () => string])[] = [
    ['an unknown site', 'unknown site', () => siteToken('POST', url, { iss: 'client-nobody' })],
    ['an uninstalled site', 'uninstalled', () => siteToken('POST', url, { iss: 'client-gone' }, OTHER)],
    ['the secret of another site', 'signature', () => siteToken('POST', url, {}, OTHER)],
    ['another site named in aud only', 'signature', () => siteToken('POST', url, { aud: ['client-beta'] }, OTHER)],
    [
      'a session token: us as iss, the tenant in aud',
      'unknown site',
      () => siteToken('POST', url, { iss: 'com.accord.sync', aud: ['client-acme'] }),
    ],
    ['no exp', 'exp', () => siteToken('POST', url, { exp: undefined })],
    ['exp as text', 'exp', () => siteToken('POST', url, { exp: '9999999999' })],
    ['expired', 'expired', () => siteToken('POST', url, { exp: seconds() - 4 })],
    ['exp in a year', 'too long', () => siteToken('POST', url, { exp: seconds() + 365 * 86_400 })],
    ['issued in the future', 'future', () => siteToken('POST', url, { iat: seconds() + 30 })],
    ['issued after its end', 'after its end', () => siteToken('POST', url, { iat: seconds() + 2, exp: seconds() + 1 })],
    ['no issuer', 'iss', () => siteToken('POST', url, { iss: undefined })],
    ['no hash', 'qsh', () => siteToken('POST', url, { qsh: undefined })],
    ['a context token', 'context token', () => contextToken()],
    ['the hash of another path', 'hash', () => siteToken('POST', '/webhooks/comment_created')],
    ['the hash of another method', 'hash', () => siteToken('GET', url)],
    ['the hash of another query', 'hash', () => siteToken('POST', `${url}?a=b`)],
    ['alg none', 'algorithm', () => forge({ alg: 'none' }, siteClaims('POST', url), 'x')],
    ['alg None without signature', 'segments', () => forge({ alg: 'None' }, siteClaims('POST', url), null)],
    ['HS512', 'algorithm', () => forge({ alg: 'HS512' }, siteClaims('POST', url), SECRET)],
    ['hs256 in small letters', 'algorithm', () => forge({ alg: 'hs256' }, siteClaims('POST', url), SECRET)],
    ['no alg', 'alg', () => forge({}, siteClaims('POST', url), SECRET)],
    ['an empty secret', 'signature', () => forge({ alg: 'HS256' }, siteClaims('POST', url), '')],
    ['two segments', 'segments', () => siteToken('POST', url).split('.').slice(0, 2).join('.')],
    ['four segments', 'segments', () => `${siteToken('POST', url)}.x`],
    ['claims of nothing known', 'claims', () => forge({ alg: 'HS256' }, { 0: 'no claim' }, SECRET)],
    ['a giant', 'segments', () => siteToken('POST', url, { pad: 'x'.repeat(20_000) })],
  ];

  test.each(refused)('%s is refused: %s', async (_name, reason, token) => {
    const verified = tokens.verifyBound(bound(token()));
    await expect(verified).rejects.toThrow(TokenError);
    await expect(verified).rejects.toThrow(reason);
  });

  test('three seconds of difference between clocks are forgiven, in both directions', async () => {
    await tokens.verifyBound(bound(siteToken('POST', url, { iat: seconds() + 2 })));
    await tokens.verifyBound(bound(siteToken('POST', url, { iat: seconds() - 60, exp: seconds() - 1 })));
  });

  test('the order of parameters and repeated values do not matter; jwt is left out', async () => {
    const token = signHs256(siteClaims('GET', '/panel?b=2&b=1&a=x%20y*'), SECRET);
    const query = { a: 'x y*', b: ['1', '2'] };
    await tokens.verifyBound(bound(token, { method: 'get', path: '/panel', query }));
    expect(query.b).toEqual(['1', '2']);
  });

  test('a known hash of a known request (platform.md 10)', () => {
    expect(hashOf('GET', '/page')).toBe('a05b3f80a121e85bdabd6aec0c5dd983068668b134fc022c2613b9a2f6ae8505');
  });

  test('no change of any character of a good token is accepted', async () => {
    const good = siteToken('POST', url);
    const positions = fc.integer({ min: 0, max: good.length - 1 });
    const characters = fc.constantFrom(...'abcXYZ019-_.=');
    await fc.assert(
      fc.asyncProperty(positions, characters, async (at, character) => {
        fc.pre(good[at] !== character);
        const bad = good.slice(0, at) + character + good.slice(at + 1);
        await expect(tokens.verifyBound(bound(bad))).rejects.toThrow(TokenError);
      }),
      { numRuns: 200 },
    );
  });
});

describe('context tokens', () => {
  test('name the person and are bound to no request', async () => {
    expect(await tokens.verifyContext(contextToken())).toMatchObject({ siteId: acme, accountId: 'admin' });
  });

  test.each([
    ['a bound token', () => siteToken('GET', '/api/me', { sub: 'admin' })],
    ['no hash', () => contextToken({ qsh: undefined })],
    ['an uninstalled site', () => contextToken({ iss: 'client-gone' }, OTHER)],
    ['another site', () => contextToken({ iss: 'client-beta' })],
    ['expired', () => contextToken({ exp: seconds() - 4 })],
  ])('%s is refused', async (_name, token) => {
    await expect(tokens.verifyContext(token())).rejects.toThrow(TokenError);
  });

  test('during the overlap both secrets count, after it only the new one', async () => {
    let now = new Date();
    const own = memorySites();
    const door = createHostTokens({ sites: own, clock: { now: () => now } });
    await own.saveInstallation(installation(), now, 0);
    await own.saveInstallation(installation({ sharedSecret: OTHER }), now, 600_000);
    const long = { exp: seconds() + 3_600 };
    await door.verifyContext(contextToken(long));
    await door.verifyContext(contextToken(long, OTHER));
    now = new Date(now.getTime() + 600_001);
    await door.verifyContext(contextToken(long, OTHER));
    await expect(door.verifyContext(contextToken(long))).rejects.toThrow('signature');
  });
});

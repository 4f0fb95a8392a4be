import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { createQueryStringHash, decodeSymmetric, fromMethodAndUrl, SymmetricAlgorithm } from 'atlassian-jwt';
import { askSite, type AskSite } from '../../../src/adapters/connect/ask-site';
import { createCredentials } from '../../../src/adapters/connect/credentials';
import { createLearning, learnSite } from '../../../src/adapters/connect/learn-site';
import { proveSecret } from '../../../src/adapters/connect/prove-secret';
import { type Installation, type Site } from '../../../src/sync/ports';
import { installation } from '../../web/web-world';
import { memorySites } from './memory-sites';
import { listeningLog } from './silent';

const clock = { now: () => new Date() };
const SECOND = 'secret-two-secret-two-secret-two';

const claimsOf = (authorization: string, secret: string): Record<string, unknown> =>
  decodeSymmetric(authorization.replace(/^JWT /, ''), secret, SymmetricAlgorithm.HS256) as Record<string, unknown>;

describe('credentials', () => {
  test.each([
    ['GET', '/rest/api/3/myself'],
    ['PUT', '/rest/api/3/issue/10001?notifyUsers=false&returnIssue=true'],
    ['GET', '/rest/api/3/search/jql?jql=a%20%3D%20%22b%26c%22&fields=x&fields=a'],
    ['POST', '/rest/api/3/issue/properties/multi'],
  ])('%s %s is signed as Atlassian checks it', async (method, path) => {
    const sites = memorySites();
    const { id } = await sites.saveInstallation(installation(), new Date(), 0);
    const { value, expiresAt } = await createCredentials(sites, clock).headerFor(id, method, path);
    const claims = claimsOf(value, installation().sharedSecret);
    expect(claims['qsh']).toBe(createQueryStringHash(fromMethodAndUrl(method, path), false, ''));
    expect(claims['iss']).toBe('com.accord.sync');
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(180);
    expect(expiresAt.getTime()).toBe(Number(claims['exp']) * 1000);
  });

  test('the newest secret signs at once after a re-install', async () => {
    const sites = memorySites();
    const { id } = await sites.saveInstallation(installation(), new Date(), 0);
    await sites.saveInstallation(installation({ sharedSecret: SECOND }), new Date(), 60_000);
    const { value } = await createCredentials(sites, clock).headerFor(id, 'GET', '/rest/api/3/myself');
    expect(claimsOf(value, SECOND)['iss']).toBe('com.accord.sync');
  });

  test('a site without a secret is named', async () => {
    const sites = { ...memorySites(), get: async () => Promise.resolve({ id: 's1' } as Site) };
    await expect(createCredentials(sites, clock).headerFor('s1', 'GET', '/')).rejects.toThrow('installed again');
  });
});

describe('proving a new secret', () => {
  const site = { id: 's1', state: 'enabled' } as Site;
  const present = installation();
  const next = installation({ sharedSecret: SECOND });

  /** A site that takes these secrets, at these addresses. */
  const siteTaking =
    (accepted: Readonly<Record<string, readonly string[]>>): AskSite =>
    async (url, authorization) => {
      const secrets = accepted[new URL(url).origin];
      if (!secrets) return Promise.reject(new Error('connect ECONNREFUSED'));
      const taken = secrets.some((secret) => {
        try {
          return Boolean(claimsOf(authorization ?? '', secret));
        } catch {
          return false;
        }
      });
      return Promise.resolve({ status: taken ? 200 : 401, json: null });
    };
  const home = 'https://acme.atlassian.net';
  const moved: Installation = { ...next, baseUrl: 'https://other.atlassian.net' };
  const [one, two] = [present.sharedSecret, SECOND];

  test.each<readonly [string, Readonly<Record<string, readonly string[]>>, Installation, Partial<Site>, boolean]>([
    ['the site knows the new secret', { [home]: [two] }, next, {}, true],
    ['the site knows both', { [home]: [one, two] }, next, {}, true],
    ['the site knows only the present one', { [home]: [one] }, next, {}, false],
    ['the site knows neither yet, as Jira until it is answered', { [home]: [] }, next, {}, true],
    ['the site does not answer', {}, next, {}, true],
    [
      'the present one still works, but the site was uninstalled',
      { [home]: [one] },
      next,
      { state: 'uninstalled' },
      true,
    ],
    ['nothing changes', { [home]: [one] }, present, {}, true],
    ['an own site of the attacker, the real one alive', { [home]: [one], [moved.baseUrl]: [two] }, moved, {}, false],
    ['a site that moved, the old address dead', { [moved.baseUrl]: [two] }, moved, {}, true],
  ])('%s', async (_name, accepted, installed, state, isTaken) => {
    const log = listeningLog();
    const proof = proveSecret(
      { ask: siteTaking(accepted), clock, log },
      { installation: present, site: { ...site, ...state } },
      installed,
    );
    if (isTaken) await proof;
    else await expect(proof).rejects.toMatchObject({ status: 403, code: 'unproven-secret' });
  });
});

describe('learning who we are', () => {
  const answers =
    (byPath: Readonly<Record<string, unknown>>): AskSite =>
    async (url) => {
      const json = byPath[new URL(url).pathname];
      return Promise.resolve({ status: json ? 200 : 404, json: json ?? null });
    };

  test('account and cloud id, once', async () => {
    const sites = memorySites();
    const { id } = await sites.saveInstallation(installation(), new Date(), 0);
    const ask = answers({ '/rest/api/3/myself': { accountId: 'app-1' }, '/_edge/tenant_info': { cloudId: 'cloud-1' } });
    const deps = { sites, ask, clock, log: listeningLog() };
    await learnSite(deps, id);
    await learnSite(deps, id);
    expect(await sites.get(id)).toMatchObject({ ownAccountIds: ['app-1'], cloudId: 'cloud-1' });
    await learnSite({ ...deps, ask: answers({ '/rest/api/3/myself': { accountId: 'app-2' } }) }, id);
    expect((await sites.get(id)).ownAccountIds).toEqual(['app-1', 'app-2']);
  });

  test('a domain of its own, by its own word over our call; without that word it is the base URL', async () => {
    const sites = memorySites();
    const { id, baseUrl } = await sites.saveInstallation(installation(), new Date(), 0);
    const learn = async (serverInfo: unknown): Promise<string> => {
      const ask = answers({ '/rest/api/3/myself': { accountId: 'app-1' }, '/rest/api/3/serverInfo': serverInfo });
      await learnSite({ sites, ask, clock, log: listeningLog() }, id);
      return (await sites.get(id)).displayUrl;
    };
    expect(await learn({ displayUrl: 'https://jira.acme.example', serverTitle: 'ACME' })).toBe(
      'https://jira.acme.example',
    );
    expect(await learn(undefined)).toBe('https://jira.acme.example');
    expect(await learn({ displayUrl: 'https://10.0.0.1', serverTitle: 'ACME' })).toBe(baseUrl);
    expect(await learn({ displayUrl: 'https://jira.acme.example' })).toBe('https://jira.acme.example');
    expect(await learn({ serverTitle: 'ACME' })).toBe(baseUrl);
  });

  test('only Atlassian hosts are asked for what is no REST API', async () => {
    const sites = memorySites();
    const { id } = await sites.saveInstallation(installation({ baseUrl: 'http://127.0.0.1:1' }), new Date(), 0);
    const asked: string[] = [];
    const ask: AskSite = async (url) => {
      asked.push(new URL(url).pathname);
      return Promise.resolve({ status: 200, json: { accountId: 'app-1' } });
    };
    await learnSite({ sites, ask, clock, log: listeningLog() }, id);
    expect(asked).toEqual(['/rest/api/3/myself', '/rest/api/3/serverInfo']);
  });

  test('a site that does not tell yet is asked again, and not for ever', async () => {
    jest.useFakeTimers();
    const sites = memorySites();
    const { id } = await sites.saveInstallation(installation(), new Date(), 0);
    let asked = 0;
    const log = listeningLog();
    const ask: AskSite = async () => {
      asked += 1;
      return Promise.resolve({ status: 401, json: null });
    };
    createLearning({ sites, ask, clock, log }).start(id);
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(asked).toBe(5);
    expect(log.lines.at(-1)).toMatchObject({ level: 'error', message: expect.stringContaining('gave up') as string });
    jest.useRealTimers();
  });

  test('nothing runs after a stop', async () => {
    jest.useFakeTimers();
    const sites = memorySites();
    const { id } = await sites.saveInstallation(installation(), new Date(), 0);
    const ask = jest.fn<ReturnType<AskSite>, Parameters<AskSite>>();
    const learning = createLearning({ sites, ask, clock, log: listeningLog() });
    learning.start(id);
    learning.stop();
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(ask).not.toHaveBeenCalled();
    jest.useRealTimers();
  });
});

test('a redirect of a site is an answer; the token is not carried elsewhere', async () => {
  const seen: string[] = [];
  const server = createServer((req, res) => {
    seen.push(req.url ?? '');
    res.writeHead(302, { location: '/elsewhere' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  expect(await askSite(`http://127.0.0.1:${port}/here`, 'JWT x')).toEqual({ status: 302, json: null });
  expect(seen).toEqual(['/here']);
  server.closeAllConnections();
  server.close();
});

import {
  AsymmetricAlgorithm,
  SymmetricAlgorithm,
  decodeAsymmetric,
  decodeSymmetric,
  createQueryStringHash,
  fromMethodAndUrl,
  getKeyId,
} from 'atlassian-jwt';
import {
  ADDON_KEY,
  as,
  call,
  installed,
  list,
  sign,
  startAddon,
  startStage,
  text,
  type FakeAddon,
  type Received,
  type Stage,
  type Tree,
} from './harness';

let stage: Stage;
let addon: FakeAddon;

beforeAll(async () => {
  stage = await startStage();
  addon = await installed(stage);
});
afterAll(async () => {
  await addon.stop();
  await stage.stop();
});

const tokenOf = ({ headers }: Received): string => String(headers.authorization).replace('JWT ', '');

describe('install', () => {
  it('sends the lifecycle body and signs it with the key that the key host serves', async () => {
    const [lifecycle] = addon.received.filter(({ path }) => path === '/app/installed');
    expect(lifecycle?.body).toMatchObject({
      key: ADDON_KEY,
      clientKey: stage.site.clientKey,
      baseUrl: stage.site.url,
      productType: 'jira',
      eventType: 'installed',
    });
    const token = tokenOf(lifecycle!);
    const pem = await (await fetch(`${stage.keys.url}/${getKeyId(token)}`)).text();
    const claims = decodeAsymmetric(token, pem, AsymmetricAlgorithm.RS256) as Tree;
    expect(claims).toMatchObject({ iss: stage.site.clientKey, aud: [addon.url] });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(180);
    expect(claims.qsh).toBe(createQueryStringHash(fromMethodAndUrl('post', '/installed')));
    expect((await fetch(`${stage.keys.url}/other`)).status).toBe(404);
  });

  it('then tells that it is enabled, signed with the shared secret', () => {
    const [notice] = addon.received.filter(({ path }) => path === '/app/enabled');
    const claims = decodeSymmetric(tokenOf(notice!), addon.secret!, SymmetricAlgorithm.HS256) as Record<
      string,
      unknown
    >;
    expect(claims.iss).toBe(stage.site.clientKey);
    expect(notice?.body).not.toHaveProperty('sharedSecret');
  });

  it('gives a new secret at a re-install and keeps the old one when that is refused', async () => {
    const first = addon.secret;
    await stage.site.install(addon.descriptorUrl);
    expect(addon.secret).not.toBe(first);
    addon.installStatus = 401;
    expect(await stage.site.install(addon.descriptorUrl)).toEqual({ status: 401 });
    addon.installStatus = 204;
    expect((await call(stage.site, addon, 'GET', '/rest/api/3/myself')).status).toBe(200);
  });

  it.each([
    ['no key', { key: undefined }, 'key is missing'],
    ['no address', { baseUrl: 'nowhere' }, 'baseUrl'],
    ['no signed install', { apiMigrations: {} }, 'signed-install'],
    ['no jwt', { authentication: { type: 'none' } }, 'authentication.type'],
  ])('refuses a descriptor with %s', async (_what, changes, words) => {
    const bad = await startAddon(changes);
    const answer = await call(stage.site, null, 'POST', '/playground/install', { descriptorUrl: bad.descriptorUrl });
    expect(answer.status).toBe(400);
    expect(list(answer.body.errorMessages)[0]).toContain(words);
    await bad.stop();
  });

  it('uninstalls: token refused, user inactive, signed RS256', async () => {
    const other = await startAddon({ key: 'com.example.other' });
    await stage.site.install(other.descriptorUrl);
    expect(await stage.site.uninstall('com.example.other')).toEqual({ status: 204 });
    expect(other.received.map(({ path }) => path)).toEqual([
      '/app/installed',
      '/app/enabled',
      '/app/disabled',
      '/app/uninstalled',
    ]);
    expect(getKeyId(tokenOf(other.received[3]!))).toBe(stage.keys.kid);
    await other.stop();
  });
});

describe('calls of the add-on', () => {
  const path = '/rest/api/3/myself';

  it('act as its app user', async () => {
    const { status, body } = await call(stage.site, addon, 'GET', path);
    expect(status).toBe(200);
    expect(body).toMatchObject({ accountType: 'app', displayName: 'Fake', active: true });
    expect(body.accountId).toMatch(/^557058:[0-9a-f-]{36}$/);
  });

  it.each<[string, () => string]>([
    ['no token', () => ''],
    ['another secret', () => `JWT ${sign('wrong', 'get', path)}`],
    ['another issuer', () => `JWT ${sign(addon.secret!, 'get', path, { iss: 'nobody' })}`],
    ['another query', () => `JWT ${sign(addon.secret!, 'get', `${path}?a=1`)}`],
    ['another method', () => `JWT ${sign(addon.secret!, 'post', path)}`],
    ['a context token', () => `JWT ${sign(addon.secret!, 'get', path, { qsh: 'context-qsh' })}`],
    ['an expired token', () => `JWT ${sign(addon.secret!, 'get', path, { exp: Math.floor(Date.now() / 1000) - 60 })}`],
    ['no exp', () => `JWT ${sign(addon.secret!, 'get', path, { exp: undefined })}`],
    ['a wrong password', () => `Basic ${Buffer.from('alice.abernathy@umbrella.example:x').toString('base64')}`],
  ])('are refused with %s', async (_what, authorization) => {
    const { status, body } = await call(stage.site, { authorization }, 'GET', path);
    expect(status).toBe(401);
    expect(body.errorMessages).toHaveLength(1);
  });

  it('sign repeated and encoded query parameters', async () => {
    const query = '/rest/api/3/user/search?query=Al%20b&maxResults=2';
    expect((await call(stage.site, addon, 'GET', query)).status).toBe(200);
  });

  it.each([
    ['an operation that is closed to Connect', 'GET', '/rest/api/3/statuses/search', 403],
    ['an operation that demands ADMIN', 'GET', '/rest/api/3/group/member?groupname=managers', 403],
    ['an operation that demands no scope', 'GET', '/rest/api/3/field/search', 200],
  ])('need the scope of %s', async (_what, method, target, status) => {
    expect((await call(stage.site, addon, method, target)).status).toBe(status);
  });

  it('need WRITE to write', async () => {
    const reader = await startAddon({ scopes: ['READ'] });
    await stage.site.install(reader.descriptorUrl);
    const answer = await call(stage.site, reader, 'POST', '/rest/api/3/issue', { fields: {} });
    expect(answer.status).toBe(403);
    await stage.site.install(addon.descriptorUrl);
    await reader.stop();
  });

  it('keep properties of the app, its own only', async () => {
    const base = `/rest/atlassian-connect/1/addons/${ADDON_KEY}/properties`;
    expect((await call(stage.site, addon, 'PUT', `${base}/state`, { a: 1 })).status).toBe(201);
    expect((await call(stage.site, addon, 'PUT', `${base}/state`, { a: 2 })).status).toBe(200);
    expect((await call(stage.site, addon, 'GET', `${base}/state`)).body).toMatchObject({
      key: 'state',
      value: { a: 2 },
    });
    expect((await call(stage.site, addon, 'GET', '/rest/atlassian-connect/1/addons/other/properties')).status).toBe(
      401,
    );
    expect((await call(stage.site, addon, 'DELETE', `${base}/state`)).status).toBe(204);
    expect((await call(stage.site, addon, 'GET', `${base}/state`)).status).toBe(404);
  });
});

describe('pages of the add-on', () => {
  it('get a context token: literal qsh, user, issue and project', async () => {
    const alice = as(stage.site, 'Alice Abernathy');
    const made = await call(stage.site, alice, 'POST', '/rest/api/3/issue', {
      fields: { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary: 'x' },
    });
    const user = stage.site.users[0]!.id;
    const { body } = await call(
      stage.site,
      null,
      'GET',
      `/playground/context-token?user=${user}&issue=${text(made.body.key)}`,
    );
    const claims = decodeSymmetric(text(body.token), addon.secret!, SymmetricAlgorithm.HS256) as Tree;
    expect(claims).toMatchObject({ iss: stage.site.clientKey, sub: user, qsh: 'context-qsh' });
    expect(claims.context?.jira).toMatchObject({
      issue: { id: made.body.id, key: made.body.key },
      project: { key: 'SUP' },
    });
  });

  it('get an address whose token is bound to it', async () => {
    const user = stage.site.users[0]!.id;
    const { body } = await call(stage.site, null, 'GET', `/playground/frame-url?module=admin&project=SUP&user=${user}`);
    const url = new URL(text(body.url));
    expect(url.searchParams.get('project')).toBe('SUP');
    expect(url.searchParams.get('xdm_e')).toBe(stage.site.url);
    const claims = decodeSymmetric(url.searchParams.get('jwt')!, addon.secret!, SymmetricAlgorithm.HS256) as Record<
      string,
      unknown
    >;
    const relative = `${url.pathname.replace('/app', '')}${url.search}`;
    expect(claims.qsh).toBe(createQueryStringHash(fromMethodAndUrl('get', relative)));
  });

  it('are told apart from unknown modules and people', async () => {
    const user = stage.site.users[0]!.id;
    expect((await call(stage.site, null, 'GET', `/playground/frame-url?module=none&user=${user}`)).status).toBe(404);
    expect((await call(stage.site, null, 'GET', '/playground/context-token?user=nobody')).status).toBe(404);
  });
});

it('tells its cloud id to everybody', async () => {
  const { body } = await call(stage.site, null, 'GET', '/_edge/tenant_info');
  expect(body.cloudId).toMatch(/^[0-9a-f-]{36}$/);
});

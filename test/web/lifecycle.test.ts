import request from 'supertest';
import { forge, hashOf, seconds, signHs256, signRs256 } from '../adapters/connect/sign';
import {
  contextToken,
  KID,
  lifecycleClaims,
  lifecycleToken,
  payload,
  siteToken,
  startWebWorld,
  type WebWorld,
} from './web-world';

const SECOND = 'secret-two-secret-two-secret-two';

let world: WebWorld;
beforeEach(async () => {
  world = await startWebWorld();
});
afterEach(async () => world.close());

const post = async (path: string, token: string | null, body: object = payload()) => {
  const call = request(world.app).post(path);
  if (token !== null) void call.set('authorization', `JWT ${token}`);
  return call.send(body);
};

const install = async (body: object = payload(), claims: object = {}) =>
  post('/installed', lifecycleToken('/installed', claims), body);

describe('installed', () => {
  test('a signed installation is stored, learned from and announced', async () => {
    expect((await install()).status).toBe(204);
    const site = await world.sites.findByClientKey('client-acme');
    expect(site).toMatchObject({
      appKey: 'com.accord.sync',
      baseUrl: 'https://acme.atlassian.net',
      displayUrl: 'https://acme.atlassian.net',
      state: 'enabled',
    });
    expect(world.log.lines.map(({ message }) => message)).toContainEqual(expect.stringContaining('display URL'));
    expect(await world.sites.secrets(site?.id ?? '', new Date())).toEqual([payload().sharedSecret]);
    expect(world.changes.map(({ event }) => event)).toEqual(['installed']);
    await world.host.learn(site?.id ?? '');
    expect((await world.sites.get(site?.id ?? '')).ownAccountIds).toEqual(['app-account']);
  });

  test('the key is fetched once, by its id, by our own check and by nobody else', async () => {
    await install();
    expect(world.keyServer.asked).toEqual([`/${KID}`]);
  });

  test('the secret is in no stored payload and in no log line', async () => {
    await install();
    expect((await world.sites.installationOf('client-acme'))?.payload).not.toHaveProperty('sharedSecret');
    expect(JSON.stringify(world.log.lines)).not.toContain(payload().sharedSecret);
  });

  test('a base URL with a trailing slash, in the audience and in the body, is the same', async () => {
    const body = payload({ baseUrl: 'https://acme.atlassian.net/' });
    expect((await install(body, { aud: 'http://127.0.0.1:3999/' })).status).toBe(204);
    expect((await world.sites.findByClientKey('client-acme'))?.baseUrl).toBe('https://acme.atlassian.net');
  });

  test.each([
    ['https://acme.atlassian.net', 204],
    ['http://127.0.0.1:8080', 204],
    ['https://evil.example', 403],
    ['https://atlassian.net', 403],
    ['https://acme.atlassian.net.evil.example', 403],
    ['https://evil.example/acme.atlassian.net', 403],
    ['https://evil.example#.atlassian.net', 403],
    ['https://a.b.atlassian.net', 403],
    ['https://acme.atlassian.net:8443', 403],
    ['https://user:pass@acme.atlassian.net', 403],
    ['file:///etc/passwd', 403],
    ['not an address', 403],
  ])('host %s -> %i', async (baseUrl, status) => {
    expect((await install(payload({ baseUrl }))).status).toBe(status);
    expect(await world.sites.list()).toHaveLength(status === 204 ? 1 : 0);
  });

  const claims = (more: object = {}) => lifecycleClaims('/installed', more);
  const rs256 = (more: object) => signRs256(claims(more), world.keys.privatePem, KID);
  const refusals: readonly (readonly [string, () => string | null])[] = [
    ['no token', () => null],
    ['garbage', () => 'garbage'],
    ['alg none', () => forge({ alg: 'none', kid: KID }, claims(), null)],
    ['alg none with a signature', () => forge({ alg: 'none', kid: KID }, claims(), 'x')],
    [
      'HS256 with the public key as its secret',
      () => forge({ alg: 'HS256', kid: KID }, claims(), world.keys.publicPem),
    ],
    ['HS256 with the shared secret of the body', () => signHs256(claims(), payload().sharedSecret)],
    ['RS512 in the header', () => forge({ alg: 'RS512', kid: KID }, claims(), world.keys.privatePem)],
    ['signed by somebody else', () => forge({ alg: 'RS256', kid: KID }, claims(), 'not-the-key')],
    ['claims changed after signing', () => rs256({}).replace(/\.[^.]+\./, `.${encoded(claims({ sub: 'me' }))}.`)],
    ['another audience', () => rs256({ aud: ['https://other.example'] })],
    ['an audience that only begins like ours', () => rs256({ aud: ['http://127.0.0.1:39990'] })],
    ['an audience with a path', () => rs256({ aud: ['http://127.0.0.1:3999/x'] })],
    ['no audience', () => rs256({ aud: undefined })],
    ['an empty audience', () => rs256({ aud: [] })],
    ['another issuer', () => rs256({ iss: 'client-other' })],
    ['no issuer', () => rs256({ iss: undefined })],
    ['expired', () => rs256({ exp: seconds() - 10, iat: seconds() - 200 })],
    ['no exp', () => rs256({ exp: undefined })],
    ['exp in ten years', () => rs256({ exp: seconds() + 10 * 365 * 86_400 })],
    ['issued in the future', () => rs256({ iat: seconds() + 60 })],
    ['the hash of another path', () => rs256({ qsh: hashOf('POST', '/uninstalled') })],
    ['the hash of another method', () => rs256({ qsh: hashOf('GET', '/installed') })],
    ['a context token', () => rs256({ qsh: 'context-qsh' })],
    ['no hash', () => rs256({ qsh: undefined })],
    ['an unknown key id', () => signRs256(claims(), world.keys.privatePem, 'another')],
    ['no key id', () => forge({ alg: 'RS256' }, claims(), world.keys.privatePem)],
    ['a key id with ../', () => signRs256(claims(), world.keys.privatePem, `../${KID}`)],
    ['a key id with a query', () => signRs256(claims(), world.keys.privatePem, `${KID}?x`)],
    ['a key id of dots', () => signRs256(claims(), world.keys.privatePem, '..')],
  ];
  const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  test.each(refusals)('refused: %s', async (_name, token) => {
    const answer = await post('/installed', token());
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({
      error: { code: 'unauthorised', message: expect.any(String) as string },
    });
    expect(await world.sites.list()).toEqual([]);
    expect(world.changes).toEqual([]);
  });

  test('a key id that is no plain name never becomes an address', async () => {
    await post('/installed', signRs256(lifecycleClaims('/installed'), world.keys.privatePem, `../${KID}`));
    expect(world.keyServer.asked).toEqual([]);
  });

  test('a refused token costs no parsing: the body may be anything', async () => {
    const answer = await request(world.app).post('/installed').set('content-type', 'application/json').send('{{{');
    expect(answer.status).toBe(401);
  });

  test('a key server that fails is not taken for a refusal', async () => {
    world.keyServer.answers.set(`/${KID}`, { status: 500, body: '' });
    const answer = await install();
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBeDefined();
    expect(await world.sites.list()).toEqual([]);
  });

  test('a token works once, with the same and with another body', async () => {
    const token = lifecycleToken('/installed');
    expect((await post('/installed', token)).status).toBe(204);
    expect((await post('/installed', token)).status).toBe(401);
    expect((await post('/installed', token, payload({ sharedSecret: SECOND }))).status).toBe(401);
    const site = await world.sites.findByClientKey('client-acme');
    expect(await world.sites.secrets(site?.id ?? '', new Date())).toEqual([payload().sharedSecret]);
  });

  test.each(['clientKey', 'sharedSecret', 'baseUrl', 'key'])('a body without %s is refused', async (name) => {
    expect((await install(payload({ [name]: undefined }))).status).toBe(400);
    expect(await world.sites.list()).toEqual([]);
  });

  test('an installation of another add-on is refused', async () => {
    expect((await install(payload({ key: 'com.other' }))).status).toBe(403);
  });

  test('unknown fields are welcome and kept', async () => {
    expect((await install(payload({ entitlementId: 'e', nested: { a: [1] } }))).status).toBe(204);
    expect((await world.sites.installationOf('client-acme'))?.payload).toMatchObject({ nested: { a: [1] } });
  });
});

describe('installed again', () => {
  test('a domain that the site itself named stays; at another address it has to be named again', async () => {
    await install();
    const { id } = (await world.sites.findByClientKey('client-acme')) ?? { id: '' };
    await world.sites.setDisplayUrl(id, 'https://jira.acme.example');
    await install(payload({ displayUrl: 'https://evil.example' }), { iat: seconds() - 1 });
    expect((await world.sites.get(id)).displayUrl).toBe('https://jira.acme.example');
    await post('/uninstalled', lifecycleToken('/uninstalled'));
    await install(payload({ baseUrl: 'https://moved.atlassian.net' }), { iat: seconds() - 2 });
    expect(await world.sites.get(id)).toMatchObject({
      baseUrl: 'https://moved.atlassian.net',
      displayUrl: 'https://moved.atlassian.net',
    });
  });

  test('an address of another host is refused as on the first day', async () => {
    await install();
    await post('/uninstalled', lifecycleToken('/uninstalled'));
    const answer = await install(payload({ baseUrl: 'https://169.254.169.254' }), { iat: seconds() - 1 });
    expect(answer.status).toBe(403);
    expect((await world.sites.findByClientKey('client-acme'))?.baseUrl).toBe('https://acme.atlassian.net');
  });

  const knownBy = async (secret: string): Promise<boolean> =>
    world.host.tokens.verifyContext(contextToken({}, secret)).then(
      () => true,
      () => false,
    );

  test('with a new secret: both work for the overlap, the site keeps its id', async () => {
    await install();
    const before = await world.sites.findByClientKey('client-acme');
    expect((await install(payload({ sharedSecret: SECOND }), { iat: seconds() - 1 })).status).toBe(204);
    expect((await world.sites.findByClientKey('client-acme'))?.id).toBe(before?.id);
    expect([await knownBy(SECOND), await knownBy(payload().sharedSecret)]).toEqual([true, true]);
  });

  test('after an uninstall the old secret is dead at once', async () => {
    await install();
    await post('/uninstalled', lifecycleToken('/uninstalled'));
    await install(payload({ sharedSecret: SECOND }), { iat: seconds() - 1 });
    expect([await knownBy(SECOND), await knownBy(payload().sharedSecret)]).toEqual([true, false]);
    expect((await world.sites.findByClientKey('client-acme'))?.state).toBe('enabled');
  });

  test('a hold because of the old secret is lifted', async () => {
    await install();
    const { id } = (await world.sites.findByClientKey('client-acme')) ?? { id: '' };
    await world.sites.hold(id, new Date(), 'refused');
    await install(payload(), { iat: seconds() - 1 });
    expect((await world.sites.get(id)).heldReason).toBeNull();
  });

  test('also when the stored secret can no longer be opened, because its key was lost', async () => {
    await install();
    jest
      .spyOn(world.sites, 'installationOf')
      .mockRejectedValue(Object.assign(new Error('no key k1'), { name: 'SecretError' }));
    expect((await install(payload({ sharedSecret: SECOND }), { iat: seconds() - 1 })).status).toBe(204);
    expect(await knownBy(SECOND)).toBe(true);
  });

  test('but not when the store does not answer: the proof is never left out for that', async () => {
    await install();
    jest.spyOn(world.sites, 'installationOf').mockRejectedValue(new Error('database is down'));
    expect((await install(payload({ sharedSecret: SECOND }), { iat: seconds() - 1 })).status).toBe(500);
    expect(await knownBy(SECOND)).toBe(false);
  });

  test('a new secret that the site does not know, while it still takes the present one, changes nothing', async () => {
    await world.close();
    const present = payload().sharedSecret;
    world = await startWebWorld({
      ask: async (_url, authorization) => {
        const { decodeSymmetric, SymmetricAlgorithm } = await import('atlassian-jwt');
        try {
          decodeSymmetric((authorization ?? '').slice(4), present, SymmetricAlgorithm.HS256);
          return { status: 200, json: { accountId: 'app-account' } };
        } catch {
          return { status: 401, json: null };
        }
      },
    });
    await install();
    const answer = await install(payload({ sharedSecret: SECOND }), { iat: seconds() - 1 });
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ error: { code: 'unproven-secret' } });
    expect([await knownBy(SECOND), await knownBy(present)]).toEqual([false, true]);
  });
});

describe('uninstalled, enabled, disabled', () => {
  beforeEach(async () => {
    await install();
    world.changes.length = 0;
  });
  const state = async () => (await world.sites.findByClientKey('client-acme'))?.state;

  test('uninstalled: the site is marked, its tokens are refused, its data stays', async () => {
    expect((await post('/uninstalled', lifecycleToken('/uninstalled'))).status).toBe(204);
    expect(await state()).toBe('uninstalled');
    expect(world.changes).toMatchObject([{ event: 'uninstalled', site: { state: 'uninstalled' } }]);
    await expect(world.host.tokens.verifyContext(contextToken())).rejects.toThrow('uninstalled');
    expect(await world.sites.installationOf('client-acme')).not.toBeNull();
  });

  test('uninstalled by a site nobody knows is answered and changes nothing', async () => {
    const token = lifecycleToken('/uninstalled', { iss: 'client-new' });
    expect((await post('/uninstalled', token, payload({ clientKey: 'client-new' }))).status).toBe(204);
    expect(await world.sites.list()).toHaveLength(1);
  });

  test.each([
    ['signed by the site', () => siteToken('POST', '/uninstalled')],
    ['for another tenant in the body', () => lifecycleToken('/uninstalled', { iss: 'client-other' })],
    ['with the token of an installation', () => lifecycleToken('/installed')],
    ['unsigned', () => null],
  ])('uninstalled %s is refused', async (_name, token) => {
    expect((await post('/uninstalled', token())).status).toBe(401);
    expect(await state()).toBe('enabled');
  });

  test('disabled and enabled again, signed by the site', async () => {
    expect((await post('/disabled', siteToken('POST', '/disabled'))).status).toBe(204);
    expect(await state()).toBe('disabled');
    expect((await post('/enabled', siteToken('POST', '/enabled'))).status).toBe(204);
    expect(await state()).toBe('enabled');
    expect(world.changes.map(({ event }) => event)).toEqual(['disabled', 'enabled']);
  });

  test('disabled without a token, as it comes after an uninstall, changes nothing (AC-2561)', async () => {
    await post('/uninstalled', lifecycleToken('/uninstalled'));
    expect((await post('/disabled', null)).status).toBe(401);
    expect(await state()).toBe('uninstalled');
  });

  test.each([
    ['for another path', () => siteToken('POST', '/enabled'), {}],
    ['with a context token', () => contextToken(), {}],
    ['with another secret', () => siteToken('POST', '/disabled', {}, SECOND), {}],
    ['for another tenant in the body', () => siteToken('POST', '/disabled'), { clientKey: 'client-other' }],
  ])('disabled %s is refused', async (_name, token, body) => {
    expect((await post('/disabled', token(), payload(body))).status).toBe(401);
    expect(await state()).toBe('enabled');
  });
});

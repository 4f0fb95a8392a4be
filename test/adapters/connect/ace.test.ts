import express from 'express';
import request from 'supertest';
import { createAce, type Ace } from '../../../src/adapters/connect/ace';
import { createAceStore } from '../../../src/adapters/connect/ace-store';
import { BASE_URL, installation, lifecycleToken, payload } from '../../web/web-world';
import { memorySites } from './memory-sites';
import { signHs256 } from './sign';
import { lifecycleClaims } from '../../web/web-world';
import { listeningLog } from './silent';

const make = (): Ace => {
  const settings = { baseUrl: BASE_URL, appKey: 'com.accord.sync', allowedHosts: ['*.atlassian.net'] };
  return createAce(settings, createAceStore(memorySites(), listeningLog()), listeningLog());
};

/** ACE alone, without our checks in front: as if they had proved that `issuer` calls. */
const served = (ace: Ace, issuer = 'client-acme'): express.Express => {
  const app = express().use(express.json());
  const answer = (res: express.Response, checked: Promise<void>): void => {
    checked.then(
      () => res.status(204).end(),
      (error: { status: number }) => res.status(error.status).end(),
    );
  };
  app.post('/installed', (req, res) => answer(res, ace.verifyInstallation({ req, res, issuer })));
  app.post('/uninstalled', (req, res) => answer(res, ace.verifyUninstallation({ req, res, issuer })));
  return app;
};

const send = async (app: express.Express, path: string, token: string, body: object = payload()): Promise<number> =>
  (await request(app).post(path).set('authorization', `JWT ${token}`).send(body)).status;

test('it leaves no listener behind that would keep a broken process alive', async () => {
  const before = process.listeners('unhandledRejection');
  make();
  await new Promise((resolve) => setImmediate(resolve));
  expect(process.listeners('unhandledRejection')).toEqual(before);
});

test('the switches of its environment are gone', async () => {
  process.env['AC_OPTS'] = 'no-auth';
  process.env['AC_HOST_WHITELIST'] = '*';
  const app = served(make());
  expect(process.env['AC_OPTS']).toBeUndefined();
  const unsigned = await request(app).post('/installed').send(payload());
  const symmetric = signHs256(lifecycleClaims('/installed'), 'x');
  const forged = await request(app).post('/installed').set('authorization', `JWT ${symmetric}`).send(payload());
  expect([unsigned.status, forged.status]).toEqual([401, 401]);
});

test('it sees the installations of our own store and can write none', async () => {
  const sites = memorySites();
  await sites.saveInstallation(installation({ payload: { baseUrl: 'https://acme.atlassian.net' } }), new Date(), 0);
  const store = createAceStore(sites, listeningLog());
  expect(await store.get('clientInfo', 'client-acme')).toMatchObject({
    baseUrl: 'https://acme.atlassian.net',
    sharedSecret: installation().sharedSecret,
  });
  expect(await store.get('clientInfo', 'client-nobody')).toBeNull();
  expect(await store.get('other', 'client-acme')).toBeNull();
  expect(await store.getAllClientInfos()).toHaveLength(1);
  expect(() => store.set('clientInfo', {}, 'client-acme')).toThrow('installations only');
});

test.each(['/installed', '/uninstalled'])(
  '%s: it takes what was proved, without a look at any key server',
  async (path) => {
    expect(await send(served(make()), path, lifecycleToken(path))).toBe(204);
    // The guard of the tests (`no-foreign-http`) fails this one when anything is asked of Atlassian's key server.
  },
);

test.each(['/installed', '/uninstalled'])(
  '%s: a body of another tenant than the proved one is refused',
  async (path) => {
    expect(await send(served(make(), 'client-other'), path, lifecycleToken(path))).toBe(401);
  },
);

test('it speaks for itself: a host that is not on the list is refused', async () => {
  const body = payload({ baseUrl: 'https://acme.atlassian.net.evil.example' });
  expect(await send(served(make()), '/installed', lifecycleToken('/installed'), body)).toBe(401);
});

import express from 'express';
import request from 'supertest';
import { createAce, type Ace } from '../../../src/adapters/connect/ace';
import { createAceStore } from '../../../src/adapters/connect/ace-store';
import { BASE_URL, installation, KID, lifecycleToken, payload } from '../../web/web-world';
import { type KeyServer, startKeyServer } from './key-server';
import { memorySites } from './memory-sites';
import { signHs256 } from './sign';
import { lifecycleClaims } from '../../web/web-world';
import { listeningLog } from './silent';

let keyServer: KeyServer;
beforeAll(async () => {
  keyServer = await startKeyServer();
});
afterAll(async () => keyServer.close());

const make = (): Ace => {
  const settings = {
    baseUrl: BASE_URL,
    appKey: 'com.accord.sync',
    allowedHosts: ['*.atlassian.net'],
    installKeysUrl: keyServer.url,
  };
  return createAce(settings, createAceStore(memorySites(), listeningLog()), listeningLog());
};

/** ACE alone, without our checks in front. */
const served = (ace: Ace): express.Express => {
  const app = express().use(express.json());
  app.post('/installed', (req, res) => {
    ace.verifyInstallation(req, res).then(
      () => res.status(204).end(),
      (error: { status: number }) => res.status(error.status).end(),
    );
  });
  return app;
};

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

test('it speaks for itself: a key it cannot get is a refusal', async () => {
  const token = lifecycleToken('/installed');
  const answer = await request(served(make())).post('/installed').set('authorization', `JWT ${token}`).send(payload());
  expect(answer.status).toBe(401);
  expect(keyServer.asked).toContain(`/${KID}`);
});

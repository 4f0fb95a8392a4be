import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { makeRsaPair } from '../adapters/connect/key-server';
import { hashOf, seconds, signHs256, signRs256 } from '../adapters/connect/sign';
import { makeAuthority } from '../setup/certificates';
import { cloneTemplate } from '../setup/database';
import { taking } from '../setup/taking';
import { type Atlassian, startAtlassian } from './atlassian';
import { locked, ROOT } from './locked';
import { buildImage, type Running, startImage } from './production-run';

const BASE_URL = 'https://accord.example';
const KID = 'a-key';
const [FIRST, SECOND] = ['secret-one-secret-one-secret-one', 'secret-two-secret-two-secret-two'];
const KEYS = makeRsaPair();
/** The compiler runs, and a process starts. */
const SLOW_MS = 180_000;

let atlassian: Atlassian;
let accord: Running;
let release: () => Promise<void>;

beforeAll(
  () =>
    taking(async (held) => {
      release = () => held.release();
      const folder = held.keep(mkdtempSync(join(tmpdir(), 'accord-ca-')), (made) => rmSync(made, { recursive: true }));
      const authority = await makeAuthority('Accord test');
      writeFileSync(join(folder, 'ca.pem'), authority.cert);
      const answers = { [`/${KID}`]: KEYS.publicPem };
      const server = await startAtlassian(await authority.issue(), answers, FIRST);
      atlassian = held.keep(server, ({ close }) => close());
      const database = held.keep(await cloneTemplate(), ({ drop }) => drop());
      const image = held.keep(buildImage(), ({ close }) => close());
      const running = await startImage(image, {
        BASE_URL,
        DATABASE_URL: `${database.url}?sslmode=disable`,
        ACCORD_SECRET_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
        ACCORD_TRUSTED_PROXIES: '0',
        ACCORD_ALLOWED_HOSTS: '127.0.0.1:*',
        ACCORD_INSTALL_KEYS_URL: atlassian.url,
        NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
      });
      accord = held.keep(running, ({ stop }) => stop());
    }),
  SLOW_MS,
);

afterAll(() => release());

const times = () => ({ iat: seconds(), exp: seconds() + 180 });

const lifecycle = async (path: string, sharedSecret: string): Promise<number> => {
  const claims = { iss: 'client-acme', aud: [BASE_URL], qsh: hashOf('POST', path), jti: sharedSecret, ...times() };
  return send('POST', path, signRs256(claims, KEYS.privatePem, KID), {
    key: 'com.accord.sync',
    clientKey: 'client-acme',
    sharedSecret,
    baseUrl: atlassian.url,
    productType: 'jira',
  });
};

const bySite = (secret: string, qsh: string): string =>
  signHs256({ iss: 'client-acme', sub: 'admin', qsh, ...times() }, secret);

const send = async (method: string, path: string, token: string, body?: object): Promise<number> => {
  const headers = { authorization: `JWT ${token}`, 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return (await fetch(`${accord.url}${path}`, { method, headers, ...sent })).status;
};

const callApi = (secret: string) => send('GET', '/api/connections', bySite(secret, 'context-qsh'));

const openPage = async (): Promise<number> =>
  (await fetch(`${accord.url}/admin?jwt=${bySite(SECOND, hashOf('GET', '/admin'))}`)).status;

const WEBHOOK = '/webhooks/jira:issue_updated';
const sendWebhook = () =>
  send('POST', WEBHOOK, bySite(SECOND, hashOf('POST', WEBHOOK)), {
    timestamp: Date.now(),
    webhookEvent: 'jira:issue_updated',
    user: { accountId: '5b10' },
    issue: { id: '10042', key: 'SUP-7', fields: { project: { id: '10000', key: 'SUP' }, issuetype: { id: '1' } } },
  });

/** What people of a customer do with the built add-on, from the installation to its end. */
test('install, new secret, page, API, webhook and uninstall, with nothing but what production installs', async () => {
  expect(await lifecycle('/installed', FIRST)).toBe(204);
  expect(await callApi(FIRST)).toBe(200);
  atlassian.secret = SECOND;
  expect(await lifecycle('/installed', SECOND)).toBe(204);
  expect(await callApi(SECOND)).toBe(200);
  expect(await openPage()).toBe(200);
  expect(await sendWebhook()).toBe(204);
  expect(await lifecycle('/uninstalled', SECOND)).toBe(204);
  expect(await callApi(SECOND)).toBe(401);
  // Three signed calls, one look for their key: our own, which keeps it for a minute.
  expect(atlassian.asked.filter((path) => path === `/${KID}`)).toHaveLength(1);

  const { touched, loaded } = await accord.modules();
  expect(touched).toEqual([]);
  const foreign = loaded.filter((file) => file.startsWith(join(ROOT, 'node_modules') + sep));
  const packages = new Set(foreign.map((file) => /.*node_modules[/\\]((@[^/\\]+[/\\])?[^/\\]+)/.exec(file)?.[1]));
  expect(packages).toContain('atlassian-connect-express');
  const production = new Set(locked().flatMap(({ name, where }) => (where === 'production' ? [name] : [])));
  expect([...packages].filter((name) => !production.has(name ?? ''))).toEqual([]);
  expect(accord.output()).toContain('is not encrypted, as DATABASE_URL says');
  expect(accord.output()).not.toContain('"level":"error"');
  expect(await accord.stop()).toBe(0);
});

import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { createInstallKeys, type InstallKeys } from '../../../src/adapters/connect/install-keys';
import { type KeyServer, startKeyServer } from './key-server';

const PEM = '-----BEGIN PUBLIC KEY-----\nx';
const HERE = { network: '203.0.113.9', clientKey: 'nobody' };
const ELSEWHERE = { ...HERE, network: '198.51.100.1' };
const KNOWN = { ...HERE, clientKey: 'client-acme' };

let ahead: number;
let server: KeyServer;
let keys: InstallKeys;
beforeEach(async () => {
  ahead = 0;
  server = await startKeyServer();
  server.answers.set('/good', { body: PEM });
  server.answers.set('/newer', { body: PEM });
  keys = make(server.url);
});
afterEach(async () => server.close());

const make = (baseUrl: string): InstallKeys =>
  createInstallKeys({
    baseUrl,
    clock: { now: () => new Date(1_700_000_000_000 + ahead) },
    isKnownSite: (clientKey) => Promise.resolve(clientKey === KNOWN.clientKey),
  });

const tryMadeUp = async (many: number, asker = HERE, from = 'made-up'): Promise<unknown[]> => {
  const seen: unknown[] = [];
  for (let index = 0; index < many; index += 1)
    seen.push(await keys.get(`${from}-${index}`, asker).catch((error: unknown) => error));
  return seen;
};

test('a key is fetched once in a while, a missing one is a refusal, a broken answer is not', async () => {
  server.answers.set('/broken', { status: 502, body: 'bad gateway' });
  server.answers.set('/page', { body: '<html>' });
  expect(await keys.get('good', HERE)).toContain('BEGIN');
  await keys.get('good', HERE);
  await expect(keys.get('missing', HERE)).rejects.toMatchObject({ name: 'TokenError' });
  await expect(keys.get('page', HERE)).rejects.toMatchObject({ name: 'TokenError' });
  await expect(keys.get('broken', HERE)).rejects.toMatchObject({ status: 503 });
  expect(server.asked).toEqual(['/good', '/missing', '/page', '/broken']);
  ahead += 61_000;
  await keys.get('good', HERE);
  expect(server.asked.at(-1)).toBe('/good');
  await server.close();
  await expect(keys.get('later', HERE)).rejects.toMatchObject({ status: 503 });
});

test('an id that does not exist is asked for once, and found when it came to be a minute later', async () => {
  await Promise.allSettled([1, 2, 3].map(() => keys.get('late', HERE)));
  await expect(keys.get('late', ELSEWHERE)).rejects.toMatchObject({ name: 'TokenError' });
  expect(server.asked).toEqual(['/late']);
  server.answers.set('/late', { body: PEM });
  ahead += 61_000;
  expect(await keys.get('late', HERE)).toBe(PEM);
});

test('made-up ids of one network end without a fetch; others, and it itself some time later, are heard', async () => {
  const seen = await tryMadeUp(500);
  expect(server.asked).toHaveLength(30);
  expect(seen.at(-1)).toMatchObject({ status: 429, retryAfterSeconds: 2 });
  await expect(keys.get('good', HERE)).rejects.toMatchObject({ status: 429 });
  expect(await keys.get('good', ELSEWHERE)).toBe(PEM);
  ahead += 2_000;
  expect(await keys.get('newer', HERE)).toBe(PEM);
});

test('a key that something genuine was signed with is fetched whoever floods, also after it has aged', async () => {
  await keys.get('good', HERE);
  keys.prove('good');
  ahead += 61_000;
  await tryMadeUp(100);
  expect(await keys.get('good', HERE)).toBe(PEM);
});

test('a call that names a site we know is heard from within the flood, with an id never seen before', async () => {
  await tryMadeUp(100);
  expect(await keys.get('good', KNOWN)).toBe(PEM);
});

test('who knows the client key of a site can block that site only, and is bounded too', async () => {
  await tryMadeUp(100);
  await tryMadeUp(100, KNOWN, 'again');
  expect(server.asked).toHaveLength(60);
  await expect(keys.get('good', KNOWN)).rejects.toMatchObject({ status: 429 });
});

test('a key server that hangs holds up a few strangers, and nobody whose key is proved or whose site is known', async () => {
  const asked: string[] = [];
  const hanging = createServer((req, res) => {
    asked.push(req.url ?? '');
    if (req.url === '/good' || req.url === '/newer') res.end(PEM);
  });
  await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
  keys = make(`http://127.0.0.1:${(hanging.address() as AddressInfo).port}`);
  await keys.get('good', HERE);
  keys.prove('good');
  ahead += 61_000;
  const waiting = Array.from({ length: 20 }, (_, index) => keys.get(`hangs-${index}`, HERE));
  const refused = await Promise.allSettled(waiting.slice(8));
  expect(refused.map((each) => (each as PromiseRejectedResult).reason as unknown)).toEqual(
    Array.from({ length: 12 }, () => expect.objectContaining({ status: 429 }) as unknown),
  );
  expect(await keys.get('good', ELSEWHERE)).toBe(PEM);
  expect(await keys.get('newer', { ...ELSEWHERE, clientKey: KNOWN.clientKey })).toBe(PEM);
  hanging.closeAllConnections();
  hanging.close();
  await Promise.allSettled(waiting);
  expect(asked.filter((path) => path.startsWith('/hangs'))).toHaveLength(8);
});

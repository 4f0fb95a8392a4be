import request from 'supertest';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { seconds } from '../adapters/connect/sign';
import { contextToken, lifecycleToken, payload, startWebWorld, type WebWorld } from './web-world';

const SECOND = 'secret-two-secret-two-secret-two';

let database: TestDatabase;
/** Two processes of the add-on on one database. */
let left: WebWorld;
let right: WebWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  [left, right] = [await startWebWorld({ stores: database.stores }), await startWebWorld({ stores: database.stores })];
});
afterAll(async () => {
  await left.close();
  await right.close();
  await database.close();
});

const send = async (world: WebWorld, path: string, token: string, body: object = payload()) =>
  (await request(world.app).post(path).set('authorization', `JWT ${token}`).send(body)).status;

const knows = async (world: WebWorld, secret: string): Promise<boolean> =>
  world.host.tokens.verifyContext(contextToken({}, secret)).then(
    () => true,
    () => false,
  );

test('a token that one process took is used up in the other', async () => {
  const token = lifecycleToken('/installed');
  expect(await send(left, '/installed', token)).toBe(204);
  expect(await send(right, '/installed', token, payload({ sharedSecret: SECOND }))).toBe(401);
  expect(await knows(right, SECOND)).toBe(false);
});

test('a new secret counts everywhere at once, the old one for the overlap', async () => {
  const first = payload().sharedSecret;
  expect(
    await send(
      right,
      '/installed',
      lifecycleToken('/installed', { iat: seconds() - 1 }),
      payload({ sharedSecret: SECOND }),
    ),
  ).toBe(204);
  expect([await knows(left, SECOND), await knows(left, first)]).toEqual([true, true]);
});

test('an uninstall ends both; the re-install revives the new one only, under the same id', async () => {
  const { id } = (await database.stores.sites.findByClientKey('client-acme')) ?? { id: '' };
  expect(await send(left, '/uninstalled', lifecycleToken('/uninstalled'))).toBe(204);
  expect([await knows(right, SECOND), await knows(right, payload().sharedSecret)]).toEqual([false, false]);
  const third = payload({ sharedSecret: 'secret-three-secret-three-secret' });
  expect(await send(right, '/installed', lifecycleToken('/installed', { iat: seconds() - 2 }), third)).toBe(204);
  expect([await knows(left, third.sharedSecret), await knows(left, SECOND)]).toEqual([true, false]);
  expect((await database.stores.sites.findByClientKey('client-acme'))?.id).toBe(id);
});

import { Router } from 'express';
import request from 'supertest';
import { DEEPEST } from '../../src/web/routes/shapes';
import { contextToken, installation, startWebWorld, type WebWorld } from './web-world';

const taken = Router();
taken.use((_req, res) => void res.status(204).end());

let world: WebWorld;
beforeAll(async () => {
  world = await startWebWorld({ api: [taken] });
  await world.sites.saveInstallation(installation(), new Date(), 0);
});
afterAll(async () => world.close());

const lists = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

const put = async (body: string | Buffer, type = 'application/json') => {
  const call = request(world.app).put('/api/contracts/one/half').set('authorization', `JWT ${contextToken()}`);
  // As bytes, since supertest would encode text by itself.
  void call.set('content-type', type).serialize((bytes: unknown) => bytes as string);
  return call.send(Buffer.isBuffer(body) ? body : Buffer.from(body));
};

test('nesting is refused before it is parsed', async () => {
  const parse = jest.spyOn(JSON, 'parse');
  const answer = await put(lists(500_000));
  const lengths = parse.mock.calls.map(([text]) => text.length);
  parse.mockRestore();
  expect([answer.status, answer.body]).toMatchObject([400, { error: { code: 'too-deep' } }]);
  expect(Math.max(...lengths)).toBeLessThan(100_000);
});

test('the most levels, and brackets in texts, pass', async () => {
  expect((await put(lists(DEEPEST))).status).toBe(204);
  expect((await put(lists(DEEPEST + 1))).status).toBe(400);
  expect((await put(`{"a":"${'['.repeat(5_000)}"}`)).status).toBe(204);
});

test('JSON is UTF-8: another encoding could hide its brackets', async () => {
  const answer = await put(Buffer.from('{"a":1}', 'utf16le'), 'application/json; charset=utf-16le');
  expect([answer.status, answer.body]).toMatchObject([415, { error: { code: 'not-utf-8' } }]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';
import request from 'supertest';
import { z } from 'zod';
import { contextToken, installation, startWebWorld, type WebWorld } from './web-world';

const operation = z.object({
  requestBody: z.object({ 'x-max-bytes': z.number(), description: z.string() }).optional(),
  responses: z.record(z.string(), z.unknown()),
});
const description = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
const METHODS = ['post', 'put', 'patch', 'delete'] as const;

const { paths } = description.parse(
  JSON.parse(readFileSync(join(__dirname, '../../src/web/openapi.json'), 'utf8')) as unknown,
);
const takingBodies = Object.entries(paths).flatMap(([path, methods]) =>
  METHODS.flatMap((method) => {
    if (methods[method] === undefined) return [];
    const { requestBody, responses } = operation.parse(methods[method]);
    return requestBody === undefined ? [] : [{ path, method, requestBody, responses }];
  }),
);

const taken = Router();
taken.use((_req, res) => void res.status(204).end());

let world: WebWorld;
beforeAll(async () => {
  world = await startWebWorld({ api: [taken] });
  await world.sites.saveInstallation(installation(), new Date(), 0);
});
afterAll(async () => world.close());

/** JSON of exactly so many bytes. */
const bodyOf = (bytes: number): string => `{"a":"${'x'.repeat(bytes - '{"a":""}'.length)}"}`;

const send = async (method: (typeof METHODS)[number], path: string, bytes: number): Promise<number> => {
  const answer = await request(world.app)
    [method](`/api${path.replaceAll(/\{[^}]+\}/g, 'one')}`)
    .set('authorization', `JWT ${contextToken()}`)
    .set('content-type', 'application/json')
    .send(bodyOf(bytes));
  return answer.status;
};

test('every call with a body is looked at, small and large ones', () => {
  expect([...new Set(takingBodies.map((each) => each.requestBody['x-max-bytes']))].sort((a, b) => a - b)).toEqual([
    102_400, 1_048_576,
  ]);
  expect(takingBodies.length).toBeGreaterThan(20);
});

test.each(takingBodies.map((each) => [`${each.method} ${each.path}`, each] as const))(
  '%s takes as many bytes as its description says, and not one more',
  async (_name, { path, method, requestBody, responses }) => {
    const most = requestBody['x-max-bytes'];
    expect(Object.keys(responses)).toContain('413');
    expect(requestBody.description).toContain(`${most.toLocaleString('en-US')} bytes`);
    expect([await send(method, path, most), await send(method, path, most + 1)]).toEqual([204, 413]);
  },
);

import { createServer } from 'node:http';
import { aHalf, createWorld } from '../sync/world';
import { startApiWorld } from '../web/api/api-world';
import { startWebWorld } from '../web/web-world';
import { startStage } from '../playground/jira/harness';
import { createTestDatabase } from './database';
import { expectNothingHeld, watchServer, type Watched } from './held';
import { listen, taking } from './taking';

let watched: Watched;
beforeEach(async () => (watched = await watchServer()));
afterEach(() => watched.end());

const failure = new Error('a later step');

/** As it is in nature: the promise of a step that comes after others. */
const fails = (): Promise<never> => Promise.reject(failure);

describe('a later step fails: everything before it is given back', () => {
  const setUps: readonly (readonly [string, string | RegExp, () => Promise<unknown>])[] = [
    [
      'a database and a server',
      'a later step',
      () =>
        taking(async (held) => {
          const database = held.keep(await createTestDatabase(), ({ close }) => close());
          await database.ping();
          await database.onWake(() => undefined);
          await listen(held, createServer());
          return fails();
        }),
    ],
    [
      'the world of sync, with a half that cannot be saved',
      /./,
      () => createWorld({ master: aHalf('SUP'), provider: undefined as unknown as ReturnType<typeof aHalf> }),
    ],
    ['the world of web, with settings that are refused', /PORT/, () => startWebWorld({ env: { PORT: 'nonsense' } })],
    [
      'a simulated Jira, whose second port is taken',
      'EADDRINUSE',
      async () => startStage({ mediaPort: await taken() }),
    ],
  ];

  /** The port of a server that stands for another program. */
  let other: ReturnType<typeof createServer> | undefined;
  const taken = async (): Promise<number> => {
    const server = createServer();
    other = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    watched.expectServers(1);
    return (server.address() as { port: number }).port;
  };
  afterEach(() => void other?.close());

  test.each(setUps)('%s', async (_what, words, setUp) => {
    await expect(setUp()).rejects.toThrow(words);
    await expectNothingHeld(watched);
  });
});

test('a set-up that succeeds holds what it took, and its close gives all of it back', async () => {
  const world = await startApiWorld();
  expect(await watched.connections()).toBeGreaterThan(0);
  expect(await watched.databases()).toBe(1);
  await world.close();
  await world.close();
  await expectNothingHeld(watched);
});

test('one that cannot be given back keeps no other from it, the last taken goes first, and its fault is told', async () => {
  const order: string[] = [];
  const close = await taking((held) => {
    held.keep('first', (name) => order.push(name));
    held.keep('second', () => Promise.reject(new Error('stuck')));
    held.keep('third', (name) => order.push(name));
    return Promise.resolve(() => held.release());
  });
  await expect(close()).rejects.toThrow('stuck');
  expect(order).toEqual(['third', 'first']);
});

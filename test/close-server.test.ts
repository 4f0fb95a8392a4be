import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { closerOf, type CloseServer } from '../src/close-server';

const GRACE_MS = 300;

let server: Server;
let close: CloseServer;
let answers: ServerResponse[];
const sockets: Socket[] = [];

beforeEach(async () => {
  answers = [];
  server = createServer((_req, res) => answers.push(res));
  close = closerOf(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.closeAllConnections();
  server.close();
});

const portOf = (): number => (server.address() as AddressInfo).port;

const say = async (words: string): Promise<void> => {
  const socket = connect(portOf(), '127.0.0.1');
  sockets.push(socket);
  const [accepted] = (await once(server, 'connection')) as [Socket];
  socket.write(words);
  await until(() => accepted.bytesRead >= words.length);
};

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};

const timeOf = async (work: Promise<void>): Promise<number> => {
  const from = Date.now();
  await work;
  return Date.now() - from;
};

test.each([
  ['that has not said a word', ''],
  ['that stopped within the headers', 'GET / HTTP/1.1\r\nHost:'],
])('a connection %s holds nothing up', async (_name, words) => {
  await say(words);
  // Far from the grace, however busy the machine is.
  expect(await timeOf(close(600_000))).toBeLessThan(20_000);
});

test('a request that is being answered may end, and its answer arrives whole', async () => {
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    get({ port: portOf(), host: '127.0.0.1' }, resolve).on('error', reject);
  });
  await until(() => answers.length > 0);
  const closing = close(60_000);
  setTimeout(() => answers[0]?.writeHead(204).end(), 100);
  expect((await answer).statusCode).toBe(204);
  await closing;
});

test('a request that never ends is given up after the grace', async () => {
  await say('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc');
  await until(() => answers.length > 0);
  expect(await timeOf(close(GRACE_MS))).toBeGreaterThanOrEqual(GRACE_MS - 50);
});

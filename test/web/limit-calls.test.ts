import express, { type Express, type Response, Router } from 'express';
import request from 'supertest';
import { apiLimits, LIMIT_NAMES } from '../../src/limits/api-limits';
import { createCallLimits, errors } from '../../src/web/middleware';
import { setCaller } from '../../src/web/middleware/caller';
import { createSharedReads } from '../../src/web/routes/share-reads';
import { type Call, type Reply } from '../../src/web/routes/call';
import { countingMetrics, listeningLog } from '../adapters/connect/silent';

const UNLIMITED = LIMIT_NAMES.map((name) => `${name}=10000/s:10000`);

interface Slow {
  readonly app: Express;
  /** Answers that are held back, in the order in which they were asked for. */
  readonly held: Response[];
  /** Resolves when so many are held. */
  holding(count: number): Promise<void>;
}

/** Every call is held until the test lets it go; `site` of the query is who calls. */
const slowApi = (): Slow => {
  const { limitCalls } = createCallLimits(apiLimits(UNLIMITED), { now: () => new Date() });
  const held: Response[] = [];
  let watch = (): void => undefined;
  const api = Router();
  api.use((req, res, next) => {
    setCaller(res, {
      siteId: typeof req.query['site'] === 'string' ? req.query['site'] : '',
      accountId: 'ann',
      issueId: null,
      projectKey: null,
    });
    next();
  });
  api.use(limitCalls);
  api.use((_req, res) => {
    held.push(res);
    watch();
  });
  const app = express().use('/api', api);
  app.use(errors({ log: listeningLog(), metrics: countingMetrics() }));
  const holding = (count: number): Promise<void> =>
    new Promise((resolve) => {
      watch = () => (held.length >= count ? resolve() : undefined);
      watch();
    });
  return { app, held, holding };
};

const begin = (slow: Slow, method: 'get' | 'post', path: string): Promise<request.Response> =>
  new Promise((resolve, reject) => {
    request(slow.app)[method](`/api${path}`).then(resolve, reject);
  });

const FORECAST = '/contracts/c1/bulk/forecast?site=acme';

test('one forecast of a contract is made at a time; others, and the next one, are', async () => {
  const slow = slowApi();
  const first = begin(slow, 'post', FORECAST);
  await slow.holding(1);
  const refused = await begin(slow, 'post', '/Contracts/c1/bulk/forecast/?site=acme');
  expect(refused.status).toBe(429);
  expect(refused.headers['retry-after']).toBe('5');
  expect(refused.body).toEqual({
    error: {
      code: 'forecast-running',
      message: 'A forecast of this contract is being made.',
      remedy: 'Wait until it is there, then ask for the next one.',
    },
  });
  const others = [
    begin(slow, 'post', '/contracts/c2/bulk/forecast?site=acme'),
    begin(slow, 'post', '/contracts/c1/bulk/forecast?site=globex'),
  ];
  await slow.holding(3);
  for (const res of slow.held) res.json({});
  expect((await Promise.all([first, ...others])).map(({ status }) => status)).toEqual([200, 200, 200]);
  const next = begin(slow, 'post', FORECAST);
  await slow.holding(4);
  slow.held[3]?.json({});
  expect((await next).status).toBe(200);
});

test('calls of one site that hang leave room for the others', async () => {
  const slow = slowApi();
  const hanging = Array.from({ length: 40 }, () => begin(slow, 'get', '/overview?site=acme'));
  await slow.holding(40);
  expect((await begin(slow, 'get', '/overview?site=acme')).status).toBe(429);
  const other = begin(slow, 'get', '/overview?site=globex');
  await slow.holding(41);
  for (const res of slow.held) res.json({});
  await Promise.all([...hanging, other]);
  const again = begin(slow, 'get', '/overview?site=acme');
  await slow.holding(42);
  slow.held[41]?.json({});
  expect((await again).status).toBe(200);
});

describe('equal reads', () => {
  const call = (accountId = 'ann', siteId = 'acme', key = 'SUP-1'): Call => ({
    actor: { siteId, accountId },
    side: null,
    params: { idOrKey: key },
    query: {},
    body: undefined,
  });

  const counting = () => {
    const reads = createSharedReads();
    const waiting: ((reply: Reply) => void)[] = [];
    const read = reads.share(() => new Promise<Reply>((resolve) => void waiting.push(resolve)));
    const write = (siteId: string): void => {
      const res = { locals: { caller: { siteId } }, once: () => undefined } as unknown as Response;
      reads.noteWrites({ method: 'POST' } as express.Request, res, () => undefined);
    };
    return { read, waiting, write };
  };

  test('that are under way together are one; of others, and afterwards, each is made', async () => {
    const { read, waiting } = counting();
    const both = [read(call()), read(call())];
    for (const other of [call('ben'), call('ann', 'globex'), call('ann', 'acme', 'SUP-2')]) void read(other);
    expect(waiting).toHaveLength(4);
    waiting[0]?.({ status: 200, body: 'same' });
    expect(await Promise.all(both)).toEqual([
      { status: 200, body: 'same' },
      { status: 200, body: 'same' },
    ]);
    void read(call());
    expect(waiting).toHaveLength(5);
  });

  test('nobody joins one that began before a change of the own site', () => {
    const { read, waiting, write } = counting();
    void read(call());
    write('globex');
    void read(call());
    expect(waiting).toHaveLength(1);
    write('acme');
    void read(call());
    expect(waiting).toHaveLength(2);
  });
});

test('whoever asks in a loop beyond the limit asks slowly; an impatient one holds nothing up', async () => {
  const now = new Date();
  const { refuseFlood, limitCalls } = createCallLimits(apiLimits(['caller=1/h:1']), { now: () => now }, 60_000);
  const app = express();
  const set: express.RequestHandler = (_req, res, next) => {
    setCaller(res, { siteId: 'acme', accountId: 'ann', issueId: null, projectKey: null });
    next();
  };
  app.use(refuseFlood, set, limitCalls, (_req, res) => void res.json({}));
  const ask = () => request(app).get('/overview').set('authorization', 'JWT one');
  expect((await ask()).status).toBe(200);
  const slow = await ask()
    .timeout(200)
    .catch((error: { code: string }) => error.code);
  expect(slow).toBe('ECONNABORTED');
  expect((await request(app).get('/overview').set('authorization', 'JWT two')).status).toBe(429);
});

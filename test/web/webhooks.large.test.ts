import { connect } from 'node:net';
import { type AddressInfo } from 'node:net';
import request from 'supertest';
import { DEEPEST } from '../../src/web/routes/shapes';
import { createLargeBodies, NotReadNow } from '../../src/web/routes/webhooks/large/large-bodies';
import { ITEMS_MOST, PARTS_MOST, TEXT_MOST } from '../../src/web/routes/webhooks/large/thread';
import { LARGE_BYTES, readAnyDelivery, readDelivery } from '../../src/web/routes/webhooks/read-delivery';
import { installation, siteToken, startWebWorld, type WebWorld } from './web-world';

const FILL = 'x'.repeat(LARGE_BYTES);
const large = createLargeBodies({ idleMs: 0 });
const bytes = (body: unknown): Buffer => Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
const user = { accountId: '5b10', displayName: 'Mia', accountType: 'atlassian' };
const lists = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('a large body gives the delivery that a small one gives', () => {
  const status = { field: 'status', fieldId: 'status', fromString: 'Open', toString: 'Done' };
  const long = 'y'.repeat(TEXT_MOST + 1);
  test.each<readonly [string, object]>([
    [
      'an edit',
      {
        issue: { id: 1, key: 'A-1', fields: { project: { key: 'A' }, issuetype: { name: 'Bug' }, description: FILL } },
        user,
        changelog: {
          items: [
            status,
            { field: 'Story points', fieldId: 'customfield_1' },
            { field: 'description', toString: FILL },
          ],
        },
      },
    ],
    ['a comment', { comment: { id: '9', self: 'https://a/rest/api/2/issue/7/comment/9', body: FILL, author: user } }],
    ['a worklog', { worklog: { issueId: 8, updateAuthor: user, author: {} } }],
    ['a file', { attachment: { author: user } }],
    ['everything of the wrong type', { issue: 'x', user: 7, comment: [], changelog: 'y', worklog: null }],
    ['fields of the wrong type', { issue: { id: '1\u0000', key: [5], fields: { project: [{ key: 'x' }] } } }],
    ['items that are none', { changelog: { items: [{}, null, 'x', [1], { field: 'labels' }, { toString: 'x' }] } }],
    ['items that are no list', { changelog: { items: { length: 3 } } }],
    [
      'texts that are too long',
      { issue: { id: '1', key: long }, changelog: { items: [{ field: long, fieldId: 'a' }] } },
    ],
    ['a status step too long', { changelog: { items: [{ ...status, toString: long }, status] } }],
    ['status by its name, in capitals', { changelog: { items: [{ ...status, fieldId: null, field: 'STATUS' }] } }],
    ['names of the prototype', JSON.parse('{"__proto__":{"issue":{"id":"1"}},"constructor":{"user":1}}') as object],
    [
      'more changes than any edit has',
      { changelog: { items: Array.from({ length: ITEMS_MOST + 9 }, (_, at) => ({ field: `f${at}` })) } },
    ],
  ])('%s', async (_name, part) => {
    const body = bytes({ webhookEvent: 'jira:issue_updated', ...part, fill: FILL });
    expect(body.length).toBeGreaterThan(LARGE_BYTES);
    const expected = readDelivery({}, body);
    expect(await readAnyDelivery(large, 'site', {}, Buffer.from(body))).toEqual(expected);
    const headers = { 'x-atlassian-webhook-identifier': 'id-1', 'x-atlassian-webhook-flow': 'Secondary' };
    const named = await readAnyDelivery(large, 'site', headers, body);
    expect(named).toEqual({ ...expected, deliveryId: 'id-1', secondary: true });
  });

  test.each([
    ['no JSON', `{"webhookEvent":"x","fill":"${FILL}"`, 400, 'bad-json'],
    ['no event', `{"fill":"${FILL}"}`, 400, 'no-event'],
    ['a list', `["${FILL}"]`, 400, 'no-event'],
    ['an event of a hostile name', `{"webhookEvent":"${FILL}"}`, 400, 'no-event'],
    ['nesting', `{"webhookEvent":"x","fill":"${FILL}","deep":${lists(DEEPEST)}}`, 400, 'too-deep'],
    ['nesting, and no JSON', '['.repeat(LARGE_BYTES + 1), 400, 'too-deep'],
    ['nesting in a small body', `{"webhookEvent":"x","deep":${lists(DEEPEST)}}`, 400, 'too-deep'],
    ['values beyond counting', `{"webhookEvent":"x","many":[${'1,'.repeat(PARTS_MOST)}1]}`, 413, 'too-large'],
  ])('%s is refused', async (_name, body, statusCode, code) => {
    await expect(readAnyDelivery(large, 'site', {}, bytes(body))).rejects.toMatchObject({ status: statusCode, code });
  });

  test.each([
    ['brackets in a text', `"${'['.repeat(LARGE_BYTES)}"`],
    ['quotes and brackets in a text', `"${'\\"[{'.repeat(LARGE_BYTES / 4)}"`],
    ['backslashes before a quote', `["${'\\\\'.repeat(LARGE_BYTES)}",${lists(3)}]`],
    ['the most levels', lists(DEEPEST - 1)],
    ['lists side by side', `[${'[],'.repeat(LARGE_BYTES / 3)}[]]`],
    ['signs of several bytes', `"${'é[嬢"'.replace('"', '\\"').repeat(LARGE_BYTES / 8)}"`],
  ])('%s: taken, large and small alike', async (_name, fill) => {
    const body = bytes(`{"webhookEvent":"x","fill":${fill},"more":"${FILL}"}`);
    expect(readDelivery({}, body)).toMatchObject({ event: 'x' });
    expect(await readAnyDelivery(large, 'site', {}, body)).toMatchObject({ event: 'x' });
  });
});

describe('the queue', () => {
  const job = (siteId: string, event: string) => ({
    siteId,
    body: bytes({ webhookEvent: event }),
    wantsDigest: false,
  });

  test('sites take turns, and each waits with a few bodies only', async () => {
    const bodies = createLargeBodies({ mostWaiting: 5, mostOfOneSite: 3, idleMs: 0 });
    const order: string[] = [];
    const send = async (siteId: string, event: string): Promise<void> => {
      await bodies.read(job(siteId, event)).then(
        () => order.push(event),
        (error: unknown) => order.push(`${event} ${error instanceof NotReadNow ? 'refused' : 'broken'}`),
      );
    };
    const all = ['a0', 'a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1'].map((event) => send(event.slice(0, 1), event));
    await Promise.all(all);
    expect(order).toEqual(['a4 refused', 'c1 refused', 'a0', 'b1', 'a1', 'b2', 'a2', 'a3']);
  });

  test('a full queue is answered with 503 and a time, so that Jira sends it again', async () => {
    const full = { read: () => Promise.reject(new NotReadNow('full')) };
    const body = bytes({ webhookEvent: 'x', fill: FILL });
    await expect(readAnyDelivery(full, 'site', {}, body)).rejects.toMatchObject({
      status: 503,
      code: 'busy',
      more: { retryAfterSeconds: 30 },
    });
  });

  test('the thread ends without work, and another starts', async () => {
    const bodies = createLargeBodies({ idleMs: 0 });
    for (let round = 0; round < 3; round += 1) {
      expect(await bodies.read(job('a', 'x'))).toMatchObject({ parts: '{"webhookEvent":"x","changelog":null}' });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
});

describe('at the door', () => {
  let world: WebWorld;
  beforeAll(async () => {
    world = await startWebWorld();
    await world.sites.saveInstallation(installation(), new Date(), 0);
  });
  afterAll(async () => world.close());

  const path = '/webhooks/jira:issue_updated';

  test('the main loop parses no large body', async () => {
    const parse = jest.spyOn(JSON, 'parse');
    const body = JSON.stringify({ webhookEvent: 'jira:issue_updated', issue: { id: '10042' }, fill: FILL.repeat(4) });
    const answer = await request(world.app)
      .post(path)
      .set('authorization', `JWT ${siteToken('POST', path)}`)
      .send(body);
    const lengths = parse.mock.calls.map(([text]) => text.length);
    parse.mockRestore();
    expect(answer.status).toBe(204);
    expect(world.received).toMatchObject([{ delivery: { issueId: '10042' } }]);
    expect(Math.max(...lengths)).toBeLessThan(TEXT_MOST);
  });

  test('a bad token is refused although nothing of its huge body has come', async () => {
    const server = world.app.listen(0, '127.0.0.1');
    try {
      await new Promise((resolve) => server.once('listening', resolve));
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      const token = siteToken('POST', path, {}, 'x'.repeat(32));
      const head = [`POST ${path} HTTP/1.1`, 'host: a', `authorization: JWT ${token}`, 'content-length: 25000000'];
      const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
      socket.write(`${head.join('\r\n')}\r\n\r\n`);
      expect(await answer).toMatch(/^HTTP\/1\.1 401 /);
      socket.destroy();
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

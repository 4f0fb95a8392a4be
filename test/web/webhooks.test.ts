import request from 'supertest';
import { type Delivery } from '../../src/sync/ports';
import { readDelivery } from '../../src/web/routes/webhooks/read-delivery';
import { contextToken, installation, siteToken, startWebWorld, type WebWorld } from './web-world';

const issue = {
  id: '10042',
  self: 'https://acme.atlassian.net/rest/api/2/10042',
  key: 'SUP-7',
  fields: {
    summary: 'CONFIDENTIAL summary',
    description: 'h1. CONFIDENTIAL\n[~accountid:5b1]',
    issuetype: { id: '10004', name: 'Bug', subtask: false },
    project: { id: '10000', key: 'SUP', name: 'Support' },
    customfield_10042: { value: 'CONFIDENTIAL' },
  },
};
const user = { accountId: '5b10', displayName: 'Mia', accountType: 'atlassian', active: true };

const updated = {
  timestamp: 1_790_000_000_000,
  webhookEvent: 'jira:issue_updated',
  issue_event_type_name: 'issue_generic',
  user,
  issue,
  changelog: {
    id: '777',
    items: [
      {
        field: 'status',
        fieldtype: 'jira',
        fieldId: 'status',
        from: '1',
        fromString: 'Open',
        to: '3',
        toString: 'Done',
      },
      {
        field: 'Customer',
        fieldtype: 'custom',
        fieldId: 'customfield_10042',
        from: null,
        fromString: null,
        to: null,
        toString: 'x',
      },
      { field: 'Attachment', fieldtype: 'jira', from: null, fromString: null, to: '10', toString: 'a.png' },
      {
        field: 'description',
        fieldtype: 'jira',
        fieldId: 'description',
        fromString: 'CONFIDENTIAL',
        toString: 'CONFIDENTIAL',
      },
    ],
  },
};

describe('reading a delivery', () => {
  const read = (body: unknown, headers: Readonly<Record<string, string>> = {}): Delivery =>
    readDelivery({ 'x-atlassian-webhook-identifier': 'id-1', ...headers }, Buffer.from(JSON.stringify(body)));

  test('hints, and no word of the issue', () => {
    const delivery = read(updated);
    expect(delivery).toEqual({
      deliveryId: 'id-1',
      event: 'jira:issue_updated',
      issueId: '10042',
      issueKey: 'SUP-7',
      projectKey: 'SUP',
      issueType: 'Bug',
      commentId: null,
      changedFields: ['status', 'customfield_10042', 'Attachment', 'description'],
      transitions: [{ from: 'Open', to: 'Done' }],
      trace: null,
      secondary: false,
      retry: 0,
      actor: { accountId: '5b10', type: 'atlassian' },
    });
    expect(JSON.stringify(delivery)).not.toContain('CONFIDENTIAL');
  });

  test('headers of flow, retry and trace', () => {
    const headers = {
      'x-atlassian-webhook-flow': 'Secondary',
      'x-atlassian-webhook-retry': '3',
      'x-atlassian-webhook-trace': 'accord.v1.link.issue',
    };
    expect(read(updated, headers)).toMatchObject({ secondary: true, retry: 3, trace: 'accord.v1.link.issue' });
    const odd = { 'x-atlassian-webhook-flow': 'Primary', 'x-atlassian-webhook-retry': 'soon' };
    expect(read(updated, odd)).toMatchObject({ secondary: false, retry: 0, trace: null });
  });

  const comment = { id: '900', body: 'CONFIDENTIAL', author: user, jsdPublic: false };
  const self = (path: string) => ({ ...comment, self: `https://acme.atlassian.net${path}` });

  test.each<readonly [string, object, Partial<Delivery>]>([
    [
      'a comment with a reduced issue',
      { comment, issue: { id: '1', key: 'A-1', fields: {} } },
      {
        issueId: '1',
        issueKey: 'A-1',
        projectKey: null,
        commentId: '900',
        actor: { accountId: '5b10', type: 'atlassian' },
      },
    ],
    [
      'a comment without issue',
      { comment: self('/rest/api/2/issue/10001/comment/900') },
      { issueId: '10001', issueKey: null },
    ],
    ['a comment without issue, short self', { comment: self('/rest/api/2/10001/comment/900') }, { issueId: '10001' }],
    ['a comment of a strange self', { comment: self('/elsewhere/10001') }, { issueId: null, commentId: '900' }],
    [
      'an update author before the author',
      { comment: { ...comment, updateAuthor: { accountId: 'u2' } } },
      { actor: { accountId: 'u2', type: null } },
    ],
    [
      'an attachment, which promises no issue',
      { attachment: { id: '5', filename: 'x', author: user } },
      { issueId: null, actor: { accountId: '5b10', type: 'atlassian' } },
    ],
    ['a worklog', { worklog: { issueId: 10_009, updateAuthor: user } }, { issueId: '10009' }],
    ['ids as numbers', { issue: { ...issue, id: 10_042 } }, { issueId: '10042' }],
    ...['', '1\u0000', '1\ud800', '../../x?y', 'a:b', '9'.repeat(30), -1, 1.5, 1e300].map(
      (id) =>
        [`an id that Jira never made: ${JSON.stringify(id)}`, { issue: { ...issue, id } }, { issueId: null }] as const,
    ),
    ['no changelog', { issue }, { changedFields: [], transitions: [] }],
    [
      'an item with no id and no name',
      { issue, changelog: { items: [{}, null, 'x', { field: 'labels' }] } },
      { changedFields: ['labels'] },
    ],
    [
      'a status in capitals',
      { issue, changelog: { items: [{ field: 'Status', fromString: 'A', toString: 'B' }] } },
      { transitions: [{ from: 'A', to: 'B' }] },
    ],
    [
      'a status without names',
      { issue, changelog: { items: [{ field: 'status', from: '1', to: '2' }] } },
      { transitions: [] },
    ],
    [
      'everything of the wrong type',
      { issue: 'x', user: 7, comment: [], changelog: 'y', worklog: null, attachment: true },
      { issueId: null, actor: null, changedFields: [] },
    ],
    [
      'fields of the wrong type',
      { issue: { id: '1', key: 5, fields: { project: 'x', issuetype: { name: 3 } } } },
      { issueId: '1', issueKey: null, projectKey: null, issueType: null },
    ],
    ['a user without account', { issue, user: { displayName: 'Former user' } }, { actor: null }],
  ])('%s', (_name, body, expected) => {
    expect(read({ webhookEvent: 'comment_created', ...body })).toMatchObject(expected);
  });

  test('without an identifier the content tells repeats from new ones', () => {
    const plain = (body: unknown) => readDelivery({}, Buffer.from(JSON.stringify(body))).deliveryId;
    expect(plain(updated)).toBe(plain(updated));
    expect(plain(updated)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(plain({ ...updated, timestamp: 1 })).not.toBe(plain(updated));
  });
});

describe('the door', () => {
  let world: WebWorld;
  let siteId = '';
  beforeEach(async () => {
    world = await startWebWorld();
    siteId = (await world.sites.saveInstallation(installation(), new Date(), 0)).id;
  });
  afterEach(async () => world.close());

  const path = '/webhooks/jira:issue_updated';
  const send = async (body: string | object, token: string | null = siteToken('POST', path), url = path) => {
    const call = request(world.app).post(url).set('content-type', 'application/json');
    if (token !== null) void call.set('authorization', `JWT ${token}`);
    return call.set('x-atlassian-webhook-identifier', 'id-1').send(body);
  };

  test('204 once it is stored, under the tenant of the token', async () => {
    const answer = await send(updated);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(world.received).toMatchObject([{ siteId, delivery: { deliveryId: 'id-1', issueId: '10042' } }]);
  });

  test('503 with Retry-After when it cannot be stored, so that Jira sends it again', async () => {
    world.faults.receive = new Error('database is down');
    const answer = await send(updated);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
    expect(JSON.stringify(answer.body)).not.toContain('database');
  });

  test('503 also when the tenant cannot be looked up: a 401 would be the end of the event', async () => {
    jest.spyOn(world.sites, 'findByClientKey').mockRejectedValueOnce(new Error('database is down'));
    const answer = await send(updated);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
  });

  test('an event that nobody asked for is taken, counted and not passed on', async () => {
    const url = '/webhooks/board_created';
    const answer = await send({ webhookEvent: 'board_created', board: {} }, siteToken('POST', url), url);
    expect(answer.status).toBe(204);
    expect(world.received).toEqual([]);
    expect(world.metrics.counts.get('webhooks other unknown')).toBe(1);
  });

  test('a body of twenty megabytes passes', async () => {
    const big = { ...updated, issue: { ...issue, fields: { ...issue.fields, description: 'x'.repeat(20_000_000) } } };
    expect((await send(big)).status).toBe(204);
  });

  test.each([
    ['{"webhookEvent":', 'bad-json'],
    ['', 'bad-json'],
    ['{}', 'no-event'],
    ['[]', 'no-event'],
    ['null', 'no-event'],
    ['{"webhookEvent":7}', 'no-event'],
  ])('400 for the body %p with a good token', async (body, code) => {
    const answer = await send(body);
    expect([answer.status, answer.body]).toMatchObject([400, { error: { code } }]);
  });

  test.each<readonly [string, () => string | null]>([
    ['no token', () => null],
    ['a context token', () => contextToken()],
    ['the token of another event', () => siteToken('POST', '/webhooks/comment_created')],
    ['another secret', () => siteToken('POST', path, {}, 'x'.repeat(32))],
  ])('401 for %s, before the body is looked at', async (_name, token) => {
    expect((await send('{{{', token())).status).toBe(401);
    expect((await send(updated, token())).status).toBe(401);
    expect(world.received).toEqual([]);
  });

  test('no word of the issue and no token in the log', async () => {
    world.faults.receive = new Error('database is down');
    await send(updated);
    const log = JSON.stringify(world.log.lines);
    expect(log).not.toContain('CONFIDENTIAL');
    expect(log).not.toContain('eyJ');
  });
});

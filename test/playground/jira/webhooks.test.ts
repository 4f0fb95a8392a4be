import { createQueryStringHash, decodeSymmetric, fromMethodAndUrl, SymmetricAlgorithm } from 'atlassian-jwt';
import {
  as,
  call,
  createBug,
  doc,
  installed,
  list,
  startStage,
  text,
  type FakeAddon,
  type Stage,
  type Tree,
} from './harness';

let stage: Stage;
let addon: FakeAddon;

beforeAll(async () => {
  stage = await startStage();
  addon = await installed(stage);
  await control('PUT', '/settings', { webhookRetryMs: [1, 10] });
});
beforeEach(async () => {
  await quiet();
  addon.received.length = 0;
  addon.answers.length = 0;
});
afterEach(() => control('DELETE', '/faults'));
afterAll(async () => {
  await addon.stop();
  await stage.stop();
});

const control = (method: string, path: string, body?: unknown) =>
  call(stage.site, null, method, `/playground${path}`, body);
const quiet = () => control('GET', '/idle?wait=3000');
const alice = () => as(stage.site, 'Alice Abernathy');
const issuePath = (key: string, rest = '') => `/rest/api/3/issue/${key}${rest}`;

describe('bodies', () => {
  it("carry the issue as v2 has it: wiki markup, nobody's address", async () => {
    const { key } = await createBug(stage.site, {
      description: {
        type: 'doc',
        version: 1,
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'bold', marks: [{ type: 'strong' }] }] }],
      },
      customfield_10077: doc('a cause'),
      customfield_10050: { value: 'Severe' },
    });
    const [created] = await addon.waitFor(1);
    expect(created?.body).toMatchObject({
      webhookEvent: 'jira:issue_created',
      issue_event_type_name: 'issue_created',
      user: { accountType: 'atlassian', displayName: 'Alice Abernathy' },
      issue: {
        key,
        fields: { description: '*bold*', customfield_10077: 'a cause', customfield_10050: { value: 'Severe' } },
      },
    });
    expect(typeof created?.body.timestamp).toBe('number');
    expect(created?.body.user).not.toHaveProperty('emailAddress');
    expect(created?.body.issue?.fields).not.toHaveProperty('comment');
    expect(text(created?.body.issue?.self)).toMatch(/\/rest\/api\/2\/\d+$/);
    expect(created?.body).not.toHaveProperty('changelog');
  });

  it('tell what changed, and nothing at all when nothing did', async () => {
    const { key } = await createBug(stage.site, { labels: ['a'] });
    await call(stage.site, alice(), 'PUT', issuePath(key), { fields: { summary: 'A bug', labels: ['a', 'a'] } });
    await call(stage.site, alice(), 'PUT', issuePath(key), {
      fields: { summary: 'Other', labels: ['b', 'a'], components: [{ name: 'Billing' }] },
    });
    const [update, ...rest] = await addon.waitFor(1, 'jira:issue_updated');
    await quiet();
    expect(rest).toEqual([]);
    expect(update?.body.changelog?.items).toMatchObject([
      {
        field: 'summary',
        fieldtype: 'jira',
        fieldId: 'summary',
        from: null,
        fromString: 'A bug',
        to: null,
        toString: 'Other',
      },
      { field: 'labels', fromString: 'a', toString: 'a b' },
      { field: 'Component', fieldId: 'components', from: null, toString: 'Billing' },
    ]);
  });

  it('of comments hold a reduced issue and no user', async () => {
    const { key } = await createBug(stage.site);
    const made = await call(stage.site, alice(), 'POST', issuePath(key, '/comment'), { body: doc('hello') });
    const [created] = await addon.waitFor(1, 'comment_created');
    expect(created?.body.comment).toMatchObject({ id: text(made.body.id), body: 'hello', jsdPublic: true });
    expect(Object.keys(created?.body.issue?.fields ?? {}).sort()).toEqual([
      'assignee',
      'issuetype',
      'priority',
      'project',
      'status',
      'summary',
    ]);
    expect(created?.body).not.toHaveProperty('user');
    await quiet();
    expect(addon.webhooks('jira:issue_updated')).toEqual([]);
  });

  it('of files come twice: by themselves, and as a change named Attachment', async () => {
    const { key } = await createBug(stage.site);
    const form = new FormData();
    form.append('file', new Blob(['x']), 'a.txt');
    await call(stage.site, alice(), 'POST', issuePath(key, '/attachments'), form, { 'x-atlassian-token': 'no-check' });
    const [file] = await addon.waitFor(1, 'attachment_created');
    const [update] = await addon.waitFor(1, 'jira:issue_updated');
    expect(file?.body.attachment).toMatchObject({ filename: 'a.txt', size: 1 });
    expect(file?.body).not.toHaveProperty('issue');
    expect(update?.body.changelog?.items).toMatchObject([
      { field: 'Attachment', from: null, to: text(file?.body.attachment?.id), toString: 'a.txt' },
    ]);
  });

  it('of a deletion are followed by its trail, as Secondary', async () => {
    const { key } = await createBug(stage.site);
    await call(stage.site, alice(), 'POST', issuePath(key, '/comment'), { body: doc('hello') });
    await call(stage.site, alice(), 'DELETE', issuePath(key));
    const [deleted] = await addon.waitFor(1, 'jira:issue_deleted');
    const [trail] = await addon.waitFor(1, 'comment_deleted');
    expect(deleted?.headers['x-atlassian-webhook-flow']).toBe('Primary');
    expect(deleted?.body.issue).toMatchObject({ key });
    expect(trail?.headers['x-atlassian-webhook-flow']).toBe('Secondary');
  });

  it('show the app as the user of its own writes, and its trace', async () => {
    const { key } = await createBug(stage.site);
    await call(
      stage.site,
      addon,
      'PUT',
      issuePath(key),
      { fields: { summary: 'By the app' } },
      { 'x-atlassian-webhook-trace': 'fake.v1.a' },
    );
    const [update] = await addon.waitFor(1, 'jira:issue_updated');
    expect(update?.body.user).toMatchObject({ accountType: 'app' });
    expect(update?.headers['x-atlassian-webhook-trace']).toBe('fake.v1.a');
    await call(stage.site, addon, 'PUT', issuePath(key), { fields: { summary: 'Again' } });
    expect((await addon.waitFor(2, 'jira:issue_updated'))[1]?.headers).not.toHaveProperty('x-atlassian-webhook-trace');
  });
});

describe('delivery', () => {
  it('is signed over its own address', async () => {
    await createBug(stage.site);
    const [hook] = await addon.waitFor(1);
    const token = text(hook?.headers.authorization).replace('JWT ', '');
    const claims = decodeSymmetric(token, addon.secret ?? '', SymmetricAlgorithm.HS256) as Tree;
    expect(claims).toMatchObject({
      iss: stage.site.clientKey,
      qsh: createQueryStringHash(fromMethodAndUrl('post', '/hook/jira:issue_created')),
    });
  });

  it.each([408, 409, 425, 429, 500, 503, 0])('is tried again after %d, under the same identifier', async (status) => {
    addon.answers.push(status, status);
    await createBug(stage.site);
    const tries = await addon.waitFor(3);
    expect(new Set(tries.map(({ headers }) => headers['x-atlassian-webhook-identifier'])).size).toBe(1);
    expect(tries.map(({ headers }) => headers['x-atlassian-webhook-retry'])).toEqual([undefined, '1', '2']);
    expect(tries[2]?.body).toEqual(tries[0]?.body);
  });

  it.each([200, 400, 401, 404])('is not tried again after %d', async (status) => {
    addon.answers.push(status);
    await createBug(stage.site);
    await addon.waitFor(1);
    await quiet();
    expect(addon.webhooks()).toHaveLength(1);
  });

  it('ends after five retries on the list of failed webhooks', async () => {
    addon.answers.push(500, 500, 500, 500, 500, 500);
    await createBug(stage.site);
    const tries = await addon.waitFor(6);
    await quiet();
    expect(addon.webhooks()).toHaveLength(6);
    const { body } = await call(stage.site, addon, 'GET', '/rest/api/3/webhook/failed');
    const failed = list(body.values).at(-1);
    expect(failed).toMatchObject({
      id: tries[0]?.headers['x-atlassian-webhook-identifier'],
      url: `${addon.url}/hook/jira:issue_created`,
    });
    const after = await call(
      stage.site,
      addon,
      'GET',
      new URL(text(body.next)).pathname + new URL(text(body.next)).search,
    );
    expect(after.body.values).toEqual([]);
    expect((await call(stage.site, alice(), 'GET', '/rest/api/3/webhook/failed')).status).toBe(403);
  });

  it('gives each event an identifier of its own', async () => {
    for (let index = 0; index < 5; index += 1) await createBug(stage.site);
    const hooks = await addon.waitFor(5);
    expect(new Set(hooks.map(({ headers }) => headers['x-atlassian-webhook-identifier'])).size).toBe(5);
  });
});

describe('faults on demand', () => {
  it('lose a webhook', async () => {
    await control('POST', '/faults/webhooks', { lose: true, times: 1 });
    await createBug(stage.site);
    const { key } = await createBug(stage.site);
    const hooks = await addon.waitFor(1);
    await quiet();
    expect(hooks.map(({ body }) => text(body.issue?.key))).toEqual([key]);
  });

  it('double one, only of the named event', async () => {
    await control('POST', '/faults/webhooks', { duplicate: true, events: ['comment_created'] });
    const { key } = await createBug(stage.site);
    await call(stage.site, alice(), 'POST', issuePath(key, '/comment'), { body: doc('hello') });
    const hooks = await addon.waitFor(2, 'comment_created');
    expect(addon.webhooks('jira:issue_created')).toHaveLength(1);
    expect(hooks[0]?.headers['x-atlassian-webhook-identifier']).toBe(
      hooks[1]?.headers['x-atlassian-webhook-identifier'],
    );
  });

  it('deliver late, which idle knows of', async () => {
    await control('POST', '/faults/webhooks', { delayMs: 60_000 });
    await createBug(stage.site);
    const waiting = await control('GET', '/idle');
    expect(waiting.body).toMatchObject({ idle: false, waiting: 1 });
    expect(addon.webhooks()).toEqual([]);
    await control('POST', '/webhooks/hurry');
    expect(await addon.waitFor(1)).toHaveLength(1);
  });

  it('deliver in another order', async () => {
    await control('PUT', '/seed', { seed: 'order' });
    await control('POST', '/faults/webhooks', { reorderMs: 200 });
    const made: string[] = [];
    for (let index = 0; index < 8; index += 1) made.push((await createBug(stage.site)).key);
    const arrived = (await addon.waitFor(8)).map(({ body }) => text(body.issue?.key));
    expect([...arrived].sort()).toEqual([...made].sort());
    expect(arrived).not.toEqual(made);
  });
});

describe('what a module asks for', () => {
  const modules = (webhooks: unknown[]) => ({ modules: { webhooks } });

  it('is kept: filter, properties, no body', async () => {
    const other = await installed(stage, {
      key: 'com.example.filtering',
      ...modules([
        { event: 'jira:issue_created', url: '/hook/filtered?a=1', filter: 'labels = acme', propertyKeys: ['mark'] },
        { event: 'jira:issue_created', url: '/hook/empty', filter: 'project = SUP', excludeBody: true },
      ]),
    });
    await createBug(stage.site);
    await call(stage.site, alice(), 'POST', '/rest/api/3/issue', {
      fields: { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary: 'x', labels: ['acme'] },
      properties: [
        { key: 'mark', value: { a: 1 } },
        { key: 'other', value: 1 },
      ],
    });
    expect(await other.waitFor(2, 'empty')).toMatchObject([{ body: null }, { body: null }]);
    expect(await other.waitFor(1, 'filtered')).toMatchObject([{ body: { issue: { properties: { mark: { a: 1 } } } } }]);
    await stage.site.uninstall('com.example.filtering');
    await createBug(stage.site);
    await quiet();
    expect(other.webhooks()).toHaveLength(3);
    await other.stop();
  });
});

import { context, doc, failureOf, issueJson, LINK, useSetting, want } from './setting';

const setting = useSetting();
const ISSUE = '/rest/api/3/issue/10001';

test('a call carries its token, its trace and our name', async () => {
  setting.host.on('DELETE', `${ISSUE}/comment/7`, { status: 204 });
  const site = await setting.site();
  const operation = {
    id: 'o',
    side: 'provider',
    kind: 'removeComment',
    issueId: '10001',
    facet: 'c',
    commentId: '7',
  } as const;
  expect(await site.perform(operation, context(site))).toEqual({ kind: 'removed' });
  expect(setting.host.seen[0]?.headers).toMatchObject({
    'user-agent': 'Accord/test',
    'x-atlassian-webhook-trace': `accord.v1.${LINK}.comment`,
  });
});

test('a site under a path is signed relative to it', async () => {
  setting.host.on('GET', '/jira/rest/api/3/myself', { json: { accountId: 'me' } });
  const site = await setting.site({}, { baseUrl: `${setting.host.url}/jira` });
  expect(await site.myself()).toEqual({ accountId: 'me' });
  expect(setting.host.seen[0]?.headers.authorization).toBe('JWT GET /rest/api/3/myself');
});

test('a short 429 is waited out, a long one goes back to the queue and holds what it covers', async () => {
  const reason = { 'ratelimit-reason': 'jira-burst-based' };
  setting.host.on('GET', ISSUE, (_seen, times) =>
    times === 1
      ? { status: 429, headers: { ...reason, 'retry-after': '0' } }
      : times === 2
        ? { json: issueJson() }
        : { status: 429, headers: { ...reason, 'retry-after': '60' } },
  );
  setting.host.on('GET', '/rest/api/3/myself', { json: { accountId: 'me' } });
  const site = await setting.site();
  expect(await site.readIssue('10001', want())).toMatchObject({ state: 'present' });
  const refused = { kind: 'rateLimited', scope: 'endpoint', retryAfterMs: 60_000 };
  expect(await failureOf(site.readIssue('10001', want()))).toMatchObject(refused);
  // Not even sent while the hold lasts; another endpoint goes on.
  expect(await failureOf(site.readIssue('10001', want()))).toMatchObject({ kind: 'rateLimited', scope: 'endpoint' });
  expect(await site.myself()).toEqual({ accountId: 'me' });
  expect(setting.host.calls()).toHaveLength(4);
  setting.pass(60_000);
  expect(await failureOf(site.readIssue('10001', want()))).toMatchObject(refused);
  expect(setting.host.calls()).toHaveLength(5);
});

test('a read is repeated once after an outage, a create never', async () => {
  setting.host.on('GET', '/rest/api/3/myself', (_seen, times) =>
    times === 1 ? { raw: (response) => void response.destroy() } : { json: { accountId: 'me' } },
  );
  setting.host.on('POST', `${ISSUE}/comment`, { raw: (response) => void response.destroy() });
  const site = await setting.site({ inlineWaitMs: 600 });
  expect(await site.myself()).toEqual({ accountId: 'me' });
  const operation = {
    id: 'o',
    side: 'provider',
    kind: 'ensureComment',
    issueId: '10001',
    facet: 'c',
    commentId: null,
    sourceCommentId: '5',
    source: { print: 'p', elements: null },
    body: doc('hello'),
    internal: false,
    visibility: null,
    pendingMedia: [],
    lookFirst: false,
  } as const;
  expect(await failureOf(site.perform(operation, context(site)))).toMatchObject({
    kind: 'unavailable',
    maybeDone: true,
  });
  expect(setting.host.calls()).toEqual(['GET /rest/api/3/myself', 'GET /rest/api/3/myself', `POST ${ISSUE}/comment`]);
});

test.each<[string, () => Parameters<typeof setting.host.on>[2]]>([
  ['the head', () => ({ raw: () => undefined })],
  [
    'the body',
    () => ({ raw: (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"acc') }),
  ],
])('a site that never finishes %s is given up', async (_name, reply) => {
  setting.host.on('GET', '/rest/api/3/myself', reply());
  const site = await setting.site({ timeoutMs: 100, inlineWaitMs: 10 });
  expect(await failureOf(site.myself())).toMatchObject({ kind: 'unavailable', maybeDone: false });
});

test('an answer that is not JSON, or not as described, is malformed and says where', async () => {
  const site = await setting.site();
  setting.host.on('GET', '/rest/api/3/myself', { text: '<html>' });
  expect(await failureOf(site.myself())).toMatchObject({
    kind: 'malformed',
    detail: expect.stringContaining('not JSON') as string,
  });
  setting.host.on('GET', '/rest/api/3/myself', { json: { accountId: 5 } });
  expect(await failureOf(site.myself())).toMatchObject({
    kind: 'malformed',
    detail: expect.stringContaining('"accountId"') as string,
  });
});

test('a redirect is never followed with our token', async () => {
  setting.host.on('GET', '/rest/api/3/myself', { status: 302, headers: { location: `${setting.host.url}/elsewhere` } });
  const site = await setting.site();
  expect(await failureOf(site.myself())).toMatchObject({ kind: 'malformed' });
  expect(setting.host.calls()).toEqual(['GET /rest/api/3/myself']);
});

test('near the limit a site is called one at a time', async () => {
  let running = 0;
  let peak = 0;
  let together = 3;
  setting.host.on('GET', /issue\/\d+$/, async () => {
    running += 1;
    peak = Math.max(peak, running);
    // A busy machine may bring them late: nobody is answered before all that may come are here.
    while (peak < together) await new Promise((done) => setTimeout(done, 5));
    await new Promise((done) => setTimeout(done, 15));
    running -= 1;
    return { headers: { 'x-ratelimit-nearlimit': 'true' }, json: issueJson() };
  });
  const site = await setting.site({ concurrencyPerSite: 3 });
  const read = () => Promise.all([1, 2, 3, 4].map((id) => site.readIssue(String(id), want())));
  await read();
  expect(peak).toBe(3);
  peak = 0;
  together = 1;
  await read();
  expect(peak).toBe(1);
});

test('every call is counted with its points', async () => {
  setting.host.on('GET', ISSUE, (_seen, times) => (times === 1 ? { json: issueJson() } : { status: 403, json: {} }));
  const site = await setting.site();
  await site.readIssue('10001', want());
  await site.readIssue('10001', want());
  const call = { site: 'site-a', method: 'GET', route: '/rest/api/3/issue/{issueIdOrKey}' };
  expect(setting.metrics.calls).toEqual([
    { ...call, status: '200' },
    { ...call, status: '403' },
  ]);
  expect(setting.metrics.points).toBe(4);
});

test('a site without the add-on is not called', async () => {
  expect(await failureOf(setting.site({}, { state: 'uninstalled' }))).toMatchObject({ kind: 'unauthorised' });
});

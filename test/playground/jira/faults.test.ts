import { as, call, createBug, installed, list, startStage, text, type FakeAddon, type Stage } from './harness';

let stage: Stage;
let addon: FakeAddon;

beforeAll(async () => {
  stage = await startStage();
  addon = await installed(stage);
});
afterEach(async () => {
  await control('DELETE', '/faults');
  await control('PUT', '/settings', { latencyMs: 0, hourlyPoints: null });
});
afterAll(async () => {
  await addon.stop();
  await stage.stop();
});

const control = (method: string, path: string, body?: unknown) =>
  call(stage.site, null, method, `/playground${path}`, body);
const myself = () => call(stage.site, addon, 'GET', '/rest/api/3/myself');
const create = () =>
  call(stage.site, addon, 'POST', '/rest/api/3/issue', {
    fields: { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary: 'x' },
  });
const issues = () => stage.site.state.issues.size;

it('an error before the call: nothing happens, as often as was said', async () => {
  await control('POST', '/faults/rest', {
    method: 'post',
    path: '/issue$',
    status: 503,
    headers: { 'Retry-After': '1' },
    times: 2,
  });
  const before = issues();
  const answers = [await create(), await create(), await create()];
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 201]);
  expect(answers[0]?.headers.get('retry-after')).toBe('1');
  expect(issues()).toBe(before + 1);
  expect((await myself()).status).toBe(200);
});

it('a timeout after success: the write happened, the answer never came', async () => {
  await control('POST', '/faults/rest', { method: 'POST', path: '/issue$', cut: true, when: 'after', times: 1 });
  const before = issues();
  await expect(create()).rejects.toThrow();
  expect(issues()).toBe(before + 1);
});

it('an error after success', async () => {
  await control('POST', '/faults/rest', { method: 'POST', path: '/issue$', status: 504, when: 'after', times: 1 });
  const before = issues();
  expect(await create()).toMatchObject({ status: 504, body: { errorMessages: ['A fault on demand.'] } });
  expect(issues()).toBe(before + 1);
});

it('a connection that is cut at once', async () => {
  await control('POST', '/faults/rest', { path: '/myself$', cut: true, times: 1 });
  await expect(myself()).rejects.toThrow();
  expect((await myself()).status).toBe(200);
});

it('latency, of everything or of one call', async () => {
  const timed = async () => {
    const start = Date.now();
    await myself();
    return Date.now() - start;
  };
  await control('PUT', '/settings', { latencyMs: 60 });
  expect(await timed()).toBeGreaterThanOrEqual(55);
  await control('PUT', '/settings', { latencyMs: 0 });
  await control('POST', '/faults/rest', { path: '/myself$', latencyMs: 60 });
  expect(await timed()).toBeGreaterThanOrEqual(55);
});

describe('429', () => {
  it.each(['jira-quota-global-based', 'jira-quota-tenant-based', 'jira-burst-based', 'jira-per-issue-on-write'])(
    '%s tells why and when',
    async (reason) => {
      await control('POST', '/faults/rate-limit', { reason, path: '/myself$', times: 1 });
      const asked = Date.now();
      const { status, headers } = await myself();
      expect(status).toBe(429);
      expect(headers.get('ratelimit-reason')).toBe(reason);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      const reset = new Date(headers.get('x-ratelimit-reset') ?? '');
      expect(reset.getTime()).toBeGreaterThan(asked);
      if (reason.includes('quota')) expect(reset.getUTCMinutes()).toBe(0);
      expect((await myself()).status).toBe(200);
    },
  );

  it('may come without any header', async () => {
    await control('POST', '/faults/rate-limit', { reason: 'none', times: 1 });
    const { status, headers } = await myself();
    expect([status, headers.get('retry-after'), headers.get('ratelimit-reason')]).toEqual([429, null, null]);
  });

  it('comes when the points of the hour are spent', async () => {
    await control('PUT', '/settings', { hourlyPoints: 1_000_000 });
    const first = await myself();
    expect(first.headers.get('x-ratelimit-limit')).toBe('1000000');
    expect(first.headers.get('x-ratelimit-nearlimit')).toBeNull();
    await control('PUT', '/settings', { hourlyPoints: 1 });
    const { status, headers } = await myself();
    expect([status, headers.get('ratelimit-reason')]).toEqual([429, 'jira-quota-tenant-based']);
    expect((await call(stage.site, as(stage.site, 'Alice Abernathy'), 'GET', '/rest/api/3/myself')).status).toBe(200);
  });

  it('is refused as a fault with an unknown reason', async () => {
    expect((await control('POST', '/faults/rate-limit', { reason: 'x' })).status).toBe(400);
    expect((await control('POST', '/faults/rest', { status: 500, path: '(' })).status).toBe(400);
    expect((await control('POST', '/faults/rest', {})).status).toBe(400);
  });
});

it('the same seed gives the same faults', async () => {
  const run = async () => {
    await control('DELETE', '/faults');
    await control('PUT', '/seed', { seed: 'again' });
    await control('POST', '/faults/rest', { path: '/myself$', status: 500, probability: 0.5 });
    const answers = [];
    for (let index = 0; index < 12; index += 1) answers.push((await myself()).status);
    return answers;
  };
  const first = await run();
  expect(new Set(first).size).toBe(2);
  expect(await run()).toEqual(first);
});

it('counts calls and points, by operation and caller', async () => {
  const { key } = await createBug(stage.site);
  await control('DELETE', '/counters');
  await call(stage.site, addon, 'GET', `/rest/api/3/issue/${key}`);
  await call(stage.site, addon, 'PUT', `/rest/api/3/issue/${key}`, { fields: { summary: 'y' } });
  await myself();
  await call(stage.site, addon, 'GET', '/rest/api/3/issue/NOPE-1');
  const { body } = await control('GET', '/counters');
  expect(body).toMatchObject({ calls: 4, failed: 1 });
  const points = Object.fromEntries(list(body.operations).map((each) => [text(each.operation), Number(each.points)]));
  expect(points).toEqual({
    'GET /rest/api/3/issue/{issueIdOrKey}': 4,
    'PUT /rest/api/3/issue/{issueIdOrKey}': 1,
    'GET /rest/api/3/myself': 3,
  });
});

it('keeps the requests, without what they were authenticated with', async () => {
  const { key } = await createBug(stage.site);
  await control('DELETE', '/requests');
  await call(
    stage.site,
    addon,
    'PUT',
    `/rest/api/3/issue/${key}?notifyUsers=false&a=1&a=2`,
    { fields: { summary: 'z' } },
    { 'x-atlassian-webhook-trace': 't' },
  );
  const { body } = await control('GET', '/requests');
  const [request, ...rest] = list(body.requests);
  expect(rest).toEqual([]);
  expect(request).toMatchObject({
    method: 'PUT',
    path: `/rest/api/3/issue/${key}`,
    query: { notifyUsers: 'false', a: ['1', '2'] },
    body: { fields: { summary: 'z' } },
    headers: { 'x-atlassian-webhook-trace': 't' },
    status: 204,
  });
  expect(JSON.stringify(body)).not.toContain('JWT ');
});

it('knows its people with their tokens, and shows everything it remembers', async () => {
  const { body } = await control('GET', '/people');
  expect(list(body.people)[0]).toMatchObject({
    displayName: 'Alice Abernathy',
    token: 'token-alice.abernathy',
    admin: true,
    accountType: 'atlassian',
  });
  const state = await control('GET', '/state');
  expect(list(state.body.projects).map((project) => project.key)).toEqual(['SUP', 'OPS']);
});

describe('what an admin does', () => {
  const field = (id: string) => stage.site.state.fields.get(id);

  it('takes an option away: issues keep it, nobody can choose it', async () => {
    const { key } = await createBug(stage.site, { customfield_10050: { value: 'Low' } });
    await control('PATCH', '/fields/customfield_10050/options/Low', { disabled: true });
    const issue = await call(stage.site, addon, 'GET', `/rest/api/3/issue/${key}`);
    expect(issue.body.fields?.customfield_10050).toMatchObject({ value: 'Low' });
    const edit = await call(stage.site, addon, 'PUT', `/rest/api/3/issue/${key}`, {
      fields: { customfield_10050: { value: 'Low' } },
    });
    expect(edit.body.errors).toHaveProperty('customfield_10050');
    await control('PATCH', '/fields/customfield_10050/options/Low', { disabled: false });
  });

  it('adds and renames options', async () => {
    await control('POST', '/fields/customfield_10052/options', { value: 'Oslo', parent: 'Europe' });
    await control('PATCH', '/fields/customfield_10050/options/Moderate', { value: 'Medium' });
    expect(field('customfield_10052').options[0]?.children.at(-1)?.value).toBe('Oslo');
    expect(field('customfield_10050').options.map(({ value }) => value)).toContain('Medium');
  });

  it('makes a field required, and takes one off the screen', async () => {
    const screen = { issueType: 'Task', create: ['summary!', 'customfield_10042!'], edit: ['summary!'] };
    await control('PUT', '/projects/SUP/screens', screen);
    const task = (fields: Record<string, unknown>) =>
      call(stage.site, addon, 'POST', '/rest/api/3/issue', {
        fields: { project: { key: 'SUP' }, issuetype: { name: 'Task' }, summary: 'x', ...fields },
      });
    expect((await task({})).body.errors).toEqual({ customfield_10042: 'Customer is required.' });
    expect((await task({ customfield_10042: 'c', labels: ['a'] })).body.errors).toHaveProperty('labels');
    const made = await task({ customfield_10042: 'c' });
    const edit = await call(stage.site, addon, 'PUT', `/rest/api/3/issue/${text(made.body.key)}`, {
      fields: { customfield_10042: 'd' },
    });
    expect(edit.status).toBe(400);
  });
});

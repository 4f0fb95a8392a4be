import {
  as,
  call,
  createBug,
  doc,
  installed,
  list,
  startStage,
  text,
  type Answer,
  type Caller,
  type FakeAddon,
  type Stage,
} from './harness';

let stage: Stage;
let addon: FakeAddon;
let alice: Caller;

beforeAll(async () => {
  stage = await startStage();
  addon = await installed(stage);
  alice = as(stage.site, 'Alice Abernathy');
});
afterAll(async () => {
  await addon.stop();
  await stage.stop();
});

const path = (key: string, rest = '') => `/rest/api/3/issue/${key}${rest}`;
const get = async (key: string, query = ''): Promise<Answer> => call(stage.site, alice, 'GET', path(key, query));
const put = (key: string, body: unknown, query = '', caller: Caller = alice) =>
  call(stage.site, caller, 'PUT', path(key, query), body);
const control = (route: string, body: unknown, method = 'POST') =>
  call(stage.site, null, method, `/playground${route}`, body);
const create = (fields: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  call(stage.site, alice, 'POST', '/rest/api/3/issue', {
    fields: { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary: 'x', ...fields },
    ...more,
  });
const account = (name: string) => stage.site.users.find(({ displayName }) => displayName === name)?.id ?? '';

describe('values are normalised on write', () => {
  it.each<[string, unknown, unknown]>([
    ['summary', '  two  words ', 'two  words'],
    ['labels', ['b', 'a', 'b'], ['a', 'b']],
    ['customfield_10053', '2026-12-01T10:00:00.000+0000', '2026-12-01T11:00:00.000+0100'],
    ['customfield_10053', '2026-07-01T10:00:00Z', '2026-07-01T12:00:00.000+0200'],
    ['customfield_10054', 3.1000000000000001, 3.1],
    ['customfield_10042', '   ', null],
    ['duedate', '2026-12-24', '2026-12-24'],
    [
      'timetracking',
      { originalEstimate: '90m' },
      {
        originalEstimate: '1h 30m',
        remainingEstimate: '1h 30m',
        originalEstimateSeconds: 5400,
        remainingEstimateSeconds: 5400,
      },
    ],
  ])('%s %j', async (field, sent, held) => {
    const { key } = await createBug(stage.site, { [field]: sent });
    expect((await get(key)).body.fields?.[field]).toEqual(held);
  });

  it.each<[string, unknown, unknown]>([
    ['customfield_10050', { value: 'Severe' }, { value: 'Severe' }],
    ['customfield_10051', [{ value: 'Test' }, { value: 'Production' }], [{ value: 'Production' }, { value: 'Test' }]],
    [
      'customfield_10052',
      { value: 'Europe', child: { value: 'Paris' } },
      { value: 'Europe', child: { value: 'Paris' } },
    ],
    ['customfield_10058', { value: 'One team' }, { value: 'One team' }],
    ['priority', { name: 'High' }, { name: 'High', id: '2' }],
    ['components', [{ name: 'Billing' }], [{ name: 'Billing' }]],
    ['versions', [{ name: '1.1' }], [{ name: '1.1', released: false }]],
  ])('%s by name becomes the whole object', async (field, sent, held) => {
    const { key } = await createBug(stage.site, { [field]: sent });
    expect((await get(key)).body.fields?.[field]).toMatchObject(held as object);
  });

  it('users by account id', async () => {
    const [carlos, sam] = [account('Carlos Oliveira'), account('Sam Shared')];
    const { key } = await createBug(stage.site, {
      assignee: { accountId: carlos },
      customfield_10055: { accountId: sam },
      customfield_10056: [{ accountId: sam }, { accountId: carlos }],
    });
    expect((await get(key)).body.fields).toMatchObject({
      assignee: { accountId: carlos, displayName: 'Carlos Oliveira', accountType: 'atlassian' },
      customfield_10055: { accountId: sam },
      customfield_10056: [{ accountId: sam }, { accountId: carlos }],
    });
  });

  it('documents: mentions get their names, tables and tasks their ids, texts are joined; twice changes nothing', async () => {
    const sam = account('Sam Shared');
    const inline = [
      { type: 'text', text: 'a' },
      { type: 'text', text: 'b' },
      { type: 'mention', attrs: { id: sam, text: '@somebody' } },
    ];
    const table = {
      type: 'table',
      content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [{ type: 'paragraph' }] }] }],
    };
    const { key } = await createBug(stage.site, {
      description: { type: 'doc', version: 1, content: [{ type: 'paragraph', content: inline }, table] },
    });
    const held = (await get(key)).body.fields?.description;
    expect(held?.content).toMatchObject([
      { content: [{ text: 'ab' }, { attrs: { text: '@Sam Shared', accessLevel: '' } }] },
      { attrs: { localId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string } },
    ]);
    await put(key, { fields: { description: held } });
    expect((await get(key)).body.fields?.description).toEqual(held);
    expect((await get(key, '/changelog')).body.total).toBe(0);
  });
});

describe('what Jira refuses, in its words', () => {
  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['no summary', { summary: null }, { summary: 'You must specify a summary of the issue.' }],
    ['two lines', { summary: 'a\nb' }, { summary: 'The summary is invalid because it contains newline characters.' }],
    ['long summary', { summary: 'a'.repeat(256) }, { summary: "Summary can't exceed 255 characters." }],
    [
      'long text',
      { description: doc('a'.repeat(32_768)) },
      { description: 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.' },
    ],
    [
      'plain text',
      { description: 'text' },
      { description: 'Operation value must be an Atlassian Document (see the Atlassian Document Format)' },
    ],
    ['document in a line', { customfield_10042: doc('x') }, { customfield_10042: 'Operation value must be a string' }],
    [
      'unknown field',
      { customfield_19999: 1 },
      {
        customfield_19999: "Field 'customfield_19999' cannot be set. It is not on the appropriate screen, or unknown.",
      },
    ],
    [
      'field of no screen',
      { resolution: { name: 'Done' } },
      { resolution: "Field 'resolution' cannot be set. It is not on the appropriate screen, or unknown." },
    ],
    [
      'unknown option',
      { customfield_10050: { value: 'Nope' } },
      { customfield_10050: "Option value 'Nope' is not valid" },
    ],
    ['unknown option id', { customfield_10050: { id: '1' } }, { customfield_10050: "Option id '1' is not valid" }],
    [
      'wrong child',
      { customfield_10052: { value: 'Asia', child: { value: 'Paris' } } },
      { customfield_10052: "Option value 'Paris' is not valid" },
    ],
    ['no list', { labels: 'a' }, { labels: 'data was not an array' }],
    ['label with a space', { labels: ['a b'] }, { labels: "The label 'a b' contains spaces which is invalid." }],
    ['unknown component', { components: [{ name: 'Nope' }] }, { components: "Component name 'Nope' is not valid" }],
    ['text for a number', { customfield_10054: '3' }, { customfield_10054: 'Operation value must be a number' }],
    ['no date', { duedate: '2026-02-30' }, { duedate: 'Operation value must be a string in the format: yyyy-MM-dd' }],
    ['no URL', { customfield_10059: 'nowhere' }, { customfield_10059: 'Specify a valid URL' }],
    ['unknown user', { assignee: { accountId: 'x' } }, { assignee: "User 'x' does not exist." }],
  ])('%s', async (_what, fields, errors) => {
    const answer = await create(fields);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ errorMessages: [], errors });
  });

  it('an inactive user', async () => {
    const answer = await create({ assignee: { accountId: account('Rain Ocampo') } });
    expect(answer.body.errors).toEqual({ assignee: expect.stringContaining('is not active') as string });
  });

  it('every wrong field at once', async () => {
    const answer = await create({ summary: '', labels: 1, duedate: 'x' });
    expect(Object.keys(answer.body.errors ?? {}).sort()).toEqual(['duedate', 'labels', 'summary']);
  });

  it.each([
    ['an unknown node', { type: 'doc', version: 1, content: [{ type: 'nope' }] }, 'INVALID_INPUT'],
    [
      'a file that is not there',
      {
        type: 'doc',
        version: 1,
        content: [
          { type: 'mediaSingle', content: [{ type: 'media', attrs: { id: 'x', type: 'file', collection: '' } }] },
        ],
      },
      'ATTACHMENT_VALIDATION_ERROR',
    ],
  ])('a document with %s', async (_what, description, word) => {
    const answer = await create({ description });
    expect(answer).toMatchObject({ status: 400, body: { errorMessages: [word], errors: {} } });
  });

  it('a field in fields and update', async () => {
    const { key } = await createBug(stage.site);
    const answer = await put(key, { fields: { labels: ['a'] }, update: { labels: [{ add: 'b' }] } });
    expect(answer.body.errors).toHaveProperty('labels');
  });

  it('an unknown project or type, and broken JSON', async () => {
    expect((await create({ project: { key: 'NOPE' } })).body.errors).toEqual({ project: 'valid project is required' });
    expect((await create({ issuetype: { name: 'Nope' } })).body.errors).toEqual({
      issuetype: 'Specify a valid issue type',
    });
    const answer = await fetch(`${stage.site.url}/rest/api/3/issue`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: alice.authorization('POST', '') },
      body: '{',
    });
    expect(answer.status).toBe(400);
  });
});

describe('sets are edited by element', () => {
  it.each<[string, unknown[], unknown[], string[]]>([
    ['labels', ['a', 'b'], [{ add: 'c' }, { remove: 'a' }, { remove: 'nope' }], ['b', 'c']],
    [
      'components',
      [{ name: 'Billing' }],
      [{ add: { name: 'Web shop' } }, { add: { name: 'Billing' } }],
      ['Billing', 'Web shop'],
    ],
    [
      'customfield_10051',
      [{ value: 'Test' }],
      [{ add: { value: 'Staging' } }, { remove: { value: 'Test' } }],
      ['Staging'],
    ],
    ['fixVersions', [{ name: '1.0' }], [{ remove: { name: '1.0' } }], []],
    ['labels', ['a'], [{ set: ['x', 'y'] }], ['x', 'y']],
  ])('%s', async (field, before, verbs, after) => {
    const { key } = await createBug(stage.site, { [field]: before });
    expect((await put(key, { update: { [field]: verbs } })).status).toBe(204);
    const held = (await get(key)).body.fields?.[field];
    const names = (held === null ? [] : list(held)).map((item) =>
      typeof item === 'string' ? item : text(item.name ?? item.value),
    );
    expect(names.sort()).toEqual(after);
  });

  it('refuses a verb that the field does not know', async () => {
    const { key } = await createBug(stage.site);
    expect((await put(key, { update: { summary: [{ add: 'x' }] } })).body.errors).toHaveProperty('summary');
  });

  it('edits one estimate and leaves the other', async () => {
    const { key } = await createBug(stage.site, { timetracking: { originalEstimate: '2h' } });
    await put(key, { update: { timetracking: [{ edit: { remainingEstimate: '1h' } }] } });
    expect((await get(key)).body.fields?.timetracking).toMatchObject({
      originalEstimate: '2h',
      remainingEstimate: '1h',
    });
  });
});

describe('an edit', () => {
  it('gives the new issue back when asked', async () => {
    const { key } = await createBug(stage.site);
    const answer = await put(key, { fields: { summary: 'New' } }, '?returnIssue=true', addon);
    expect(answer).toMatchObject({ status: 200, body: { key, fields: { summary: 'New' } } });
  });

  it('may be silent for admins and project admins only', async () => {
    const { key } = await createBug(stage.site);
    const body = { fields: { summary: 'Quiet' } };
    expect((await put(key, body, '?notifyUsers=false')).status).toBe(204);
    expect((await put(key, body, '?notifyUsers=false', addon)).status).toBe(204);
    const answer = await put(key, body, '?notifyUsers=false', as(stage.site, 'Carlos Oliveira'));
    expect(answer.status).toBe(403);
    expect(answer.body.errorMessages).toEqual([
      'To discard the user notification either admin or project admin permissions are required.',
    ]);
    await control('/permissions', { project: 'SUP', who: 'app', permission: 'ADMINISTER_PROJECTS', granted: false });
    expect((await put(key, body, '?notifyUsers=false', addon)).status).toBe(403);
    await control('/permissions', { project: 'SUP', who: 'app', permission: 'ADMINISTER_PROJECTS', granted: true });
  });

  it('may carry comments, worklogs, properties and history metadata', async () => {
    const { key } = await createBug(stage.site);
    const answer = await put(key, {
      fields: { summary: 'All at once' },
      update: { comment: [{ add: { body: doc('with the edit') } }], worklog: [{ add: { timeSpent: '1h' } }] },
      properties: [{ key: 'mark', value: 7 }],
      historyMetadata: { type: 'accord:sync' },
    });
    expect(answer.status).toBe(204);
    const issue = await get(key, '?expand=changelog&properties=mark');
    expect(issue.body).toMatchObject({
      properties: { mark: 7 },
      fields: { comment: { total: 1 }, timespent: 3600 },
    });
    expect(list(issue.body.changelog?.histories).at(-1)).toMatchObject({ historyMetadata: { type: 'accord:sync' } });
  });

  it('may edit and remove comments, and copy links', async () => {
    const [source, target, other] = [
      await createBug(stage.site),
      await createBug(stage.site),
      await createBug(stage.site),
    ];
    const ends = { inwardIssue: { key: source.key }, outwardIssue: { key: other.key } };
    await call(stage.site, alice, 'POST', '/rest/api/3/issueLink', { type: { name: 'Blocks' }, ...ends });
    const comment = async (word: string) =>
      text((await call(stage.site, alice, 'POST', path(target.key, '/comment'), { body: doc(word) })).body.id);
    const [first, second] = [await comment('one'), await comment('two')];
    const answer = await put(target.key, {
      update: {
        comment: [{ edit: { id: first, body: doc('edited') } }, { remove: { id: second } }],
        issuelinks: [{ copy: { sourceIssues: [{ key: source.key }] } }],
      },
    });
    expect(answer.status).toBe(204);
    expect((await get(target.key)).body.fields).toMatchObject({
      comment: { comments: [{ body: doc('edited') }], total: 1 },
      issuelinks: [{ outwardIssue: { key: other.key } }],
    });
    expect((await put(target.key, { update: { comment: [{ remove: { id: '1' } }] } })).status).toBe(400);
  });

  it('that fails leaves everything as it was', async () => {
    const { key } = await createBug(stage.site);
    await put(key, { fields: { summary: 'Never' }, update: { comment: [{ add: { body: 'no document' } }] } });
    expect((await get(key)).body.fields).toMatchObject({ summary: 'A bug', comment: { total: 0 } });
  });

  it('is taken 20 times in two seconds on one issue, then no more', async () => {
    const { key } = await createBug(stage.site);
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_none, index) => put(key, { fields: { summary: `No ${index}` } })),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(5);
    expect(refused[0]?.headers.get('ratelimit-reason')).toBe('jira-per-issue-on-write');
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('workflow', () => {
  const transitions = async (key: string, caller: Caller = alice) =>
    list((await call(stage.site, caller, 'GET', path(key, '/transitions?expand=transitions.fields'))).body.transitions);
  const go = async (key: string, name: string, body: Record<string, unknown> = {}) => {
    const found = (await transitions(key)).find((each) => text(each.name) === name);
    return call(stage.site, alice, 'POST', path(key, '/transitions'), {
      transition: { id: found ? text(found.id) : '999' },
      ...body,
    });
  };

  it('offers only what leads away from the present status', async () => {
    const { key } = await createBug(stage.site);
    expect((await transitions(key)).map(({ name }) => name)).toEqual(['Start', 'Send to provider', 'Cancel']);
    await go(key, 'Start');
    expect((await transitions(key)).map(({ name }) => name)).toEqual(['Send to provider', 'Wait', 'Resolve', 'Cancel']);
    expect((await go(key, 'Close')).status).toBe(400);
  });

  it('demands the required fields of the screen and takes no others', async () => {
    const { key } = await createBug(stage.site);
    await go(key, 'Start');
    const resolve = (await transitions(key)).find(({ name }) => text(name) === 'Resolve');
    expect(resolve).toMatchObject({
      hasScreen: true,
      fields: { resolution: { required: true, allowedValues: [{ name: 'Done' }, {}, {}, {}, {}] } },
    });
    expect((await go(key, 'Resolve')).body.errors).toEqual({ resolution: 'Resolution is required.' });
    expect(
      (await go(key, 'Resolve', { fields: { resolution: { name: 'Done' }, labels: ['x'] } })).body.errors,
    ).toHaveProperty('labels');
    const answer = await go(key, 'Resolve', {
      fields: { resolution: { name: 'Done' }, customfield_10077: doc('because') },
      update: { comment: [{ add: { body: doc('done') } }] },
    });
    expect(answer.status).toBe(204);
    const { body } = await get(key);
    expect(body.fields).toMatchObject({
      status: { name: 'Resolved', statusCategory: { key: 'done' } },
      resolution: { name: 'Done' },
      comment: { total: 1 },
    });
    expect(body.fields?.resolutiondate).not.toBeNull();
    await go(key, 'Reopen');
    expect((await get(key)).body.fields).toMatchObject({
      resolution: null,
      resolutiondate: null,
      status: { name: 'In Progress' },
    });
  });

  it('logs the change of status', async () => {
    const { key } = await createBug(stage.site);
    await go(key, 'Start');
    const log = await get(key, '/changelog');
    expect(log.body).toMatchObject({
      total: 1,
      isLast: true,
      values: [{ items: [{ field: 'status', fromString: 'To Do', toString: 'In Progress' }] }],
    });
  });

  it('keeps conditions: some may go where others may not', async () => {
    const workflow = stage.site.state.workflows.all()[0];
    const start = workflow?.transitions.find(({ name }) => name === 'Start');
    if (!start) throw new Error('No transition Start');
    const { key } = await createBug(stage.site, { assignee: { accountId: account('Carlos Oliveira') } });
    const names = async (who: string) => (await transitions(key, as(stage.site, who))).map(({ name }) => text(name));
    start.condition = { only: 'assignee' };
    expect(await names('Carlos Oliveira')).toContain('Start');
    expect(await names('Alice Abernathy')).not.toContain('Start');
    start.condition = { group: 'managers' };
    expect(await names('Albert Wesker')).toContain('Start');
    expect(await names('Carlos Oliveira')).not.toContain('Start');
    start.condition = null;
  });

  it('lets a type change only within the same workflow', async () => {
    const { key } = await createBug(stage.site);
    expect((await put(key, { fields: { issuetype: { name: 'Task' } } })).body.errors).toEqual({
      issuetype: 'The issue type selected is invalid.',
    });
    expect((await put(key, { fields: { issuetype: { name: 'Incident' } } })).status).toBe(204);
    expect((await get(key)).body.fields?.issuetype).toMatchObject({ name: 'Incident' });
  });

  it('offers nothing to whom may not transition', async () => {
    const { key } = await createBug(stage.site);
    await control('/permissions', { project: 'SUP', who: 'app', permission: 'TRANSITION_ISSUES', granted: false });
    expect(await transitions(key, addon)).toEqual([]);
    await control('/permissions', { project: 'SUP', who: 'app', permission: 'TRANSITION_ISSUES', granted: true });
  });
});

describe('identity', () => {
  it('survives a move: same id, new key, the old key still leads there', async () => {
    const { id, key } = await createBug(stage.site, { components: [{ name: 'Billing' }], customfield_10042: 'stays' });
    const moved = await control(`/issues/${key}/move`, { project: 'OPS', issueType: 'Incident' });
    expect(moved.body).toMatchObject({ id, key: expect.stringMatching(/^OPS-/) as string });
    const { body } = await get(key);
    expect(body).toMatchObject({
      id,
      key: text(moved.body.key),
      fields: { project: { key: 'OPS' }, issuetype: { name: 'Incident' }, components: [], customfield_10042: 'stays' },
    });
    const log = await get(id, '/changelog');
    expect(list(list(log.body.values)[0]?.items).map(({ field }) => field)).toEqual(['project', 'Key', 'issuetype']);
  });

  it('can be fetched many at once, by old and new names, in order of ids', async () => {
    const [first, second] = [await createBug(stage.site), await createBug(stage.site)];
    const answer = await call(stage.site, addon, 'POST', '/rest/api/3/issue/bulkfetch', {
      issueIdsOrKeys: [second.key, first.id, first.key.toLowerCase(), '424242'],
      fields: ['summary'],
    });
    expect(list(answer.body.issues).map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(list(answer.body.issues)[0]?.fields).toEqual({ summary: 'A bug' });
  });

  it('knows sub-tasks and epics', async () => {
    const epic = await create({ issuetype: { name: 'Epic' } });
    const child = await create({ parent: { key: text(epic.body.key) } });
    expect((await get(text(child.body.key))).body.fields?.parent).toMatchObject({
      key: text(epic.body.key),
      fields: { issuetype: { name: 'Epic' } },
    });
    expect((await create({ issuetype: { name: 'Sub-task' } })).body.errors).toHaveProperty('parent');
    const sub = await create({ issuetype: { name: 'Sub-task' }, parent: { id: text(child.body.id) } });
    expect((await get(text(child.body.key))).body.fields?.subtasks).toMatchObject([{ key: text(sub.body.key) }]);
    expect((await create({ issuetype: { name: 'Sub-task' }, parent: { key: text(epic.body.key) } })).status).toBe(400);
    expect((await call(stage.site, alice, 'DELETE', path(text(child.body.key)))).status).toBe(400);
    expect((await call(stage.site, alice, 'DELETE', path(text(child.body.key), '?deleteSubtasks=true'))).status).toBe(
      204,
    );
    expect((await get(text(sub.body.key))).status).toBe(404);
    await put(text(epic.body.key), { fields: { summary: 'still there' } });
  });

  it('keeps the properties that came with the create call', async () => {
    const made = await create({}, { properties: [{ key: 'accord.link', value: { link: 'L1', side: 'master' } }] });
    const key = text(made.body.key);
    expect((await get(key, '?properties=accord.link&fields=summary')).body).toMatchObject({
      fields: { summary: 'x' },
      properties: { 'accord.link': { link: 'L1' } },
    });
    expect((await get(key, '/properties/accord.link')).body).toEqual({
      key: 'accord.link',
      value: { link: 'L1', side: 'master' },
    });
    expect((await call(stage.site, addon, 'PUT', path(key, '/properties/big'), 'x'.repeat(32_800))).status).toBe(400);
  });
});

describe('permissions per project', () => {
  it.each<[string, string, (key: string) => Promise<Answer>, number]>([
    ['browse', 'BROWSE_PROJECTS', (key) => call(stage.site, addon, 'GET', path(key)), 404],
    ['edit', 'EDIT_ISSUES', (key) => put(key, { fields: { summary: 'y' } }, '', addon), 403],
    [
      'comment',
      'ADD_COMMENTS',
      (key) => call(stage.site, addon, 'POST', path(key, '/comment'), { body: doc('x') }),
      403,
    ],
    ['delete', 'DELETE_ISSUES', (key) => call(stage.site, addon, 'DELETE', path(key)), 403],
    ['assign', 'ASSIGN_ISSUES', (key) => put(key, { fields: { assignee: null } }, '', addon), 400],
  ])('without the right to %s', async (_what, permission, act, status) => {
    const { key } = await createBug(stage.site);
    await control('/permissions', { project: 'SUP', who: 'app', permission, granted: false });
    const answer = await act(key);
    await control('/permissions', { project: 'SUP', who: 'app', permission: '*', granted: true });
    expect(answer.status).toBe(status);
  });

  it('out of the project: not even the project is there', async () => {
    await control('/permissions', { project: 'SUP', who: 'app', permission: '*', granted: false });
    expect((await call(stage.site, addon, 'GET', '/rest/api/3/project/SUP')).status).toBe(404);
    expect((await call(stage.site, addon, 'GET', '/rest/api/3/project/search')).body.total).toBe(1);
    await control('/permissions', { project: 'SUP', who: 'app', permission: '*', granted: true });
  });

  it('a security level hides the issue from all but its members', async () => {
    const level = stage.site.state.projects.all()[0]?.securityLevels[0];
    const { key } = await createBug(stage.site, { security: { id: level?.id } });
    expect((await get(key)).body.fields?.security).toMatchObject({ name: 'Managers only' });
    expect((await call(stage.site, as(stage.site, 'Carlos Oliveira'), 'GET', path(key))).status).toBe(404);
    expect((await call(stage.site, addon, 'GET', path(key))).status).toBe(404);
    await control('/groups/managers/members', { user: 'app' });
    expect((await call(stage.site, addon, 'GET', path(key))).status).toBe(200);
    await control('/groups/managers/members', { user: 'app', member: false });
  });

  it('are told by permissions/check', async () => {
    const { id } = await createBug(stage.site);
    const ask = (accountId: string) =>
      call(stage.site, addon, 'POST', '/rest/api/3/permissions/check', {
        accountId,
        globalPermissions: ['ADMINISTER'],
        projectPermissions: [
          { permissions: ['BROWSE_PROJECTS', 'ADMINISTER_PROJECTS'], issues: [Number(id)], projects: [] },
        ],
      });
    expect((await ask(account('Alice Abernathy'))).body.globalPermissions).toEqual(['ADMINISTER']);
    expect((await ask(account('Carlos Oliveira'))).body).toEqual({
      globalPermissions: [],
      projectPermissions: [
        { permission: 'BROWSE_PROJECTS', projects: [], issues: [Number(id)] },
        { permission: 'ADMINISTER_PROJECTS', projects: [], issues: [] },
      ],
    });
  });
});

describe('comments', () => {
  const add = (key: string, body: Record<string, unknown>, caller: Caller = alice) =>
    call(stage.site, caller, 'POST', path(key, '/comment'), body);

  it('restricted to a group are read by its members only, and written by them only', async () => {
    const { key } = await createBug(stage.site);
    const made = await add(
      key,
      { body: doc('secret'), visibility: { type: 'group', value: 'managers' } },
      as(stage.site, 'Albert Wesker'),
    );
    expect(made.body.visibility).toEqual({ type: 'group', value: 'managers', identifier: 'managers' });
    expect((await call(stage.site, addon, 'GET', path(key, '/comment'))).body.total).toBe(0);
    expect((await call(stage.site, as(stage.site, 'Albert Wesker'), 'GET', path(key, '/comment'))).body.total).toBe(1);
    expect((await add(key, { body: doc('x'), visibility: { type: 'group', value: 'managers' } })).status).toBe(400);
    expect((await add(key, { body: doc('x'), visibility: { type: 'group', value: 'nobody' } })).body.errors).toEqual({
      commentLevel: 'Group: nobody does not exist.',
    });
    expect((await add(key, { body: doc('x'), visibility: { type: 'role', value: 'Developers' } })).status).toBe(201);
  });

  it('of a service project are internal by a property, which an edit keeps', async () => {
    const made = await create({ project: { key: 'OPS' }, issuetype: { name: 'Incident' } });
    const key = text(made.body.key);
    const internal = [{ key: 'sd.public.comment', value: { internal: true } }];
    const note = await add(key, { body: doc('note'), properties: internal }, addon);
    expect(note.body.jsdPublic).toBe(false);
    const edited = await call(stage.site, addon, 'PUT', path(key, `/comment/${text(note.body.id)}`), {
      body: doc('edited'),
    });
    expect(edited.body).toMatchObject({ jsdPublic: false, body: doc('edited') });
    const bug = await createBug(stage.site);
    expect((await add(bug.key, { body: doc('x'), properties: internal })).body.jsdPublic).toBe(true);
  });

  it('carry properties, which can be listed with the comments', async () => {
    const { key } = await createBug(stage.site);
    const made = await add(
      key,
      { body: doc('x'), properties: [{ key: 'accord.comment', value: { link: 'L1' } }] },
      addon,
    );
    const id = Number(made.body.id);
    const listed = await call(stage.site, addon, 'POST', '/rest/api/3/comment/list?expand=properties', {
      ids: [id, 999999],
    });
    expect(listed.body).toMatchObject({
      total: 1,
      values: [{ properties: [{ key: 'accord.comment', value: { link: 'L1' } }] }],
    });
    expect(
      (await call(stage.site, addon, 'PUT', `/rest/api/3/comment/${id}/properties/accord.share`, { shared: true }))
        .status,
    ).toBe(201);
    expect(
      (await call(stage.site, addon, 'GET', `/rest/api/3/comment/${id}/properties/accord.share`)).body.value,
    ).toEqual({ shared: true });
  });

  it('of an issue in a search are 20 at most, with the whole number beside them', async () => {
    const { key, id } = await createBug(stage.site);
    await control('/settings', { perIssueWriteLimit: false }, 'PUT');
    for (let index = 0; index < 22; index += 1) await add(key, { body: doc('x') });
    await control('/settings', { perIssueWriteLimit: true }, 'PUT');
    const fetched = await call(stage.site, addon, 'POST', '/rest/api/3/issue/bulkfetch', {
      issueIdsOrKeys: [id],
      fields: ['comment'],
    });
    const page = list(fetched.body.issues)[0]?.fields?.comment;
    expect([list(page?.comments).length, page?.total]).toEqual([20, 22]);
    expect(list((await get(key)).body.fields?.comment?.comments)).toHaveLength(22);
  });

  it('come in pages, oldest or newest first', async () => {
    const { key } = await createBug(stage.site);
    for (const word of ['1', '2', '3']) await add(key, { body: doc(word) });
    const page = await get(key, '/comment?startAt=1&maxResults=1');
    expect(page.body).toMatchObject({ startAt: 1, maxResults: 1, total: 3, comments: [{ body: doc('2') }] });
    expect(list((await get(key, '/comment?orderBy=-created')).body.comments)[0]?.body).toEqual(doc('3'));
  });

  it.each<[unknown, string]>([
    ['text', 'Operation value must be an Atlassian Document'],
    [doc('a'.repeat(32_768)), 'The entered text is too long'],
    [{ type: 'doc', version: 1, content: [] }, 'Comment body can not be empty!'],
  ])('refuses a wrong body', async (body, words) => {
    const { key } = await createBug(stage.site);
    expect((await add(key, { body })).body.errors?.comment).toContain(words);
  });

  it('of others need another permission', async () => {
    const { key } = await createBug(stage.site);
    const made = await add(key, { body: doc('mine') });
    await control('/permissions', { project: 'SUP', who: 'app', permission: 'EDIT_ALL_COMMENTS', granted: false });
    const url = path(key, `/comment/${text(made.body.id)}`);
    expect((await call(stage.site, addon, 'PUT', url, { body: doc('theirs') })).status).toBe(403);
    await control('/permissions', { project: 'SUP', who: 'app', permission: '*', granted: true });
    expect((await call(stage.site, addon, 'DELETE', url)).status).toBe(204);
    expect((await call(stage.site, addon, 'GET', url)).status).toBe(404);
  });
});

describe('worklogs', () => {
  it('count towards what was spent and what remains', async () => {
    const { key } = await createBug(stage.site, { timetracking: { originalEstimate: '2h' } });
    const made = await call(stage.site, alice, 'POST', path(key, '/worklog'), {
      timeSpent: '30m',
      comment: doc('work'),
    });
    const spent = async () => (await get(key)).body.fields?.timetracking;
    expect(await spent()).toMatchObject({ timeSpent: '30m', remainingEstimate: '1h 30m' });
    const url = path(key, `/worklog/${text(made.body.id)}`);
    expect((await call(stage.site, alice, 'PUT', url, { timeSpentSeconds: 3600 })).body).toMatchObject({
      timeSpent: '1h',
    });
    expect(await spent()).toMatchObject({ timeSpent: '1h', remainingEstimate: '1h' });
    expect((await call(stage.site, alice, 'DELETE', url)).status).toBe(204);
    expect(await spent()).toMatchObject({ remainingEstimate: '2h' });
    expect((await call(stage.site, alice, 'POST', path(key, '/worklog'), { timeSpent: 'long' })).status).toBe(400);
  });
});

describe('links', () => {
  it('between issues show the other end', async () => {
    const [a, b] = [await createBug(stage.site), await createBug(stage.site)];
    const made = await call(stage.site, alice, 'POST', '/rest/api/3/issueLink', {
      type: { name: 'Blocks' },
      inwardIssue: { key: a.key },
      outwardIssue: { key: b.key },
    });
    expect(made.status).toBe(201);
    expect((await get(a.key)).body.fields?.issuelinks).toMatchObject([
      { type: { outward: 'blocks' }, outwardIssue: { key: b.key } },
    ]);
    expect((await get(b.key)).body.fields?.issuelinks).toMatchObject([{ inwardIssue: { key: a.key } }]);
  });

  it('to elsewhere are written over by their global id', async () => {
    const { key } = await createBug(stage.site);
    const write = (title: string) =>
      call(stage.site, addon, 'POST', path(key, '/remotelink'), {
        globalId: 'accord=1',
        object: { url: 'https://x.example', title },
      });
    expect((await write('one')).status).toBe(201);
    expect((await write('two')).status).toBe(200);
    expect((await call(stage.site, addon, 'GET', path(key, '/remotelink'))).body).toMatchObject([
      { object: { title: 'two' } },
    ]);
  });
});

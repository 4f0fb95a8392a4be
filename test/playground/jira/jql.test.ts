import {
  as,
  call,
  createBug,
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
/** Issue name in the table -> key. */
const keys: Record<string, string> = {};

const search = (jql: string, more: Record<string, unknown> = {}, caller: Caller = alice): Promise<Answer> =>
  call(stage.site, caller, 'POST', '/rest/api/3/search/jql', { jql, fields: ['key'], maxResults: 500, ...more });

const account = (name: string) => stage.site.users.find(({ displayName }) => displayName === name)?.id ?? '';

beforeAll(async () => {
  stage = await startStage();
  addon = await installed(stage);
  alice = as(stage.site, 'Alice Abernathy');
  const control = (method: string, path: string, body?: unknown) =>
    call(stage.site, null, method, `/playground${path}`, body);
  await control('PUT', '/clock', { freezeAt: '2026-11-10T09:00:00Z' });
  const carlos = account('Carlos Oliveira');
  keys.old = (
    await createBug(stage.site, {
      summary: 'Printer on fire',
      labels: ['acme', 'hot'],
      priority: { name: 'Highest' },
      customfield_10042: 'Big Corp',
      customfield_10050: { value: 'Severe' },
    })
  ).key;
  await control('PUT', '/clock', { freezeAt: '2026-11-20T09:00:00Z' });
  keys.mine = (
    await createBug(
      stage.site,
      {
        summary: 'Printing fails',
        assignee: { accountId: carlos },
        priority: { name: 'Low' },
        components: [{ name: 'Billing' }],
        customfield_10054: 5,
      },
      'Carlos Oliveira',
    )
  ).key;
  keys.plain = (
    await createBug(stage.site, {
      summary: 'Nothing special',
      duedate: '2026-12-24',
      customfield_10052: { value: 'Europe', child: { value: 'Paris' } },
    })
  ).key;
  const marked = await call(stage.site, addon, 'POST', '/rest/api/3/issue', {
    fields: { project: { key: 'OPS' }, issuetype: { name: 'Incident' }, summary: 'Marked' },
    properties: [{ key: 'accord.link', value: { link: 'L-42', side: 'provider' } }],
  });
  keys.marked = text(marked.body.key);
  await call(stage.site, alice, 'POST', `/rest/api/3/issue/${keys.mine}/transitions`, { transition: { id: '11' } });
  await control('PUT', '/clock', { freezeAt: '2026-11-20T09:10:00Z' });
});
afterAll(async () => {
  await addon.stop();
  await stage.stop();
});

const found = async (jql: string): Promise<string[]> => {
  const answer = await search(jql);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  const byKey = Object.fromEntries(Object.entries(keys).map(([name, key]) => [key, name]));
  return list(answer.body.issues).map(({ key }) => byKey[text(key)] ?? text(key));
};

it.each<[string, string[]]>([
  ['project = SUP', ['mine', 'old', 'plain']],
  ['project = "Support"', ['mine', 'old', 'plain']],
  ['project in (OPS, SUP)', ['marked', 'mine', 'old', 'plain']],
  ['project not in (SUP)', ['marked']],
  ['issuetype = Incident', ['marked']],
  ['type != Incident', ['mine', 'old', 'plain']],
  ['status = "In Progress"', ['mine']],
  ['status != "To Do"', ['mine']],
  ['statusCategory = "To Do" AND project = SUP', ['old', 'plain']],
  ['labels = acme', ['old']],
  ['labels in (nothing, hot)', ['old']],
  ['labels != acme AND project = SUP', []],
  ['labels is EMPTY and project = SUP', ['mine', 'plain']],
  ['labels is not empty', ['old']],
  ['key = SUP-1', ['old']],
  ['key in (SUP-1, SUP-3)', ['old', 'plain']],
  ['id = 10002', ['mine']],
  ['issuekey > SUP-1 AND project = SUP', ['mine', 'plain']],
  ['assignee is EMPTY AND project = SUP', ['old', 'plain']],
  ['assignee = currentUser()', []],
  ['reporter = currentUser() AND project = SUP', ['old', 'plain']],
  ['assignee in membersOf("support-team")', ['mine']],
  ['priority = Highest', ['old']],
  ['priority in (Low, Highest)', ['mine', 'old']],
  ['priority > Medium', ['old']],
  ['created < "2026-11-15"', ['old']],
  ['created >= "2026-11-20 10:00" AND project = SUP', ['mine', 'plain']],
  ['updated >= -10m', ['marked', 'mine', 'plain']],
  ['updated >= -5m', []],
  ['created > startOfDay(-1d) AND project = SUP', ['mine', 'plain']],
  ['created <= 2026/11/12', ['old']],
  ['due = 2026-12-24', ['plain']],
  ['duedate > 2026-12-01', ['plain']],
  ['summary ~ printer', ['old']],
  ['summary ~ "print*"', ['mine', 'old']],
  ['summary ~ "\\"on fire\\""', ['old']],
  ['text ~ special', ['plain']],
  ['component = Billing', ['mine']],
  ['cf[10042] ~ "Big Corp"', ['old']],
  ['Customer ~ corp', ['old']],
  ['"Severity level" = Severe', ['old']],
  ['cf[10050] in (Severe, Low)', ['old']],
  ['Effort >= 5', ['mine']],
  ['"Region/City" = Paris', ['plain']],
  ['resolution = Unresolved AND project = SUP', ['mine', 'old', 'plain']],
  ['accordLink = "L-42"', ['marked']],
  ['accordlink in ("L-1", "L-42")', ['marked']],
  ['issue.property[accord.link].side = provider', ['marked']],
  ['NOT labels = acme AND project = SUP', ['mine', 'plain']],
  ['project = SUP AND (labels = acme OR priority = Low)', ['mine', 'old']],
  ['project = SUP AND labels = acme OR issuetype = Incident', ['marked', 'old']],
  ['status was "To Do" AND status = "In Progress"', ['mine']],
  ['status changed to "In Progress" after -1d', ['mine']],
  ['status changed from "In Progress"', []],
  ["summary ~ 'printer' order by created", ['old']],
])('%s', async (jql, names) => {
  expect((await found(jql)).sort()).toEqual(names);
});

it.each<[string, string[]]>([
  ['project = SUP ORDER BY created ASC', ['old', 'mine', 'plain']],
  ['project = SUP ORDER BY key DESC', ['plain', 'mine', 'old']],
  ['project = SUP ORDER BY priority ASC, key DESC', ['mine', 'plain', 'old']],
  ['project = SUP ORDER BY updated DESC, id ASC', ['mine', 'plain', 'old']],
  ['project = SUP order by summary', ['plain', 'old', 'mine']],
])('%s', async (jql, names) => {
  expect(await found(jql)).toEqual(names);
});

it.each([
  ['', 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.'],
  ['ORDER BY created', 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.'],
  ['summary = printer', "The operator '=' is not supported by the 'Summary' field."],
  ['nope = 1', "Field 'nope' does not exist or you do not have permission to view it."],
  ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
  ['status = Nope', "The value 'Nope' does not exist for the field 'status'."],
  [
    'project =',
    'Error in the JQL Query: Expecting either a value, list or function but got the end of the query. (line 1, character 10)',
  ],
  [
    'project = SUP AND',
    'Error in the JQL Query: Expecting a field name but got the end of the query. (line 1, character 18)',
  ],
  ['project SUP', "Error in the JQL Query: Expecting an operator but got 'SUP'. (line 1, character 9)"],
  ['(project = SUP', "Error in the JQL Query: Expecting ')' before the end of the query. (line 1, character 15)"],
  ['assignee = nobody()', "Unable to find JQL function 'nobody()'."],
  ['created > yesterday', "Date value 'yesterday' for field 'created' is invalid."],
])('%j is refused', async (jql, words) => {
  const { status, body } = await search(jql);
  expect(status).toBe(400);
  expect(text(list(body.errorMessages)[0])).toContain(words);
});

describe('search', () => {
  it('gives ids only unless fields are asked for', async () => {
    const { body } = await call(stage.site, alice, 'POST', '/rest/api/3/search/jql', { jql: 'key = SUP-1' });
    expect(list(body.issues)[0]).toMatchObject({ id: '10001', key: 'SUP-1' });
    expect(list(body.issues)[0]).not.toHaveProperty('fields');
    expect(body).not.toHaveProperty('total');
  });

  it('goes on with a token of the same query', async () => {
    const first = await search('project = SUP', { maxResults: 2 });
    expect(first.body).toMatchObject({ isLast: false });
    const token = text(first.body.nextPageToken);
    const second = await search('project = SUP', { maxResults: 2, nextPageToken: token });
    expect(second.body).toMatchObject({ isLast: true });
    expect(second.body).not.toHaveProperty('nextPageToken');
    expect(list(second.body.issues)).toHaveLength(1);
    expect((await search('project = OPS', { nextPageToken: token })).status).toBe(400);
  });

  it('can be asked by GET, with properties and expansions', async () => {
    const path = `/rest/api/3/search/jql?jql=${encodeURIComponent('accordLink = "L-42"')}&fields=summary&properties=accord.link&expand=names`;
    const { body } = await call(stage.site, addon, 'GET', path);
    expect(body).toMatchObject({
      issues: [{ properties: { 'accord.link': { link: 'L-42' } } }],
      names: { summary: 'Summary' },
    });
  });

  it('counts, and is gone at its old address', async () => {
    const count = await call(stage.site, alice, 'POST', '/rest/api/3/search/approximate-count', {
      jql: 'project = SUP',
    });
    expect(count.body).toEqual({ count: 3 });
    expect((await call(stage.site, alice, 'GET', '/rest/api/3/search?jql=project=SUP')).status).toBe(410);
  });

  it('lags behind, except for reconciled issues', async () => {
    const settings = (body: unknown) => call(stage.site, null, 'PUT', '/playground/settings', body);
    await settings({ indexLagMs: 60_000 });
    const { key, id } = await createBug(stage.site, { labels: ['lagging'] });
    await call(stage.site, alice, 'PUT', `/rest/api/3/issue/SUP-1`, { update: { labels: [{ add: 'lagging' }] } });
    expect(await found('labels = lagging')).toEqual([]);
    const reconciled = await search('labels = lagging', { reconcileIssues: [Number(id)] });
    expect(list(reconciled.body.issues).map((issue) => issue.key)).toEqual([key]);
    await call(stage.site, null, 'PUT', '/playground/clock', { advanceMs: 61_000 });
    expect((await found('labels = lagging')).sort()).toEqual([key, 'old']);
    await settings({ indexLagMs: 0 });
    await call(stage.site, alice, 'DELETE', `/rest/api/3/issue/${key}`);
  });
});

describe('match and parse', () => {
  it('matches issues by their present state', async () => {
    const { body } = await call(stage.site, addon, 'POST', '/rest/api/3/jql/match', {
      jqls: ['labels = acme', 'issuetype = Bug', 'nope = 1'],
      issueIds: [10001, 10002, 99999],
    });
    expect(body.matches).toEqual([
      { matchedIssues: [10001], errors: [] },
      { matchedIssues: [10001, 10002], errors: [] },
      { matchedIssues: [], errors: ["Field 'nope' does not exist or you do not have permission to view it."] },
    ]);
  });

  it('tells what a query is made of, or what is wrong with it', async () => {
    const { body } = await call(stage.site, addon, 'POST', '/rest/api/3/jql/parse?validation=strict', {
      queries: ['project = SUP AND labels in (a, b) ORDER BY created DESC', 'project =', 'nope = 1'],
    });
    const [good, broken, unknown] = list(body.queries);
    expect(good?.structure).toMatchObject({
      where: {
        operator: 'and',
        clauses: [{ field: { name: 'project' }, operator: '=', operand: { value: 'SUP' } }, { operator: 'in' }],
      },
      orderBy: { fields: [{ direction: 'desc' }] },
    });
    expect(list(broken?.errors)).toHaveLength(1);
    expect(list(unknown?.errors)).toHaveLength(1);
  });
});

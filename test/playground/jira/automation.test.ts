import { as, call, createBug, list, startStage, text, type Stage } from './harness';

/** "When an issue is created": what Automation for Jira would do. */
let stage: Stage;

beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

const V3 = '/rest/api/3';
const alice = () => as(stage.site, 'Alice Abernathy');
const control = (method: string, path: string, body?: unknown) =>
  call(stage.site, null, method, `/playground${path}`, body);
const issue = async (key: string) =>
  (await call(stage.site, alice(), 'GET', `${V3}/issue/${key}?expand=changelog`)).body;

const RULE = {
  project: 'SUP',
  afterMs: 0,
  actions: [{ edit: { update: { labels: [{ add: 'ruled' }] } } }, { transition: 'In Progress' }, { comment: 'Seen.' }],
};

test('a rule has done its work before the create call is answered, under an account of its own', async () => {
  await control('POST', '/automation', RULE);
  const { key } = await createBug(stage.site);
  const { fields, changelog } = await issue(key);
  expect(fields?.labels).toEqual(['ruled']);
  expect(text(fields?.status?.name)).toBe('In Progress');
  expect(list(fields?.comment?.comments)).toHaveLength(1);
  expect(list(changelog?.histories).map(({ author }) => text(author?.displayName))).toEqual([
    'Automation for Jira',
    'Automation for Jira',
  ]);
  expect((await control('GET', '/automation')).body.runs).toMatchObject([{ failed: null }]);
});

test('one that acts later keeps the site from being idle', async () => {
  await control('POST', '/automation', { ...RULE, afterMs: [20, 40] });
  const { key } = await createBug(stage.site);
  expect((await control('GET', '/idle')).body.idle).toBe(false);
  expect((await control('GET', '/idle?wait=10000')).body.idle).toBe(true);
  expect((await issue(key)).fields?.labels).toEqual(['ruled']);
});

test.each([
  ['off', async (id: string) => control('PATCH', `/automation/${id}`, { enabled: false })],
  ['removed', async (id: string) => control('DELETE', `/automation/${id}`)],
])('a rule that is %s does nothing', async (_name, change) => {
  const { body } = await control('POST', '/automation', RULE);
  await change(text(body.id));
  const { key } = await createBug(stage.site);
  expect((await issue(key)).fields?.labels).toEqual([]);
});

test('a rule may act as whoever created the issue, and only on some', async () => {
  await control('POST', '/automation', { ...RULE, actor: 'initiator' });
  await control('POST', '/automation', { ...RULE, createdBy: 'app', actions: [{ comment: 'For apps.' }] });
  await control('POST', '/automation', { ...RULE, project: 'OPS', actions: [{ comment: 'Elsewhere.' }] });
  const { key } = await createBug(stage.site);
  const { fields, changelog } = await issue(key);
  expect(list(changelog?.histories).map(({ author }) => text(author?.displayName))).not.toContain(
    'Automation for Jira',
  );
  expect(list(fields?.comment?.comments)).toHaveLength(1);
});

test('what cannot be done is written down, and the rest is done', async () => {
  await control('POST', '/automation', { ...RULE, actions: [{ transition: 'Nowhere' }, { comment: 'Seen.' }] });
  const { key } = await createBug(stage.site);
  expect(list((await issue(key)).fields?.comment?.comments)).toHaveLength(1);
  const [run] = list((await control('GET', '/automation')).body.runs);
  expect(text(run?.failed)).toContain('no way to');
});

test.each([[{ actions: [] }], [{ actions: [{ dance: true }] }], [{ ...RULE, createdBy: 'nobody' }]])(
  'a rule that says nothing sensible is refused',
  async (rule) => {
    expect((await control('POST', '/automation', rule)).status).toBe(400);
  },
);

import { as, call, createBug, doc, installed, list, startStage, text, type FakeAddon, type Stage } from './harness';

/** What keeps an issue, or a part of it, from the app while people have it before them. */
let stage: Stage;
let addon: FakeAddon;

beforeAll(async () => {
  stage = await startStage();
  addon = await installed(stage);
});
afterAll(async () => {
  await addon.stop();
  await stage.stop();
});

const V3 = '/rest/api/3';
const get = (path: string) => call(stage.site, addon, 'GET', `${V3}${path}`);
const control = (method: string, path: string, body: unknown) =>
  call(stage.site, null, method, `/playground${path}`, body);
const alice = () => as(stage.site, 'Alice Abernathy');

test('a security level hides an issue from the app; its project shows that it has levels', async () => {
  const { key } = await createBug(stage.site);
  const levels = list((await get('/project/SUP/issuesecuritylevelscheme')).body.levels);
  expect(levels.map(({ name }) => text(name))).toEqual(['Managers only']);
  const edit = { fields: { security: { id: text(levels[0]?.id) } } };
  expect((await call(stage.site, alice(), 'PUT', `${V3}/issue/${key}`, edit)).status).toBe(204);
  expect((await get(`/issue/${key}`)).status).toBe(404);
  expect((await call(stage.site, alice(), 'GET', `${V3}/issue/${key}`)).status).toBe(200);
  expect((await get('/project/SUP/securitylevel')).body).toEqual({ levels: [] });
});

test('a project without a scheme has none to show, and who does not administer it may not ask', async () => {
  expect((await get('/project/OPS/issuesecuritylevelscheme')).status).toBe(404);
  await control('POST', '/permissions', {
    project: 'OPS',
    who: 'app',
    permission: 'ADMINISTER_PROJECTS',
    granted: false,
  });
  expect((await get('/project/OPS/issuesecuritylevelscheme')).status).toBe(403);
  await control('POST', '/permissions', {
    project: 'OPS',
    who: 'app',
    permission: 'ADMINISTER_PROJECTS',
    granted: true,
  });
});

test('a move into a project that the app may not see', async () => {
  const { id, key } = await createBug(stage.site);
  await control('POST', '/permissions', { project: 'OPS', who: 'app', permission: '*', granted: false });
  await control('POST', `/issues/${key}/move`, { project: 'OPS' });
  expect((await get(`/issue/${id}`)).status).toBe(404);
  expect((await get('/project/OPS')).status).toBe(404);
  expect((await get('/project/SUP')).status).toBe(200);
  await control('POST', '/permissions', { project: 'OPS', who: 'app', permission: '*', granted: true });
  expect((await get(`/issue/${id}`)).status).toBe(200);
});

test('an archived issue is read, found by no search, and refuses every change until it is restored', async () => {
  const { id, key } = await createBug(stage.site);
  const found = async () =>
    list(
      (await call(stage.site, addon, 'POST', `${V3}/search/jql`, { jql: `key = ${key}`, fields: ['id'] })).body.issues,
    );
  expect(await found()).toHaveLength(1);
  await control('POST', `/issues/${key}/archive`, {});
  expect((await get(`/issue/${id}`)).status).toBe(200);
  expect(await found()).toEqual([]);
  const refused = await Promise.all([
    call(stage.site, addon, 'PUT', `${V3}/issue/${id}`, { fields: { summary: 'No' } }),
    call(stage.site, addon, 'POST', `${V3}/issue/${id}/comment`, { body: doc('No.') }),
    call(stage.site, addon, 'POST', `${V3}/issue/${id}/transitions`, { transition: { id: '21' } }),
    call(stage.site, addon, 'DELETE', `${V3}/issue/${id}`),
  ]);
  expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
  expect(text(list(refused[0]?.body.errorMessages)[0])).toContain('archived');
  await control('POST', `/issues/${key}/archive`, { archived: false });
  expect((await call(stage.site, addon, 'PUT', `${V3}/issue/${id}`, { fields: { summary: 'Yes' } })).status).toBe(204);
});

test('a data security policy hides the issues of a project from the app and nothing of the project', async () => {
  const { id } = await createBug(stage.site, { project: { key: 'OPS' }, issuetype: { name: 'Incident' } });
  const told = addon.webhooks().length;
  await control('PUT', '/settings', { blockedProjects: ['OPS'] });
  expect((await get(`/issue/${id}`)).status).toBe(404);
  expect((await get('/project/OPS')).status).toBe(200);
  expect((await get('/project/OPS/securitylevel')).status).toBe(403);
  expect((await get('/data-policy')).status).toBe(403);
  const search = await call(stage.site, addon, 'POST', `${V3}/search/jql`, { jql: 'project = OPS', fields: ['id'] });
  expect(search.body.issues).toEqual([]);
  await call(stage.site, alice(), 'PUT', `${V3}/issue/${id}`, { fields: { summary: 'Unheard' } });
  await control('PUT', '/settings', { blockedProjects: [] });
  expect((await get(`/issue/${id}`)).status).toBe(200);
  expect(addon.webhooks('jira:issue_updated').filter(({ body }) => body.issue?.id === (id as unknown))).toEqual([]);
  expect(addon.webhooks().length).toBeGreaterThanOrEqual(told);
});

test('the properties of a comment tell one that is hidden from one that is deleted', async () => {
  const { id } = await createBug(stage.site);
  const user = stage.site.users.find(({ displayName }) => displayName === 'Alice Abernathy')?.id;
  await control('POST', '/groups/managers/members', { user });
  const visibility = { type: 'group', value: 'managers' };
  const body = { body: doc('Among us.'), visibility };
  const comment = (await call(stage.site, alice(), 'POST', `${V3}/issue/${id}/comment`, body)).body;
  expect((await get(`/issue/${id}/comment/${text(comment.id)}`)).status).toBe(404);
  expect((await get(`/comment/${text(comment.id)}/properties`)).status).toBe(403);
  expect((await get('/comment/99999999/properties')).status).toBe(404);
});

test('ceilings can be set low', async () => {
  const { id } = await createBug(stage.site);
  await control('PUT', '/settings', { ceilings: { comments: 1 } });
  const add = () => call(stage.site, addon, 'POST', `${V3}/issue/${id}/comment`, { body: doc('Again.') });
  expect((await add()).status).toBe(201);
  expect((await add()).status).toBe(413);
  await control('PUT', '/settings', { ceilings: { comments: 5_000 } });
  expect((await add()).status).toBe(201);
});

import { status, useSetting } from './setting';

const setting = useSetting();
const SEARCH = '/rest/api/3/search/jql';
const CHECK = '/rest/api/3/permissions/check';

const issue = (id: number) => ({
  id: String(id),
  key: `SUP-${id}`,
  fields: { summary: `Printer ${id}`, issuetype: { id: '1', name: 'Bug' }, status: status('Open', 'new') },
});
const line = (id: number) => ({
  id: String(id),
  key: `SUP-${id}`,
  summary: `Printer ${id}`,
  type: 'Bug',
  status: 'Open',
});

const allow = (ids: readonly number[]): void =>
  setting.host.on('POST', CHECK, {
    json: { globalPermissions: [], projectPermissions: [{ permission: 'BROWSE_PROJECTS', issues: ids, projects: [] }] },
  });
const find = (ids: readonly number[]): void =>
  setting.host.on('POST', SEARCH, { json: { issues: ids.map(issue), isLast: true } });
const asked = (): unknown[] => setting.host.seen.filter(({ path }) => path === SEARCH).map(({ body }) => body);

test.each<[string, string, string | null, string]>([
  ['words, the last one not finished', 'printer on fi', null, 'summary ~ "printer on fi*" ORDER BY updated DESC'],
  ['words in a project', 'fire', 'SUP', 'project = "SUP" AND summary ~ "fire*" ORDER BY updated DESC'],
  ['nothing', ' ', null, 'updated >= -90d ORDER BY updated DESC'],
  ['nothing, in a project', '', 'SUP', 'project = "SUP" ORDER BY updated DESC'],
  ['signs that are operators', '"a" OR (b: ~c*) \\\\', null, 'summary ~ "a or b c*" ORDER BY updated DESC'],
  ['a project that is none', 'x', 'A" OR "B', 'project = "A\\" OR \\"B" AND summary ~ "x*" ORDER BY updated DESC'],
])('finds by %s', async (_name, query, projectKey, jql) => {
  find([1]);
  allow([1]);
  const site = await setting.site();
  expect(await site.pickIssues('ann', { query, projectKey }, 20)).toEqual([line(1)]);
  expect(asked()).toEqual([{ jql, fields: ['summary', 'issuetype', 'status'], maxResults: 20 }]);
});

test('the issue that the key names comes first, and once', async () => {
  setting.host.on('GET', '/rest/api/3/issue/SUP-7', { json: issue(7) });
  find([8, 7]);
  allow([7, 8]);
  const site = await setting.site();
  expect(await site.pickIssues('ann', { query: 'sup-7', projectKey: null }, 20)).toEqual([line(7), line(8)]);
  expect(await site.pickIssues('ann', { query: '7', projectKey: 'SUP' }, 1)).toEqual([line(7)]);
});

test('a key of no issue, or of another project, is words', async () => {
  setting.host.on('GET', '/rest/api/3/issue/SUP-9', { status: 404, json: { errorMessages: ['No.'] } });
  find([]);
  const site = await setting.site();
  expect(await site.pickIssues('ann', { query: 'SUP-9', projectKey: null }, 20)).toEqual([]);
  expect(await site.pickIssues('ann', { query: 'SUP-9', projectKey: 'OTHER' }, 20)).toEqual([]);
  expect(setting.host.calls()).toEqual(['GET /rest/api/3/issue/SUP-9', `POST ${SEARCH}`, `POST ${SEARCH}`]);
});

test('a project that is not there has no issues', async () => {
  setting.host.on('POST', SEARCH, { status: 400, json: { errorMessages: ['No such project.'] } });
  const site = await setting.site();
  expect(await site.pickIssues('ann', { query: '', projectKey: 'NOPE' }, 20)).toEqual([]);
});

test('what this person may not browse is not shown', async () => {
  find([1, 2, 3]);
  allow([3]);
  const site = await setting.site();
  expect(await site.pickIssues('ann', { query: 'printer', projectKey: null }, 20)).toEqual([line(3)]);
  expect(setting.host.seen.at(-1)?.body).toEqual({
    accountId: 'ann',
    projectPermissions: [{ permissions: ['BROWSE_PROJECTS'], issues: [1, 2, 3] }],
  });
});

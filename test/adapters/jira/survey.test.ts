import { failureOf, useSetting } from './setting';

const setting = useSetting();

interface Extra {
  readonly fields?: object;
  readonly properties?: object;
}
const issue = (id: number, { fields = {}, properties }: Extra = {}) => ({
  id: String(id),
  key: `SUP-${id}`,
  fields: { issuetype: { id: '1', name: 'Bug' }, project: { id: '100', key: 'SUP' }, security: null, ...fields },
  ...(properties === undefined ? {} : { properties }),
});
const FINDING = { projectKey: 'SUP', issueType: 'Bug', secured: false, createdFor: null, text: '' };

test('a page of issues, with the words of a field, their security and their mark', async () => {
  setting.host.on('POST', '/rest/api/3/search/jql', ({ body }) => {
    const { nextPageToken } = body as { nextPageToken?: string };
    return nextPageToken === undefined
      ? { json: { issues: [issue(1, { fields: { customfield_1: 'see ACM-7' } })], nextPageToken: 'more' } }
      : {
          json: {
            issues: [
              issue(2, {
                fields: { customfield_1: ['ACM-8', 'x'], security: { id: '1', name: 'Board' } },
                properties: { 'accord.link': { link: 'link-9', side: 'master' } },
              }),
            ],
          },
        };
  });
  const site = await setting.site();
  const page = { field: 'customfield_1', limit: 100 };
  const first = await site.survey('project = SUP', { ...page, after: null });
  expect(first).toEqual({ found: [{ id: '1', key: 'SUP-1', ...FINDING, text: 'see ACM-7' }], next: 'more' });
  expect(await site.survey('project = SUP', { ...page, after: first.next })).toEqual({
    found: [{ id: '2', key: 'SUP-2', ...FINDING, secured: true, createdFor: 'link-9', text: 'ACM-8 x' }],
    next: null,
  });
});

test('many issues by id or key, a hundred at a time', async () => {
  setting.host.on('POST', '/rest/api/3/issue/bulkfetch', ({ body }) => {
    const { issueIdsOrKeys } = body as { issueIdsOrKeys: string[] };
    const numbers = issueIdsOrKeys.map((each) => Number(each.replace('SUP-', '')));
    return { json: { issues: numbers.filter((id) => id !== 5).map((id) => issue(id)), issueErrors: [] } };
  });
  const site = await setting.site();
  const keys = Array.from({ length: 150 }, (_, index) => `SUP-${index + 1}`);
  const found = await site.findIssues([...keys, '7', 'no issue', '../x']);
  expect(setting.host.calls()).toHaveLength(2);
  expect(found.size).toBe(150);
  expect(found.get('SUP-5')).toBeUndefined();
  expect(found.get('7')).toEqual({ id: '7', key: 'SUP-7', ...FINDING });
});

test('an issue that moved is found by its old key', async () => {
  const moved = { ...issue(3), key: 'NEW-1' };
  setting.host.on('POST', '/rest/api/3/issue/bulkfetch', { json: { issues: [issue(1), moved], issueErrors: [] } });
  setting.host.on('GET', '/rest/api/3/issue/SUP-3', { json: moved });
  setting.host.on('GET', '/rest/api/3/issue/SUP-4', { status: 404, json: { errorMessages: ['No.'] } });
  const site = await setting.site();
  const found = await site.findIssues(['SUP-1', 'SUP-3', 'SUP-4']);
  expect([...found].map(([asked, { key }]) => [asked, key])).toEqual([
    ['SUP-1', 'SUP-1'],
    ['SUP-3', 'NEW-1'],
  ]);
});

test('which of many match a JQL, and about how many there are', async () => {
  setting.host.on('POST', '/rest/api/3/jql/match', ({ body }) => {
    const { jqls, issueIds } = body as { jqls: string[]; issueIds: number[] };
    const errors = jqls[0] === 'bad' ? ['No field.'] : [];
    return { json: { matches: [{ matchedIssues: issueIds.filter((id) => id % 2 === 0), errors }] } };
  });
  setting.host.on('POST', '/rest/api/3/search/approximate-count', { json: { count: 153 } });
  const site = await setting.site();
  expect(await site.matching(['1', '2', '4', '4'], 'labels = a')).toEqual(['2', '4']);
  expect(await site.matching([], 'labels = a')).toEqual([]);
  expect(await failureOf(site.matching(['1'], 'bad'))).toMatchObject({ kind: 'rejected' });
  expect(await site.countIssues('project = SUP')).toBe(153);
});

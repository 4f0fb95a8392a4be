import { type EnsureAttachment, type EnsureIssue, type Operation } from '../../../src/core/model';
import { context, doc, failureOf, LINK, useSetting } from './setting';

const setting = useSetting();
const SEARCH = '/rest/api/3/search/jql';

const head = (id: number) => ({
  id: String(id),
  key: `SUP-${id}`,
  fields: {
    created: '2026-11-20T10:00:00.000+0000',
    updated: '2026-11-21T10:00:00.000+0000',
    issuetype: { id: '1', name: 'Bug' },
    project: { id: '100', key: 'SUP' },
  },
});
describe('search', () => {
  beforeEach(() => {
    setting.host.on('POST', SEARCH, ({ body }) => {
      const { nextPageToken, maxResults } = body as { nextPageToken?: string; maxResults: number };
      const start = Number(nextPageToken ?? 0);
      const ids = Array.from({ length: Math.min(maxResults, 2, 5 - start) }, (_, index) => start + index);
      const end = start + ids.length;
      return { json: { issues: ids.map(head), ...(end < 5 ? { nextPageToken: String(end) } : { isLast: true }) } };
    });
  });

  test('gives a page, and what is next', async () => {
    const site = await setting.site();
    const first = await site.heads('project = SUP', { limit: 100, after: null });
    expect([first.heads.map(({ id }) => id), first.next]).toEqual([['0', '1'], '2']);
    const last = await site.heads('project = SUP', { limit: 100, after: '4' });
    expect([last.heads.map(({ id }) => id), last.next]).toEqual([['4'], null]);
    expect(setting.host.seen[0]?.body).toEqual({
      jql: 'project = SUP',
      fields: ['created', 'updated', 'issuetype', 'project'],
      maxResults: 100,
    });
  });
});

test('heads of issues by id: a hundred in a call, and what is not seen is left out', async () => {
  setting.host.on('POST', '/rest/api/3/issue/bulkfetch', ({ body }) => {
    const { issueIdsOrKeys } = body as { issueIdsOrKeys: readonly string[] };
    return { json: { issues: issueIdsOrKeys.filter((id) => id !== '7').map((id) => head(Number(id))) } };
  });
  const site = await setting.site();
  const found = await site.headsOf(Array.from({ length: 150 }, (_, index) => String(index)));
  expect(found.size).toBe(149);
  expect(found.get('149')?.updated).toBe('2026-11-21T10:00:00.000Z');
  expect(setting.host.calls()).toEqual(['POST /rest/api/3/issue/bulkfetch', 'POST /rest/api/3/issue/bulkfetch']);
});

test('an issue is found by id or key, or not at all', async () => {
  setting.host.on('GET', '/rest/api/3/issue/SUP-7', { json: head(7) });
  setting.host.on('GET', '/rest/api/3/issue/8', { status: 404, json: { errorMessages: ['No.'] } });
  const site = await setting.site();
  expect(await site.findIssue('SUP-7')).toEqual({
    id: '7',
    key: 'SUP-7',
    created: '2026-11-20T10:00:00.000Z',
    updated: '2026-11-21T10:00:00.000Z',
    issueType: 'Bug',
    projectKey: 'SUP',
  });
  expect(await site.findIssue('8')).toBeNull();
  expect(await site.findIssue('../myself')).toBeNull();
  expect(setting.host.calls()).toHaveLength(2);
});

test('whether an issue matches a JQL', async () => {
  setting.host.on('POST', '/rest/api/3/jql/match', ({ body }) => {
    const { jqls, issueIds } = body as { jqls: string[]; issueIds: number[] };
    const [jql = ''] = jqls;
    return {
      json: { matches: [{ matchedIssues: jql === 'yes' ? issueIds : [], errors: jql === 'bad' ? ['No field.'] : [] }] },
    };
  });
  const site = await setting.site();
  expect([await site.matchesJql('10001', 'yes'), await site.matchesJql('10001', 'no')]).toEqual([true, false]);
  expect(await failureOf(site.matchesJql('10001', 'bad'))).toMatchObject({
    kind: 'rejected',
    detail: expect.stringContaining('No field.') as string,
  });
});

test('what is wrong with a JQL, in Jira’s words', async () => {
  setting.host.on('POST', '/rest/api/3/jql/parse', ({ body }) => ({
    json: {
      queries: (body as { queries: string[] }).queries.map((query) => ({
        query,
        ...(query === 'x' ? { errors: ['Bad.'] } : {}),
      })),
    },
  }));
  const site = await setting.site();
  expect([await site.checkJql('x'), await site.checkJql('project = SUP')]).toEqual([['Bad.'], []]);
});

test('status changes since a time, oldest first, over all pages', async () => {
  const entry = (day: number, items: readonly object[]) => ({
    id: String(day),
    created: `2026-11-${day}T10:00:00.000+0000`,
    items,
  });
  const moved = (fromString: string, toString: string) => ({
    field: 'status',
    fieldId: 'status',
    from: '1',
    to: '2',
    fromString,
    toString,
  });
  const all = [
    entry(10, [moved('Open', 'In Progress')]),
    entry(12, [{ field: 'labels', fieldId: 'labels', fromString: '', toString: 'a' }, moved('In Progress', 'Review')]),
    entry(14, [moved('Review', 'Done')]),
  ];
  setting.host.on('GET', '/rest/api/3/issue/10001/changelog', ({ query }) => {
    const startAt = Number(query.get('startAt'));
    return { json: { values: all.slice(startAt, startAt + 2), startAt, total: all.length } };
  });
  const site = await setting.site();
  expect(await site.statusHistory('10001', '2026-11-12T00:00:00.000Z')).toEqual([
    { from: 'In Progress', to: 'Review', at: '2026-11-12T10:00:00.000Z' },
    { from: 'Review', to: 'Done', at: '2026-11-14T10:00:00.000Z' },
  ]);
});

describe('described requests', () => {
  const side = 'provider';
  const field = {
    facet: 'field:Title',
    fieldId: 'summary',
    source: null,
    pendingMedia: [],
    excerpt: false,
    mode: 'set',
    value: { kind: 'text', text: 'New' },
  } as const;
  const issue: EnsureIssue = {
    id: 'o',
    side,
    kind: 'ensureIssue',
    project: 'SUP',
    issueType: 'Bug',
    fields: [field],
    lookFirst: true,
  };
  const file: EnsureAttachment = {
    id: 'o',
    side,
    kind: 'ensureAttachment',
    issueId: '10001',
    facet: 'attachment:master:31',
    name: 'a.txt',
    mimeType: 'text/plain',
    from: { attachmentId: '31', bytes: 5 },
    lookFirst: false,
  };
  const comment = {
    id: 'o',
    side,
    kind: 'ensureComment',
    issueId: '10001',
    facet: 'comment:master:5',
    sourceCommentId: '5',
    source: { print: 'p', elements: null },
    body: doc('hello'),
    internal: false,
    visibility: null,
    pendingMedia: [],
    lookFirst: false,
  } as const;

  test.each<[string, Operation, readonly string[]]>([
    ['a new issue', issue, ['POST /rest/api/3/search/jql', 'POST /rest/api/3/issue']],
    [
      'fields',
      { id: 'o', side, kind: 'setFields', issueId: '10001', fields: [field] },
      ['PUT /rest/api/3/issue/10001?notifyUsers=false&returnIssue=true'],
    ],
    ['no field that can be sent', { id: 'o', side, kind: 'setFields', issueId: '10001', fields: [] }, []],
    ['a comment', { ...comment, commentId: null }, ['POST /rest/api/3/issue/10001/comment']],
    [
      'an edited comment',
      { ...comment, commentId: '70' },
      ['PUT /rest/api/3/issue/10001/comment/70?notifyUsers=false'],
    ],
    ['a file', file, ['POST /rest/api/3/issue/10001/attachments']],
    [
      'a removal',
      { id: 'o', side, kind: 'removeIssue', issueId: '10001' },
      ['DELETE /rest/api/3/issue/10001?deleteSubtasks=false'],
    ],
  ])('of %s, without a call', async (_name, operation, expected) => {
    const site = await setting.site();
    const described = await site.describe(operation, context(site));
    expect(described.map(({ method, path }) => `${method} ${path}`)).toEqual(expected);
    expect(setting.host.calls()).toEqual([]);
  });

  test('are the very requests that are sent', async () => {
    setting.host.on('POST', '/rest/api/3/issue/10001/comment', {
      json: { id: '70', body: doc('hello'), created: '2026-11-20T10:00:00.000+0000' },
    });
    const site = await setting.site();
    const operation = { ...comment, commentId: null };
    const [described] = await site.describe(operation, context(site));
    await site.perform(operation, context(site));
    expect(setting.host.seen[0]).toMatchObject({
      method: described?.method,
      target: described?.path,
      body: described?.body,
    });
    expect(described?.body).toMatchObject({ properties: [{ value: { link: LINK } }] });
  });

  test('say what is left out and why', async () => {
    const site = await setting.site();
    const unknown = { ...field, fieldId: 'customfield_9' };
    const [described] = await site.describe(
      { id: 'o', side, kind: 'setFields', issueId: '10001', fields: [field, unknown] },
      context(site),
    );
    expect(described?.note).toBe('customfield_9 is left out: The site has no field "customfield_9" any more.');
  });
});

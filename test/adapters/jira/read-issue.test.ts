import { commentJson, doc, failureOf, issueJson, OWN, status, useSetting, want } from './setting';
import { type SideState, type Snapshot } from '../../../src/core/model';

const setting = useSetting();
const ISSUE = '/rest/api/3/issue/10001';

const present = (state: SideState): Snapshot => {
  if (state.state !== 'present') throw new Error(`The issue is ${state.state}.`);
  return state.snapshot;
};

test('fields, comments and attachments come in one call', async () => {
  setting.host.on('GET', ISSUE, {
    json: issueJson(
      {
        labels: ['b', 'a'],
        description: doc('It burns.'),
        priority: null,
        security: { id: '9', name: 'Staff' },
        status: status('In Progress', 'indeterminate'),
        comment: {
          comments: [
            commentJson('1', 'ann'),
            commentJson('2', 'bob', { jsdPublic: false, visibility: { type: 'role', value: 'Staff' } }),
          ],
          total: 2,
        },
        attachment: [
          {
            id: 31,
            filename: 'a.png',
            size: 12,
            mimeType: 'image/png',
            created: '2026-11-20T10:00:00.000+0000',
            author: { accountId: 'ann' },
          },
          { id: '32', filename: 'b.txt', size: 3, created: '2026-11-20T10:00:00.000+0000', author: null },
        ],
      },
      { 'accord.link': { link: 'l-1', side: 'provider' } },
    ),
  });
  const site = await setting.site();
  const fieldIds = ['summary', 'labels', 'description', 'priority', 'customfield_1'];
  const snapshot = present(
    await site.readIssue(
      '10001',
      want({ fieldIds, comments: true, attachments: true, knownAttachments: { 31: 'l-1' } }),
    ),
  );
  expect(setting.host.calls()).toEqual([`GET ${ISSUE}`]);
  const { query } = setting.host.seen[0] ?? { query: new URLSearchParams() };
  expect(query.get('fields')?.split(',').sort()).toEqual(
    [...fieldIds, 'status', 'issuetype', 'project', 'created', 'updated', 'security', 'comment', 'attachment'].sort(),
  );
  expect(query.get('properties')).toBe('accord.link');
  expect(snapshot).toMatchObject({
    issueId: '10001',
    key: 'SUP-1',
    projectKey: 'SUP',
    issueType: 'Bug',
    status: { name: 'In Progress', category: 'indeterminate' },
    created: '2026-11-20T09:00:00.000Z',
    secured: true,
    createdFor: 'l-1',
    matchesJql: true,
    fields: {
      summary: { kind: 'text', text: 'Printer on fire' },
      description: { kind: 'richText', doc: doc('It burns.') },
      priority: { kind: 'empty' },
    },
    comments: [
      {
        id: '1',
        author: { accountId: 'ann' },
        body: doc('comment 1'),
        internal: false,
        restricted: false,
        marked: null,
        writtenFor: null,
      },
      { id: '2', internal: true, restricted: true },
    ],
    attachments: [
      { id: '31', name: 'a.png', bytes: 12, writtenFor: 'l-1', mediaId: null },
      { id: '32', mimeType: 'application/octet-stream', author: { name: 'Former user' }, writtenFor: null },
    ],
  });
  expect(Object.keys(snapshot.fields)).not.toContain('customfield_1');
});

test('a list of comments that is not whole is read page by page, each comment once', async () => {
  const many = Array.from({ length: 130 }, (_, index) => commentJson(String(index + 1), 'ann'));
  setting.host.on('GET', ISSUE, { json: issueJson({ comment: { comments: many.slice(0, 50), total: 130 } }) });
  setting.host.on('GET', `${ISSUE}/comment`, ({ query }) => {
    const startAt = Number(query.get('startAt'));
    // One comment shifts back between the pages.
    const shifted = startAt === 0 ? many.slice(0, 100) : many.slice(startAt - 1);
    return { json: { comments: shifted, startAt, total: 131 } };
  });
  const site = await setting.site();
  const { comments } = present(await site.readIssue('10001', want({ comments: true })));
  expect(comments.map(({ id }) => id)).toEqual(many.map((_, index) => String(index + 1)));
  expect(setting.host.calls()).toHaveLength(3);
});

describe('marks of comments', () => {
  const own = [commentJson('1', OWN), commentJson('2', OWN), commentJson('3', 'ann'), commentJson('4', OWN)];
  const listed = (ids: readonly number[]) => ({
    values: ids.map((id) => ({
      ...commentJson(String(id), OWN),
      properties: [
        ...(id === 2 ? [{ key: 'accord.comment', value: { link: 'l-1', mirrors: '77' } }] : []),
        ...(id === 3 ? [{ key: 'accord.share', value: { shared: true } }] : []),
      ],
    })),
  });

  beforeEach(() => {
    setting.host.on('GET', ISSUE, { json: issueJson({ comment: { comments: own, total: own.length } }) });
    setting.host.on('POST', '/rest/api/3/comment/list', ({ body }) => ({
      json: listed((body as { ids: number[] }).ids),
    }));
  });

  test('only our own account’s unknown comments are asked, and those without a mark only once', async () => {
    const site = await setting.site();
    const asked = want({ comments: true, knownComments: { 1: { linkId: 'l-0', mirrors: '70' } } });
    const first = present(await site.readIssue('10001', asked));
    expect(first.comments.map(({ writtenFor, mirrors }) => [writtenFor, mirrors])).toEqual([
      ['l-0', '70'],
      ['l-1', '77'],
      [null, null],
      [null, null],
    ]);
    await site.readIssue('10001', {
      ...asked,
      knownComments: { ...asked.knownComments, 2: { linkId: 'l-1', mirrors: '77' } },
    });
    expect(setting.host.seen.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
      { ids: [2, 4] },
    ]);
  });

  test('with share marks wanted, every comment is asked', async () => {
    const site = await setting.site();
    const { comments } = present(await site.readIssue('10001', want({ comments: true, commentMarks: true })));
    expect(comments.map(({ marked }) => marked)).toEqual([false, false, true, false]);
    expect(setting.host.seen.at(-1)?.body).toEqual({ ids: [1, 2, 3, 4] });
  });
});

describe('an issue that is not there', () => {
  const missing = {
    status: 404,
    json: { errorMessages: ['Issue does not exist or you do not have permission to see it.'], errors: {} },
  };

  test('404 is deleted', async () => {
    setting.host.on('GET', ISSUE, missing);
    const site = await setting.site();
    expect(await site.readIssue('10001', want())).toEqual({ state: 'gone', why: 'deleted' });
  });

  test('403 is hidden', async () => {
    setting.host.on('GET', ISSUE, { status: 403, json: {} });
    const site = await setting.site();
    expect(await site.readIssue('10001', want())).toEqual({ state: 'gone', why: 'hidden' });
  });

  test.each([
    ['hidden when its project is not to be seen either', missing, 'hidden'],
    ['deleted when its project is still there', { json: { id: '100', key: 'SUP', name: 'Support' } }, 'deleted'],
  ])('404 is %s', async (_name, project, why) => {
    setting.host.on('GET', ISSUE, (_seen, times) => (times === 1 ? { json: issueJson() } : missing));
    setting.host.on('GET', '/rest/api/3/project/SUP', project);
    const site = await setting.site();
    present(await site.readIssue('10001', want()));
    expect(await site.readIssue('10001', want())).toEqual({ state: 'gone', why });
  });

  test('a page of a suspended site is an outage', async () => {
    setting.host.on('GET', ISSUE, { status: 404, headers: { 'content-type': 'text/html' }, text: '<html>' });
    const site = await setting.site({ inlineWaitMs: 10 });
    expect(await failureOf(site.readIssue('10001', want()))).toMatchObject({ kind: 'unavailable' });
  });
});

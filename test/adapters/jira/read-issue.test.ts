import { commentJson, doc, failureOf, issueJson, OWN, status, useSetting, want } from './setting';
import { type SideState, type Snapshot } from '../../../src/core/model';

const setting = useSetting();
const ISSUE = '/rest/api/3/issue/10001';

const present = (state: SideState): Snapshot => {
  if (state.state !== 'present') throw new Error(`The issue is ${state.state}.`);
  return state.snapshot;
};

describe('the history of an issue', () => {
  const entry = (id: number, author: string, item: object, created = '2026-11-20T10:00:00.000+0000') => ({
    id: String(id),
    author: { accountId: author },
    created,
    items: [item],
  });
  const moved = { field: 'status', fieldId: 'status', from: '1', fromString: 'Open', to: '3', toString: 'Done' };
  const linked = { field: 'Fix Version', from: null, fromString: null, to: '7', toString: '2.0' };
  const items = [
    { fieldId: 'status', from: { id: '1', text: 'Open' }, to: { id: '3', text: 'Done' }, own: false },
    { fieldId: 'fixVersions', from: { id: null, text: null }, to: { id: '7', text: '2.0' }, own: true },
  ];

  test('comes with the issue, and is put into order', async () => {
    const changelog = { total: 2, histories: [entry(12, OWN, linked), entry(11, 'ann', moved)] };
    setting.host.on('GET', ISSUE, { json: { ...issueJson({}), changelog } });
    const site = await setting.site();
    expect(present(await site.readIssue('10001', want({ history: true }))).history).toEqual(items);
    expect(setting.host.seen[0]?.query.get('expand')).toBe('changelog');
    expect(setting.host.calls()).toEqual([`GET ${ISSUE}`]);
  });

  test.each([
    ['some of it came', { total: 101, histories: [] }],
    ['nothing of it came', undefined],
  ])('%s: it is asked for', async (_name, changelog) => {
    setting.host.on('GET', ISSUE, { json: { ...issueJson({}), ...(changelog && { changelog }) } });
    const values = [entry(11, 'ann', moved), entry(12, OWN, linked)];
    setting.host.on('GET', `${ISSUE}/changelog`, {
      json: { startAt: 0, maxResults: 100, total: 2, isLast: true, values },
    });
    const site = await setting.site();
    expect(present(await site.readIssue('10001', want({ history: true }))).history).toEqual(items);
  });
});

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

describe('a comment that is not in the list any more', () => {
  const properties = (id: string): string => `/rest/api/3/comment/${id}/properties`;
  const missing = { status: 404, json: { errorMessages: ['Can not find a comment.'], errors: {} } };

  beforeEach(() => {
    const comments = [commentJson('1', 'ann')];
    setting.host.on('GET', ISSUE, { json: issueJson({ comment: { comments, total: 1 } }) });
    setting.host.on('GET', properties('2'), missing);
    setting.host.on('GET', properties('3'), { status: 403, json: {} });
    setting.host.on('GET', properties('4'), { json: { keys: [] } });
  });

  const read = { comments: true, sentComments: ['1', '2', '3', '4'] };

  test('is deleted where Jira knows no such comment, and hidden where it is not for us', async () => {
    const snapshot = present(await (await setting.site()).readIssue('10001', want(read)));
    expect(snapshot.comments.map(({ id }) => id)).toEqual(['1']);
    expect(snapshot.hiddenComments).toEqual(['3', '4']);
  });

  test('one that is hidden is asked about again only after a while', async () => {
    const site = await setting.site();
    const asked = () => setting.host.calls().filter((call) => call === `GET ${properties('3')}`).length;
    await site.readIssue('10001', want(read));
    await site.readIssue('10001', want(read));
    expect(asked()).toBe(1);
    setting.pass(3_600_001);
    setting.host.on('GET', properties('3'), missing);
    expect(present(await site.readIssue('10001', want(read))).hiddenComments).toEqual(['4']);
  });

  test('nothing is asked while all of them are there', async () => {
    await (await setting.site()).readIssue('10001', want({ comments: true, sentComments: ['1'] }));
    expect(setting.host.calls()).toEqual([`GET ${ISSUE}`]);
  });
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

  const PROJECT = '/rest/api/3/project/SUP';
  const project = { json: { id: '100', key: 'SUP', name: 'Support', style: 'classic', simplified: false } };
  const SCHEME = `${PROJECT}/issuesecuritylevelscheme`;
  const LEVELS = `${PROJECT}/securitylevel`;
  const SEARCH = '/rest/api/3/search/jql';
  const noScheme = { status: 404, json: { errorMessages: ['There is no issue security scheme.'], errors: {} } };
  const scheme = {
    json: { id: 10000, name: 'Staff', description: '', levels: [{ id: '9', name: 'Staff', description: '' }] },
  };
  const lastSeen = { lastKey: 'SUP-1' };

  /** Everything that speaks for a deletion; a test takes one thing away. */
  const deletedThere = (): void => {
    setting.host.on('GET', ISSUE, missing);
    setting.host.on('GET', PROJECT, project);
    setting.host.on('GET', SCHEME, noScheme);
    setting.host.on('POST', SEARCH, { json: { issues: [{ id: '10002' }], isLast: true } });
  };

  const readGone = async (more: Parameters<typeof want>[0] = lastSeen): Promise<SideState> =>
    (await setting.site()).readIssue('10001', want(more));

  test('deleted: its project is seen, nothing in it can hide an issue, and it is still missing at the end', async () => {
    deletedThere();
    expect(await readGone()).toEqual({ state: 'gone', why: 'deleted' });
    expect(setting.host.calls()).toEqual([
      `GET ${ISSUE}`,
      `GET ${PROJECT}`,
      `GET ${SCHEME}`,
      `POST ${SEARCH}`,
      `GET ${ISSUE}`,
    ]);
  });

  test('a scheme without levels hides nothing', async () => {
    deletedThere();
    setting.host.on('GET', SCHEME, { json: { id: 10000, name: 'Staff', description: '', levels: [] } });
    expect(await readGone()).toEqual({ state: 'gone', why: 'deleted' });
  });

  test('a project without another issue: its levels are readable, so no policy keeps Accord out', async () => {
    deletedThere();
    setting.host.on('POST', SEARCH, { json: { issues: [], isLast: true } });
    setting.host.on('GET', LEVELS, { json: { levels: [] } });
    expect(await readGone()).toEqual({ state: 'gone', why: 'deleted' });
  });

  test('seen after all, where the first answer was wrong', async () => {
    deletedThere();
    setting.host.on('GET', ISSUE, (_seen, times) => (times === 1 ? missing : { json: issueJson() }));
    expect(present(await readGone())).toMatchObject({ issueId: '10001' });
  });

  test('403 is hidden', async () => {
    setting.host.on('GET', ISSUE, { status: 403, json: {} });
    expect(await readGone()).toEqual({ state: 'gone', why: 'hidden', by: 'permission' });
  });

  test.each<[string, () => void, string]>([
    ['project: it is not seen either', () => setting.host.on('GET', PROJECT, missing), 'project'],
    ['level: its project has security levels', () => setting.host.on('GET', SCHEME, scheme), 'level'],
    [
      'level: Accord may not ask whether its project has levels',
      () => setting.host.on('GET', SCHEME, { status: 403, json: {} }),
      'level',
    ],
    [
      'level: issues of a team-managed project can be restricted one by one',
      () => setting.host.on('GET', PROJECT, { json: { ...project.json, style: 'next-gen', simplified: true } }),
      'level',
    ],
    [
      'policy: no issue of the project is seen, and nothing of it can be read',
      () => {
        setting.host.on('POST', SEARCH, { json: { issues: [], isLast: true } });
        setting.host.on('GET', LEVELS, { status: 403, json: {} });
      },
      'policy',
    ],
    [
      'policy: Jira says so',
      () =>
        setting.host.on('GET', ISSUE, {
          status: 403,
          json: { errorMessages: ['The app is blocked by a data security policy.'], errors: {} },
        }),
      'policy',
    ],
    [
      'archived: Jira says so',
      () =>
        setting.host.on('GET', ISSUE, {
          status: 404,
          json: { errorMessages: ['The issue is archived.'], errors: {} },
        }),
      'archived',
    ],
  ])('hidden by %s', async (_name, arrange, by) => {
    deletedThere();
    arrange();
    expect(await readGone()).toEqual({ state: 'gone', why: 'hidden', by });
  });

  test('hidden where nobody knows in which project it was', async () => {
    setting.host.on('GET', ISSUE, missing);
    expect(await readGone({ lastKey: null })).toEqual({ state: 'gone', why: 'hidden', by: 'project' });
  });

  test('the project is the one in which it was seen last, and it was seen there in another process', async () => {
    deletedThere();
    setting.host.on('GET', '/rest/api/3/project/OPS', missing);
    expect(await readGone({ lastKey: 'OPS-7' })).toEqual({ state: 'gone', why: 'hidden', by: 'project' });
  });

  test('a page of a suspended site is an outage', async () => {
    setting.host.on('GET', ISSUE, { status: 404, headers: { 'content-type': 'text/html' }, text: '<html>' });
    const site = await setting.site({ inlineWaitMs: 10 });
    expect(await failureOf(site.readIssue('10001', want()))).toMatchObject({ kind: 'unavailable' });
  });
});

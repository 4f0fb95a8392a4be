import { type AdfDoc, type EnsureComment, type Operation } from '../../../src/core/model';
import { commentJson, context, doc, failureOf, LINK, OWN, useSetting } from './setting';

const setting = useSetting();
const COMMENTS = '/rest/api/3/issue/10001/comment';

const comment = (patch: Partial<EnsureComment> = {}): EnsureComment => ({
  id: 'o1',
  side: 'provider',
  kind: 'ensureComment',
  issueId: '10001',
  facet: 'comment:master:5',
  commentId: null,
  sourceCommentId: '5',
  source: { print: 'p', elements: null },
  body: doc('hello'),
  internal: false,
  visibility: null,
  pendingMedia: [],
  lookFirst: false,
  ...patch,
});
const answer = { status: 201, json: commentJson('70', OWN, { body: doc('hello, as Jira keeps it') }) };

test('a new comment carries its mark', async () => {
  setting.host.on('POST', COMMENTS, answer);
  const site = await setting.site();
  expect(await site.perform(comment(), context(site))).toEqual({
    kind: 'comment',
    commentId: '70',
    body: doc('hello, as Jira keeps it'),
  });
  expect(setting.host.seen[0]?.body).toEqual({
    body: doc('hello'),
    properties: [{ key: 'accord.comment', value: { link: LINK, mirrors: '5' } }],
  });
});

test('an internal, restricted comment is so from the first moment', async () => {
  setting.host.on('POST', COMMENTS, answer);
  const site = await setting.site();
  await site.perform(comment({ internal: true, visibility: { type: 'role', value: 'Staff' } }), context(site));
  expect(setting.host.seen[0]?.body).toMatchObject({
    visibility: { type: 'role', value: 'Staff' },
    properties: [{ key: 'accord.comment' }, { key: 'sd.public.comment', value: { internal: true } }],
  });
});

test('an edit sends no properties, because a list of them could make an internal note public', async () => {
  setting.host.on('PUT', `${COMMENTS}/70`, answer);
  const site = await setting.site();
  const visibility = { type: 'group', value: 'staff' } as const;
  await site.perform(comment({ commentId: '70', internal: true, visibility }), context(site));
  expect(setting.host.seen[0]?.body).toEqual({ body: doc('hello'), visibility });
});

test('an edit asks Jira to mail nobody, and goes without that where the app may not ask', async () => {
  const refused = { status: 403, json: { errorMessages: ['To discard the user notification …'] } };
  setting.host.on('PUT', `${COMMENTS}/70`, ({ target }) => (target.includes('notifyUsers=false') ? refused : answer));
  const site = await setting.site();
  await site.perform(comment({ commentId: '70' }), context(site));
  await site.perform(comment({ commentId: '70', body: doc('more') }), context(site));
  expect(setting.host.seen.map(({ target }) => target.includes('notifyUsers=false'))).toEqual([true, false, false]);
});

test('an edit of a comment that is gone is gone', async () => {
  setting.host.on('PUT', `${COMMENTS}/70`, { status: 404, json: { errorMessages: ['Can not find a comment.'] } });
  const site = await setting.site();
  expect(await failureOf(site.perform(comment({ commentId: '70' }), context(site)))).toMatchObject({ kind: 'gone' });
});

test('an issue at its ceiling of comments is too large', async () => {
  setting.host.on('POST', COMMENTS, { status: 413, json: { errorMessages: ['Comment limit reached.'] } });
  const site = await setting.site();
  expect(await failureOf(site.perform(comment(), context(site)))).toMatchObject({ kind: 'tooLarge' });
});

describe('after an attempt that may have succeeded', () => {
  const mirror = (mirrors: string, link = LINK) => [{ key: 'accord.comment', value: { link, mirrors } }];
  const written: Readonly<Record<string, { body: AdfDoc; properties: object[] }>> = {
    60: { body: doc('of another comment'), properties: mirror('4') },
    61: { body: doc('of another link'), properties: mirror('5', 'other') },
    62: { body: doc('hello'), properties: mirror('5') },
  };

  beforeEach(() => {
    const listed = Object.keys(written).map((id) => commentJson(id, OWN, { body: written[id]?.body }));
    setting.host.on('GET', COMMENTS, { json: { comments: [commentJson('59', 'ann'), ...listed], total: 4 } });
    setting.host.on('POST', '/rest/api/3/comment/list', ({ body }) => ({
      json: { values: (body as { ids: number[] }).ids.map((id) => commentJson(String(id), OWN, written[id])) },
    }));
    setting.host.on('PUT', `${COMMENTS}/62`, answer);
    setting.host.on('POST', COMMENTS, answer);
  });

  test('the comment is found by its mark', async () => {
    const site = await setting.site();
    expect(await site.perform(comment({ lookFirst: true }), context(site))).toEqual({
      kind: 'comment',
      commentId: '62',
      body: doc('hello'),
    });
    expect(setting.host.calls()).toEqual([`GET ${COMMENTS}`, 'POST /rest/api/3/comment/list']);
  });

  test('and edited when the text has changed since', async () => {
    const site = await setting.site();
    await site.perform(comment({ lookFirst: true, body: doc('changed') }), context(site));
    expect(setting.host.seen.at(-1)).toMatchObject({ method: 'PUT', body: { body: doc('changed') } });
  });

  test('and written when it is not there', async () => {
    const site = await setting.site();
    await site.perform(comment({ lookFirst: true, sourceCommentId: '6' }), context(site));
    expect(setting.host.calls().at(-1)).toBe(`POST ${COMMENTS}`);
  });
});

test('a document that is not one is refused with its place, before a call', async () => {
  const site = await setting.site();
  const body: AdfDoc = { type: 'doc', version: 1, content: [{ type: 'heading' }] };
  expect(await failureOf(site.perform(comment({ body }), context(site)))).toMatchObject({
    kind: 'rejected',
    detail: expect.stringContaining('/content/0') as string,
  });
  expect(setting.host.calls()).toEqual([]);
});

test('a node that is newer than the schema is sent as it is', async () => {
  setting.allowUnknownAdf();
  setting.host.on('POST', COMMENTS, answer);
  const site = await setting.site();
  const body: AdfDoc = {
    type: 'doc',
    version: 1,
    content: [...doc('a').content, { type: 'hologram', attrs: { x: 1 } }],
  };
  await site.perform(comment({ body }), context(site));
  expect(setting.host.seen[0]?.body).toMatchObject({ body });
});

const removal = { id: 'o', side: 'provider', issueId: '10001' } as const;

test.each<[string, Operation, string]>([
  ['a comment', { ...removal, kind: 'removeComment', facet: 'f', commentId: '70' }, `${COMMENTS}/70`],
  [
    'an attachment',
    { ...removal, kind: 'removeAttachment', facet: 'f', attachmentId: '31' },
    '/rest/api/3/attachment/31',
  ],
  ['an issue', { ...removal, kind: 'removeIssue' }, '/rest/api/3/issue/10001'],
])('removing %s twice does no more than removing it once', async (_name, operation, path) => {
  setting.host.on('DELETE', path, (_seen, times) =>
    times === 1 ? { status: 204 } : { status: 404, json: { errorMessages: ['No.'] } },
  );
  const site = await setting.site();
  const remove = () => site.perform(operation, context(site));
  expect([await remove(), await remove()]).toEqual([{ kind: 'removed' }, { kind: 'removed' }]);
});

test('sharing a comment sets its property', async () => {
  setting.host.on('PUT', '/rest/api/3/comment/70/properties/accord.share', { status: 201, json: {} });
  const site = await setting.site();
  await site.shareComment('70', true);
  expect(setting.host.seen[0]?.body).toEqual({ shared: true });
});

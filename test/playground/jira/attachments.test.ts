import {
  as,
  call,
  createBug,
  installed,
  list,
  startStage,
  text,
  type Answer,
  type FakeAddon,
  type Stage,
} from './harness';

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

const upload = (
  key: string,
  files: [string, string, string?][],
  headers: Record<string, string> = { 'x-atlassian-token': 'no-check' },
): Promise<Answer> => {
  const form = new FormData();
  for (const [name, content, type = 'text/plain'] of files) form.append('file', new Blob([content], { type }), name);
  return call(stage.site, addon, 'POST', `/rest/api/3/issue/${key}/attachments`, form, headers);
};
const settings = (body: unknown) => call(stage.site, null, 'PUT', '/playground/settings', body);

it('takes several files at once and shows them on the issue', async () => {
  const { key } = await createBug(stage.site);
  const answer = await upload(key, [
    ['a.txt', 'one'],
    ['a.txt', 'two'],
    ['ümlaut & more.png', 'png', 'image/png'],
  ]);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject([
    { filename: 'a.txt', size: 3, mimeType: 'text/plain' },
    { filename: 'a.txt', size: 3 },
    { filename: 'ümlaut & more.png', mimeType: 'image/png', thumbnail: expect.any(String) as string },
  ]);
  const issue = await call(stage.site, addon, 'GET', `/rest/api/3/issue/${key}?fields=attachment`);
  expect(list(issue.body.fields?.attachment)).toHaveLength(3);
});

it('demands the token against forgery, a file, and multipart', async () => {
  const { key } = await createBug(stage.site);
  expect((await upload(key, [['a.txt', 'x']], {})).status).toBe(403);
  expect((await upload(key, [])).status).toBe(400);
  const json = await call(
    stage.site,
    addon,
    'POST',
    `/rest/api/3/issue/${key}/attachments`,
    { a: 1 },
    { 'x-atlassian-token': 'no-check' },
  );
  expect(json.status).toBe(415);
});

it('tells its limit and keeps nothing of an upload that is over it', async () => {
  const { key } = await createBug(stage.site);
  await settings({ uploadLimit: 10 });
  expect((await call(stage.site, addon, 'GET', '/rest/api/3/attachment/meta')).body).toEqual({
    enabled: true,
    uploadLimit: 10,
  });
  expect(
    (
      await upload(key, [
        ['small', 'x'],
        ['large', 'x'.repeat(11)],
      ])
    ).status,
  ).toBe(413);
  await settings({ uploadLimit: 1_000_000_000 });
  const issue = await call(stage.site, addon, 'GET', `/rest/api/3/issue/${key}?fields=attachment`);
  expect(issue.body.fields).toEqual({ attachment: [] });
});

it('takes a file without content, or refuses it where it is told to', async () => {
  const { key } = await createBug(stage.site);
  expect(await upload(key, [['empty.txt', '']])).toMatchObject({ status: 200, body: [{ size: 0 }] });
  await settings({ emptyFiles: false });
  expect((await upload(key, [['empty.txt', '']])).status).toBe(400);
  expect((await upload(key, [['full.txt', 'x']])).status).toBe(200);
  await settings({ emptyFiles: true });
});

describe('download', () => {
  let id: string;
  beforeAll(async () => {
    const { key } = await createBug(stage.site);
    id = text(list((await upload(key, [['a.txt', '0123456789']])).body)[0]?.id);
  });

  it('is sent on to the media host, which takes no credentials', async () => {
    const answer = await call(stage.site, addon, 'GET', `/rest/api/3/attachment/content/${id}`);
    expect(answer.status).toBe(303);
    const location = new URL(answer.headers.get('location') ?? '');
    expect(location.origin).toBe(stage.site.mediaUrl);
    expect(location.origin).not.toBe(stage.site.url);
    expect(location.pathname).toMatch(/^\/file\/[0-9a-f-]{36}\/binary$/);
    expect(await (await fetch(location)).text()).toBe('0123456789');
    expect((await fetch(location, { headers: { authorization: 'JWT x' } })).status).toBe(400);
    location.searchParams.set('token', '1.x');
    expect((await fetch(location)).status).toBe(403);
  });

  it('can be had without redirect, and in part', async () => {
    const path = `/rest/api/3/attachment/content/${id}?redirect=false`;
    expect(text((await call(stage.site, addon, 'GET', path)).body)).toBe('0123456789');
    const part = await call(stage.site, addon, 'GET', path, undefined, { range: 'bytes=2-4' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 2-4/10');
    expect((await call(stage.site, addon, 'GET', path, undefined, { range: 'bytes=20-' })).status).toBe(416);
  });

  it('has no thumbnail of a text, and ends with the file', async () => {
    expect((await call(stage.site, addon, 'GET', `/rest/api/3/attachment/thumbnail/${id}`)).status).toBe(404);
    expect((await call(stage.site, addon, 'GET', `/rest/api/3/attachment/${id}`)).body.id).toBe(Number(id));
    expect((await call(stage.site, addon, 'DELETE', `/rest/api/3/attachment/${id}`)).status).toBe(204);
    expect((await call(stage.site, addon, 'GET', `/rest/api/3/attachment/content/${id}`)).status).toBe(404);
  });
});

it('lets a text name its own files, and shows them by name in webhooks', async () => {
  const { key } = await createBug(stage.site);
  const id = text(list((await upload(key, [['plan.png', 'x', 'image/png']])).body)[0]?.id);
  const { headers } = await call(stage.site, addon, 'GET', `/rest/api/3/attachment/content/${id}`);
  const mediaId = /file\/([^/]+)/.exec(headers.get('location') ?? '')?.[1];
  const media = {
    type: 'mediaSingle',
    attrs: { layout: 'center' },
    content: [{ type: 'media', attrs: { type: 'file', id: mediaId, collection: '' } }],
  };
  const answer = await call(stage.site, as(stage.site, 'Alice Abernathy'), 'PUT', `/rest/api/3/issue/${key}`, {
    fields: { description: { type: 'doc', version: 1, content: [media] } },
  });
  expect(answer.status).toBe(204);
  await call(stage.site, null, 'GET', '/playground/idle?wait=2000');
  const changed = addon
    .webhooks('jira:issue_updated')
    .filter(({ body }) => text(body.issue?.key) === key)
    .at(-1);
  expect(text(changed?.body.issue?.fields?.description)).toContain('plan.png');
});

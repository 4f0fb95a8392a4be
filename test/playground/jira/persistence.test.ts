import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInstallKeys } from '../../../playground/jira';
import { as, call, createBug, doc, startAddon, startStage, text } from './harness';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'playground-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = async () =>
  startStage({ dataDir: join(folder, 'site'), keyHost: await startInstallKeys({ dataDir: folder }) });

it('brings everything back: issues, files, the installation, webhooks on their way, the signing key', async () => {
  const first = await start();
  const addon = await startAddon();
  await first.site.install(addon.descriptorUrl);
  const { key, id } = await createBug(first.site, { description: doc('kept') });
  const form = new FormData();
  form.append('file', new Blob(['content']), 'kept.txt');
  await call(first.site, as(first.site, 'Alice Abernathy'), 'POST', `/rest/api/3/issue/${key}/attachments`, form, {
    'x-atlassian-token': 'no-check',
  });
  await call(first.site, null, 'GET', '/playground/idle?wait=2000');
  await call(first.site, null, 'POST', '/playground/faults/webhooks', { delayMs: 3_600_000 });
  await call(first.site, addon, 'POST', `/rest/api/3/issue/${key}/comment`, { body: doc('late') });
  const kid = first.keys.kid;
  await first.stop();
  addon.received.length = 0;

  const second = await start();
  expect(second.keys.kid).toBe(kid);
  expect(second.site.clientKey).toBe(first.site.clientKey);
  const issue = await call(second.site, addon, 'GET', `/rest/api/3/issue/${key}`);
  expect(issue.body).toMatchObject({
    id,
    fields: { description: doc('kept'), comment: { total: 1 }, attachment: [{ filename: 'kept.txt' }] },
  });
  const attachment = second.site.state.attachments.all()[0];
  const content = await call(
    second.site,
    addon,
    'GET',
    `/rest/api/3/attachment/content/${attachment?.id}?redirect=false`,
  );
  expect(content.body).toBe('content');
  await call(second.site, null, 'POST', '/playground/webhooks/hurry');
  const [late] = await addon.waitFor(1, 'comment_created');
  expect(text(late?.body.comment?.body)).toBe('late');
  expect((await createBug(second.site)).key).toBe('SUP-2');
  await second.stop();
  await addon.stop();
});

it('reads what was written before a crash, without the line that was cut short', async () => {
  const first = await start();
  await createBug(first.site);
  const journal = join(folder, 'site', 'state', 'journal.jsonl');
  while (
    !existsSync(journal) ||
    !readFileSync(journal, 'utf8').endsWith('\n') ||
    !readFileSync(journal, 'utf8').includes('SUP-1')
  )
    await new Promise((done) => setTimeout(done, 10));
  appendFileSync(journal, '["issues","99999",{"id":"999');
  const second = await start();
  expect(second.site.state.issues.all().map(({ key }) => key)).toEqual(['SUP-1']);
  await second.stop();
  await first.stop();
});

it('keeps nothing without a folder', async () => {
  const first = await startStage();
  await createBug(first.site);
  await first.stop();
  const second = await startStage();
  expect(second.site.state.issues.size).toBe(0);
  await second.stop();
});

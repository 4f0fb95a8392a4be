import type { Browser, Frame, Page } from 'playwright-core';
import { listPeople } from '../../playground/client/control';
import { until } from '../../playground/client/wait';
import { agentOf, type WorldSite } from '../../playground/client/world';
import { createUi } from '../../playground/ui/create-ui';
import { createBug, startStage, type Stage } from '../playground/jira/harness';
import { startTinyApp, type TinyApp } from './app-under-test';
import { launchChromium } from './chromium';
import { axe, frameIn, openPage, screenshot, setTheme, type View } from './harness';

let stage: Stage;
let app: TinyApp;
let browser: Browser;
let site: WorldSite;
let issue: { id: string; key: string };

beforeAll(async () => {
  stage = await startStage();
  app = await startTinyApp(() => `${stage.site.url}/atlassian-connect/all.js`);
  await stage.site.install(app.descriptorUrl);
  site = { name: 'Umbrella', baseUrl: stage.site.url, people: await listPeople(stage.site.url) };
  stage.site.app.use(createUi({ ...site, accent: 'blue', others: [] }));
  issue = await createBug(stage.site);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await app?.close();
  await stage?.stop();
});

const open = async (path: string, view: View = {}): Promise<{ page: Page; frame: Frame; noise: readonly string[] }> => {
  const { page, noise } = await openPage(browser, site, path, undefined, view);
  return { page, noise, frame: await frameIn(page) };
};

const openAdmin = (query = '', view: View = {}) => open(`/plugins/servlet/ac/com.example.tiny/admin${query}`, view);

/** What an app's own script would write. */
const run = <T>(frame: Frame, script: string): Promise<T> => frame.evaluate<T>(script);

const claimsOf = (token: string): unknown =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));

it('tokens and context are about the issue, each token is a new one, and calling back works as promising does', async () => {
  const { frame, noise } = await open(`/browse/${issue.key}`);
  const token = await run<string>(frame, 'AP.context.getToken()');
  expect(claimsOf(token)).toMatchObject({ qsh: 'context-qsh', context: { jira: { issue: { key: issue.key } } } });
  const called = await run<string>(frame, 'new Promise((done) => AP.context.getToken(done))');
  expect(claimsOf(called)).toMatchObject({ sub: site.people[0]?.accountId });
  expect(await run(frame, 'AP.context.getContext()')).toMatchObject({ jira: { issue: { id: issue.id } } });
  expect(noise).toEqual([]);
});

it('the user, the location and Jira’s REST API as that person', async () => {
  const { frame, page } = await openAdmin();
  const asked = (call: string): Promise<unknown> => run(frame, `new Promise((done) => ${call}(done))`);
  expect(await asked('AP.user.getCurrentUser')).toEqual({ atlassianAccountId: site.people[0]?.accountId });
  expect(await asked('AP.user.getTimeZone')).toMatch(/\//);
  expect(await asked('AP.user.getLocale')).toBe('en_US');
  expect(await asked('AP.getLocation')).toBe(page.url());
  const body = await run<string>(frame, `AP.request('/rest/api/3/issue/${issue.key}').then(({ body }) => body)`);
  expect(JSON.parse(body)).toMatchObject({ id: issue.id });
  const refused = "AP.request('/rest/api/3/issue/SUP-999').catch(({ xhr }) => xhr.status)";
  expect(await run(frame, refused)).toBe(404);
});

/** Playwright's own waiting runs `eval` in the page, which its policy forbids. */
const comesTrue = (frame: Frame, condition: string): Promise<true> =>
  until(async () => ((await run<boolean>(frame, condition)) ? true : null), { limitMs: 30_000, what: condition });

it('the frame is as high as its page, and follows', async () => {
  const { frame, page } = await open(`/browse/${issue.key}`);
  const isHigh = (height: number): Promise<true> =>
    comesTrue(page.mainFrame(), `document.querySelector('iframe.ap-iframe').clientHeight === ${height}`);
  await run(frame, `document.querySelector('main').style.height = '600px'`);
  await isHigh(600);
  await run(frame, `AP.resize('100%', '222px')`);
  await isHigh(222);
});

it('the state of a page stands in the address, with a way back', async () => {
  const { frame, page } = await openAdmin('?ac.place=here');
  expect(new URL(frame.url()).searchParams.get('place')).toBe('here');
  await run(frame, `AP.history.pushState('one/two')`);
  await page.waitForURL(/#!one\/two$/);
  await run(frame, `AP.history.replaceState('three')`);
  await page.waitForURL(/#!three$/);
  expect(await run(frame, `new Promise((done) => AP.history.getState('hash', done))`)).toBe('three');
  await run(frame, `AP.history.back()`);
  await page.waitForURL(/ac\.place=here$/);
});

it('flags are texts, in whatever an app writes, and tell when they are closed or used', async () => {
  const { frame, page } = await openAdmin();
  await run(
    frame,
    `window.told = [];
     AP.events.on('flag.action', ({ actionIdentifier }) => window.told.push(actionIdentifier));
     AP.events.on('flag.close', () => window.told.push('closed'));
     AP.flag.create({ title: '<b>Saved</b>', body: '<img src=x>', type: 'error', close: 'manual', actions: { undo: 'Undo' } })`,
  );
  const flag = page.getByRole('alert');
  expect(await flag.innerText()).toMatch(/^<b>Saved<\/b>\s+<img src=x>/);
  await flag.getByRole('button', { name: 'Undo' }).click();
  await flag.getByRole('button', { name: 'Dismiss' }).click();
  await flag.waitFor({ state: 'detached' });
  await comesTrue(frame, 'window.told.join() === "undo,closed"');
});

it('colours: a page that asks for them gets the tokens of Jira, and each change while it is open', async () => {
  const { frame, page, noise } = await openAdmin('', { theme: 'dark' });
  await run(frame, 'AP.theming.initializeTheming()');
  const marked = (mode: string): string => `html[data-color-mode="${mode}"][data-theme~="dark:dark"]`;
  await frame.waitForSelector(marked('dark'));
  await setTheme(page, 'light');
  await frame.waitForSelector(marked('light'));
  await comesTrue(
    frame,
    'getComputedStyle(document.documentElement).getPropertyValue("--ds-surface").trim().toUpperCase() === "#FFFFFF"',
  );
  await page.emulateMedia({ colorScheme: 'dark' });
  await setTheme(page, 'auto');
  await frame.waitForSelector(marked('dark'));
  await page.emulateMedia({ colorScheme: 'light' });
  await frame.waitForSelector(marked('light'));
  expect(noise).toEqual([]);
});

it('an issue page is refreshed around its frame', async () => {
  const { frame, page } = await open(`/browse/${issue.key}`);
  await run(frame, 'window.here = true');
  const agent = agentOf(site);
  await fetch(`${site.baseUrl}/rest/api/3/issue/${issue.key}`, {
    method: 'PUT',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${agent.email}:${agent.token}`).toString('base64')}`,
    },
    body: JSON.stringify({ fields: { summary: 'Another summary' } }),
  });
  await run(frame, 'AP.jira.refreshIssuePage()');
  await page.getByRole('heading', { name: 'Another summary' }).waitFor();
  expect(await run(frame, 'window.here')).toBe(true);
});

it('choosing a person at the top switches', async () => {
  const { page } = await openAdmin();
  const agent = agentOf(site);
  await page.getByLabel('Acting as').selectOption({ label: agent.displayName });
  await page.getByRole('heading', { name: /not there|not for this person/i }).waitFor();
});

const PAGES: Readonly<Record<string, () => string>> = {
  home: () => '/',
  project: () => '/projects/SUP',
  create: () => '/create?project=SUP',
  issue: () => `/browse/${issue.key}`,
  edit: () => `/browse/${issue.key}/edit`,
  apps: () => '/plugins/servlet/upm',
  admin: () => '/plugins/servlet/ac/com.example.tiny/admin',
  'project-details': () => '/plugins/servlet/project-config/SUP',
  'project-tab': () => '/plugins/servlet/ac/com.example.tiny/tab?project.key=SUP',
  refused: () => '/browse/NONE-1',
};

const VIEWS = [
  { width: 320, height: 640, theme: 'dark' },
  { width: 1600, height: 900, theme: 'light' },
] as const;

describe.each(VIEWS)("Jira's own pages at $width in $theme", (view) => {
  it.each(Object.keys(PAGES))('%s', async (name) => {
    const { page } = await openPage(browser, site, PAGES[name]?.() ?? '/', undefined, view);
    if (await page.locator('[data-connect]').count()) await frameIn(page);
    await screenshot(page, `jira-${name}-${view.width}-${view.theme}`);
    expect(await axe(page.mainFrame())).toEqual([]);
    const width = await run<number>(page.mainFrame(), 'document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(view.width);
    await page.context().close();
  });
});

import type { Frame, Page } from 'playwright-core';
import { setSettings } from '../../playground/client/control';
import { createIssue } from '../../playground/client/jira';
import { until } from '../../playground/client/wait';
import { adminOf, agentOf, sessionOf } from '../../playground/client/world';
import { openWorld, screenshot, type BrowserWorld, type Opened } from './harness';

let world: BrowserWorld;
let overview: Opened;
let editor: Opened;
let panel: Opened;

const unsaved = (frame: Frame) => frame.getByText('You have unsaved changes.');
const condition = (frame: Frame) => frame.getByLabel('Further condition');
const away = (frame: Frame) => frame.locator('.reach-lost');
const pair = (frame: Frame) => frame.getByRole('region', { name: 'Pair with Acme' });

/** Three pages that somebody left open: the overview, a contract with a change that is not saved, and the panel. */
beforeAll(async () => {
  world = await openWorld({ ready: true });
  await setSettings(world.master.baseUrl, { contextTokenSeconds: 1 });
  const fields = { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary: 'Left open' };
  const { key } = await createIssue(sessionOf(world.master, agentOf(world.master)), fields);
  overview = await world.openAdmin(world.master);
  editor = await world.openAdmin(world.master);
  await editor.frame.getByRole('link', { name: 'Umbrella and Acme' }).first().click();
  await editor.frame.getByRole('link', { name: 'Defects for Acme' }).first().click();
  await condition(editor.frame).fill('labels is EMPTY');
  panel = await world.openIssue(world.master, key, adminOf(world.master));
  await pair(panel.frame).getByText('In step').waitFor({ timeout: 30_000 });
});

afterAll(() => world?.close());

/** The next token that the page uses; resolves when the add-on refuses it. */
async function tokenExpires(page: Page, act: () => Promise<unknown>): Promise<void> {
  const asked = page.waitForRequest((request) => request.url().includes('/api/'));
  await act();
  const { authorization = '' } = (await asked).headers();
  const refused = async () => {
    const { status } = await fetch(`${world.stage.world.addonUrl}/api/me`, { headers: { authorization } });
    return status === 401 ? true : null;
  };
  await until(refused, { limitMs: 20_000, what: 'the token to expire' });
}

it('pages that stood open longer than a token lives go on, and nothing is lost', async () => {
  await tokenExpires(panel.page, () => pair(panel.frame).getByRole('button', { name: 'Sync now' }).click());
  await overview.frame.getByRole('link', { name: 'Activity', exact: true }).click();
  await overview.frame.getByText('Created the issue').first().waitFor();
  await editor.frame.getByRole('button', { name: 'Save', exact: true }).click();
  await unsaved(editor.frame).waitFor({ state: 'detached' });
  await pair(panel.frame).getByRole('button', { name: 'Pause' }).click();
  await pair(panel.frame).getByText('Your side paused this pair.').waitFor();
  for (const { noise } of [overview, editor, panel]) expect(noise).toEqual([]);
});

it('a token that runs out on its way is replaced without a word', async () => {
  const { page, frame } = overview;
  let refused = 0;
  await page.route('**/api/problems*', (route) =>
    refused++ === 0 ? route.fulfill({ status: 401, json: {} }) : route.continue(),
  );
  await frame.getByRole('link', { name: 'Problems', exact: true }).click();
  await frame.getByRole('heading', { name: 'No problems' }).waitFor();
  expect(refused).toBeGreaterThan(1);
  await page.unroute('**/api/problems*');
});

it('while the service is away the pages say so, and go on by themselves when it is back', async () => {
  await condition(editor.frame).fill('labels is not EMPTY');
  await world.stage.restartAddon(async () => {
    await overview.frame.getByRole('link', { name: 'Conflicts', exact: true }).click();
    await away(overview.frame).getByText('this page goes on by itself').waitFor();
    await screenshot(overview.page, 'away-overview');
    await editor.frame.getByRole('button', { name: 'Save', exact: true }).click();
    await away(editor.frame).waitFor();
    await editor.frame.getByRole('alert').getByText('Accord cannot be reached').waitFor();
    await screenshot(editor.page, 'away-editor');
    await pair(panel.frame).getByRole('button', { name: 'Resume' }).click();
    await away(panel.frame).waitFor();
    await screenshot(panel.page, 'away-panel');
  });
  for (const { frame } of [overview, editor, panel]) await away(frame).waitFor({ state: 'detached' });
  await overview.frame.getByRole('heading', { name: 'No conflicts' }).waitFor();
  expect(await condition(editor.frame).inputValue()).toBe('labels is not EMPTY');
  await editor.frame.getByRole('button', { name: 'Save', exact: true }).click();
  await unsaved(editor.frame).waitFor({ state: 'detached' });
  await pair(panel.frame).getByRole('button', { name: 'Resume' }).click();
  await pair(panel.frame).getByRole('button', { name: 'Sync now' }).waitFor();
});

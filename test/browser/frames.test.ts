import { createIssue } from '../../playground/client/jira';
import { adminOf, agentOf, sessionOf } from '../../playground/client/world';
import { axe, frameIn, openWorld, screenshot, setTheme, type BrowserWorld, type Opened, type Theme } from './harness';

let world: BrowserWorld;
let issue: string;

beforeAll(async () => {
  world = await openWorld({ ready: true });
  const made = await createIssue(sessionOf(world.master, agentOf(world.master)), {
    project: { key: 'SUP' },
    issuetype: { name: 'Bug' },
    summary: 'The printer is on fire',
  });
  issue = made.key;
});

afterAll(() => world?.close());

/** The frame says something, follows Jira's colours, and nobody complains: not of scripts, not of policies, not axe. */
async function expectGood(opened: Opened, theme: Theme): Promise<void> {
  const { page, frame, noise } = opened;
  expect((await frame.locator('main').innerText()).trim()).not.toBe('');
  expect(noise).toEqual([]);
  await frame.waitForSelector(`html[data-color-mode="${theme}"]`);
  expect(await axe(page.mainFrame())).toEqual([]);
  expect(await axe(frame)).toEqual([]);
}

describe.each<Theme>(['light', 'dark'])('in %s', (theme) => {
  it('the issue shows the panel', async () => {
    const opened = await world.openIssue(world.master, issue, agentOf(world.master), { theme });
    await screenshot(opened.page, `issue-${theme}`);
    await expectGood(opened, theme);
  });

  it('Jira settings show the admin page', async () => {
    const opened = await world.openAdmin(world.master, adminOf(world.master), { theme });
    await screenshot(opened.page, `admin-${theme}`);
    await expectGood(opened, theme);
  });
});

it('a frame follows when the colours of Jira change', async () => {
  const { page, frame } = await world.openIssue(world.master, issue);
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme);
    await frame.waitForSelector(`html[data-color-mode="${theme}"]`);
  }
});

it('the place inside the admin page stands in the address of Jira, and is come back to', async () => {
  const { page, frame } = await world.openAdmin(world.master);
  await frame.evaluate('window.location.hash = "#/activity"');
  await page.waitForURL(/#!\/activity$/);
  await page.reload();
  const again = await frameIn(page);
  await again.waitForURL(/#\/activity$/);
});

import type { Frame } from 'playwright-core';
import { createIssue, searchIssues } from '../../playground/client/jira';
import { adminOf, agentOf, sessionOf, type WorldSite } from '../../playground/client/world';
import { axe, openWorld, screenshot, type BrowserWorld, type Opened } from './harness';

let world: BrowserWorld;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world?.close());

const button = (frame: Frame, name: string | RegExp) =>
  frame.getByRole('button', { name, exact: typeof name === 'string' });
const link = (frame: Frame, name: string | RegExp) => frame.getByRole('link', { name }).first();

/** As a person does it: type into the box, take the first that is offered. */
const pick = async (frame: Frame, label: string, words: string): Promise<void> => {
  const box = frame.getByRole('combobox', { name: label }).first();
  await box.click();
  await box.fill(words);
  await frame.getByRole('option').filter({ hasText: words }).first().click();
};

const invite = async ({ page, frame }: Opened): Promise<string> => {
  await screenshot(page, 'journey-empty');
  await link(frame, 'Invite a partner').click();
  await frame.getByLabel('Name of the connection').fill('Umbrella & <b>Acme</b> "שלום"');
  await screenshot(page, 'journey-invite');
  await button(frame, 'Make the invitation').click();
  const code = await frame.getByLabel('Invitation code').first().inputValue();
  await screenshot(page, 'journey-invited');
  await link(frame, 'Go to the connection').click();
  return code;
};

const accept = async ({ page, frame }: Opened, code: string): Promise<void> => {
  await link(frame, 'Accept an invitation').click();
  await frame.getByLabel('Invitation code or link').fill(code);
  await button(frame, 'See who invites').click();
  await frame.getByText('Umbrella').first().waitFor();
  await screenshot(page, 'journey-offer');
  await button(frame, 'Accept').click();
};

interface Half {
  readonly preset: RegExp;
  readonly project: string;
  readonly type: string;
}

const writeHalf = async ({ page, frame }: Opened, { preset, project, type }: Half, name: string): Promise<void> => {
  await frame.getByRole('radio', { name: preset }).check();
  await pick(frame, 'Your project', project);
  await frame.getByRole('checkbox', { name: type, exact: true }).check();
  await screenshot(page, `journey-${name}-preset`);
  await button(frame, 'Continue').click();
  await button(frame, 'Suggest fields').click();
  await screenshot(page, `journey-${name}-draft`);
  expect(await axe(frame)).toEqual([]);
  await button(frame, 'Save').click();
  await frame.getByText('You have unsaved changes.').waitFor({ state: 'detached' });
  await button(frame, 'Switch on').click();
  await frame.getByRole('dialog').getByRole('button', { name: 'Switch on' }).click();
  await frame.getByRole('button', { name: 'Switch off' }).waitFor();
  await screenshot(page, `journey-${name}-on`);
};

const arrived = async (site: WorldSite, summary: string): Promise<boolean> => {
  const found = await searchIssues(sessionOf(site, adminOf(site)), `summary ~ "${summary}"`, ['summary']);
  return found.length > 0;
};

it('leads from nothing to a synced issue, by pages alone', async () => {
  const master = await world.openAdmin(world.master);
  const code = await invite(master);
  const acme = await world.openAdmin(world.acme);
  await accept(acme, code);

  await link(master.frame, /Create a contract|New contract/).click();
  await master.frame.getByLabel('Name of the contract').fill('Defects <i>for</i> Acme');
  await writeHalf(master, { preset: /Send tickets/, project: 'Support', type: 'Bug' }, 'master');

  await link(acme.frame, 'Defects <i>for</i> Acme').click();
  await writeHalf(acme, { preset: /Receive tickets/, project: 'Acme', type: 'Defect' }, 'acme');

  const made = await createIssue(sessionOf(world.master, agentOf(world.master)), {
    project: { key: 'SUP' },
    issuetype: { name: 'Bug' },
    summary: 'The roof leaks',
  });
  for (let tries = 0; tries < 100 && !(await arrived(world.acme, 'roof')); tries++) {
    await new Promise((done) => setTimeout(done, 200));
  }
  expect(await arrived(world.acme, 'roof')).toBe(true);

  const panel = await world.openIssue(world.master, made.key);
  await panel.frame
    .getByText(/ACM-\d+/)
    .first()
    .waitFor();
  await screenshot(panel.page, 'journey-panel');
  for (const { noise } of [master, acme, panel]) expect(noise).toEqual([]);
});

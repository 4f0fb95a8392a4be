import {
  getContract,
  linksOfIssue,
  listActivity,
  listConnections,
  listContracts,
  listTemplates,
  listUserPairs,
  type Admin,
} from '../../playground/client/accord';
import { adminAt } from '../../playground/client/deals';
import { createIssue, getIssue } from '../../playground/client/jira';
import { agentOf, sessionOf } from '../../playground/client/world';
import type { Frame } from 'playwright-core';
import { button, dialog, goTo, heading, itBecomes, link, pick, sayYesTwice } from './hands';
import { axe, openWorld, screenshot, type BrowserWorld, type Opened } from './harness';

let world: BrowserWorld;
let admin: Admin;

beforeAll(async () => {
  world = await openWorld();
  admin = adminAt(world.stage.world.addonUrl, world.master);
});

afterAll(() => world?.close());

const NAME = 'Support & "Operations"';

const fillHalf = async ({ page, frame }: Opened, project: string, type: string): Promise<void> => {
  await pick(frame, 'Your project', project);
  await frame.getByRole('checkbox', { name: type, exact: true }).check();
  await screenshot(page, `internal-${project}-start`);
  await button(frame, 'Continue').dblclick();
  await button(frame, 'Save').click();
  await frame.getByText('You have unsaved changes.').waitFor({ state: 'detached' });
};

const switchOn = async ({ page, frame }: Opened, name: string): Promise<void> => {
  await button(frame, 'Switch on').click();
  await screenshot(page, `internal-${name}-switch-on`);
  const yes = button(dialog(frame), 'Switch on');
  await itBecomes('the side was checked', () => yes.isEnabled());
  expect(await dialog(frame).innerText()).not.toMatch(/partner/i);
  await sayYesTwice(frame, 'Switch on');
  await button(frame, 'Switch off').waitFor();
};

const wordsOf = (frame: Frame): Promise<string> => frame.locator('main').innerText();

it('connects two projects of one Jira, and brings their first contract on from both halves', async () => {
  const opened = await world.openAdmin(world.master);
  const { page, frame, noise } = opened;
  await link(frame, 'Connect two projects of this Jira').click();
  await button(frame, 'Connect').click();
  await frame.getByText('Give it a name.').waitFor();
  await frame.getByLabel('Name of the connection').fill(NAME);
  await screenshot(page, 'internal-form');
  await button(frame, 'Connect').dblclick();
  await heading(frame, NAME).waitFor();
  const found = await listConnections(admin);
  expect(found.map(({ name, state }) => [name, state])).toEqual([[NAME, 'active']]);
  await screenshot(page, 'internal-connection');

  await link(frame, 'New contract').click();
  await frame.getByLabel('Name of the contract').fill('Escalations');
  await fillHalf(opened, 'Support', 'Bug');
  await switchOn(opened, 'master');
  await link(frame.locator('nav'), NAME).click();
  await screenshot(page, 'internal-half');
  await frame.getByText('Not set up').click();
  await fillHalf(opened, 'Operations', 'Incident');
  await switchOn(opened, 'provider');
  const contracts = await listContracts(admin, found[0]?.id ?? '');
  expect(contracts.map(({ name }) => name)).toEqual(['Escalations']);
  const id = contracts[0]?.id ?? '';
  for (const side of ['master', 'provider'] as const) {
    expect(await getContract({ ...admin, side }, id)).toMatchObject({ enabled: true, side });
  }
  await link(frame.locator('nav'), NAME).click();
  await frame.getByText('Running').first().waitFor();
  await screenshot(page, 'internal-running');
  expect(await axe(frame)).toEqual([]);
  expect(noise).toEqual([]);
});

it('keeps the two projects in step', async () => {
  const session = sessionOf(world.master, agentOf(world.master));
  const fields = { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary: 'Escalate me' };
  const { key } = await createIssue(session, fields);
  const other = async (): Promise<string> => (await linksOfIssue(admin, key))[0]?.remoteKey ?? '';
  await itBecomes('there is an issue in OPS', async () => (await other()).startsWith('OPS-'));
  expect((await getIssue(session, await other())).fields.summary).toBe('Escalate me');
});

it('matches second accounts of people, and knows all accounts of an imported list', async () => {
  const { page, frame, noise } = await world.openAdmin(world.master);
  const [{ id } = { id: '' }] = await listConnections(admin);
  await goTo(frame, `connections/${id}/users`);
  await frame.getByText('Nobody is matched yet').waitFor();
  expect(await wordsOf(frame)).not.toMatch(/partner|theirs/i);
  await pick(frame, 'Master side', 'Carlos');
  await pick(frame, 'Provider side', 'Albert');
  await button(frame, 'Match').dblclick();
  await frame.getByRole('row').filter({ hasText: 'Carlos' }).filter({ hasText: 'Albert' }).waitFor();
  await screenshot(page, 'internal-users');
  const [pair] = await listUserPairs(admin, id);
  const buffer = Buffer.from(`${pair?.master},712020:nobody-here\n712020:nobody-else,${pair?.provider}\n`);
  await frame.getByLabel('Import a CSV').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer });
  await frame.getByText('Line 1: “712020:nobody-here” is not a user of this Jira').waitFor();
  await frame.getByText('Line 2: “712020:nobody-else” is not a user of this Jira').waitFor();
  expect(await button(frame, /Take over/).count()).toBe(0);
  expect(await listUserPairs(admin, id)).toHaveLength(1);
  expect(noise).toEqual([]);
});

it('speaks of no partner where both sides are this Jira, when it is paused, resumed and ended', async () => {
  const { page, frame, noise } = await world.openAdmin(world.master);
  await link(frame, NAME).click();
  await heading(frame, NAME).waitFor();
  expect(await wordsOf(frame)).not.toMatch(/partner|theirs/i);
  await button(frame, 'Pause').click();
  expect(await dialog(frame).innerText()).not.toMatch(/partner/i);
  await screenshot(page, 'internal-pause');
  await sayYesTwice(frame, 'Pause');
  await frame.getByText('You paused this connection.').waitFor();
  await button(frame, 'Resume').dblclick();
  await button(frame, 'Pause').waitFor();
  await button(frame, 'End connection').click();
  expect(await dialog(frame).innerText()).not.toMatch(/partner|invite/i);
  await screenshot(page, 'internal-end');
  await dialog(frame)
    .getByLabel(/I want to end/)
    .check();
  await sayYesTwice(frame, 'End connection');
  await frame.getByText('This connection has ended.').waitFor();
  const [{ id } = { id: '' }] = await listConnections(admin);
  for (const kind of ['connection-paused', 'connection-resumed', 'connection-ended']) {
    expect(await listActivity(admin, { connection: id, kind })).toHaveLength(1);
  }
  expect(noise).toEqual([]);
});

it('shows a contract and the people of an ended connection to be read, and offers nothing that would be refused', async () => {
  const { page, frame, noise } = await world.openAdmin(world.master);
  const [{ id } = { id: '' }] = await listConnections(admin);
  await goTo(frame, `connections/${id}`);
  await link(frame, 'Escalations').click();
  // The connection's own page says that it has ended, too: what only the contract's page has is waited for.
  await button(frame, 'Save as template').waitFor();
  await frame.getByText('This connection has ended.').waitFor();
  for (const name of ['Switch on', 'Switch on your side', 'Rename', 'Save']) {
    expect(await button(frame, name).count()).toBe(0);
  }
  // What is one's own can be taken away at any time.
  expect(await button(frame, 'Delete').count()).toBe(1);
  expect(await frame.getByRole('combobox', { name: 'Project' }).first().isDisabled()).toBe(true);
  expect(await frame.getByLabel('Further condition').isDisabled()).toBe(true);
  await screenshot(page, 'ended-contract');
  expect(await axe(frame)).toEqual([]);
  await frame.getByRole('link', { name: 'JSON', exact: true }).click();
  await button(frame, 'Export as a file').waitFor();
  expect(await button(frame, 'Use as draft').count()).toBe(0);
  expect(await frame.locator('input[type=file]').count()).toBe(0);
  await frame.getByRole('link', { name: 'Versions', exact: true }).click();
  await heading(frame, 'Version 1').waitFor();
  expect(await button(frame, 'Restore').count()).toBe(0);
  await frame.getByRole('link', { name: 'Your side', exact: true }).click();
  await button(frame, 'Save as template').click();
  await sayYesTwice(frame, 'Save as template');
  expect((await listTemplates(admin)).map(({ name }) => name)).toEqual(['Escalations']);
  await goTo(frame, `connections/${id}/users`);
  await button(frame, 'Export as CSV').waitFor();
  expect(await button(frame, 'Match').count()).toBe(0);
  expect(await frame.locator('input[type=file]').count()).toBe(0);
  await screenshot(page, 'ended-users');
  expect(noise).toEqual([]);
});

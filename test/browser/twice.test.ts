import type { Frame } from 'playwright-core';
import { createIssue } from '../../playground/client/jira';
import { adminOf, agentOf, sessionOf } from '../../playground/client/world';
import { openWorld, type BrowserWorld } from './harness';
import { clickTwice, watchWrites } from './writes';

let world: BrowserWorld;

beforeAll(async () => {
  world = await openWorld({ ready: true });
});

afterAll(() => world?.close());

const button = (frame: Frame, name: string) => frame.getByRole('button', { name, exact: true });
const inDialog = (frame: Frame, name: string) => frame.getByRole('dialog').getByRole('button', { name, exact: true });

it('two clicks on what an admin writes are one write, also when the first is answered already', async () => {
  const { page, frame, noise } = await world.openAdmin(world.master);
  const writes = watchWrites(page);
  await frame.getByRole('link', { name: 'Umbrella and Acme' }).first().click();
  await button(frame, 'Pause').click();
  await clickTwice(page, inDialog(frame, 'Pause'));
  await clickTwice(page, button(frame, 'Resume'));
  await frame.getByRole('link', { name: 'Defects for Acme' }).first().click();
  await frame.getByLabel('Further condition').fill('labels is EMPTY');
  await clickTwice(page, button(frame, 'Save'));
  await button(frame, 'Save as template').click();
  await clickTwice(page, inDialog(frame, 'Save as template'));
  await button(frame, 'Switch off').click();
  await clickTwice(page, inDialog(frame, 'Switch off'));
  await button(frame, 'Switch on').click();
  await clickTwice(page, inDialog(frame, 'Switch on'));
  await button(frame, 'Switch off').waitFor();
  expect(writes.map((write) => write.replace(/\/[0-9a-f-]{36}/g, '/*'))).toEqual([
    'POST /api/connections/*/pause',
    'POST /api/connections/*/resume',
    'PUT /api/contracts/*/half',
    'POST /api/templates',
    'POST /api/contracts/*/disable',
    'POST /api/contracts/*/enable',
  ]);
  expect(noise).toEqual([]);
});

it('a key that is held down on a button of the panel asks once', async () => {
  const fields = { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary: 'Twice' };
  const { key } = await createIssue(sessionOf(world.master, agentOf(world.master)), fields);
  const { page, frame } = await world.openIssue(world.master, key, adminOf(world.master));
  const pair = frame.getByRole('region', { name: 'Pair with Acme' });
  await pair.getByText('In step').waitFor({ timeout: 30_000 });
  const writes = watchWrites(page);
  await clickTwice(page, pair.getByRole('button', { name: 'Sync now' }));
  await pair.getByRole('button', { name: 'Sync now' }).focus();
  const held = page.waitForResponse((response) => response.url().endsWith('/sync'));
  await page.keyboard.down('Enter');
  await (await held).finished();
  for (let repeat = 0; repeat < 5; repeat++) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await clickTwice(page, pair.getByRole('button', { name: 'Pause' }));
  await pair.getByRole('button', { name: 'Resume' }).waitFor();
  expect(writes.map((write) => write.split('/').at(-1))).toEqual(['sync', 'sync', 'pause']);
});

import type { Frame } from 'playwright-core';
import {
  disable,
  enable,
  getContract,
  linksOfIssue,
  listConnections,
  listContracts,
  listLinks,
  saveHalf,
  type Admin,
} from '../../playground/client/accord';
import { adminAt } from '../../playground/client/deals';
import { createIssue } from '../../playground/client/jira';
import type { JsonObject } from '../../playground/client/json';
import { until } from '../../playground/client/wait';
import { adminOf, sessionOf, type WorldSite } from '../../playground/client/world';
import { axe, openWorld, screenshot, type BrowserWorld, type Opened, type View } from './harness';

let world: BrowserWorld;
let admin: Admin;
let contract: string;

const PATIENCE = { limitMs: 60_000, everyMs: 200 };

beforeAll(async () => {
  world = await openWorld({ ready: true });
  admin = adminAt(world.stage.world.addonUrl, world.master);
  const all = (await listConnections(admin)) as unknown as readonly { id: string; partner: { name: string } | null }[];
  const connection = all.find((each) => each.partner?.name === 'Acme')?.id ?? '';
  contract = (await listContracts(admin, connection))[0]?.id ?? '';
  const { half, version } = (await getContract(admin, contract)) as unknown as { half: SentHalf; version: number };
  // Nothing is sent by itself, so that there are issues without a partner.
  await saveHalf(admin, contract, { ...half, send: { ...half.send, createOn: ['manual'] } }, version);
  await disable(admin, contract);
  // What is asked first is shown in `pair-requests.test.ts`.
  const partner = adminAt(world.stage.world.addonUrl, world.acme);
  const there = (await getContract(partner, contract)) as unknown as { half: SentHalf; version: number };
  const send = { ...there.half.send, pairs: 'inScope' };
  await saveHalf(partner, contract, { ...there.half, send }, there.version);
});

type SentHalf = JsonObject & { readonly send: JsonObject };

afterAll(() => world?.close());

const make = async (site: WorldSite, project: string, type: string, summary: string): Promise<string> => {
  const fields = { project: { key: project }, issuetype: { name: type }, summary };
  return (await createIssue(sessionOf(site, adminOf(site)), fields)).key;
};
const makeOurs = (summary: string): Promise<string> => make(world.master, 'SUP', 'Bug', summary);
const makeTheirs = (summary: string): Promise<string> => make(world.acme, 'ACM', 'Defect', summary);

const openBulk = async (view: View = {}): Promise<Opened> => {
  const opened = await world.openAdmin(world.master, adminOf(world.master), view);
  await opened.frame.evaluate(`window.location.hash = "#/contracts/${contract}/bulk"`);
  await opened.frame.getByText('Bring issues that were there').waitFor();
  return opened;
};

const button = (frame: Frame, name: string | RegExp) => frame.getByRole('button', { name });
const partnerOf = async (key: string): Promise<string | null | undefined> =>
  (await linksOfIssue(admin, key)).find(({ remoteKey }) => remoteKey?.startsWith('ACM'))?.remoteKey;
const linked = async (): Promise<number> => (await listLinks(admin, contract)).length;

it('says first what is missing; pairs from a spreadsheet are looked at, then linked', async () => {
  const ours = [await makeOurs('Roof leaks'), await makeOurs('Door squeaks'), await makeOurs('Lamp flickers')];
  const theirs = [await makeTheirs('Roof leaks'), await makeTheirs('Door squeaks')];
  const { page, frame, noise } = await openBulk();
  await frame.getByRole('heading', { name: 'The contract is not running' }).waitFor();
  await screenshot(page, 'bulk-off');
  await enable(admin, contract);
  await page.reload();
  const again = await openBulk();
  await again.frame.getByRole('radio', { name: 'Link by a list' }).check();
  const lines = [
    'ours;theirs',
    `${ours[0]};${theirs[0]}`,
    `${ours[1]?.toLowerCase()};${theirs[1]}`,
    `${ours[2]};ACM-404`,
    '<b>x</b>;ACM-1',
  ];
  await again.frame.getByLabel('Or paste the pairs').fill(lines.join('\n'));
  await again.frame.getByText('3 pairs are read.').waitFor();
  await again.frame.getByText('Line 5: “<b>x</b>” is neither a key').waitFor();
  const before = await linked();
  await button(again.frame, 'See what would happen').click();
  const forecast = again.frame.getByRole('region', { name: 'What would happen' });
  await forecast
    .getByText('ACM-404')
    .or(forecast.getByText(ours[2] ?? ''))
    .first()
    .waitFor();
  await screenshot(again.page, 'bulk-forecast');
  expect(await axe(again.frame)).toEqual([]);
  expect(await linked()).toBe(before);
  await button(again.frame, 'Link 2 issues').dblclick();
  await again.frame.getByText('2 done, 0 failed, 1 left out').or(again.frame.getByText('2 done, 1 failed')).waitFor();
  await screenshot(again.page, 'bulk-linked');
  expect([await partnerOf(ours[0] ?? ''), await partnerOf(ours[1] ?? '')]).toEqual(theirs);
  expect([...noise, ...again.noise]).toEqual([]);
});

it('links issues whose field holds the address of the partner’s', async () => {
  const theirs = await makeTheirs('Tap drips');
  const fields = { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary: 'Tap drips' };
  const address = `${world.acme.baseUrl}/browse/${theirs}`;
  const { key } = await createIssue(sessionOf(world.master, adminOf(world.master)), {
    ...fields,
    customfield_10059: address,
  });
  const { page, frame, noise } = await openBulk();
  await frame.getByLabel('Which of your issues (JQL)').fill('summary ~ "drips"');
  const box = frame.getByRole('combobox', { name: 'Field that holds the partner’s key' });
  await box.click();
  await box.fill('Reference URL');
  await frame.getByRole('option').filter({ hasText: 'Reference URL' }).first().click();
  await button(frame, 'See what would happen').click();
  await button(frame, 'Link 1 issue').click();
  await frame.getByText('1 done, 0 failed, 0 left out').waitFor();
  await screenshot(page, 'bulk-by-field');
  expect(await partnerOf(key)).toBe(theirs);
  expect(noise).toEqual([]);
});

it('creates the missing ones, rests, goes on after the page was left, and can be stopped', async () => {
  for (let index = 0; index < 40; index += 1) await makeOurs(`Old ticket ${index}`);
  const { page, frame, noise } = await openBulk({ theme: 'dark' });
  await frame.getByRole('radio', { name: 'Create the missing ones' }).check();
  const jql = frame.getByLabel('Which of your issues (JQL)');
  await jql.fill('colour = green');
  await button(frame, 'See what would happen').click();
  await frame.getByText(/colour/).waitFor();
  await screenshot(page, 'bulk-wrong-jql');
  await jql.fill('summary ~ "ticket" ORDER BY created DESC');
  await button(frame, 'See what would happen').click();
  await button(frame, 'Create 40 issues at the partner').click();
  await button(frame, 'Pause').click();
  await frame.getByText('Paused').waitFor();
  await screenshot(page, 'bulk-paused');
  expect(await axe(frame)).toEqual([]);
  // What was begun comes to its end; after that nothing moves.
  const rested = await until(
    async () => {
      const now = await linked();
      await new Promise((done) => setTimeout(done, 1_500));
      return (await linked()) === now ? now : null;
    },
    { ...PATIENCE, what: 'a run that rests' },
  );
  await page.reload();
  const later = await openBulk({ width: 320 });
  await button(later.frame, 'Resume').click();
  await later.frame.getByText('Running').waitFor();
  await screenshot(later.page, 'bulk-running-narrow');
  await until(async () => ((await linked()) > rested ? true : null), { ...PATIENCE, what: 'a run that goes on' });
  await later.frame.getByText('Finished').first().waitFor({ timeout: 60_000 });
  await later.frame.getByText('40 done, 0 failed, 0 left out').waitFor();
  await screenshot(later.page, 'bulk-finished-narrow');
  await later.frame.getByRole('radio', { name: 'Create the missing ones' }).check();
  await button(later.frame, 'See what would happen').click();
  await button(later.frame, 'Create 1 issue at the partner').waitFor();
  // The browser itself notes the answer to the wrong JQL.
  expect([...noise, ...later.noise]).toEqual([expect.stringContaining('422')]);
});

it('is stopped only after a word on what stays', async () => {
  for (let index = 0; index < 40; index += 1) await makeOurs(`Late claim ${index}`);
  const { page, frame, noise } = await openBulk();
  await frame.getByRole('radio', { name: 'Create the missing ones' }).check();
  await frame.getByLabel('Which of your issues (JQL)').fill('summary ~ "claim"');
  await button(frame, 'See what would happen').click();
  await button(frame, 'Create 40 issues at the partner').click();
  await button(frame, 'Stop…').click();
  const dialog = frame.getByRole('dialog');
  await dialog.getByText('stay linked').waitFor();
  await screenshot(page, 'bulk-stop');
  await dialog.getByRole('button', { name: 'Stop' }).dblclick();
  await frame.getByText('Stopped').waitFor();
  const some = await linked();
  expect(some).toBeLessThan(40 + 42);
  expect(noise).toEqual([]);
});

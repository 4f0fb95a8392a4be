import type { Frame } from 'playwright-core';
import {
  getContract,
  linksOfIssue,
  listConnections,
  listContracts,
  listVersions,
  type Admin,
} from '../../playground/client/accord';
import { adminAt } from '../../playground/client/deals';
import { createIssue } from '../../playground/client/jira';
import { asObject } from '../../playground/client/json';
import { agentOf, sessionOf } from '../../playground/client/world';
import { button, dialog, goTo, itBecomes } from './hands';
import { axe, openWorld, screenshot, type BrowserWorld, type Opened } from './harness';

let world: BrowserWorld;
let admin: Admin;
let contract: string;
/** The version that was there before a person came. */
let first: number;

beforeAll(async () => {
  world = await openWorld({ ready: true });
  admin = adminAt(world.stage.world.addonUrl, world.master);
  const connection = (await listConnections(admin)).find(({ partner }) => partner?.name === 'Acme');
  contract = (await listContracts(admin, connection?.id ?? ''))[0]?.id ?? '';
  first = (await getContract(admin, contract)).version;
  const fields = { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary: 'Linked before' };
  const { key } = await createIssue(sessionOf(world.master, agentOf(world.master)), fields);
  await itBecomes('the issue has its pairs', async () => (await linksOfIssue(admin, key)).length === 2);
});

afterAll(() => world?.close());

const scopeNow = async () => asObject((await getContract(admin, contract)).half?.scope ?? null);

const openHalf = async (): Promise<Opened> => {
  const opened = await world.openAdmin(world.master);
  await goTo(opened.frame, `contracts/${contract}`);
  await opened.frame.getByLabel('Further condition').waitFor();
  return opened;
};

const save = async (frame: Frame): Promise<void> => {
  await button(frame, 'Save').dblclick();
  await frame.getByText('You have unsaved changes.').waitFor({ state: 'detached' });
};

const entry = (frame: Frame, n: number) =>
  frame.getByRole('listitem').filter({ has: frame.getByRole('heading', { name: `Version ${n}`, exact: true }) });

it('two versions made on the page are told with who, when and what, and the first is brought back', async () => {
  const { page, frame, noise } = await openHalf();
  await frame.getByLabel('Further condition').fill('labels = "<b>urgent</b>"');
  await save(frame);
  await frame.getByLabel('Further condition').fill('labels = calm');
  await frame.getByRole('checkbox', { name: 'Incident', exact: true }).uncheck();
  await save(frame);
  await frame.getByRole('link', { name: 'Versions' }).click();
  const [one, two] = [entry(frame, first + 1), entry(frame, first + 2)];
  await two.getByText('Current', { exact: true }).waitFor();
  expect(await two.innerText()).toContain('Alice Abernathy');
  expect(await one.locator('ins').allInnerTexts()).toEqual(['labels = "<b>urgent</b>"']);
  expect(await two.locator('del').allInnerTexts()).toEqual(['Bug, Incident', 'labels = "<b>urgent</b>"']);
  expect(await two.locator('ins').allInnerTexts()).toEqual(['Bug', 'labels = calm']);
  await two.getByText('Issue types').waitFor();
  await frame.getByText('One linked issue follows the newest one.').waitFor();
  await screenshot(page, 'versions');
  expect(await axe(frame)).toEqual([]);

  await entry(frame, first).getByRole('button', { name: 'Restore this version' }).click();
  await dialog(frame).getByText('1 linked issue follows it from the next change on.').waitFor();
  await screenshot(page, 'versions-restore');
  await button(dialog(frame), 'Restore this version').dblclick();
  await entry(frame, first + 3)
    .getByText('Current', { exact: true })
    .waitFor();
  const { versions, current } = await listVersions(admin, contract);
  expect([versions.length, current]).toEqual([first + 3, first + 3]);
  expect(await scopeNow()).toEqual({ project: 'SUP', issueTypes: ['Bug', 'Incident'] });
  await screenshot(page, 'versions-restored');

  await frame.getByRole('link', { name: 'Your side' }).click();
  expect(await frame.getByLabel('Further condition').inputValue()).toBe('');
  expect(await frame.getByRole('checkbox', { name: 'Incident', exact: true }).isChecked()).toBe(true);
  expect(noise).toEqual([]);
});

it('tells changes of fields and of a signal as a person names them', async () => {
  const { page, frame, noise } = await openHalf();
  const before = (await getContract(admin, contract)).version;
  await frame.getByLabel('When both sides changed the same').selectOption('latest');
  await frame.getByLabel('Name in the contract').first().fill('Headline');
  await save(frame);
  await frame.getByRole('link', { name: 'Versions' }).click();
  const changed = entry(frame, before + 1);
  await changed
    .getByText(/Your field: Summary/)
    .first()
    .waitFor();
  await screenshot(page, 'versions-fields');
  expect((await changed.locator('li strong').allInnerTexts()).slice(0, 2)).toEqual([
    'Field you send “Title”',
    'Field you send “Headline”',
  ]);
  expect(await changed.locator('del').first().innerText()).toBe(
    'Your field: Summary\nName in the contract: Title\nwhen: at every change\npass on what another partner wrote: yes',
  );
  expect(await changed.locator('ins').last().innerText()).toBe('the later change wins');
  expect(noise).toEqual([]);
});

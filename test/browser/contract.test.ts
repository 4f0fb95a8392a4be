import type { Frame, Locator } from 'playwright-core';
import { listTemplates, removeTemplate } from '../../playground/client/accord';
import { adminAt } from '../../playground/client/deals';
import { until } from '../../playground/client/wait';
import { frameIn, axe, openWorld, screenshot, type BrowserWorld, type Opened } from './harness';

let world: BrowserWorld;

beforeAll(async () => {
  world = await openWorld({ ready: true });
});

afterAll(() => world?.close());

const openContract = async (): Promise<Opened> => {
  const opened = await world.openAdmin(world.master);
  await opened.frame.getByRole('link', { name: 'Umbrella and Acme' }).first().click();
  await opened.frame.getByRole('link', { name: 'Defects for Acme' }).first().click();
  await opened.frame.getByLabel('Further condition').waitFor();
  return opened;
};
const button = (frame: Frame, name: string) => frame.getByRole('button', { name, exact: true });
const condition = (frame: Frame) => frame.getByLabel('Further condition');
const expectValue = (input: Locator, value: string) =>
  until(async () => ((await input.inputValue()) === value ? true : null), { limitMs: 30_000, what: value });
const unsaved = (frame: Frame) => frame.getByText('You have unsaved changes.');

it('tells a fault beside its control and leads to it, keeps the draft over a reload, and asks before discarding it', async () => {
  const { page, frame, noise } = await openContract();
  await frame.getByText('No issue fits at the moment.').waitFor();
  await condition(frame).fill('labels = x order by key');
  await frame.getByRole('button', { name: 'The JQL has an ORDER BY.' }).click();
  await frame.locator('.field-invalid', { hasText: 'The JQL has an ORDER BY.' }).waitFor();
  expect(await condition(frame).getAttribute('aria-invalid')).toBe('true');
  await frame.locator('textarea:focus').waitFor();
  await screenshot(page, 'contract-fault');
  expect(await axe(frame)).toEqual([]);

  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  const again = await frameIn(page);
  expect(await condition(again).inputValue()).toBe('labels = x order by key');
  await button(again, 'Discard').click();
  await again.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  await unsaved(again).waitFor({ state: 'detached' });
  expect(await condition(again).inputValue()).toBe('');
  expect(noise).toEqual([]);
});

it('says that somebody else saved meanwhile, and lets one keep the own changes', async () => {
  const [mine, theirs] = [await openContract(), await openContract()];
  await condition(mine.frame).fill('labels = mine');
  await condition(theirs.frame).fill('labels = theirs');
  await button(theirs.frame, 'Save').click();
  await unsaved(theirs.frame).waitFor({ state: 'detached' });
  await button(mine.frame, 'Save').click();
  await mine.frame.getByText('Somebody else saved a newer version meanwhile.').waitFor();
  await screenshot(mine.page, 'contract-stale');
  await button(mine.frame, 'Keep my changes').click();
  await button(mine.frame, 'Save').click();
  await unsaved(mine.frame).waitFor({ state: 'detached' });
  expect(await condition(mine.frame).inputValue()).toBe('labels = mine');
});

it('saves a side as a template, and begins another contract with it', async () => {
  const { page, frame, noise } = await openContract();
  await button(frame, 'Save as template').click();
  await frame.getByRole('dialog').getByLabel('Name').fill('For <b>every</b> provider');
  await frame.getByRole('dialog').getByRole('button', { name: 'Save as template' }).click();
  await frame.getByRole('dialog').waitFor({ state: 'detached' });
  await frame.getByRole('navigation').getByRole('link', { name: 'Umbrella and Acme' }).click();
  await frame.getByRole('link', { name: 'New contract' }).first().click();
  await frame.getByLabel('Name of the contract').fill('Second');
  await frame.getByRole('radio', { name: /Use one of your templates/ }).check();
  await frame.getByRole('combobox', { name: 'Template' }).click();
  await frame.getByRole('option', { name: 'For <b>every</b> provider' }).click();
  await screenshot(page, 'contract-template');
  await button(frame, 'Continue').click();
  await unsaved(frame).waitFor();
  await frame.getByLabel('Name in the contract').nth(10).waitFor();
  await button(frame, 'Save').click();
  await button(frame, 'Switch on your side').click();
  await frame.getByRole('dialog').getByText('Your partner has not set up their side yet').waitFor();
  await screenshot(page, 'contract-enable');
  expect(await axe(frame)).toEqual([]);
  expect(noise).toEqual([]);
});

it('a template that is the only one is chosen at once', async () => {
  const admin = adminAt(world.stage.world.addonUrl, world.master);
  const [, ...others] = await listTemplates(admin);
  for (const { id } of others) await removeTemplate(admin, id);
  const { frame, noise } = await world.openAdmin(world.master);
  await frame.getByRole('link', { name: 'Umbrella and Acme' }).first().click();
  await frame.getByRole('link', { name: 'New contract' }).click();
  await frame.getByLabel('Name of the contract').fill('Third');
  await frame.getByRole('radio', { name: /Use one of your templates/ }).check();
  await button(frame, 'Continue').click();
  await unsaved(frame).waitFor();
  expect(noise).toEqual([]);
});

it('gives a new field the name of what was chosen, and leaves a name that somebody wrote', async () => {
  const { frame, noise } = await openContract();
  const field = frame.getByRole('combobox', { name: 'Your field' }).last();
  const name = frame.getByLabel('Name in the contract').last();
  const choose = async (label: string): Promise<void> => {
    await field.click();
    await frame.getByRole('option', { name: label }).first().click();
  };
  await button(frame, 'Add a field').click();
  await choose('Environment');
  await expectValue(name, 'Environment');
  await choose('Due date');
  await expectValue(name, 'Due date');
  await name.fill('Promised for');
  await choose('Environment');
  await expectValue(name, 'Promised for');
  await button(frame, 'Discard').click();
  await frame.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  expect(noise).toEqual([]);
});

it('checks JSON as it is written, and takes it as a draft', async () => {
  const { page, frame, noise } = await openContract();
  await frame.getByRole('link', { name: 'JSON' }).click();
  const box = frame.getByLabel('JSON');
  const before = await box.inputValue();
  await box.fill(before.replace('"SUP"', '"sup"'));
  await frame.getByText('This is not a project key of Jira.').waitFor();
  await screenshot(page, 'contract-json');
  await box.fill(before.replace(/"conflict": "\w+"/, '"conflict": "latest"'));
  await button(frame, 'Use as draft').click();
  await unsaved(frame).waitFor();
  expect(await frame.getByLabel('When both sides changed the same').inputValue()).toBe('latest');
  await button(frame, 'Discard').click();
  await frame.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  expect(noise).toEqual([]);
});

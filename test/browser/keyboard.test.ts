import type { Frame } from 'playwright-core';
import type { WorldSite } from '../../playground/client/world';
import { openWorld, type BrowserWorld } from './harness';
import { focusedIn, Keyboard } from './keys';

let world: BrowserWorld;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world?.close());

interface AtKeys {
  readonly keys: Keyboard;
  readonly frame: Frame;
  readonly noise: readonly string[];
}

const open = async (site: WorldSite): Promise<AtKeys> => {
  const { page, frame, noise } = await world.openAdmin(site);
  // What Jira's own page has before it is not ours: the focus begins at the frame.
  await (await frame.frameElement()).focus();
  return { keys: new Keyboard(page, frame), frame, noise };
};

/** After going somewhere the focus is at the heading of the new page, which a reader then reads. */
const expectAtHeading = async (frame: Frame, heading: string | RegExp): Promise<void> => {
  await frame.getByRole('heading', { level: 1, name: heading }).and(frame.locator(':focus')).waitFor();
};

const choose = async (keys: Keyboard, box: string, words: string): Promise<void> => {
  await keys.tabTo(box, { tag: 'input' });
  await keys.press('ArrowDown');
  await keys.type(words);
  await keys.frame.getByRole('option', { selected: true }).filter({ hasText: words }).waitFor();
  await keys.press('Enter');
};

const writeHalf = async (keys: Keyboard, project: string, type: string): Promise<void> => {
  await choose(keys, 'Your project', project);
  await keys.frame.getByRole('checkbox', { name: type, exact: true }).waitFor();
  await keys.pressOn(type, 'Space');
  await keys.pressOn('Continue');
  const { frame } = keys;
  await frame.getByText('You have unsaved changes.').waitFor();
  await keys.tabTo('Save', { tag: 'button', back: true });
  await keys.press('Enter');
  await frame.getByText('You have unsaved changes.').waitFor({ state: 'detached' });
  await keys.tabTo(/^Switch on/, { tag: 'button', back: true });
  await keys.press('Enter');
  await frame.getByRole('dialog').waitFor();
  await frame.getByRole('dialog').getByRole('button', { name: 'Switch on', disabled: false }).waitFor();
  await keys.tabTo('Switch on', { tag: 'button' });
  await keys.press('Enter');
  await frame.getByRole('dialog').waitFor({ state: 'detached' });
  await frame.getByRole('button', { name: 'Switch off' }).waitFor();
};

it('leads from an invitation to contracts that are switched on, without a mouse', async () => {
  const master = await open(world.master);
  await master.keys.pressOn('Invite a partner');
  await expectAtHeading(master.frame, 'Invite a partner');
  // The focus goes to the fault, which is read with its control.
  await master.keys.pressOn('Make the invitation');
  await master.frame.locator('input:focus[aria-invalid=true]').waitFor();
  const described = await master.frame.locator(':focus').getAttribute('aria-describedby');
  const error = described?.split(' ').at(-1) ?? '';
  expect(await master.frame.locator(`[id="${error}"]`).innerText()).toBe('Give it a name.');
  await master.keys.typeInto(/^Name of the connection/, 'By keys');
  await master.keys.pressOn('Make the invitation');
  await expectAtHeading(master.frame, 'Your invitation is ready');
  const code = await master.frame.getByLabel('Invitation code').first().inputValue();

  const acme = await open(world.acme);
  await acme.keys.pressOn('Accept an invitation');
  await acme.keys.typeInto(/^Invitation code or link/, code);
  await acme.keys.pressOn('See who invites');
  await expectAtHeading(acme.frame, 'Umbrella invites you');
  await acme.keys.pressOn('Accept', 'Enter', 'button');
  await expectAtHeading(acme.frame, 'By keys');

  await master.keys.pressOn('Go to the connection');
  await expectAtHeading(master.frame, 'By keys');
  await master.keys.pressOn(/Create a contract|New contract/);
  await expectAtHeading(master.frame, /./);
  await master.keys.typeInto(/^Name of the contract/, 'Keys only');
  await writeHalf(master.keys, 'Support', 'Bug');
  await acme.frame.getByRole('link', { name: 'Keys only' }).first().waitFor({ timeout: 20_000 });
  await acme.keys.pressOn('Keys only');
  await expectAtHeading(acme.frame, 'Keys only');
  await writeHalf(acme.keys, 'Acme', 'Defect');
  expect([...master.keys.unseen, ...acme.keys.unseen]).toEqual([]);
  expect([...master.noise, ...acme.noise]).toEqual([]);
});

it('a dialog keeps the focus and gives it back; a combobox answers to its keys', async () => {
  const { keys, frame } = await open(world.master);
  await keys.pressOn('By keys');
  await expectAtHeading(frame, 'By keys');
  await keys.pressOn('Pause', 'Enter', 'button');
  await frame.getByRole('dialog').waitFor();
  for (let tabs = 0; tabs < 6; tabs++) {
    await keys.press('Tab');
    expect(await frame.locator('dialog :focus, body:focus').count()).toBe(1);
  }
  await keys.press('Escape');
  await frame.getByRole('dialog').waitFor({ state: 'detached' });
  expect((await focusedIn(frame))?.name).toBe('Pause');

  await keys.pressOn('Keys only');
  await frame.getByLabel('Further condition').waitFor();
  const box = frame.getByRole('combobox', { name: 'Your field' }).first();
  await frame.getByRole('button', { name: 'Add a field' }).focus();
  await keys.press('Enter');
  await box.focus();
  const selected = frame.locator('.picker-item[aria-selected=true]');
  await keys.press('ArrowDown');
  expect(await box.getAttribute('aria-expanded')).toBe('true');
  const first = await selected.innerText();
  await keys.press('End');
  const last = await selected.innerText();
  expect(last).not.toBe(first);
  expect(await box.getAttribute('aria-activedescendant')).toBe(await selected.getAttribute('id'));
  await keys.press('Home');
  expect(await selected.innerText()).toBe(first);
  await keys.press('ArrowUp');
  expect(await selected.innerText()).toBe(last);
  await keys.press('ArrowDown');
  expect(await selected.innerText()).toBe(first);
  await keys.press('Escape');
  expect(await box.getAttribute('aria-expanded')).toBe('false');
  await keys.press('ArrowDown', 'Enter');
  expect(await box.inputValue()).toBe(first.split('\n')[0]);
  expect(keys.unseen).toEqual([]);
});

import { readFileSync } from 'node:fs';
import type { Frame } from 'playwright-core';
import {
  exportHalf,
  getContract,
  listConnections,
  listContracts,
  listTemplates,
  type Admin,
} from '../../playground/client/accord';
import { adminAt } from '../../playground/client/deals';
import { asObject } from '../../playground/client/json';
import { onServer } from '../setup/server';
import { button, dialog, flagsOn, goTo, itBecomes, link, sayYesTwice } from './hands';
import { axe, openWorld, screenshot, setTheme, type BrowserWorld, type Opened, type Theme } from './harness';

let world: BrowserWorld;
let umbrella: Admin;

beforeAll(async () => {
  world = await openWorld({ ready: true });
  umbrella = adminAt(world.stage.world.addonUrl, world.master);
});

afterAll(() => world?.close());

const contractWith = async (partner: string): Promise<string> => {
  const connection = (await listConnections(umbrella)).find((each) => each.partner?.name === partner)?.id ?? '';
  return (await listContracts(umbrella, connection))[0]?.id ?? '';
};

const openTemplates = async (): Promise<Opened> => {
  const opened = await world.openAdmin(world.master);
  await link(opened.frame, /^Templates/).click();
  await opened.frame.getByLabel('Import a template').waitFor();
  return opened;
};

const tab = (frame: Frame, name: string) => frame.getByRole('navigation').getByRole('link', { name, exact: true });
const rowsOf = (frame: Frame) => frame.locator('tbody tr strong').allInnerTexts();
const names = async () => (await listTemplates(umbrella)).map(({ name }) => name).sort();

const NAME = 'For "all" <b>providers</b>';

it('renames, exports, deletes and imports a template', async () => {
  const { page, frame, noise } = await openTemplates();
  await frame.getByTitle('Rename: Defects for providers').click();
  await dialog(frame).getByLabel('Name').fill('  ');
  await page.keyboard.press('Enter');
  await dialog(frame).getByText('Give it a name.').waitFor();
  await dialog(frame).getByLabel('Name').fill(NAME);
  await screenshot(page, 'template-rename');
  await page.keyboard.press('Enter');
  await dialog(frame).waitFor({ state: 'detached' });
  await frame.getByText(NAME).first().waitFor();
  expect(await names()).toEqual([NAME]);
  await screenshot(page, 'templates');
  expect(await axe(frame)).toEqual([]);

  const [file] = await Promise.all([page.waitForEvent('download'), frame.getByTitle(`Export: ${NAME}`).dblclick()]);
  expect(file.suggestedFilename()).toBe('For-all-b-providers-b.json');
  const content = readFileSync(await file.path(), 'utf8');
  const { half } = await exportHalf(umbrella, await contractWith('Acme'));
  expect(JSON.parse(content)).toEqual({ format: 'accord.half.v1', name: NAME, half });

  await tab(frame, 'Templates (1)').waitFor();
  await frame.getByTitle(`Delete: ${NAME}`).click();
  await dialog(frame).getByText('Contracts that were made with it stay as they are.').waitFor();
  await sayYesTwice(frame, 'Delete');
  await frame.getByRole('heading', { name: 'No templates yet' }).waitFor();
  await tab(frame, 'Templates').waitFor();
  expect(await names()).toEqual([]);
  expect((await getContract(umbrella, await contractWith('Globex'))).enabled).toBe(true);

  await importFile(frame, 'whatever.json', content);
  await frame.getByText(NAME).first().waitFor();
  await tab(frame, 'Templates (1)').waitFor();
  expect(await names()).toEqual([NAME]);
  expect(await flagsOn(page)).toContain(`“${NAME}” was imported`);
  expect(noise).toEqual([]);
});

const importFile = (frame: Frame, name: string, content: string): Promise<void> =>
  frame
    .getByLabel('Import a template')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });

it('says what is wrong with a file, and asks before it takes the place of a template', async () => {
  const { page, frame, noise } = await openTemplates();
  const document = await exportHalf(umbrella, await contractWith('Acme'));
  await importFile(frame, 'photo.json', 'no JSON at all');
  await frame.getByText('This file is no exported template or contract.').waitFor();
  const broken = { ...document, half: { ...document.half, conflict: 'coin', scope: {} } };
  await importFile(frame, 'broken.json', JSON.stringify({ ...broken, name: 'Broken' }));
  await frame.getByText('2 things in this file have to be put right; nothing was imported').waitFor();
  expect(await frame.locator('.banner-danger code').allInnerTexts()).toEqual(['scope.project', 'conflict']);
  await screenshot(page, 'template-import-faults');
  expect(await names()).toEqual([NAME]);

  const changed = { ...document, name: NAME, half: { ...document.half, conflict: 'latest' } };
  await importFile(frame, 'again.json', JSON.stringify(changed));
  await dialog(frame).getByText(`Replace the template “${NAME}”?`).waitFor();
  await screenshot(page, 'template-replace');
  await button(dialog(frame), 'Cancel').click();
  const stored = async () =>
    asObject(
      await (
        await fetch(`${umbrella.apiUrl}/api/templates/${(await listTemplates(umbrella))[0]?.id ?? ''}`, {
          headers: { authorization: `JWT ${await umbrella.contextToken()}` },
        })
      ).json(),
    );
  expect(asObject((await stored()).half).conflict).toBe('master');
  await importFile(frame, 'again.json', JSON.stringify(changed));
  await sayYesTwice(frame, 'Replace');
  await itBecomes('it is replaced', async () => asObject((await stored()).half).conflict === 'latest');
  expect(await names()).toEqual([NAME]);
  expect(await rowsOf(frame)).toEqual([NAME]);
  // The browser itself tells of the answer to the broken file.
  expect(noise.filter((line) => !line.includes('422'))).toEqual([]);
});

it('does not leave two templates of one name: saving again replaces, and renaming refuses', async () => {
  const { page, frame, noise } = await world.openAdmin(world.master);
  await goTo(frame, `contracts/${await contractWith('Acme')}`);
  await button(frame, 'Save as template').click();
  await dialog(frame).getByLabel('Name').fill(NAME);
  await dialog(frame).getByText('There is a template of this name already. It is replaced.').waitFor();
  await screenshot(page, 'template-save-again');
  await sayYesTwice(frame, 'Save as template');
  expect(await names()).toEqual([NAME]);
  await button(frame, 'Save as template').click();
  await dialog(frame).getByLabel('Name').fill('Another');
  await page.keyboard.press('Enter');
  await dialog(frame).waitFor({ state: 'detached' });
  expect(await names()).toEqual(['Another', NAME].sort());

  await goTo(frame, 'templates');
  await frame.getByTitle('Rename: Another').click();
  await dialog(frame).getByLabel('Name').fill(NAME);
  await dialog(frame).getByText('Another template has this name.').waitFor();
  await page.keyboard.press('Enter');
  await button(dialog(frame), 'Cancel').click();
  expect(await names()).toEqual(['Another', NAME].sort());
  expect(noise).toEqual([]);
});

it('two tabs save one template: the later one is told, nothing is lost, and it can be saved again', async () => {
  const [first, second] = [await openTemplates(), await openTemplates()];
  let release = (): void => undefined;
  const held = new Promise<void>((done) => (release = done));
  const stopped = first.page.waitForRequest((request) => request.method() === 'PUT');
  await first.page.route('**/api/templates/*', async (route) => {
    if (route.request().method() === 'PUT') await held;
    await route.continue();
  });
  const rename = async ({ frame }: Opened, name: string): Promise<void> => {
    await frame.getByTitle('Rename: Another').click();
    await dialog(frame).getByLabel('Name').fill(name);
    await button(dialog(frame), 'Rename').click();
  };
  await rename(first, 'From the first tab');
  await stopped;
  await rename(second, 'From the second tab');
  await dialog(second.frame).waitFor({ state: 'detached' });
  release();
  await dialog(first.frame).getByText('Someone else changed this template in between.').waitFor();
  await screenshot(first.page, 'template-changed-meanwhile');
  expect(await names()).toEqual(['From the second tab', NAME].sort());
  expect(await dialog(first.frame).getByLabel('Name').inputValue()).toBe('From the first tab');

  await button(dialog(first.frame), 'Rename').click();
  await dialog(first.frame).waitFor({ state: 'detached' });
  expect(await names()).toEqual(['From the first tab', NAME].sort());
  expect(second.noise).toEqual([]);
  // The browser itself tells of the refusal.
  expect(first.noise.filter((line) => !line.includes('409'))).toEqual([]);
});

/** More than one page of the list, with what stands there already. */
const MANY = 58;

/** Copies of one that is there; a person is let make so many in an hour only. */
const keepMany = (): Promise<void> =>
  onServer(world.databaseUrl, async (client) => {
    await client.query(
      `INSERT INTO templates (id, site_id, name, source, author, at, version)
       SELECT gen_random_uuid()::text, site_id, 'Kept ' || lpad(n::text, 3, '0'), source, author, at, 1
       FROM templates CROSS JOIN generate_series(1, $1::int) AS n WHERE name = $2`,
      [MANY, NAME],
    );
  });

const VIEWS: readonly (readonly [number, Theme])[] = [
  [1600, 'light'],
  [1600, 'dark'],
  [320, 'dark'],
  [320, 'light'],
];

it('shows more by keyboard, keeps the focus, and finds a name that is on no page yet', async () => {
  await keepMany();
  const { page, frame, noise } = await openTemplates();
  const rows = frame.locator('tbody tr');
  await frame.getByText('50 of 60 are shown').waitFor();
  await tab(frame, 'Templates (60)').waitFor();
  expect(await rows.count()).toBe(50);
  await frame.getByTitle('Rename: Kept 001').click();
  await dialog(frame).getByLabel('Name').fill('kept 058');
  await dialog(frame).getByText('Another template has this name.').waitFor();
  await button(dialog(frame), 'Cancel').click();
  for (const [width, theme] of VIEWS) {
    await page.setViewportSize({ width, height: 900 });
    await setTheme(page, theme);
    await button(frame, 'Show more').scrollIntoViewIfNeeded();
    await screenshot(page, `templates-more-${width}-${theme}`);
    expect(await axe(frame)).toEqual([]);
  }

  await button(frame, 'Show more').focus();
  await page.keyboard.press('Enter');
  await button(frame, 'Show more').waitFor({ state: 'detached' });
  expect(await rows.count()).toBe(60);
  const read = await rowsOf(frame);
  expect(new Set(read).size).toBe(60);
  const focused = await frame.evaluate<string>('document.activeElement?.getAttribute("title") ?? ""');
  expect(focused).toBe(`Rename: ${read[50] ?? ''}`);

  await frame.getByTitle('Delete: Kept 058').click();
  await sayYesTwice(frame, 'Delete');
  await tab(frame, 'Templates (59)').waitFor();
  await itBecomes('all that was shown is shown again', async () => (await rows.count()) === 59);
  expect(noise).toEqual([]);
});

import type { Frame } from 'playwright-core';
import { getContract, listConnections, listContracts, saveHalf } from '../../playground/client/accord';
import { addMany } from '../../playground/client/control';
import { adminAt } from '../../playground/client/deals';
import { asObject, type JsonObject } from '../../playground/client/json';
import { openWorld, screenshot, type BrowserWorld } from './harness';

const PROJECTS = 5_000;
const FIELDS = 500;
const RULES = 400;
/** A picker draws so many at once, and a note that there are more. */
const DRAWN = 51;
/** Far above what it takes, far below what a person would call frozen. */
const FROZEN_MS = 2_000;

let world: BrowserWorld;

beforeAll(async () => {
  world = await openWorld({ ready: true });
  const { projects, fields } = await addMany(world.master.baseUrl, { projects: PROJECTS, fields: FIELDS });
  expect(projects).toBeGreaterThanOrEqual(PROJECTS);
  expect(fields).toBeGreaterThanOrEqual(FIELDS);
  await addRules();
});

afterAll(() => world?.close());

/** The contract with the most rows that anybody is likely to have. */
async function addRules(): Promise<void> {
  const admin = adminAt(world.stage.world.addonUrl, world.master);
  for (const { id } of await listConnections(admin)) {
    for (const { id: contract, name } of await listContracts(admin, id)) {
      if (name !== 'Defects for Acme') continue;
      const { half, version } = (await getContract(admin, contract)) as unknown as JsonObject;
      const send = asObject(asObject(half).send);
      const rules = Array.from({ length: RULES }, (_, index) => {
        const name = `Measure ${String(index + 1).padStart(4, '0')}`;
        return { field: `customfield_${20_001 + index}`, as: name };
      });
      const fields = [...(send.fields as readonly JsonObject[]), ...rules];
      await saveHalf(admin, contract, { ...asObject(half), send: { ...send, fields } }, Number(version));
    }
  }
}

const WATCH = `
window.longest = 0;
window.noteTasks = (entries) => {
  for (const { duration } of entries) window.longest = Math.max(window.longest, duration);
};
window.tasks = new PerformanceObserver((list) => noteTasks(list.getEntries()));
tasks.observe({ type: 'longtask' });`;

/** A task of the page's own, as long as given. */
const busy = (ms: number): string => `new Promise((done) => setTimeout(() => {
  for (const end = performance.now() + ${ms}; performance.now() < end; );
  setTimeout(done);
}))`;

/** Once what was changed is on the screen, and its task told. */
const LONGEST = `new Promise((done) => requestAnimationFrame(() => setTimeout(() => {
  noteTasks(tasks.takeRecords());
  done(window.longest);
}, 50)))`;

interface Figure {
  readonly what: string;
  readonly ms: number;
  /** The longest task of the frame's main thread meanwhile, 0 where all took less than 50 ms. */
  readonly longestTaskMs: number;
}

const figures: Figure[] = [];

/** What the person does, until what is waited for is there and drawn. */
async function measure(frame: Frame, what: string, act: () => Promise<unknown>): Promise<void> {
  await frame.evaluate('window.longest = 0');
  const begun = Date.now();
  await act();
  const ms = Date.now() - begun;
  figures.push({ what, ms, longestTaskMs: Math.round(await frame.evaluate<number>(LONGEST)) });
}

/** `ACCORD_FIGURES=1` prints them, for docs/figures.md. */
afterAll(() => {
  if (!process.env.ACCORD_FIGURES) return;
  for (const { what, ms, longestTaskMs } of figures) process.stdout.write(`${what}: ${ms} ms, ${longestTaskMs} ms\n`);
});

it(`${PROJECTS} projects and ${FIELDS} fields freeze no picker and no editor`, async () => {
  const { page, frame, noise } = await world.openAdmin(world.master);
  await frame.evaluate(WATCH);
  await measure(frame, 'a task of 120 ms, to see that it is seen', () => frame.evaluate(busy(120)));
  expect(figures.at(-1)?.longestTaskMs).toBeGreaterThanOrEqual(110);
  await frame.getByRole('link', { name: 'Umbrella and Acme' }).first().click();
  await frame.getByRole('link', { name: 'Defects for Acme' }).first().click();
  await measure(frame, 'contract editor drawn', () => frame.getByLabel('Further condition').waitFor());

  const options = frame.locator('.picker-item');
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/metadata/projects?')) asked.push(request.url());
  });
  const project = frame.getByRole('combobox', { name: 'Project' }).first();
  await measure(frame, 'project picker opened', async () => {
    await project.click();
    await options.nth(20).waitFor();
  });
  expect(await options.count()).toBeLessThanOrEqual(DRAWN);
  await measure(frame, 'project picker, a name typed', async () => {
    await project.pressSequentially('Branch 04711', { delay: 20 });
    await options.filter({ hasText: 'BIG04711' }).waitFor();
  });
  await screenshot(page, 'scale-project');
  // The whole list at first, then what was typed when the hands rested; slow machines rest in between.
  expect(asked.length).toBeLessThan('Branch 04711'.length);
  await page.keyboard.press('Escape');

  const field = frame.getByRole('combobox', { name: 'Your field' }).first();
  await measure(frame, 'field picker opened', async () => {
    await field.click();
    await options.nth(20).waitFor();
  });
  expect(await options.count()).toBeLessThanOrEqual(DRAWN);
  await measure(frame, 'field picker, a name typed', async () => {
    await field.pressSequentially('Measure 0444', { delay: 20 });
    await options.filter({ hasText: 'Measure 0444' }).waitFor();
  });
  await screenshot(page, 'scale-field');
  await page.keyboard.press('Escape');

  await measure(frame, 'fields suggested', async () => {
    await frame.getByRole('button', { name: 'Suggest fields' }).click();
    await frame
      .getByText(/suggested|were added|nothing/i)
      .first()
      .waitFor();
  });
  const name = frame.getByLabel('Name in the contract').last();
  await measure(frame, `typing among ${await frame.getByLabel('Name in the contract').count()} rows`, () =>
    name.pressSequentially(' more', { delay: 20 }),
  );
  expect(figures.filter(({ longestTaskMs }) => longestTaskMs >= FROZEN_MS)).toEqual([]);
  expect(noise).toEqual([]);
});

import type { Frame } from 'playwright-core';
import { adminOf, type WorldSite } from '../../playground/client/world';
import { openWorld, screenshot, type BrowserWorld } from './harness';
import { faultsOf, watchDialogs } from './hostile';
import { adminPlaces } from './places';
import { LONG, NAME, setUpHostile, type HostileWorld } from './hostile-world';

let world: BrowserWorld;
let hostile: HostileWorld;

beforeAll(async () => {
  world = await openWorld();
  hostile = await setUpHostile(world);
});

afterAll(() => world?.close());

const unfold = (frame: Frame): Promise<unknown> =>
  frame.evaluate(`document.querySelectorAll('main details').forEach((one) => { one.open = true; })`);

const readAll = async (site: WorldSite, width: number): Promise<readonly string[]> => {
  const { page, frame, noise } = await world.openAdmin(site, adminOf(site), { width });
  const dialogs = watchDialogs(page);
  const found: string[] = [];
  for (const place of Object.values(adminPlaces(hostile))) {
    await frame.evaluate(`window.location.hash = ${JSON.stringify(`#/${place}`)}`);
    await frame.locator('main:not(:has(.loading)) h1').waitFor();
    await unfold(frame);
    await screenshot(page, `hostile-${site.name}-${place.replace(/[^a-z]+/g, '-')}-${width}`);
    found.push(
      ...(await faultsOf(frame)).map((fault) => `${site.name} ${place.replace(/[0-9a-f-]{36}/, '*')}: ${fault}`),
    );
  }
  return [...found, ...dialogs, ...noise];
};

it.each([320, 1280])('hostile texts stay texts on every admin page of both sides, %d px wide', async (width) => {
  const found = [...(await readAll(world.master, width)), ...(await readAll(world.acme, width))];
  expect(found).toEqual([]);
});

it('hostile texts stay texts on the issue and in the project', async () => {
  const found: string[] = [];
  for (const opened of [
    await world.openIssue(world.master, hostile.issue, adminOf(world.master), { width: 320 }),
    await world.openProject(world.master, 'SUP', adminOf(world.master), { width: 320 }),
  ]) {
    const dialogs = watchDialogs(opened.page);
    await unfold(opened.frame);
    await screenshot(
      opened.page,
      `hostile-${found.length}-${opened.page.url().includes('browse') ? 'panel' : 'project'}`,
    );
    found.push(...(await faultsOf(opened.frame)), ...dialogs, ...opened.noise);
  }
  expect(found).toEqual([]);
});

it('the eye that looks for it sees a text that spills and an element that should be a text', async () => {
  const { frame } = await world.openAdmin(world.master);
  await frame.evaluate(`{
    const probe = document.createElement('p');
    probe.append('\u202eevil', document.createElement('img'), document.createElement('b'));
    probe.lastChild.append('neighbour');
    document.querySelector('main').append(probe);
  }`);
  expect(await faultsOf(frame)).toEqual([
    expect.stringContaining('element: <img'),
    expect.stringContaining('spills: P'),
  ]);
});

it('what is typed stays text too, in every box there is', async () => {
  const { page, frame, noise } = await world.openAdmin(world.master, undefined, { width: 320 });
  const dialogs = watchDialogs(page);
  const found: string[] = [];
  for (const place of Object.values(adminPlaces(hostile))) {
    await frame.evaluate(`window.location.hash = ${JSON.stringify(`#/${place}`)}`);
    await frame.locator('main:not(:has(.loading)) h1, main:not(:has(.loading)) h2').first().waitFor();
    await unfold(frame);
    const boxes = frame.locator('input:is([type=text], [type=search], [role=combobox]):visible, textarea:visible');
    for (const box of (await boxes.all()).slice(0, 12)) {
      if (!(await box.isEditable())) continue;
      await box.fill(place === 'accept' ? LONG : NAME);
    }
    found.push(...(await faultsOf(frame)).map((fault) => `${place.replace(/[0-9a-f-]{36}/, '*')}: ${fault}`));
  }
  expect([...found, ...dialogs, ...noise.filter((line) => !line.includes('status of 4'))]).toEqual([]);
});

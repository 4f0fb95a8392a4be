import { type Admin, connectInternally, endConnection, listConnections } from '../../playground/client/accord';
import { adminAt } from '../../playground/client/deals';
import { button, goTo, heading, itBecomes, link } from './hands';
import { axe, openWorld, screenshot, type BrowserWorld } from './harness';

const MANY = 103;
const OVER = 2;

let world: BrowserWorld;
let admin: Admin;

beforeAll(async () => {
  world = await openWorld({ settings: { ACCORD_LIMITS: 'making=1000/s:1000,caller=200/s:600' } });
  admin = adminAt(world.stage.world.addonUrl, world.master);
  for (let index = 0; index < MANY + OVER; index += 1) await connectInternally(admin, `Connection ${index}`);
  for (const { id } of (await listConnections(admin)).slice(-OVER)) await endConnection(admin, id);
}, 120_000);

afterAll(() => world?.close());

it('shows a hundred connections page by page, and goes on where the keyboard is', async () => {
  const { page, frame, noise } = await world.openAdmin(world.master);
  const cards = frame.locator('main .connection-card');
  await itBecomes('the first page is there', async () => (await cards.count()) === 50);
  const focused = () => frame.evaluate<string>("document.activeElement?.textContent ?? ''");
  await button(frame, 'Show more').focus();
  await page.keyboard.press('Enter');
  await itBecomes('the second page is there', async () => (await cards.count()) === 100);
  await itBecomes('the first new card has the focus', async () => /^Connection 50$/.test(await focused()));
  await button(frame, 'Show more').click();
  await itBecomes('all are there', async () => (await cards.count()) === MANY);
  await itBecomes('the first card of the last page has the focus', async () =>
    /^Connection 100$/.test(await focused()),
  );
  expect(await button(frame, 'Show more').count()).toBe(0);
  await screenshot(page, 'many-connections-end');

  await frame.getByText('Earlier connections (2)').click();
  await itBecomes('those that are over are there', async () => (await cards.count()) === MANY + OVER);
  expect(await axe(frame)).toEqual([]);
  await link(frame, 'Connection 102').click();
  await heading(frame, 'Connection 102').waitFor();
  expect(noise).toEqual([]);
});

it('offers the contracts of the chosen connection where there are too many to offer together', async () => {
  const { page, frame, noise } = await world.openAdmin(world.master);
  await goTo(frame, 'activity');
  const contract = frame.getByLabel('Contract', { exact: true });
  await itBecomes(
    'a connection has to be chosen',
    async () => (await contract.getAttribute('placeholder')) === 'Pick a connection',
  );
  await screenshot(page, 'many-connections-activity');
  expect(noise).toEqual([]);
});

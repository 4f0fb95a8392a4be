import { agreedIn } from './agreed';
import { button, dialog, heading, link } from './hands';
import { openWorld, screenshot, type BrowserWorld } from './harness';

let world: BrowserWorld;
beforeAll(async () => {
  world = await openWorld({ ready: true });
});
afterAll(() => world?.close());

it('a connection is renamed by one side, once, and the other side sees it', async () => {
  const agreed = agreedIn(world);
  const { id } = await agreed.named(world.master, 'Umbrella and Acme');
  const { page, frame, noise } = await world.openAdmin(world.master);
  await link(frame, 'Umbrella and Acme').click();
  await button(frame, 'Rename').click();
  const name = dialog(frame).getByLabel('Name of the connection');
  await name.fill('  ');
  await button(dialog(frame), 'Rename').click();
  await dialog(frame).getByText('Give it a name.').waitFor();
  await name.fill('Umbrella <b>&</b> Acme');
  await screenshot(page, 'connection-rename');
  await button(dialog(frame), 'Rename').dblclick();
  await heading(frame, 'Umbrella <b>&</b> Acme').waitFor();
  const theirs = await world.openAdmin(world.acme);
  await link(theirs.frame, 'Umbrella <b>&</b> Acme').waitFor();
  expect(await agreed.times(world.master, id, 'connection-renamed')).toBe(1);
  expect([...noise, ...theirs.noise]).toEqual([]);
});

import { listContracts } from '../../playground/client/accord';
import { agreedIn } from './agreed';
import { button, dialog, heading, link } from './hands';
import { openWorld, screenshot, setTheme, type BrowserWorld } from './harness';

let world: BrowserWorld;
beforeAll(async () => {
  world = await openWorld({ ready: true });
});
afterAll(() => world?.close());

it('each side deletes its own side of a contract; the other keeps its own and reads what happened', async () => {
  const agreed = agreedIn(world);
  const { id } = await agreed.named(world.master, 'Umbrella and Acme');
  const [contract] = await listContracts(agreed.admin(world.master), id);
  if (!contract) throw new Error('the connection has no contract');
  const { page, frame, noise } = await world.openAdmin(world.master);
  await link(frame, 'Umbrella and Acme').click();
  await link(frame, contract.name).click();
  await button(frame, 'Switch off').first().click();
  await button(dialog(frame), 'Switch off').click();
  await button(frame, 'Delete your side').click();
  await dialog(frame).getByText('Your partner’s side stays until they delete it too').waitFor();
  await screenshot(page, 'contract-delete-own-side');
  await button(dialog(frame), 'Delete your side').dblclick();
  await heading(frame, 'Umbrella and Acme').waitFor();
  await frame.getByText('No contract yet').waitFor();

  const theirs = await world.openAdmin(world.acme);
  await link(theirs.frame, 'Umbrella and Acme').click();
  await theirs.frame.getByText('Deleted', { exact: true }).waitFor();
  await screenshot(theirs.page, 'contract-list-partner-deleted');
  await link(theirs.frame, contract.name).click();
  await theirs.frame.getByText('deleted their side of this contract').waitFor();
  await screenshot(theirs.page, 'contract-partner-deleted');
  await setTheme(theirs.page, 'dark');
  await screenshot(theirs.page, 'contract-partner-deleted-dark');
  await link(theirs.frame, 'Versions').click();
  await heading(theirs.frame, 'Version 1').waitFor();
  await button(theirs.frame, 'Switch off').first().click();
  await button(dialog(theirs.frame), 'Switch off').click();
  await button(theirs.frame, 'Delete your side').click();
  await dialog(theirs.frame).getByText('the contract goes for good').waitFor();
  await screenshot(theirs.page, 'contract-delete-last-side-dark');
  await button(dialog(theirs.frame), 'Delete your side').click();
  await theirs.frame.getByText('No contract yet').waitFor();
  expect(await listContracts(agreed.admin(world.acme), id)).toEqual([]);
  expect([...noise, ...theirs.noise]).toEqual([]);
});

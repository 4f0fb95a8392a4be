import { install, lifecycle } from '../../playground/client/control';
import { button, heading, link } from './hands';
import { axe, openWorld, screenshot, setTheme, type BrowserWorld } from './harness';

let world: BrowserWorld;

beforeAll(async () => {
  world = await openWorld({ ready: true });
});

afterAll(() => world?.close());

const MISSING = /has removed Accord from its Jira$/;

it('a partner that removes Accord is told of on every page about it, and it is gone again when it is back', async () => {
  const { frame, page, noise } = await world.openAdmin(world.master);
  await link(frame, 'Umbrella and Acme').waitFor();
  expect((await lifecycle(world.acme.baseUrl, 'uninstall')).status).toBe(204);

  await frame.getByText('Removed by your partner').waitFor({ timeout: 15_000 });
  await frame.getByText('Your partner has removed Accord from their Jira.').waitFor();
  expect(await frame.getByText('Removed by your partner').count()).toBe(1);
  await screenshot(page, 'partner-away-overview');
  await setTheme(page, 'dark');
  await screenshot(page, 'partner-away-overview-dark');

  await link(frame, 'Show the connection').click();
  await frame.getByText(MISSING).waitFor();
  await frame.getByText('Ask your partner to install it, or end the connection.').waitFor();
  await screenshot(page, 'partner-away-connection-dark');
  await setTheme(page, 'light');
  await screenshot(page, 'partner-away-connection');
  expect(await axe(frame)).toEqual([]);

  await frame.getByRole('table').getByRole('link').first().click();
  await frame.getByText(MISSING).waitFor();
  await screenshot(page, 'partner-away-contract');

  await link(frame, 'Accord').first().click();
  await link(frame, /^Activity/).click();
  await frame
    .getByText(/removed Accord from its Jira\. Changes of .* wait/)
    .first()
    .waitFor();
  await screenshot(page, 'partner-away-activity');

  expect((await install(world.acme.baseUrl, `${world.stage.addon().url}/atlassian-connect.json`)).status).toBe(204);
  await link(frame, /^Connections/).click();
  await heading(frame, 'Umbrella and Acme').waitFor();
  await frame.getByText('Removed by your partner').waitFor({ state: 'detached', timeout: 15_000 });
  await link(frame, 'Umbrella and Acme').click();
  await button(frame, 'Pause').waitFor();
  expect(await frame.getByText(MISSING).count()).toBe(0);
  expect(noise).toEqual([]);
});

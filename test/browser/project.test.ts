import { adminOf, agentOf } from '../../playground/client/world';
import { axe, openWorld, screenshot, type BrowserWorld } from './harness';

let world: BrowserWorld;

beforeAll(async () => {
  world = await openWorld({ ready: true });
});

afterAll(() => world?.close());

/** Makes somebody an admin of the project who is none of Jira. */
const appoint = async (accountId: string, project: string): Promise<void> => {
  const { status } = await fetch(`${world.master.baseUrl}/playground/permissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ project, who: accountId, permission: 'ADMINISTER_PROJECTS', granted: true }),
  });
  expect(status).toBeLessThan(300);
};

it('a project admin reads the contracts of the project, switches one off and on, and sees no connection', async () => {
  const person = agentOf(world.master);
  await appoint(person.accountId, 'SUP');
  const { page, frame, noise } = await world.openProject(world.master, 'SUP', person);
  await frame.getByRole('heading', { name: /^Accord in / }).waitFor();
  const contract = frame.getByRole('listitem').filter({ hasText: 'Defects for Acme' });
  await contract.getByText('Running').waitFor();
  await contract.getByText('Title', { exact: true }).first().waitFor();
  const toggle = frame.getByRole('switch', { name: 'Defects for Acme is on' });
  await toggle.click();
  await frame.getByRole('dialog').getByText('Nothing is sent or received until').waitFor();
  await screenshot(page, 'project-confirm');
  await frame.getByRole('button', { name: 'Switch off' }).dblclick();
  await contract.getByText('Switched off').waitFor();
  await toggle.click();
  await frame.getByRole('button', { name: 'Switch on' }).click();
  await contract.getByText('Running').waitFor();
  await screenshot(page, 'project');
  expect(await axe(frame)).toEqual([]);
  expect(noise).toEqual([]);
});

it('a project without a contract says so, in the dark and on a narrow screen too', async () => {
  const { page, frame, noise } = await world.openProject(world.globex, 'GLX', adminOf(world.globex), {
    theme: 'dark',
    width: 320,
  });
  await frame.getByRole('heading', { name: /^Accord in / }).waitFor();
  await screenshot(page, 'project-narrow');
  expect(await frame.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(
    0,
  );
  expect(await axe(frame)).toEqual([]);
  expect(noise).toEqual([]);
});

import type { Frame } from 'playwright-core';
import {
  acceptInvitation,
  getContract,
  invite,
  linksOfIssue,
  listConnections,
  listContracts,
  listTemplates,
  type Admin,
} from '../../playground/client/accord';
import { adminAt } from '../../playground/client/deals';
import { createIssue, getIssue } from '../../playground/client/jira';
import { adminOf, agentOf, sessionOf, type WorldSite } from '../../playground/client/world';
import { button, dialog, goTo, itBecomes, link, pick, sayYesTwice } from './hands';
import { openWorld, screenshot, type BrowserWorld, type Opened } from './harness';

let world: BrowserWorld;
let umbrella: Admin;

beforeAll(async () => {
  world = await openWorld();
  umbrella = at(world.master);
  for (const provider of [world.acme, world.globex]) {
    const { token } = await invite(umbrella, { name: `Umbrella and ${provider.name}`, side: 'master' });
    await acceptInvitation(at(provider), token);
  }
});

afterAll(() => world?.close());

const at = (site: WorldSite): Admin => adminAt(world.stage.world.addonUrl, site);

const contractOf = async (site: WorldSite, partner: string): Promise<string> => {
  const connection = (await listConnections(at(site))).find((each) => each.partner?.name === partner)?.id ?? '';
  const contracts = await listContracts(at(site), connection);
  expect(contracts).toHaveLength(1);
  return contracts[0]?.id ?? '';
};

const newContract = async ({ frame }: Opened, connection: string, name: string): Promise<void> => {
  await goTo(frame, '');
  await link(frame, connection).click();
  await link(frame, 'New contract').click();
  await frame.getByLabel('Name of the contract').fill(name);
};

const save = async (frame: Frame): Promise<void> => {
  await button(frame, 'Save').dblclick();
  await frame.getByText('You have unsaved changes.').waitFor({ state: 'detached' });
};

const switchOn = async (frame: Frame): Promise<void> => {
  await button(frame, 'Switch on').click();
  await sayYesTwice(frame, 'Switch on');
  await button(frame, 'Switch off').waitFor();
};

const receive = async (site: WorldSite, contract: string, project: string, type: string): Promise<void> => {
  const { frame, noise } = await world.openAdmin(site);
  await link(frame, `Umbrella and ${site.name}`).click();
  await link(frame, contract).click();
  await frame.getByRole('radio', { name: /Receive tickets/ }).check();
  await pick(frame, 'Your project', project);
  await frame.getByRole('checkbox', { name: type, exact: true }).check();
  await button(frame, 'Continue').click();
  await save(frame);
  await switchOn(frame);
  expect(noise).toEqual([]);
};

it('sends the same to two providers, with one template and by pages alone', async () => {
  const ours = await world.openAdmin(world.master);
  const { page, frame, noise } = ours;
  await newContract(ours, 'Umbrella and Acme', 'Defects for Acme');
  await frame.getByRole('radio', { name: /Send the same to many providers/ }).check();
  await pick(frame, 'Your project', 'Support');
  await frame.getByRole('checkbox', { name: 'Bug', exact: true }).check();
  await button(frame, 'Continue').dblclick();
  await save(frame);
  await button(frame, 'Save as template').click();
  await dialog(frame).getByLabel('Name').fill('For every provider');
  await sayYesTwice(frame, 'Save as template');
  expect((await listTemplates(umbrella)).map(({ name }) => name)).toEqual(['For every provider']);
  await switchOn(frame);

  await newContract(ours, 'Umbrella and Globex', 'Defects for Globex');
  await frame.getByRole('radio', { name: /Use one of your templates/ }).check();
  await pick(frame, 'Template', 'For every provider');
  await itBecomes('the project of the template is chosen', async () =>
    (await frame.getByRole('combobox', { name: 'Your project' }).inputValue()).includes('SUP'),
  );
  await screenshot(page, 'broadcast-second');
  await button(frame, 'Continue').dblclick();
  await save(frame);
  await switchOn(frame);
  const [first, second] = [await contractOf(world.master, 'Acme'), await contractOf(world.master, 'Globex')];
  expect((await getContract(umbrella, second)).half).toEqual((await getContract(umbrella, first)).half);

  await receive(world.acme, 'Defects for Acme', 'Acme', 'Defect');
  await receive(world.globex, 'Defects for Globex', 'Globex development', 'Fault');
  const fields = { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary: 'Seen by everybody' };
  const { key } = await createIssue(sessionOf(world.master, agentOf(world.master)), fields);
  const keys = async () => (await linksOfIssue(umbrella, key)).map(({ remoteKey }) => remoteKey ?? '').sort();
  await itBecomes('both providers have it', async () => {
    const found = await keys();
    return found.length === 2 && found.every((each) => each !== '');
  });
  const [acm = '', gld = ''] = await keys();
  for (const [site, remote] of [
    [world.acme, acm],
    [world.globex, gld],
  ] as const) {
    expect((await getIssue(sessionOf(site, adminOf(site)), remote)).fields.summary).toBe('Seen by everybody');
  }
  expect([acm.split('-')[0], gld.split('-')[0]]).toEqual(['ACM', 'GLD']);
  expect(noise).toEqual([]);
});

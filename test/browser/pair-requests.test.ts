import type { Frame } from 'playwright-core';
import {
  disable,
  enable,
  getContract,
  linksOfIssue,
  listConnections,
  listContracts,
  saveHalf,
} from '../../playground/client/accord';
import { type Admin } from '../../playground/client/accord';
import { adminAt } from '../../playground/client/deals';
import { createIssue } from '../../playground/client/jira';
import type { JsonObject } from '../../playground/client/json';
import { until } from '../../playground/client/wait';
import { adminOf, sessionOf, type WorldSite } from '../../playground/client/world';
import { axe, openWorld, screenshot, type BrowserWorld, type Opened, type View } from './harness';

let world: BrowserWorld;
let partner: Admin;
let contract: string;

type Half = JsonObject & { readonly send: JsonObject };

/** Nothing is sent by itself, so that a pair is the only way across. */
beforeAll(async () => {
  world = await openWorld({ ready: true });
  const { addonUrl } = world.stage.world;
  const [admin, acme] = [adminAt(addonUrl, world.master), adminAt(addonUrl, world.acme)];
  partner = acme;
  const all = (await listConnections(admin)) as unknown as readonly { id: string; partner: { name: string } | null }[];
  const connection = all.find((each) => each.partner?.name === 'Acme')?.id ?? '';
  contract = (await listContracts(admin, connection))[0]?.id ?? '';
  const { half, version } = (await getContract(admin, contract)) as unknown as { half: Half; version: number };
  await saveHalf(admin, contract, { ...half, send: { ...half.send, createOn: ['manual'] } }, version);
  await disable(admin, contract);
  await enable(admin, contract);
});
afterAll(() => world?.close());

const make = async (site: WorldSite, project: string, type: string, summary: string): Promise<string> => {
  const fields = { project: { key: project }, issuetype: { name: type }, summary };
  return (await createIssue(sessionOf(site, adminOf(site)), fields)).key;
};
const openBulk = async (site: WorldSite, view: View = {}): Promise<Opened> => {
  const opened = await world.openAdmin(site, adminOf(site), view);
  await opened.frame.evaluate(`window.location.hash = "#/contracts/${contract}/bulk"`);
  await opened.frame.getByText('Bring issues that were there').waitFor();
  return opened;
};
const button = (frame: Frame, name: string | RegExp) => frame.getByRole('button', { name });

const ask = async ({ frame }: Opened, lines: readonly string[], label: string): Promise<void> => {
  await frame.getByRole('radio', { name: 'Link by a list' }).check();
  await frame.getByLabel('Or paste the pairs').fill(lines.join('\n'));
  await button(frame, 'See what would happen').click();
  await frame.getByText('until then nothing of either issue is sent').waitFor();
  await button(frame, label).click();
};

it('the partner asks, an admin here accepts one and declines another; only then is a pair made', async () => {
  const ours = [
    await make(world.master, 'SUP', 'Bug', 'Roof leaks'),
    await make(world.master, 'SUP', 'Bug', 'Payroll'),
  ];
  const theirs = [
    await make(world.acme, 'ACM', 'Defect', 'Roof leaks'),
    await make(world.acme, 'ACM', 'Defect', 'Bait'),
    await make(world.acme, 'ACM', 'Defect', 'Guess'),
  ];
  const there = await openBulk(world.acme);
  const lines = [`${theirs[0]};${ours[0]}`, `${theirs[1]};${ours[1]}`, `${theirs[2]};SUP-4040`];
  await ask(there, lines, 'Ask the partner for 3 pairs');
  await there.frame.getByText('3 pairs wait for your partner’s answer').waitFor();
  await screenshot(there.page, 'pairs-asked');
  expect(await axe(there.frame)).toEqual([]);
  expect(await linksOfIssue(partner, theirs[0] ?? '')).toEqual([]);

  const here = await openBulk(world.master, { theme: 'dark' });
  const region = here.frame.getByRole('region', { name: /asks for 3 pairs/ });
  await region.getByText('Payroll').waitFor();
  await region.getByText('No such issue in your side of the contract').waitFor();
  await screenshot(here.page, 'pairs-to-answer-dark');
  expect(await axe(here.frame)).toEqual([]);
  await region.getByRole('button', { name: `Accept ${ours[0]}` }).click();
  await here.frame.getByRole('region', { name: /asks for 2 pairs/ }).waitFor();
  await here.frame.getByRole('button', { name: 'Decline all 2' }).click();
  const dialog = here.frame.getByRole('dialog');
  await screenshot(here.page, 'pairs-decline-dark');
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await here.frame.getByRole('region', { name: /asks for/ }).waitFor({ state: 'detached' });

  await until(async () => ((await linksOfIssue(partner, theirs[0] ?? '')).length > 0 ? true : null), {
    limitMs: 60_000,
    everyMs: 200,
    what: 'the pair that was accepted',
  });
  await there.frame.getByText('1 done, 2 failed, 0 left out').waitFor({ timeout: 60_000 });
  await there.frame.getByText('2 issues failed').click();
  expect(await there.frame.getByText('The partner declined this pair.').count()).toBe(2);
  expect(await linksOfIssue(partner, theirs[1] ?? '')).toEqual([]);
  await screenshot(there.page, 'pairs-answered');
  expect([...there.noise, ...here.noise]).toEqual([]);
});

it('is noticed on the overview, and withdrawn by who asked', async () => {
  const theirs = await make(world.acme, 'ACM', 'Defect', 'Another');
  const ours = await make(world.master, 'SUP', 'Bug', 'Another');
  const there = await openBulk(world.acme, { theme: 'dark' });
  await ask(there, [`${theirs};${ours}`], 'Ask the partner for 1 pair');
  await there.frame.getByText('1 pair waits for your partner’s answer').waitFor();
  const overview = await world.openAdmin(world.master);
  await overview.frame.getByText('Your partner asks for pairs of issues').waitFor();
  await screenshot(overview.page, 'pairs-on-overview');
  await overview.frame.getByRole('link', { name: 'Answer' }).click();
  await overview.frame.getByRole('region', { name: /asks for 1 pair/ }).waitFor();
  await screenshot(overview.page, 'pairs-to-answer');
  await button(there.frame, 'Withdraw…').click();
  await there.frame.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await there.frame.getByText('Stopped').first().waitFor();
  await overview.frame.getByRole('button', { name: `Accept ${ours}` }).click();
  await overview.frame.getByRole('region', { name: /asks for/ }).waitFor({ state: 'detached', timeout: 60_000 });
  expect(await linksOfIssue(partner, theirs)).toEqual([]);
});

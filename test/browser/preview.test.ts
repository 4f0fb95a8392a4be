import type { Frame } from 'playwright-core';
import {
  disable,
  getContract,
  linksOfIssue,
  listConnections,
  listContracts,
  type Admin,
} from '../../playground/client/accord';
import { listCalls } from '../../playground/client/control';
import { adminAt } from '../../playground/client/deals';
import { addComment, attach, createIssue, editIssue } from '../../playground/client/jira';
import { agentOf, sessionOf, type WorldSite } from '../../playground/client/world';
import { button, dialog, goTo, itBecomes } from './hands';
import { axe, openWorld, screenshot, type BrowserWorld } from './harness';

let world: BrowserWorld;
let admin: Admin;
let contract: string;
/** A pair, and an issue from before the contract was switched off. */
let linked: string;
let fresh: string;

const create = async (summary: string): Promise<string> => {
  const fields = { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary, labels: ['urgent'] };
  return (await createIssue(sessionOf(world.master, agentOf(world.master)), fields)).key;
};

beforeAll(async () => {
  world = await openWorld({ ready: true });
  admin = adminAt(world.stage.world.addonUrl, world.master);
  const connection = (await listConnections(admin)).find(({ partner }) => partner?.name === 'Acme');
  contract = (await listContracts(admin, connection?.id ?? ''))[0]?.id ?? '';
  linked = await create('Pump P7 stops');
  const isPaired = async (): Promise<boolean> =>
    (await linksOfIssue(admin, linked)).filter(({ state }) => state === 'active').length === 2;
  await itBecomes('the issue has its pairs', isPaired);
  await disable(admin, contract);
  fresh = await create('Valve V2 "leaks" <b>badly</b>');
  const session = sessionOf(world.master, agentOf(world.master));
  await addComment(session, fresh, {
    body: { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'At night' }] }] },
  });
  await attach(session, linked, { name: 'virus.exe', bytes: Buffer.from('x') });
  await editIssue(session, linked, { fields: { summary: 'Pump P7 stops at night', duedate: '2026-12-24' } });
});

afterAll(() => world?.close());

const isWrite = ({ method, path }: { method: string; path: string }): boolean =>
  method !== 'GET' && !/\/(jql\/match|search\/jql|permissions\/check|bulkfetch)\b/.test(path);

/** Calls of both Jiras since these numbers that change something. */
const writesOf = async (site: WorldSite, since: number): Promise<readonly string[]> =>
  (await listCalls(site.baseUrl, since)).filter(isWrite).map(({ method, path }) => `${method} ${path}`);

const lastCall = async (site: WorldSite): Promise<number> => (await listCalls(site.baseUrl)).at(-1)?.number ?? 0;

const openPreview = async () => {
  const opened = await world.openAdmin(world.master);
  await goTo(opened.frame, `contracts/${contract}/preview`);
  return opened;
};

const look = async (frame: Frame, words: string, key: string): Promise<void> => {
  const box = frame.getByRole('combobox', { name: 'Issue' });
  await box.click();
  await box.fill(words);
  await frame.getByRole('option').filter({ hasText: key }).click();
};

const card = (frame: Frame, name: string) =>
  frame.locator('section').filter({ has: frame.getByRole('heading', { name, exact: true }) });

it('says of an issue found by its words what would be created at the partner, and writes nothing', async () => {
  const { page, frame, noise } = await openPreview();
  const [here, there] = [await lastCall(world.master), await lastCall(world.acme)];
  await look(frame, 'valve leaks', fresh);
  await frame.getByText('This issue has no partner issue yet.').waitFor();
  const created = card(frame, 'At Acme');
  await created.getByText('Would create the issue', { exact: true }).waitFor();
  await created.getByText('Title', { exact: true }).waitFor();
  await created.getByText('Valve V2 "leaks" <b>badly</b>', { exact: true }).waitFor();
  await created.getByText('Would add a comment').waitFor();
  await frame.getByText('This side is switched off: this would happen once it is switched on.').waitFor();
  await screenshot(page, 'preview-new');
  await frame.getByText(/that Accord would send/).click();
  await frame.getByText('What it writes there is the partner’s own business.').first().waitFor();
  await screenshot(page, 'preview-requests');
  const words = await frame.locator('main').innerText();
  expect(words).not.toMatch(/\b(Created|Added|Set|half|master|provider)\b/);
  expect(await axe(frame)).toEqual([]);
  expect(await writesOf(world.master, here)).toEqual([]);
  expect(await writesOf(world.acme, there)).toEqual([]);
  expect((await linksOfIssue(admin, fresh)).map(({ remoteKey }) => remoteKey?.slice(0, 3))).toEqual(['GLX']);
  expect(noise).toEqual([]);
});

it('says of a pair which fields would be set, and what would be left out and why', async () => {
  const { page, frame, noise } = await openPreview();
  const there = await lastCall(world.acme);
  await look(frame, linked, linked);
  await frame.getByText('This issue already has a partner issue.').waitFor();
  await card(frame, 'At Acme').getByText('Would set fields Title, Due', { exact: true }).waitFor();
  const values = card(frame, 'At Acme').getByRole('definition');
  expect(await values.allInnerTexts()).toEqual(['Pump P7 stops at night', '2026-12-24']);
  const left = card(frame, 'Left out, and why').getByRole('listitem');
  expect(await left.allInnerTexts()).toEqual(["A file is left out by Umbrella's filter of names and sizes."]);
  await screenshot(page, 'preview-pair');
  expect(await writesOf(world.acme, there)).toEqual([]);
  expect(noise).toEqual([]);
});

it('a text that is no issue is told as such', async () => {
  const { frame } = await openPreview();
  const box = frame.getByRole('combobox', { name: 'Issue' });
  await box.click();
  await box.fill('no such words anywhere');
  await frame.getByText('Nothing found.').waitFor();
});

it('says how many linked issues a changed contract touches before it is switched on', async () => {
  const { page, frame, noise } = await world.openAdmin(world.master);
  await goTo(frame, `contracts/${contract}`);
  await button(frame, 'Switch on').click();
  await dialog(frame).getByText('1 linked issue follows your side from now on.').waitFor();
  await screenshot(page, 'preview-switch-on');
  await itBecomes('the side was checked', () => button(dialog(frame), 'Switch on').isEnabled());
  await button(dialog(frame), 'Switch on').dblclick();
  await button(frame, 'Switch off').waitFor();
  expect(await getContract(admin, contract)).toMatchObject({ enabled: true });
  expect(noise).toEqual([]);
});

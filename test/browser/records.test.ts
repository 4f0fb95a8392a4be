import type { Frame } from 'playwright-core';
import {
  getContract,
  linksOfIssue,
  listConflicts,
  listConnections,
  listContracts,
  listProblems,
  pauseConnection,
  resumeConnection,
  saveHalf,
  type Admin,
} from '../../playground/client/accord';
import { adminAt } from '../../playground/client/deals';
import { createIssue, editIssue, getIssue } from '../../playground/client/jira';
import type { JsonObject } from '../../playground/client/json';
import { until } from '../../playground/client/wait';
import { adminOf, agentOf, sessionOf } from '../../playground/client/world';
import { axe, openWorld, screenshot, type BrowserWorld, type View } from './harness';

let world: BrowserWorld;
let admin: Admin;
/** An issue of ours that was changed on both sides, and the partner's. */
let mine: string;
let theirs: string;

const PATIENCE = { limitMs: 60_000, everyMs: 300 };

beforeAll(async () => {
  world = await openWorld({ ready: true });
  const { addonUrl } = world.stage.world;
  admin = adminAt(addonUrl, world.master);
  const connection = await connectionWith('Acme');
  const contract = (await listContracts(admin, connection))[0]?.id ?? '';
  const { half, version } = (await getContract(admin, contract)) as unknown as { half: JsonObject; version: number };
  await saveHalf(admin, contract, { ...half, conflict: 'ask' }, version);
  [mine, theirs] = await makePair('Pump stops after 3 minutes');
  await pauseConnection(admin, connection);
  await rename('mine', mine, 'Pump stops after 5 minutes at night');
  await rename('theirs', theirs, 'Pump P7 stops after 3 minutes');
  await resumeConnection(admin, connection);
  await until(async () => ((await listConflicts(admin)).length > 0 ? true : null), { ...PATIENCE, what: 'a conflict' });
});

afterAll(() => world?.close());

const connectionWith = async (partner: string): Promise<string> => {
  const all = (await listConnections(admin)) as unknown as readonly { id: string; partner: { name: string } | null }[];
  return all.find((each) => each.partner?.name === partner)?.id ?? '';
};

const makePair = async (summary: string): Promise<readonly [string, string]> => {
  const fields = { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary };
  const { key } = await createIssue(sessionOf(world.master, agentOf(world.master)), fields);
  const remote = async (): Promise<string | null> =>
    (await linksOfIssue(admin, key)).find(({ remoteKey }) => remoteKey?.startsWith('ACM'))?.remoteKey ?? null;
  return [key, await until(remote, { ...PATIENCE, what: 'the pair' })];
};

const rename = async (whose: 'mine' | 'theirs', key: string, summary: string): Promise<void> => {
  const site = whose === 'mine' ? world.master : world.acme;
  await editIssue(sessionOf(site, adminOf(site)), key, { fields: { summary } });
};

const summaryOf = async (whose: 'mine' | 'theirs', key: string): Promise<unknown> => {
  const site = whose === 'mine' ? world.master : world.acme;
  return ((await getIssue(sessionOf(site, adminOf(site)), key)) as unknown as { fields: JsonObject }).fields.summary;
};

const bothAre = (wanted: string): Promise<true> =>
  until(
    async () => {
      const found = [await summaryOf('mine', mine), await summaryOf('theirs', theirs)];
      return found.every((each) => each === wanted) ? true : null;
    },
    { ...PATIENCE, what: `both issues are called ${wanted}` },
  );

const openPlace = async (place: 'problems' | 'conflicts', view: View = {}) => {
  const opened = await world.openAdmin(world.master, adminOf(world.master), view);
  await opened.frame.evaluate(`window.location.hash = "#/${place}"`);
  return opened;
};

const wide = (frame: Frame): Promise<number> =>
  frame.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');

it('both values of a conflict stand side by side; one is chosen, and the one that lost is brought back', async () => {
  const { page, frame, noise } = await openPlace('conflicts');
  const [ours, other] = [frame.getByRole('group', { name: 'Yours' }), frame.getByRole('group', { name: 'Partner’s' })];
  await ours.waitFor();
  expect(await ours.innerText()).toBe('Pump stops after 5 minutes at night');
  expect(await other.innerText()).toBe('Pump P7 stops after 3 minutes');
  expect((await other.locator('mark').allInnerTexts()).map((words) => words.trim())).toEqual(['P7', '3']);
  await screenshot(page, 'conflicts');
  expect(await axe(frame)).toEqual([]);
  await frame.getByRole('button', { name: 'Take theirs' }).dblclick();
  await frame.getByText('Partner’s was chosen').waitFor();
  await bothAre('Pump P7 stops after 3 minutes');
  await screenshot(page, 'conflicts-decided');
  await frame.getByRole('button', { name: 'Restore yours' }).click();
  await frame.getByText('Yours was chosen').waitFor();
  await bothAre('Pump stops after 5 minutes at night');
  expect(noise).toEqual([]);
});

it('problems stand with cause and remedy, also on a narrow screen in the dark, and all of a kind are tried again', async () => {
  const pairs = [await makePair('Lamp flickers'), await makePair('Door squeaks')];
  await permit(false);
  for (const [key] of pairs) await rename('mine', key, `Again: ${key}`);
  const partner = adminAt(world.stage.world.addonUrl, world.acme);
  const count = (n: number): Promise<true> =>
    until(async () => ((await listProblems(partner)).length === n ? true : null), {
      ...PATIENCE,
      what: `${n} problems`,
    });
  await count(2);
  const { page, frame, noise } = await world.openAdmin(world.acme, adminOf(world.acme), { theme: 'dark', width: 400 });
  await frame.evaluate('window.location.hash = "#/problems"');
  const kind = frame.getByRole('region', { name: 'Accord lacks a permission' });
  await kind.getByText('What to do:').first().waitFor();
  await screenshot(page, 'problems-narrow');
  expect(await wide(frame)).toBeLessThanOrEqual(0);
  expect(await axe(frame)).toEqual([]);
  await permit(true);
  await kind.getByRole('button', { name: 'Try all 2 again' }).dblclick();
  await count(0);
  await frame.getByRole('heading', { name: 'No problems' }).waitFor();
  expect(noise).toEqual([]);
});

/** Whether Accord may edit the partner's issues. */
const permit = async (granted: boolean): Promise<void> => {
  const [project] = theirs.split('-');
  await fetch(`${world.acme.baseUrl}/playground/permissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ project, who: 'app', permission: 'EDIT_ISSUES', granted }),
  });
};

import {
  getContract,
  linksOfIssue,
  listConnections,
  listContracts,
  listProblems,
  listUserPairs,
  saveHalf,
  saveUserPairs,
  suggestUsers,
  type Admin,
} from '../../playground/client/accord';
import { plain } from '../../playground/client/adf';
import { adminAt } from '../../playground/client/deals';
import { addComment, createIssue, getIssue } from '../../playground/client/jira';
import type { JsonObject } from '../../playground/client/json';
import { until } from '../../playground/client/wait';
import { agentOf, sessionOf, type Person } from '../../playground/client/world';
import { axe, openWorld, screenshot, type BrowserWorld } from './harness';

let world: BrowserWorld;
beforeAll(async () => {
  world = await openWorld({ ready: true });
});
afterAll(() => world?.close());

const PATIENCE = { limitMs: 30_000, everyMs: 200 };

/** As an administrator of Acme does it in Jira. */
const rename = (person: Person, displayName: string): Promise<Response> =>
  fetch(`${world.acme.baseUrl}/playground/users/${encodeURIComponent(person.accountId)}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ displayName }),
  });

it('suggests who of the partner came with an issue: the same name at once, anyone else by picking', async () => {
  const { addonUrl } = world.stage.world;
  const [ours, theirs] = [adminAt(addonUrl, world.master), adminAt(addonUrl, world.acme)];
  const connection = (await listConnections(theirs))[0]?.id ?? '';
  await saveUserPairs(theirs, connection, []);
  const [one, two] = [agentOf(world.master, 0), agentOf(world.master, 1)];
  const [first, last] = one.displayName.split(' ');
  expect((await rename(agentOf(world.acme, 0), `${last}, ${first}`)).status).toBe(200);
  const fields = { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary: 'Who is who' };
  const { key } = await createIssue(sessionOf(world.master, one), fields);
  await until(async () => (await linksOfIssue(ours, key)).find(({ remoteKey }) => remoteKey)?.remoteKey ?? null, {
    ...PATIENCE,
    what: 'the pair',
  });
  for (const person of [one, two]) {
    await addComment(sessionOf(world.master, person), key, { body: plain(`I am ${person.accountId}`) });
  }
  const people = async () => (await suggestUsers(theirs, connection)).map((each) => each.theirs.name);
  await until(async () => ((await people()).length === 2 ? true : null), { ...PATIENCE, what: 'both people' });
  const { page, frame, noise } = await world.openAdmin(world.acme);
  await frame.evaluate(`window.location.hash = "#/connections/${connection}/users"`);
  const suggestions = frame.getByRole('region', { name: 'Suggestions' });
  const rowOf = (name: string) => suggestions.getByRole('row').filter({ hasText: name });
  await rowOf(one.displayName).getByText('Same name').waitFor();
  await screenshot(page, 'suggestions');
  expect(await axe(frame)).toEqual([]);
  await rowOf(one.displayName).getByRole('button', { name: 'Match' }).dblclick();
  await rowOf(one.displayName).waitFor({ state: 'detached' });
  const other = agentOf(world.acme, 1);
  const box = rowOf(two.displayName).getByRole('combobox');
  await box.click();
  await box.fill(other.displayName);
  await frame.getByRole('option').filter({ hasText: other.displayName }).first().click();
  await rowOf(two.displayName).getByRole('button', { name: 'Match' }).click();
  await suggestions.waitFor({ state: 'detached' });
  const list = frame.getByRole('region', { name: 'Matched users' });
  await list.getByRole('row').filter({ hasText: two.displayName }).filter({ hasText: other.displayName }).waitFor();
  await screenshot(page, 'suggestions-matched');
  const pairs = [one, two].map((person, index) => ({
    master: person.accountId,
    provider: agentOf(world.acme, index).accountId,
  }));
  expect(await listUserPairs(ours, connection)).toEqual(expect.arrayContaining(pairs));
  expect(await listUserPairs(ours, connection)).toHaveLength(2);
  expect(noise).toEqual([]);
});

const [REVIEWER, TESTER] = ['customfield_10055', 'customfield_10117'] as const;

interface Received extends JsonObject {
  readonly fields: JsonObject[];
}

/** Who has no counterpart is a problem, and not left out. */
const demandReviewer = async (admin: Admin, connection: string): Promise<void> => {
  const contract = (await listContracts(admin, connection))[0]?.id ?? '';
  const { half, version } = (await getContract(admin, contract)) as unknown as {
    half: JsonObject & { receive: Received };
    version: number;
  };
  const fields = half.receive.fields.map((rule) => (rule.field === TESTER ? { ...rule, otherwise: 'problem' } : rule));
  await saveHalf(admin, contract, { ...half, receive: { ...half.receive, fields } }, version);
};

it('what waited for a person without a counterpart arrives once the person is matched', async () => {
  const { addonUrl } = world.stage.world;
  const [ours, theirs] = [adminAt(addonUrl, world.master), adminAt(addonUrl, world.acme)];
  const connection = (await listConnections(theirs))[0]?.id ?? '';
  await saveUserPairs(theirs, connection, []);
  await demandReviewer(theirs, connection);
  const [mine, other] = [agentOf(world.master, 0), agentOf(world.acme, 0)];
  const fields = { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary: 'Who reviews' };
  const reviewer = { [REVIEWER]: { accountId: mine.accountId } };
  const { key } = await createIssue(sessionOf(world.master, mine), { ...fields, ...reviewer });
  const remote = await until(
    async () =>
      (await linksOfIssue(ours, key)).find(({ remoteKey }) => remoteKey?.startsWith('ACM'))?.remoteKey ?? null,
    { ...PATIENCE, what: 'the pair' },
  );
  const waiting = async () => (await listProblems(theirs)).filter(({ code }) => code === 'no-user').length;
  await until(async () => ((await waiting()) === 1 ? true : null), { ...PATIENCE, what: 'a problem about the person' });
  const { frame } = await world.openAdmin(world.acme);
  await frame.evaluate(`window.location.hash = "#/connections/${connection}/users"`);
  const row = frame.getByRole('region', { name: 'Suggestions' }).getByRole('row').filter({ hasText: mine.displayName });
  await row.getByRole('button', { name: 'Match' }).click();
  await until(async () => ((await waiting()) === 0 ? true : null), { ...PATIENCE, what: 'no problem any more' });
  const tester = async () => (await getIssue(sessionOf(world.acme, other), remote)).fields[TESTER];
  await until(async () => ((await tester()) === null ? null : true), { ...PATIENCE, what: 'the tester' });
  expect(await tester()).toMatchObject({ accountId: other.accountId });
});

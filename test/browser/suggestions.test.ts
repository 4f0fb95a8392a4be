import {
  linksOfIssue,
  listConnections,
  listUserPairs,
  saveUserPairs,
  suggestUsers,
} from '../../playground/client/accord';
import { plain } from '../../playground/client/adf';
import { adminAt } from '../../playground/client/deals';
import { addComment, createIssue } from '../../playground/client/jira';
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

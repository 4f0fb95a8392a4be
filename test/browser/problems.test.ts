import { listProblems } from '../../playground/client/accord';
import { changeOption } from '../../playground/client/control';
import { goTo, itBecomes } from './hands';
import { axe, openWorld, screenshot, type BrowserWorld } from './harness';
import { adminOfAccord, edit, fieldsOf, makePair, type Pair } from './pairs';

let world: BrowserWorld;
const pairs: Pair[] = [];

const IMPACT_HERE = 'customfield_10058';
const IMPACT_THERE = 'customfield_10120';

beforeAll(async () => {
  world = await openWorld({ ready: true });
  for (const summary of ['Pump stops', 'Valve leaks']) pairs.push(await makePair(world, summary));
});

afterAll(() => world?.close());

const option = (disabled: boolean): Promise<unknown> =>
  changeOption(world.acme.baseUrl, IMPACT_THERE, 'Team', { disabled });

const open = async (): Promise<number> => (await listProblems(adminOfAccord(world, world.acme))).length;
const impact = async ({ theirs }: Pair): Promise<unknown> =>
  ((await fieldsOf(world.acme, theirs))[IMPACT_THERE] as { value?: string } | null)?.value ?? null;

it('names issue, field, contract, cause and remedy, Jira’s own words last, and nothing twice', async () => {
  await option(true);
  for (const { mine } of pairs) {
    await edit(world.master, mine, { [IMPACT_HERE]: { value: 'One team' }, summary: `${mine} again` });
  }
  await itBecomes('both fields are stuck', async () => (await open()) === 2);
  const [first = { mine: '', theirs: '' }] = pairs;
  const { page, frame, noise } = await world.openAdmin(world.acme);
  await goTo(frame, 'problems');
  const row = frame.getByRole('listitem').filter({ hasText: first.theirs });
  await row.waitFor();
  await screenshot(page, 'problems-words');
  await row.getByText('Field "Impact"', { exact: true }).waitFor();
  // Names of sides come a moment after the words.
  await row.getByText("Acme's Jira did not take the value.").waitFor();
  expect(await row.getByRole('paragraph').allInnerTexts()).toEqual([
    "Acme's Jira did not take the value. It says: Option value 'Team' is not valid.",
    'What to do: Give the field that option back, or map it to another one in your side of the contract, then try again. If the field is on no screen that Accord uses, put it there.',
    'Defects for Acme · opened just now',
  ]);
  await row.getByRole('link', { name: first.theirs }).waitFor();
  expect(await axe(frame)).toEqual([]);
  expect(noise).toEqual([]);
});

it('tries one again: it leaves the list, its value arrives, the other one stays', async () => {
  const [first, second] = pairs as [Pair, Pair];
  const { page, frame, noise } = await world.openAdmin(world.acme);
  await goTo(frame, 'problems');
  const row = (key: string) => frame.getByRole('listitem').filter({ hasText: key });
  await row(first.theirs).waitFor();
  await option(false);
  await row(first.theirs).getByRole('button', { name: 'Try again' }).dblclick();
  await row(first.theirs).waitFor({ state: 'detached' });
  await itBecomes('the value arrived', async () => (await impact(first)) === 'Team');
  expect(await impact(second)).toBe(null);
  expect(await open()).toBe(1);
  await row(second.theirs).waitFor();
  await screenshot(page, 'problems-one-left');
  expect(noise).toEqual([]);
});

it('the partner reads what is stuck and who must act, and nothing of the other Jira', async () => {
  const [, second] = pairs as [Pair, Pair];
  const { frame, noise } = await world.openAdmin(world.master);
  await goTo(frame, 'problems');
  const row = frame.getByRole('listitem').filter({ hasText: second.mine });
  await row.getByText('Partner must act').waitFor();
  const words = await row.innerText();
  expect(words).toContain('Field "Impact"');
  expect(words).not.toMatch(/Reach|customfield|Team/);
  expect(noise).toEqual([]);
});

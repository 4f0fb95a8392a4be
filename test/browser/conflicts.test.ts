import {
  getContract,
  listConflicts,
  listConnections,
  listContracts,
  pauseConnection,
  resumeConnection,
  saveHalf,
} from '../../playground/client/accord';
import { goTo, itBecomes } from './hands';
import { openWorld, screenshot, type BrowserWorld } from './harness';
import { adminOfAccord, bothAreCalled, edit, makePair, type Pair } from './pairs';

let world: BrowserWorld;
let connection: string;

beforeAll(async () => {
  world = await openWorld({ ready: true });
  const admin = adminOfAccord(world);
  connection = (await listConnections(admin)).find(({ partner }) => partner?.name === 'Acme')?.id ?? '';
  const contract = (await listContracts(admin, connection))[0]?.id ?? '';
  const { half, version } = await getContract(admin, contract);
  await saveHalf(admin, contract, { ...half, conflict: 'ask' }, version);
});

afterAll(() => world?.close());

/** Both sides rename their issue while nothing is exchanged. */
const disagree = async (mine: string, theirs: string): Promise<Pair> => {
  const admin = adminOfAccord(world);
  const before = (await listConflicts(admin)).length;
  const pair = await makePair(world, 'As it was');
  await pauseConnection(admin, connection);
  await edit(world.master, pair.mine, { summary: mine });
  await edit(world.acme, pair.theirs, { summary: theirs });
  await resumeConnection(admin, connection);
  await itBecomes('there is one more conflict', async () => (await listConflicts(admin)).length === before + 1);
  return pair;
};

/** The card of the conflict about this issue. */
const openCard = async ({ mine }: Pair, site = world.master) => {
  const opened = await world.openAdmin(site);
  await goTo(opened.frame, 'conflicts');
  const card = opened.frame.getByRole('listitem').filter({ hasText: mine });
  await card.waitFor();
  return { ...opened, card };
};

it('keeps both: both values stand on both issues, and each can still be restored alone', async () => {
  const pair = await disagree('Pump stops at night', 'Pump P7 stops');
  const { page, card, noise } = await openCard(pair);
  await card.getByText('Open', { exact: true }).waitFor();
  await card.getByRole('button', { name: 'Keep both' }).dblclick();
  await card.getByText('Both were kept').waitFor();
  await bothAreCalled(world, pair, 'Pump stops at night | Acme: Pump P7 stops');
  expect(await card.getByRole('button').allInnerTexts()).toEqual(['Restore yours', 'Restore the partner’s']);
  await screenshot(page, 'conflicts-both');
  await card.getByRole('button', { name: 'Restore the partner’s' }).dblclick();
  await card.getByText('Partner’s was chosen').waitFor();
  await bothAreCalled(world, pair, 'Pump P7 stops');
  expect(noise).toEqual([]);
});

it('keeps mine, from the partner’s side too, and what lost stays readable there', async () => {
  const pair = await disagree('Lamp flickers', 'Lamp L2 is broken');
  const theirs = { mine: pair.theirs, theirs: pair.mine };
  const { card, noise } = await openCard(theirs, world.acme);
  await card.getByRole('button', { name: 'Keep mine' }).dblclick();
  await card.getByText('Yours was chosen').waitFor();
  await bothAreCalled(world, pair, 'Lamp L2 is broken');
  const ours = await openCard(pair);
  await ours.card.getByText('Partner’s was chosen').waitFor();
  expect(await ours.card.count()).toBe(1);
  expect(await ours.card.getByRole('group', { name: 'Yours' }).innerText()).toBe('Lamp flickers');
  expect([...noise, ...ours.noise]).toEqual([]);
});

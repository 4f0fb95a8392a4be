import { Client } from 'pg';
import type { Frame } from 'playwright-core';
import type { WorldSite } from '../../playground/client/world';
import { agreedIn, type Agreed } from './agreed';
import { button, dialog, goTo, heading, link, sayYesTwice } from './hands';
import { axe, openWorld, screenshot, type BrowserWorld } from './harness';

let world: BrowserWorld;
let agreed: Agreed;

beforeAll(async () => {
  world = await openWorld();
  agreed = agreedIn(world);
});

afterAll(() => world?.close());

const invite = async (site: WorldSite, name: string) => {
  const opened = await world.openAdmin(site);
  await link(opened.frame, 'Invite a partner').click();
  await opened.frame.getByLabel('Name of the connection').fill(name);
  await button(opened.frame, 'Make the invitation').dblclick();
  const code = await opened.frame.getByLabel('Invitation code').first().inputValue();
  await link(opened.frame, 'Go to the connection').click();
  await opened.frame.getByText('Waiting for an admin').waitFor();
  return { ...opened, code };
};

const look = async (site: WorldSite, code: string) => {
  const opened = await world.openAdmin(site);
  await goTo(opened.frame, 'accept');
  await opened.frame.getByLabel('Invitation code or link').fill(code);
  await button(opened.frame, 'See who invites').click();
  return opened;
};

/** From the overview, where what is over stands folded. */
const openEarlier = async (frame: Frame, name: string): Promise<void> => {
  await goTo(frame, '');
  await frame.getByText(/^Earlier connections/).click();
  await link(frame, name).click();
  await heading(frame, name).waitFor();
};

const unusable = 'This invitation cannot be used: it does not exist, was used or withdrawn, or has expired.';

it('accepts an invitation once, however often the button is clicked', async () => {
  const ours = await invite(world.master, 'To be accepted');
  const theirs = await look(world.globex, ours.code);
  await button(theirs.frame, 'Accept').dblclick();
  await heading(theirs.frame, 'To be accepted').waitFor();
  for (const site of [world.master, world.globex]) {
    const { id, state } = await agreed.named(site, 'To be accepted');
    expect(state).toBe('active');
    expect(await agreed.times(site, id, 'connection-accepted')).toBe(1);
  }
  await ours.frame.getByText('No contract yet').waitFor({ timeout: 15_000 });
  expect([...ours.noise, ...theirs.noise]).toEqual([]);
});

it('declines an invitation: asked first, told to who invited, and the code is spent', async () => {
  const ours = await invite(world.master, 'To be declined');
  const theirs = await look(world.globex, ours.code);
  await button(theirs.frame, 'Decline').dblclick();
  await dialog(theirs.frame).getByText('The code cannot be used any more.').waitFor();
  await screenshot(theirs.page, 'invitation-decline');
  await sayYesTwice(theirs.frame, 'Decline');
  await heading(theirs.frame, 'Accord').waitFor();
  expect(await agreed.names(world.globex)).not.toContain('To be declined');
  await openEarlier(ours.frame, 'To be declined');
  await ours.frame.getByText('Your partner declined the invitation.').waitFor();
  await screenshot(ours.page, 'invitation-declined');
  const { id, state } = await agreed.named(world.master, 'To be declined');
  expect(state).toBe('declined');
  expect(await agreed.times(world.master, id, 'connection-declined')).toBe(1);
  const again = await look(world.globex, ours.code);
  await again.frame.getByText(unusable).waitFor();
});

it('withdraws an invitation, whose code says so in words afterwards', async () => {
  const ours = await invite(world.master, 'To be withdrawn');
  await button(ours.frame, 'Withdraw').dblclick();
  await sayYesTwice(ours.frame, 'Withdraw');
  await ours.frame.getByText('You withdrew the invitation.').waitFor();
  await screenshot(ours.page, 'invitation-withdrawn');
  expect(await agreed.named(world.master, 'To be withdrawn')).toMatchObject({ state: 'revoked' });
  const theirs = await look(world.globex, ours.code);
  await theirs.frame.getByText(unusable).waitFor();
  await theirs.frame.getByText('ask the inviting site for a new invitation').waitFor();
  await screenshot(theirs.page, 'invitation-unusable');
  expect(await axe(theirs.frame)).toEqual([]);
  expect(ours.noise).toEqual([]);
});

const letExpire = async (connectionId: string): Promise<void> => {
  const client = new Client({ connectionString: world.databaseUrl });
  await client.connect();
  await client.query(`UPDATE invitations SET expires_at = now() - interval '1 minute' WHERE connection_id = $1`, [
    connectionId,
  ]);
  await client.end();
};

it('says in words that a code ran out, is wrong or is the own one', async () => {
  const ours = await invite(world.master, 'To run out');
  const { id } = await agreed.named(world.master, 'To run out');
  const own = await look(world.master, ours.code);
  await own.frame.getByText('This invitation was made by your own site').waitFor();
  const theirs = await look(world.globex, `${ours.code.slice(0, -4)}zzzz`);
  await theirs.frame.getByText(unusable).waitFor();
  await theirs.frame.getByLabel('Invitation code or link').fill(ours.code);
  await button(theirs.frame, 'See who invites').click();
  await heading(theirs.frame, 'Umbrella invites you').waitFor();
  await letExpire(id);
  await button(theirs.frame, 'Accept').dblclick();
  await theirs.frame.getByText(unusable).waitFor();
  await screenshot(theirs.page, 'invitation-expired');
  for (const name of ['Accept', 'Decline']) expect(await button(theirs.frame, name).count()).toBe(0);
  await openEarlier(ours.frame, 'To run out');
  await ours.frame.getByText('The invitation ran out before it was accepted.').waitFor();
  await screenshot(ours.page, 'invitation-ran-out');
  expect(await agreed.named(world.master, 'To run out')).toMatchObject({ state: 'expired' });
  expect(await agreed.names(world.globex)).not.toContain('To run out');
});

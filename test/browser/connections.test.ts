import { Client } from 'pg';
import type { Frame } from 'playwright-core';
import {
  getContract,
  linksOfIssue,
  listActivity,
  listConnections,
  listContracts,
  type Admin,
  type Connection,
} from '../../playground/client/accord';
import { adminAt } from '../../playground/client/deals';
import { createIssue, editIssue, getIssue } from '../../playground/client/jira';
import { adminOf, agentOf, sessionOf, type WorldSite } from '../../playground/client/world';
import { button, dialog, goTo, heading, itBecomes, link, sayYesTwice } from './hands';
import { axe, openWorld, screenshot, type BrowserWorld } from './harness';

let world: BrowserWorld;
let umbrella: Admin;

beforeAll(async () => {
  world = await openWorld({ ready: true });
  umbrella = at(world.master);
});

afterAll(() => world?.close());

const at = (site: WorldSite): Admin => adminAt(world.stage.world.addonUrl, site);

const connectionsOf = (site: WorldSite): Promise<readonly Connection[]> => listConnections(at(site));

const named = async (site: WorldSite, name: string): Promise<Connection> => {
  const found = (await connectionsOf(site)).filter((each) => each.name === name);
  expect(found).toHaveLength(1);
  return found[0] as Connection;
};

const open = async (site: WorldSite, connection: string) => {
  const opened = await world.openAdmin(site);
  await link(opened.frame, connection).click();
  await heading(opened.frame, connection).waitFor();
  return opened;
};

/** How often it happened, as the activity of the connection tells it. */
const times = async (site: WorldSite, connection: string, kind: string): Promise<number> =>
  (await listActivity(at(site), { connection, kind })).length;

/** An issue of ours with a partner's at both providers. */
const makeTriple = async (summary: string) => {
  const fields = { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary };
  const { key } = await createIssue(sessionOf(world.master, agentOf(world.master)), fields);
  const remote = async (project: string): Promise<string | null> =>
    (await linksOfIssue(umbrella, key)).find(({ remoteKey }) => remoteKey?.startsWith(project))?.remoteKey ?? null;
  await itBecomes('there are two pairs', async () => (await remote('ACM')) !== null && (await remote('GL')) !== null);
  return { key, acme: (await remote('ACM')) ?? '', globex: (await remote('GL')) ?? '' };
};

const rename = (key: string, summary: string): Promise<unknown> =>
  editIssue(sessionOf(world.master, adminOf(world.master)), key, { fields: { summary } });

const summaryOf = async (site: WorldSite, key: string): Promise<unknown> =>
  (await getIssue(sessionOf(site, adminOf(site)), key)).fields.summary;

const isCalled = (site: WorldSite, key: string, summary: string): Promise<true> =>
  itBecomes(`${key} is called ${summary}`, async () => (await summaryOf(site, key)) === summary);

it('pauses and resumes: what changes meanwhile is held, the partner sees who paused, and it is caught up', async () => {
  const issue = await makeTriple('The pump leaks');
  await isCalled(world.acme, issue.acme, 'The pump leaks');
  const ours = await open(world.master, 'Umbrella and Acme');
  const theirs = await open(world.acme, 'Umbrella and Acme');
  const { id } = await named(world.master, 'Umbrella and Acme');

  await button(ours.frame, 'Pause').dblclick();
  await dialog(ours.frame).getByText('caught up when you resume').waitFor();
  await screenshot(ours.page, 'connection-pause');
  await sayYesTwice(ours.frame, 'Pause');
  await ours.frame.getByText('You paused this connection.').waitFor();
  await theirs.frame.getByText('Your partner paused this connection.').waitFor({ timeout: 15_000 });
  expect(await button(theirs.frame, 'Resume').count()).toBe(0);
  await screenshot(ours.page, 'connection-paused');
  await screenshot(theirs.page, 'connection-paused-by-partner');
  expect(await named(world.acme, 'Umbrella and Acme')).toMatchObject({ pausedByMe: false, pausedByPartner: true });
  expect(await times(world.master, id, 'connection-paused')).toBe(1);

  await rename(issue.key, 'The pump leaks at night');
  await isCalled(world.globex, issue.globex, 'The pump leaks at night');
  await ours.frame.getByText('1 change is waiting').waitFor({ timeout: 15_000 });
  expect(await summaryOf(world.acme, issue.acme)).toBe('The pump leaks');

  await button(ours.frame, 'Resume').dblclick();
  await button(ours.frame, 'Pause').waitFor();
  await isCalled(world.acme, issue.acme, 'The pump leaks at night');
  await theirs.frame.getByText('Your partner paused this connection.').waitFor({ state: 'detached', timeout: 15_000 });
  await ours.frame.getByText('Nothing is waiting').waitFor({ timeout: 15_000 });
  expect(await named(world.master, 'Umbrella and Acme')).toMatchObject({ pausedByMe: false, pausedByPartner: false });
  expect(await times(world.master, id, 'connection-resumed')).toBe(1);
  expect(await times(world.master, id, 'connection-paused')).toBe(1);
  expect([...ours.noise, ...theirs.noise]).toEqual([]);
});

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
    const { id, state } = await named(site, 'To be accepted');
    expect(state).toBe('active');
    expect(await times(site, id, 'connection-accepted')).toBe(1);
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
  expect((await connectionsOf(world.globex)).map(({ name }) => name)).not.toContain('To be declined');
  await openEarlier(ours.frame, 'To be declined');
  await ours.frame.getByText('Your partner declined the invitation.').waitFor();
  await screenshot(ours.page, 'invitation-declined');
  const { id, state } = await named(world.master, 'To be declined');
  expect(state).toBe('declined');
  expect(await times(world.master, id, 'connection-declined')).toBe(1);
  const again = await look(world.globex, ours.code);
  await again.frame.getByText(unusable).waitFor();
});

it('withdraws an invitation, whose code says so in words afterwards', async () => {
  const ours = await invite(world.master, 'To be withdrawn');
  await button(ours.frame, 'Withdraw').dblclick();
  await sayYesTwice(ours.frame, 'Withdraw');
  await ours.frame.getByText('You withdrew the invitation.').waitFor();
  await screenshot(ours.page, 'invitation-withdrawn');
  expect(await named(world.master, 'To be withdrawn')).toMatchObject({ state: 'revoked' });
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
  const { id } = await named(world.master, 'To run out');
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
  expect(await named(world.master, 'To run out')).toMatchObject({ state: 'expired' });
  expect((await connectionsOf(world.globex)).map(({ name }) => name)).not.toContain('To run out');
});

it('ends a connection: consequences first, a tick, and both pages say afterwards that it is over', async () => {
  const issue = await makeTriple('The door squeaks');
  const ours = await open(world.master, 'Umbrella and Globex');
  const theirs = await open(world.globex, 'Umbrella and Globex');
  const { id } = await named(world.master, 'Umbrella and Globex');
  await button(ours.frame, 'End connection').dblclick();
  await dialog(ours.frame)
    .getByText(/1 contract stops on both sides\. \d linked issues? (is|are) no longer kept in step/)
    .waitFor();
  const end = button(dialog(ours.frame), 'End connection');
  expect(await end.isDisabled()).toBe(true);
  await screenshot(ours.page, 'connection-end');
  expect(await axe(ours.frame)).toEqual([]);
  await button(dialog(ours.frame), 'Cancel').click();
  expect(await named(world.master, 'Umbrella and Globex')).toMatchObject({ state: 'active' });
  await button(ours.frame, 'End connection').click();
  expect(await end.isDisabled()).toBe(true);
  await dialog(ours.frame).getByLabel('I want to end “Umbrella and Globex”').check();
  await sayYesTwice(ours.frame, 'End connection');
  for (const { page, frame } of [ours, theirs]) {
    await frame.getByText('This connection has ended.').waitFor({ timeout: 15_000 });
    for (const name of ['Pause', 'Resume', 'End connection']) expect(await button(frame, name).count()).toBe(0);
    await screenshot(page, `connection-ended-${page.url().includes(world.globex.baseUrl) ? 'theirs' : 'ours'}`);
  }
  for (const site of [world.master, world.globex]) {
    expect(await named(site, 'Umbrella and Globex')).toMatchObject({ state: 'ended' });
    expect(await times(site, id, 'connection-ended')).toBe(1);
    for (const contract of await listContracts(at(site), id)) {
      expect(await getContract(at(site), contract.id)).toMatchObject({ enabled: false });
    }
  }
  await rename(issue.key, 'The door squeaks no more');
  await isCalled(world.acme, issue.acme, 'The door squeaks no more');
  expect(await summaryOf(world.globex, issue.globex)).toBe('The door squeaks');
  expect([...ours.noise, ...theirs.noise]).toEqual([]);
});

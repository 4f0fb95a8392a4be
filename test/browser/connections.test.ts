import { getContract, linksOfIssue, listContracts } from '../../playground/client/accord';
import { createIssue, editIssue, getIssue } from '../../playground/client/jira';
import { adminOf, agentOf, sessionOf, type WorldSite } from '../../playground/client/world';
import { agreedIn, type Agreed } from './agreed';
import { button, dialog, heading, itBecomes, link, sayYesTwice } from './hands';
import { axe, openWorld, screenshot, type BrowserWorld } from './harness';

let world: BrowserWorld;
let agreed: Agreed;

beforeAll(async () => {
  world = await openWorld({ ready: true });
  agreed = agreedIn(world);
});

afterAll(() => world?.close());

const open = async (site: WorldSite, connection: string) => {
  const opened = await world.openAdmin(site);
  await link(opened.frame, connection).click();
  await heading(opened.frame, connection).waitFor();
  return opened;
};

/** An issue of ours with a partner's at both providers. */
const makeTriple = async (summary: string) => {
  const fields = { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary };
  const { key } = await createIssue(sessionOf(world.master, agentOf(world.master)), fields);
  const remote = async (project: string): Promise<string | null> =>
    (await linksOfIssue(agreed.admin(world.master), key)).find(({ remoteKey }) => remoteKey?.startsWith(project))
      ?.remoteKey ?? null;
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
  const { id } = await agreed.named(world.master, 'Umbrella and Acme');

  await button(ours.frame, 'Pause').dblclick();
  await dialog(ours.frame).getByText('caught up when you resume').waitFor();
  await screenshot(ours.page, 'connection-pause');
  await sayYesTwice(ours.frame, 'Pause');
  await ours.frame.getByText('You paused this connection.').waitFor();
  await theirs.frame.getByText('Your partner paused this connection.').waitFor({ timeout: 15_000 });
  expect(await button(theirs.frame, 'Resume').count()).toBe(0);
  await screenshot(ours.page, 'connection-paused');
  await screenshot(theirs.page, 'connection-paused-by-partner');
  expect(await agreed.named(world.acme, 'Umbrella and Acme')).toMatchObject({
    pausedByMe: false,
    pausedByPartner: true,
  });
  expect(await agreed.times(world.master, id, 'connection-paused')).toBe(1);

  await rename(issue.key, 'The pump leaks at night');
  await isCalled(world.globex, issue.globex, 'The pump leaks at night');
  await ours.frame.getByText('1 change is waiting').waitFor({ timeout: 15_000 });
  expect(await summaryOf(world.acme, issue.acme)).toBe('The pump leaks');

  await button(ours.frame, 'Resume').dblclick();
  await button(ours.frame, 'Pause').waitFor();
  await isCalled(world.acme, issue.acme, 'The pump leaks at night');
  await theirs.frame.getByText('Your partner paused this connection.').waitFor({ state: 'detached', timeout: 15_000 });
  await ours.frame.getByText('Nothing is waiting').waitFor({ timeout: 15_000 });
  expect(await agreed.named(world.master, 'Umbrella and Acme')).toMatchObject({
    pausedByMe: false,
    pausedByPartner: false,
  });
  expect(await agreed.times(world.master, id, 'connection-resumed')).toBe(1);
  expect(await agreed.times(world.master, id, 'connection-paused')).toBe(1);
  expect([...ours.noise, ...theirs.noise]).toEqual([]);
});

it('ends a connection: consequences first, a tick, and both pages say afterwards that it is over', async () => {
  const issue = await makeTriple('The door squeaks');
  const ours = await open(world.master, 'Umbrella and Globex');
  const theirs = await open(world.globex, 'Umbrella and Globex');
  const { id } = await agreed.named(world.master, 'Umbrella and Globex');
  await button(ours.frame, 'End connection').dblclick();
  await dialog(ours.frame)
    .getByText(/1 contract stops on both sides\. \d linked issues? (is|are) no longer kept in step/)
    .waitFor();
  const end = button(dialog(ours.frame), 'End connection');
  expect(await end.isDisabled()).toBe(true);
  await screenshot(ours.page, 'connection-end');
  expect(await axe(ours.frame)).toEqual([]);
  await button(dialog(ours.frame), 'Cancel').click();
  expect(await agreed.named(world.master, 'Umbrella and Globex')).toMatchObject({ state: 'active' });
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
    expect(await agreed.named(site, 'Umbrella and Globex')).toMatchObject({ state: 'ended' });
    expect(await agreed.times(site, id, 'connection-ended')).toBe(1);
    for (const contract of await listContracts(agreed.admin(site), id)) {
      expect(await getContract(agreed.admin(site), contract.id)).toMatchObject({ enabled: false });
    }
  }
  await rename(issue.key, 'The door squeaks no more');
  await isCalled(world.acme, issue.acme, 'The door squeaks no more');
  expect(await summaryOf(world.globex, issue.globex)).toBe('The door squeaks');
  expect([...ours.noise, ...theirs.noise]).toEqual([]);
});

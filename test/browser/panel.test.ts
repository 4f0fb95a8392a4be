import type { Frame, Page } from 'playwright-core';
import { endConnection, getContract, listConnections, listContracts, saveHalf } from '../../playground/client/accord';
import { adminAt } from '../../playground/client/deals';
import { addComment, createIssue } from '../../playground/client/jira';
import { asObject, type JsonObject } from '../../playground/client/json';
import { until } from '../../playground/client/wait';
import { adminOf, agentOf, sessionOf } from '../../playground/client/world';
import { axe, openWorld, screenshot, type BrowserWorld } from './harness';

let world: BrowserWorld;

beforeAll(async () => {
  world = await openWorld({ ready: true });
});

afterAll(() => world?.close());

/** In the project that the contracts are about; tasks are outside of them. */
const create = async (issueType: 'Bug' | 'Task', summary: string): Promise<string> => {
  const fields = { project: { key: 'SUP' }, issuetype: { name: issueType }, summary };
  return (await createIssue(sessionOf(world.master, agentOf(world.master)), fields)).key;
};

const pairWith = (frame: Frame, partner: string) => frame.getByRole('region', { name: `Pair with ${partner}` });

/** The frame is exactly as high as what is in it: nothing is cut off, nothing is left empty. */
const fits = async (page: Page, frame: Frame): Promise<true> => {
  const iframe = page.locator('[data-connect] iframe.ap-iframe');
  const content = frame.locator('.ac-content');
  const heights = async () => Promise.all([iframe, content].map(async (one) => (await one.boundingBox())?.height ?? 0));
  return until(
    async () => {
      const [outer = 0, inner = -1] = await heights();
      return Math.abs(outer - inner) <= 1 ? true : null;
    },
    { limitMs: 30_000, what: 'the frame is as high as its content' },
  );
};

it('shows each pair to an agent, follows its content in height, and offers only what the agent may do', async () => {
  const key = await create('Bug', 'The printer <b>burns</b> "שלום"');
  const { page, frame, noise } = await world.openIssue(world.master, key, agentOf(world.master));
  const pair = pairWith(frame, 'Acme');
  await pair.getByText('In step').waitFor({ timeout: 30_000 });
  expect(await pair.getByRole('link').getAttribute('target')).toBe('_blank');
  expect(await pair.getByRole('button').allInnerTexts()).toEqual(['Sync now']);
  await fits(page, frame);
  await pair.getByText('History').click();
  await pair.getByText(/Created the issue/).waitFor();
  await fits(page, frame);
  await pair.getByText('History').click();
  await fits(page, frame);
  await pair.getByRole('button', { name: 'Sync now' }).dblclick();
  await pair.getByText('Asked. Changes follow in a moment.').waitFor();
  await screenshot(page, 'panel');
  expect(await axe(frame)).toEqual([]);
  expect(noise).toEqual([]);
});

it('an admin pauses, resumes and, told what happens, unlinks a pair', async () => {
  const key = await create('Bug', 'The lamp flickers');
  const { page, frame, noise } = await world.openIssue(world.master, key, adminOf(world.master));
  const pair = pairWith(frame, 'Globex');
  await pair.getByText('In step').waitFor({ timeout: 30_000 });
  await pair.getByRole('button', { name: 'Pause' }).click();
  await pair.getByText('Your side paused this pair.').waitFor();
  await pair.getByRole('button', { name: 'Resume' }).click();
  await pair.getByRole('button', { name: 'Sync now' }).waitFor();
  await pair.getByRole('button', { name: 'Unlink…' }).click();
  const question = pair.getByRole('alertdialog');
  await question.getByText('Both issues stay as they are').waitFor();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  await pair.getByRole('button', { name: 'Unlink…' }).click();
  await screenshot(page, 'panel-unlink');
  await question.getByRole('button', { name: 'Unlink' }).click();
  await frame.getByText('One ended pair').waitFor({ timeout: 30_000 });
  await fits(page, frame);
  expect(noise).toEqual([]);
});

it('says in one sentence why an issue is not synced', async () => {
  const { page, frame } = await world.openIssue(world.master, await create('Task', 'Buy paper'), agentOf(world.master));
  await frame.locator('.panel-why').waitFor();
  expect((await frame.locator('main').innerText()).trim()).toMatch(/^[^.]+\.( [^.]+\.)?$/);
  await fits(page, frame);
  await screenshot(page, 'panel-why');
});

/** From now on Umbrella sends to nobody by itself, and of the comments only those that somebody chose. */
const sendByHand = async (): Promise<void> => {
  const admin = adminAt(world.stage.world.addonUrl, world.master);
  for (const { id } of await listConnections(admin)) {
    for (const contract of await listContracts(admin, id)) {
      const { half, version } = (await getContract(admin, contract.id)) as unknown as JsonObject;
      const send = { ...asObject(asObject(half).send), createOn: ['manual'], comments: { which: 'marked' } };
      await saveHalf(admin, contract.id, { ...asObject(half), send }, Number(version));
    }
  }
};

it('an agent sends an issue by hand and chooses a comment to share', async () => {
  await sendByHand();
  const agent = agentOf(world.master);
  const key = await create('Bug', 'The door squeaks');
  const text = { type: 'text', text: 'Oil <b>it</b>' };
  await addComment(sessionOf(world.master, agent), key, {
    body: { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [text] }] },
  });
  const { page, frame, noise } = await world.openIssue(world.master, key, agent);
  await frame.locator('.panel-why').waitFor();
  await screenshot(page, 'panel-create');
  await frame.getByRole('button', { name: 'Create at Acme' }).dblclick();
  await pairWith(frame, 'Acme').getByText('In step').waitFor({ timeout: 30_000 });
  await frame.getByRole('button', { name: 'Create at Globex' }).waitFor();
  await frame.getByText('Comments: 0 of 1 shared').click();
  await frame.getByRole('switch', { name: /Oil <b>it<\/b>/ }).click();
  await frame.getByText('Comments: 1 of 1 shared').waitFor();
  await fits(page, frame);
  await screenshot(page, 'panel-share');
  expect(await axe(frame)).toEqual([]);
  expect(noise).toEqual([]);
});

it('a pair whose connection was ended is shown as ended, not as in step', async () => {
  const key = await create('Bug', 'The window is open');
  const { page, frame } = await world.openIssue(world.master, key, agentOf(world.master));
  await frame.getByRole('button', { name: 'Create at Globex' }).click();
  await pairWith(frame, 'Globex').getByText('In step').waitFor({ timeout: 30_000 });
  await page.close();
  const admin = adminAt(world.stage.world.addonUrl, world.master);
  const mine = (await listConnections(admin)).find(({ partner }) => partner?.name === 'Globex');
  await endConnection(admin, mine?.id ?? '');
  const again = await world.openIssue(world.master, key, agentOf(world.master));
  await again.frame.getByText('One ended pair').click();
  await pairWith(again.frame, 'Globex').getByText('Ended', { exact: true }).waitFor();
  expect(await again.frame.getByText('In step').count()).toBe(0);
  expect(again.noise).toEqual([]);
});

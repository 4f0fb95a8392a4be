import type { Frame } from 'playwright-core';
import {
  connectInternally,
  createContract,
  enable,
  getContract,
  linksOfIssue,
  listActivity,
  listProblems,
  saveHalf,
  type Admin,
} from '../../playground/client/accord';
import { createIssue } from '../../playground/client/jira';
import type { JsonObject } from '../../playground/client/json';
import { adminOf, agentOf, sessionOf } from '../../playground/client/world';
import { button, itBecomes } from './hands';
import { axe, openWorld, screenshot, type BrowserWorld } from './harness';
import { adminOfAccord, edit, fieldsOf } from './pairs';

let world: BrowserWorld;
let admin: Admin;
let contract: string;

const half = (project: string, type: string, more: JsonObject = {}): JsonObject => ({
  scope: { project, issueTypes: [type] },
  send: {
    createOn: ['manual'],
    updateOn: ['issue_updated', 'comment'],
    fields: [{ field: 'summary', as: 'Title' }],
    comments: { which: 'marked' },
  },
  receive: {
    create: { project, issueType: type },
    fields: [{ from: 'Title', field: 'summary' }],
    comments: { as: 'public' },
  },
  conflict: 'ask',
  ...more,
});

beforeAll(async () => {
  world = await openWorld();
  admin = adminOfAccord(world);
  const { id } = await connectInternally(admin, 'Support and Operations');
  contract = (await createContract(admin, id, 'Escalations')).id;
  for (const [side, project, type] of [
    ['master', 'SUP', 'Bug'],
    ['provider', 'OPS', 'Incident'],
  ] as const) {
    const one = { ...admin, side };
    await saveHalf(one, contract, half(project, type), (await getContract(one, contract)).version);
    await enable(one, contract);
  }
});

afterAll(() => world?.close());

const create = async (project: string, type: string, summary: string): Promise<string> => {
  const fields = { project: { key: project }, issuetype: { name: type }, summary };
  return (await createIssue(sessionOf(world.master, agentOf(world.master)), fields)).key;
};
const pairOf = (frame: Frame, project: string) => frame.getByRole('region', { name: `Pair with ${project}` });
const wordsOf = (frame: Frame): Promise<string> => frame.locator('main').innerText();
const NOBODY = /partner|master|provider|half|Umbrella|yours|theirs/i;

const other = async (key: string): Promise<string | null> => (await linksOfIssue(admin, key))[0]?.remoteKey ?? null;
const waitForOther = async (key: string): Promise<string> => {
  await itBecomes(`${key} has its other issue`, async () => (await other(key)) !== null);
  return (await other(key)) ?? '';
};

it.each([
  ['SUP', 'Bug', 'OPS'],
  ['OPS', 'Incident', 'SUP'],
])('from %s an agent makes the other issue, once for a double click, and both panels show one pair', async (...row) => {
  const [here, type, there] = row;
  const key = await create(here, type, `From ${here}`);
  const { page, frame, noise } = await world.openIssue(world.master, key, agentOf(world.master));
  await button(frame, `Create in project ${there}`).waitFor();
  expect(await wordsOf(frame)).not.toMatch(NOBODY);
  await screenshot(page, `internal-create-${here}`);
  await button(frame, `Create in project ${there}`).dblclick();
  const pair = pairOf(frame, there);
  await pair.getByText('In step').waitFor();
  const remote = await waitForOther(key);
  expect(remote).toMatch(new RegExp(`^${there}-`));
  expect((await fieldsOf(world.master, remote)).summary).toBe(`From ${here}`);
  await pair.getByText('History').click();
  await pair.getByText(`Created the issue at ${there}.`).waitFor();
  await screenshot(page, `internal-pair-${here}`);
  expect(await wordsOf(frame)).not.toMatch(NOBODY);
  expect(await pair.getByRole('button').allInnerTexts()).toEqual(['Sync now']);
  expect(await pair.getByRole('link').allInnerTexts()).toEqual([expect.stringContaining(remote)]);

  const back = await world.openIssue(world.master, remote, agentOf(world.master));
  const mirrored = pairOf(back.frame, here);
  await mirrored.getByText('In step').waitFor();
  await mirrored.getByRole('link', { name: key }).waitFor();
  expect(await wordsOf(back.frame)).not.toMatch(NOBODY);
  expect(await axe(back.frame)).toEqual([]);
  expect((await linksOfIssue(admin, key)).length).toBe(1);
  expect([...noise, ...back.noise]).toEqual([]);
});

it('an admin pauses, looks, and unlinks from either issue, and goes from the pair to its settings', async () => {
  const key = await create('SUP', 'Bug', 'Paused for a while');
  const { frame, noise } = await world.openIssue(world.master, key, adminOf(world.master));
  await button(frame, 'Create in project OPS').dblclick();
  const pair = pairOf(frame, 'OPS');
  await pair.getByText('In step').waitFor();
  const remote = await waitForOther(key);
  const back = await world.openIssue(world.master, remote, adminOf(world.master));
  const mirrored = pairOf(back.frame, 'SUP');
  await button(mirrored, 'Pause').dblclick();
  await mirrored.getByText('Changes to both issues are kept').waitFor();
  await edit(world.master, key, { summary: 'Changed meanwhile' });
  await pair.getByText('Changes to both issues are kept').waitFor();
  expect((await fieldsOf(world.master, remote)).summary).toBe('Paused for a while');
  await button(pair, 'Resume').dblclick();
  await button(pair, 'Sync now').dblclick();
  await itBecomes(
    'the change went on',
    async () => (await fieldsOf(world.master, remote)).summary === 'Changed meanwhile',
  );

  const [settings] = await Promise.all([
    back.page.context().waitForEvent('page'),
    mirrored.getByRole('link', { name: 'Contract settings' }).click(),
  ]);
  const element = await settings.waitForSelector('[data-connect] iframe.ap-iframe');
  const inside = await element.contentFrame();
  await inside?.getByRole('heading', { name: /Escalations/ }).waitFor();
  expect(await inside?.getByLabel('Further condition').inputValue()).toBe('');
  expect(await inside?.locator('main').innerText()).toContain('Incident');
  await screenshot(settings, 'internal-settings');

  await button(mirrored, 'Unlink…').click();
  expect(await mirrored.getByRole('alertdialog').innerText()).not.toMatch(NOBODY);
  await mirrored.getByRole('alertdialog').getByRole('button', { name: 'Unlink' }).dblclick();
  await back.frame.getByText('One ended pair').waitFor();
  await frame.getByText('One ended pair').waitFor();
  expect((await linksOfIssue(admin, key)).map(({ state }) => state)).toEqual(['closed']);
  const asked = (await listActivity(admin, { key, kind: 'manual' })).map(({ text }) => text);
  expect(asked.filter((text) => /unlink|end/i.test(text))).toHaveLength(1);
  expect([...noise, ...back.noise]).toEqual([]);
});

it('says in the words of either project why an issue is in no pair', async () => {
  const { frame } = await world.openIssue(world.master, await create('OPS', 'Task', 'Nothing'), agentOf(world.master));
  await frame.getByText('Contract "Escalations" does not cover issues of type Task.').waitFor();
  expect(await listProblems(admin)).toEqual([]);
});

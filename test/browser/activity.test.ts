import type { Frame } from 'playwright-core';
import { createIssue, editIssue } from '../../playground/client/jira';
import { until } from '../../playground/client/wait';
import { adminOf, agentOf, sessionOf, type WorldSite } from '../../playground/client/world';
import { listActivity, linksOfIssue } from '../../playground/client/accord';
import { adminAt } from '../../playground/client/deals';
import { axe, frameIn, openWorld, screenshot, type BrowserWorld } from './harness';

let world: BrowserWorld;
/** Pairs of ours with Acme and Globex, oldest first; the partners' keys by ours. */
const remote: Record<string, string> = {};
const keys: string[] = [];

const PATIENCE = { limitMs: 60_000, everyMs: 200 };
/** More than one page of the list. */
const ISSUES = 20;

const create = async (summary: string): Promise<string> => {
  const fields = { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary };
  return (await createIssue(sessionOf(world.master, agentOf(world.master)), fields)).key;
};
const rename = (key: string, summary: string): Promise<unknown> =>
  editIssue(sessionOf(world.master, adminOf(world.master)), key, { fields: { summary } });

const paired = (key: string): Promise<true> =>
  until(
    async () => {
      const links = await linksOfIssue(adminAt(world.stage.world.addonUrl, world.master), key);
      const acme = links.find(({ remoteKey }) => remoteKey?.startsWith('ACM'));
      if (links.length < 2 || links.some(({ remoteKey }) => remoteKey === null) || !acme?.remoteKey) return null;
      remote[key] = acme.remoteKey;
      return true;
    },
    { ...PATIENCE, what: `the pairs of ${key}` },
  );

beforeAll(async () => {
  world = await openWorld({ ready: true });
  for (let n = 1; n <= ISSUES; n++) keys.push(await create(`Valve ${n} leaks`));
  for (const key of keys) await paired(key);
});

afterAll(() => world?.close());

const events = (frame: Frame) => frame.getByRole('list', { name: 'What happened' }).getByRole('listitem');
const keyBox = (frame: Frame) => frame.getByLabel('Issue key');

const openActivity = async (site: WorldSite = world.master) => {
  const opened = await world.openAdmin(site);
  await opened.frame.getByRole('link', { name: 'Activity' }).first().click();
  await events(opened.frame).first().waitFor();
  return opened;
};

/** Every entry that is listed satisfies it, and there is one. */
const all = (frame: Frame, what: string, fits: (words: string) => boolean): Promise<readonly string[]> =>
  until(
    async () => {
      const words = await events(frame).allInnerTexts();
      return words.length > 0 && words.every(fits) ? words : null;
    },
    { limitMs: 30_000, what },
  );

const counts = (frame: Frame, wanted: number): Promise<true> =>
  until(async () => ((await events(frame).count()) === wanted ? true : null), {
    limitMs: 30_000,
    what: `${wanted} entries`,
  });

const pick = async (frame: Frame, label: string, words: string): Promise<void> => {
  await frame.getByRole('combobox', { name: label }).click();
  await frame.getByRole('combobox', { name: label }).fill(words);
  await frame.getByRole('option').filter({ hasText: words }).first().click();
};

it('finds by the key of either side, by contract, kind and time, and keeps the filter over a reload', async () => {
  const { page, frame, noise } = await openActivity();
  await screenshot(page, 'activity');
  const [first = ''] = keys;
  await keyBox(frame).fill(first);
  await all(frame, 'only our key', (words) => words.includes(first) && !words.includes(`${first}0`));
  await keyBox(frame).fill(remote[first] ?? '');
  const theirs = await all(frame, 'only the partner’s key', (words) => words.includes(remote[first] ?? '-'));
  expect(theirs.some((words) => words.includes('Created the issue at Acme.'))).toBe(true);
  await frame.getByRole('button', { name: 'Clear filters' }).click();
  await pick(frame, 'Contract', 'Defects for Globex');
  await all(frame, 'one contract', (words) => words.includes('Defects for Globex'));
  await frame.getByLabel('What', { exact: true }).selectOption({ label: 'Issues created or deleted' });
  await all(frame, 'one kind', (words) => words.includes('Created the issue at Globex.'));
  await frame.getByLabel('When', { exact: true }).selectOption({ label: 'In the last hour' });
  await keyBox(frame).fill(first.toLowerCase());
  const before = await all(frame, 'everything at once', (words) => words.includes(first));
  expect(before).toHaveLength(1);
  await screenshot(page, 'activity-filtered');
  expect(await axe(frame)).toEqual([]);

  await page.reload();
  const again = await frameIn(page);
  await events(again).first().waitFor();
  expect(await keyBox(again).inputValue()).toBe(first.toLowerCase());
  const contract = again.getByRole('combobox', { name: 'Contract' });
  await until(async () => ((await contract.inputValue()) === 'Defects for Globex' ? true : null), {
    limitMs: 30_000,
    what: 'the name of the contract',
  });
  expect(await again.getByLabel('When', { exact: true }).inputValue()).toBe('hour');
  expect(await all(again, 'the same after a reload', (words) => words.includes(first))).toHaveLength(1);
  await again.getByRole('navigation').getByRole('link', { name: 'Activity' }).click();
  await until(async () => ((await keyBox(again).inputValue()) === '' ? true : null), {
    limitMs: 30_000,
    what: 'no filter behind the link of the navigation',
  });
  expect(noise).toEqual([]);
});

it('shows more when asked, in the order of the API, each entry once', async () => {
  const { frame, noise } = await openActivity();
  const shown = await events(frame).count();
  expect(shown).toBe(50);
  await frame.getByRole('button', { name: 'Show more' }).dblclick();
  await until(async () => ((await events(frame).count()) > shown ? true : null), { limitMs: 30_000, what: 'more' });
  const times = await frame.evaluate<readonly string[]>(
    '[...document.querySelectorAll(".events time")].map((each) => each.dateTime)',
  );
  const told = await listActivity(adminAt(world.stage.world.addonUrl, world.master), {});
  expect(times).toEqual(told.slice(0, times.length).map(({ at }) => at));
  expect(noise).toEqual([]);
});

it('follows live, rests while it is paused, and goes on', async () => {
  const { page, frame, noise } = await openActivity();
  const [, second = ''] = keys;
  await keyBox(frame).fill(second);
  await all(frame, 'one issue', (words) => words.includes(second));
  const before = await events(frame).count();
  await rename(second, 'Valve 2 leaks a lot');
  await events(frame).filter({ hasText: 'Set field Title at Acme.' }).waitFor();
  await events(frame).filter({ hasText: 'Set field Title at Globex.' }).waitFor();
  expect(await events(frame).count()).toBe(before + 2);

  await frame.getByRole('button', { name: 'Pause' }).click();
  await frame.getByText('Paused', { exact: true }).waitFor();
  // Somebody else looks on live: two looks of theirs leave time for one of ours, if there was any.
  const other = (await openActivity()).frame;
  await keyBox(other).fill(second);
  for (const [title, entries] of Object.entries({ 'Valve 2 drips': 4, 'Valve 2 holds': 6 })) {
    await rename(second, title);
    await counts(other, before + entries);
  }
  expect(await events(frame).count()).toBe(before + 2);
  await screenshot(page, 'activity-paused');
  await frame.getByRole('button', { name: 'Go on live' }).click();
  await counts(frame, before + 6);
  expect(noise).toEqual([]);
});

/** Two zones: the browser's is one of them at most. */
it.each([
  ['master', 'Europe/Berlin'],
  ['acme', 'America/New_York'],
] as const)('tells the %s times in the zone of its people (%s), and takes them so', async (site, zone) => {
  const { page, frame } = await openActivity(world[site]);
  const first = events(frame).locator('time').first();
  const at = (await first.getAttribute('datetime')) ?? '';
  const wanted = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  expect(await first.getAttribute('title')).toBe(wanted.format(new Date(at)));

  await frame.getByLabel('When', { exact: true }).selectOption({ label: 'Between two times…' });
  const wall = (moment: number): string =>
    new Date(moment).toLocaleString('sv', { timeZone: zone }).slice(0, 16).replace(' ', 'T');
  await frame.getByLabel('Until').fill(wall(Date.parse(at) - 3_600_000));
  await frame.getByText('Nothing matches these filters').waitFor();
  await frame.getByText('Not live: the time is in the past').waitFor();
  await screenshot(page, 'activity-times');
  await frame.getByLabel('Until').fill(wall(Date.parse(at) + 60_000));
  await events(frame).first().waitFor();
  expect(await first.getAttribute('datetime')).toBe(at);
});

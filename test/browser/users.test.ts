import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import Papa from 'papaparse';
import {
  listConnections,
  listUserPairs,
  saveUserPairs,
  type Admin,
  type UserPair,
} from '../../playground/client/accord';
import { adminAt } from '../../playground/client/deals';
import { send } from '../../playground/client/http';
import type { Person, WorldSite } from '../../playground/client/world';
import { button, dialog, flagsOn, goTo, itBecomes, pick, sayYesTwice } from './hands';
import { axe, openWorld, screenshot, type BrowserWorld } from './harness';

let world: BrowserWorld;
let umbrella: Admin;

beforeAll(async () => {
  world = await openWorld({ ready: true });
  umbrella = adminAt(world.stage.world.addonUrl, world.master);
  // From the start, because the add-on keeps the names that it has read for a while.
  for (const [name, odd] of Object.entries(ODD)) {
    await send(world.master.baseUrl, `/playground/users/${encodeURIComponent(who(world.master, name).accountId)}`, {
      method: 'PATCH',
      json: { displayName: odd },
    });
  }
});

afterAll(() => world?.close());

/** Names that a spreadsheet would take for formulas. */
const ODD = {
  'Alice Abernathy': '=HYPERLINK("http://evil.example";"Alice Abernathy")',
  'Albert Wesker': '+Albert Wesker',
  'Carlos Oliveira': '-Carlos Oliveira',
  'Sam Shared': '@Sam Shared, "Zoë"',
};

const who = (site: WorldSite, name: string): Person => {
  const found = site.people.find(({ displayName }) => displayName === name);
  if (!found) throw new Error(`${site.name} has no ${name}`);
  return found;
};

const connectionWith = async (partner: string): Promise<string> =>
  (await listConnections(umbrella)).find((each) => each.partner?.name === partner)?.id ?? '';

const openUsers = async (partner: string) => {
  const id = await connectionWith(partner);
  const opened = await world.openAdmin(world.master);
  await goTo(opened.frame, `connections/${id}/users`);
  await button(opened.frame, 'Export as CSV').waitFor();
  return { ...opened, id };
};

const has = async (connection: string, pair: UserPair): Promise<boolean> =>
  (await listUserPairs(umbrella, connection)).some(
    ({ master, provider }) => master === pair.master && provider === pair.provider,
  );

it('takes a match back, asked first, and matches the person again; the partner sees the same list', async () => {
  const { page, frame, noise, id } = await openUsers('Acme');
  const [carlos, chen] = [who(world.master, 'Carlos Oliveira'), who(world.acme, 'Chen Coder')];
  const pair = { master: carlos.accountId, provider: chen.accountId };
  const before = await listUserPairs(umbrella, id);
  expect(before).toContainEqual(pair);

  await frame.getByTitle('Remove the match of -Carlos Oliveira').dblclick();
  await dialog(frame).getByText('Carlos Oliveira').first().waitFor();
  await screenshot(page, 'users-remove');
  await button(dialog(frame), 'Cancel').click();
  expect(await listUserPairs(umbrella, id)).toEqual(before);
  await frame.getByTitle('Remove the match of -Carlos Oliveira').click();
  await sayYesTwice(frame, 'Remove');
  await frame.getByRole('row').filter({ hasText: 'Carlos Oliveira' }).waitFor({ state: 'detached' });
  expect(await listUserPairs(umbrella, id)).toEqual(before.filter(({ master }) => master !== carlos.accountId));

  await button(frame, 'Match').click();
  await frame.getByText('Choose one of your users.').waitFor();
  await frame.getByText('Give the account ID of their user.').waitFor();
  await frame.getByLabel('Account ID at Acme').fill('chen@acme.example');
  await frame.getByText('This is no account ID').waitFor();
  await screenshot(page, 'users-faults');
  await frame.getByLabel('Account ID at Acme').fill(` ${chen.accountId} `);
  await pick(frame, 'Your user', 'Albert');
  await frame.getByText('This user is matched already.').waitFor();
  await pick(frame, 'Your user', 'Carlos');
  await button(frame, 'Match').dblclick();
  await frame.getByRole('row').filter({ hasText: 'Carlos Oliveira' }).waitFor();
  await itBecomes('Carlos is matched', () => has(id, pair));
  expect(await listUserPairs(umbrella, id)).toHaveLength(before.length);
  expect(await listUserPairs(adminAt(world.stage.world.addonUrl, world.acme), id)).toContainEqual(pair);
  expect(await frame.getByLabel('Account ID at Acme').inputValue()).toBe('');
  expect(await flagsOn(page)).toEqual(['1 user is matched now', 'The match was removed']);
  await screenshot(page, 'users');
  expect(await axe(frame)).toEqual([]);
  expect(noise).toEqual([]);
});

const MANY = 1_500;

it('searches a long table, shows it in pieces, and changes only the row that was meant', async () => {
  const id = await connectionWith('Globex');
  const alice = who(world.master, 'Alice Abernathy');
  const number = (n: number): string => String(n).padStart(4, '0');
  const many = Array.from({ length: MANY }, (_, n) => ({ master: `our:${number(n)}`, provider: `their:${number(n)}` }));
  const all = [...many, { master: alice.accountId, provider: 'their:alice' }];
  await saveUserPairs(umbrella, id, all);
  const { page, frame, noise } = await openUsers('Globex');
  const rows = frame.locator('tbody tr');
  await frame.getByRole('heading', { name: 'Matched users (1501)' }).waitFor();
  expect(await rows.count()).toBe(50);
  await button(frame, 'Show 50 more').click();
  expect(await rows.count()).toBe(100);
  const search = frame.getByRole('searchbox', { name: 'Search' });
  await search.fill('ábernathy alice');
  await itBecomes('one row is left', async () => (await rows.count()) === 1);
  expect(await rows.innerText()).toContain('Alice Abernathy');
  await search.fill('nobody at all');
  await frame.getByText('Nobody matches the search.').waitFor();
  await search.fill('our:0777');
  await itBecomes('one row is left', async () => (await rows.count()) === 1);
  await screenshot(page, 'users-search');
  await rows.getByRole('button', { name: 'Remove' }).click();
  await sayYesTwice(frame, 'Remove');
  await frame.getByText('Nobody matches the search.').waitFor();
  expect(await listUserPairs(umbrella, id)).toEqual(all.filter(({ master }) => master !== 'our:0777'));
  await search.fill('');
  await frame.getByRole('heading', { name: 'Matched users (1500)' }).waitFor();
  expect(noise).toEqual([]);
});

const download = async (page: Page, act: () => Promise<void>) => {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: file.suggestedFilename(), content: readFileSync(await file.path(), 'utf8') };
};

it('exports a CSV with every row and name, of which no cell is a formula', async () => {
  const id = await connectionWith('Acme');
  const before = await listUserPairs(umbrella, id);
  await saveUserPairs(umbrella, id, [
    ...before,
    { master: who(world.master, 'Sam Shared').accountId, provider: '-their.odd:1' },
  ]);
  try {
    const { page, frame, noise } = await openUsers('Acme');
    const { name, content } = await download(page, () => button(frame, 'Export as CSV').dblclick());
    expect(name).toBe('Umbrella-and-Acme-users.csv');
    expect(content.startsWith('\ufeff')).toBe(true);
    const [head, ...rows] = Papa.parse<string[]>(content.slice(1), { skipEmptyLines: true }).data;
    expect(head).toEqual(['Umbrella account ID', 'Umbrella name', 'Acme account ID', 'Acme name']);
    const now = await listUserPairs(umbrella, id);
    expect(rows.map(([mine, , theirs]) => [mine, theirs?.replace(/^'/, '')])).toEqual(
      now.map(({ master, provider }) => [master, provider]),
    );
    expect(rows.map(([, named]) => named).sort()).toEqual(
      Object.values(ODD)
        .map((each) => `'${each}`)
        .sort(),
    );
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    await frame.getByText(ODD['Alice Abernathy']).waitFor();
    expect(noise).toEqual([]);
  } finally {
    await saveUserPairs(umbrella, id, before);
  }
});

it('imports a CSV: each fault is named by its row, the good rows are taken over, and twice does no harm', async () => {
  const { page, frame, noise, id } = await openUsers('Acme');
  const [sam, carlos, alice] = ['Sam Shared', 'Carlos Oliveira', 'Alice Abernathy'].map(
    (name) => who(world.master, name).accountId,
  ) as [string, string, string];
  const before = await listUserPairs(umbrella, id);
  const anna = before.find(({ master }) => master === alice)?.provider ?? '';
  const rows = [
    'Acme account ID,Acme name,Umbrella account ID,Umbrella name',
    `712020:new-sam,,${sam},`,
    `712020:new-chen,Chen,${carlos},"Carlos, ""the fox"""`,
    `${anna},Anna,${alice},Alice`,
    `712020:other,,${sam},twice`,
    ',,712020:lonely,',
    'ann@acme.example,Ann,712020:mail,',
    '712020:ghost,Ghost,712020:nobody-here,',
    '1,2,3,4,5,6',
  ];
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${rows.join('\r\n')}\r\n`) };
  const choose = () => frame.getByLabel('Import a CSV').setInputFiles(file);
  await choose();
  await frame.getByText('5 lines cannot be taken over').waitFor();
  const faults = await frame.locator('.banner-warning li').allInnerTexts();
  expect(faults.map((words) => words.split(':')[0])).toEqual(['Line 5', 'Line 6', 'Line 7', 'Line 8', 'Line 9']);
  expect(faults[0]).toContain('stands on an earlier line');
  expect(faults[1]).toContain('missing');
  expect(faults[2]).toContain('“ann@acme.example” is no account ID');
  expect(faults[3]).toContain('“712020:nobody-here” is not a user of this Jira');
  expect(faults[4]).toContain('6 columns');
  await frame.getByText('2 new matches in people.csv. 1 is in the list already. 1 match is replaced.').waitFor();
  expect(await listUserPairs(umbrella, id)).toEqual(before);
  await screenshot(page, 'users-import');
  expect(await axe(frame)).toEqual([]);
  await button(frame, 'Take over 2 matches').dblclick();
  await frame.getByRole('row').filter({ hasText: '712020:new-sam' }).waitFor();
  const after = await listUserPairs(umbrella, id);
  expect(new Set(after.map(({ master, provider }) => `${master} ${provider}`))).toEqual(
    new Set([
      ...before.filter(({ master }) => master !== carlos).map(({ master, provider }) => `${master} ${provider}`),
      `${sam} 712020:new-sam`,
      `${carlos} 712020:new-chen`,
    ]),
  );
  await choose();
  await frame.getByText('0 new matches in people.csv. 3 are in the list already.').waitFor();
  expect(await button(frame, /Take over/).count()).toBe(0);
  expect(await listUserPairs(umbrella, id)).toEqual(after);
  expect(noise).toEqual([]);
});

import { createIssue } from '../../playground/client/jira';
import { adminOf, agentOf, sessionOf } from '../../playground/client/world';
import { frameIn, openWorld, type BrowserWorld } from './harness';
import { adminPlaces, firstIds } from './places';
import { resizesIn, shiftsIn, slowDown, sumOf, watchShifts } from './shifts';

let world: BrowserWorld;
let issue: string;

beforeAll(async () => {
  world = await openWorld({ ready: true });
  const fields = { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary: 'Steady' };
  issue = (await createIssue(sessionOf(world.master, agentOf(world.master)), fields)).key;
  const { page, frame } = await world.openIssue(world.master, issue);
  await frame.getByText('In step').nth(1).waitFor({ timeout: 30_000 });
  await page.close();
});

afterAll(() => world?.close());

/** Good according to https://web.dev/articles/cls. */
const LIMIT = 0.1;

describe.each([1600, 320])('%d px wide', (width) => {
  it('no admin page jumps while its parts arrive one by one', async () => {
    const { page, frame, noise } = await world.openAdmin(world.master, undefined, { width, height: 900 });
    const ids = await firstIds(frame);
    await watchShifts(page.context());
    const slow = await slowDown(page);
    const jumps: string[] = [];
    for (const place of Object.values(adminPlaces(ids))) {
      await page.goto(`${page.url().replace(/#.*/, '')}#!/${place}`);
      await page.reload();
      const fresh = await frameIn(page);
      await fresh.getByRole('heading', { level: 1 }).waitFor();
      await slow.rest();
      const shifts = await shiftsIn(fresh);
      if (sumOf(shifts) >= LIMIT) jumps.push(`${place}: ${JSON.stringify(shifts)}`);
      // Once when it is put into the page, and once to the size of its place.
      if ((await resizesIn(page)) > 2) jumps.push(`${place}: its frame was resized ${await resizesIn(page)} times`);
    }
    expect({ jumps, noise }).toEqual({ jumps: [], noise: [] });
  });

  it('the panel does not jump, and its frame changes its height only a few times', async () => {
    const { page } = await world.openIssue(world.master, issue, adminOf(world.master), { width, height: 900 });
    await watchShifts(page.context());
    const slow = await slowDown(page);
    await page.reload();
    const frame = await frameIn(page);
    await slow.rest();
    const shifts = await shiftsIn(frame);
    expect({ shifts, jumps: sumOf(shifts) >= LIMIT }).toEqual({ shifts, jumps: false });
    expect(await resizesIn(page)).toBeLessThanOrEqual(4);
  });
});

import { createIssue } from '../../playground/client/jira';
import { agentOf, sessionOf } from '../../playground/client/world';
import { axe, openWorld, screenshot, type BrowserWorld, type View } from './harness';
import { adminPlaces, firstIds } from './places';

let world: BrowserWorld;

beforeAll(async () => {
  world = await openWorld({ ready: true });
  await createIssue(sessionOf(world.master, agentOf(world.master)), {
    project: { key: 'SUP' },
    issuetype: { name: 'Bug' },
    summary: 'A page of every kind',
  });
});

afterAll(() => world?.close());

const views: readonly (readonly [string, View])[] = [
  ['light, wide', { theme: 'light', width: 1600, height: 1200 }],
  ['dark, narrow', { theme: 'dark', width: 320, height: 900 }],
];

describe.each(views)('every admin page, %s,', (label, view) => {
  it('has a heading, no barrier, no noise and nothing that is too wide', async () => {
    const { page, frame, noise } = await world.openAdmin(world.master, undefined, view);
    const go = async (place: string): Promise<void> => {
      await frame.evaluate(`window.location.hash = ${JSON.stringify(`#/${place}`)}`);
      await frame.locator('.loading').waitFor({ state: 'detached' });
      await frame.getByRole('heading').first().waitFor();
    };
    const ids = await firstIds(frame);
    const found: string[] = [];
    const check = async (name: string): Promise<void> => {
      await frame.waitForTimeout(300);
      await screenshot(page, `page-${name}-${view.theme}`);
      const violations = await axe(frame);
      found.push(...violations.map(({ rule, elements }) => `${name}: ${rule} ${elements.join(' | ')}`));
      const wide = await frame.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      if (wide > 0) found.push(`${name}: ${wide} px too wide`);
    };
    for (const [name, place] of Object.entries({ ...adminPlaces(ids), nowhere: 'no/such/place' })) {
      await go(place);
      await check(name);
    }
    expect({ label, found, noise }).toEqual({ label, found: [], noise: [] });
  });
});

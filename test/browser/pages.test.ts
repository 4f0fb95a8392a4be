import { createIssue } from '../../playground/client/jira';
import { agentOf, sessionOf } from '../../playground/client/world';
import { axe, openWorld, screenshot, type BrowserWorld, type View } from './harness';

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

/** Every admin page under a name, by the link or the place that leads to it. */
const places = async (open: (place: string) => Promise<void>, ids: { connection: string; contract: string }) => {
  const { connection, contract } = ids;
  const named: Readonly<Record<string, string>> = {
    overview: '',
    invite: 'invite',
    accept: 'accept',
    connection: `connections/${connection}`,
    users: `connections/${connection}/users`,
    'new-contract': `connections/${connection}/new-contract`,
    half: `contracts/${contract}`,
    preview: `contracts/${contract}/preview`,
    bulk: `contracts/${contract}/bulk`,
    versions: `contracts/${contract}/versions`,
    json: `contracts/${contract}/json`,
    activity: 'activity',
    problems: 'problems',
    conflicts: 'conflicts',
    templates: 'templates',
    nowhere: 'no/such/place',
  };
  for (const [name, place] of Object.entries(named)) {
    await open(place);
    await check(name);
  }
};
let check: (name: string) => Promise<void> = () => Promise.resolve();

describe.each(views)('every admin page, %s,', (label, view) => {
  it('has a heading, no barrier, no noise and nothing that is too wide', async () => {
    const { page, frame, noise } = await world.openAdmin(world.master, undefined, view);
    const idIn = async (part: string): Promise<string> => {
      const href = await frame.locator(`a[href^="#/${part}/"]`).first().getAttribute('href');
      return href?.split('/')[2] ?? '';
    };
    const go = async (place: string): Promise<void> => {
      await frame.evaluate(`window.location.hash = ${JSON.stringify(`#/${place}`)}`);
      await frame.locator('.loading').waitFor({ state: 'detached' });
      await frame.getByRole('heading').first().waitFor();
    };
    const connection = await idIn('connections');
    await go(`connections/${connection}`);
    const contract = await idIn('contracts');
    const found: string[] = [];
    check = async (name) => {
      await frame.waitForTimeout(300);
      await screenshot(page, `page-${name}-${view.theme}`);
      const violations = await axe(frame);
      found.push(...violations.map(({ rule, elements }) => `${name}: ${rule} ${elements.join(' | ')}`));
      const wide = await frame.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      if (wide > 0) found.push(`${name}: ${wide} px too wide`);
    };
    await places(go, { connection, contract });
    expect({ label, found, noise }).toEqual({ label, found: [], noise: [] });
  });
});

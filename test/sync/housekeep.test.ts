import { type Chore } from '../../src/sync/deps';
import { createSiteHealth } from '../../src/sync/site-health';
import { housekeep } from '../../src/sync/housekeep';
import { learnSitesChore } from '../../src/sync/learn-sites';
import { type Database } from '../../src/sync/ports';
import { createTestDatabase, type TestDatabase } from '../setup/database';
import { anInstallation, AT } from '../adapters/postgres/agreements';

describe('housekeeping', () => {
  let database: TestDatabase;
  const said: (readonly [string, Readonly<Record<string, unknown>>])[] = [];
  const say = (fields: object, message: string) => void said.push([message, { ...fields }]);
  const log = { debug: say, info: say, warn: say, error: say };

  beforeAll(async () => (database = await createTestDatabase()));
  beforeEach(() => (said.length = 0));
  afterAll(() => database.close());

  const keepHouse = (chores: readonly Chore[], store: Database = database) =>
    housekeep({
      database: store,
      chores,
      log,
      jira: { on: () => Promise.reject(new Error('not part of this test')) },
      clock: { now: () => AT },
      ids: { next: () => 'id', token: () => 'token' },
      metrics: { count: () => undefined, observe: () => undefined },
      health: createSiteHealth(),
      settings: { sweepIntervalMs: 1, sweepRound: 1, keepHandledMs: 1, keepActivityMs: 1, maxPasses: 1 },
    });

  test('a chore that fails keeps no other from its turn, and comes again', async () => {
    const outcome = await keepHouse([
      { name: 'broken', run: () => Promise.reject(new Error('no')) },
      { name: 'sound', run: () => Promise.resolve({ changed: 3 }) },
      { name: 'idle', run: () => Promise.resolve({ changed: 0 }) },
    ]);
    expect(outcome).toMatchObject({ is: 'later' });
    expect(said.slice(1)).toEqual([
      ['a chore failed', expect.objectContaining({ chore: 'broken' })],
      ['did a chore', { chore: 'sound', changed: 3 }],
    ]);
  });

  test('a part of the tidying that fails keeps neither the others nor the chores from their turn', async () => {
    const { stores } = database;
    const forgotten: string[] = [];
    const asked: string[] = [];
    const slow = () => Promise.reject(new Error('canceling statement due to statement timeout'));
    const retention: typeof stores.retention = {
      ...stores.retention,
      sitesOver: () =>
        Promise.resolve(['over-1', 'over-2'].map((id) => ({ id, title: null, displayUrl: '', baseUrl: '' }))),
      disown: (siteId) => (asked.push(siteId), slow()),
      connectionsOver: slow,
      forget: (rule) => (forgotten.push(rule), rule === 'inbox.handled' ? slow() : Promise.resolve(0)),
    };
    let ran = 0;
    const chore = { name: 'sound', run: () => Promise.resolve({ changed: (ran += 1) }) };
    const outcome = await keepHouse([chore], { ...database, stores: { ...stores, retention } });
    expect(outcome).toMatchObject({ is: 'later' });
    expect(asked).toEqual(['over-1', 'over-2']);
    expect(forgotten).toEqual(expect.arrayContaining(['inbox.handled', 'lanes.idle', 'used_tokens.expired']));
    expect(ran).toBe(1);
    const failed = said.filter(([message]) => message === 'a part of the tidying failed');
    expect(failed.map(([, { part }]) => part)).toEqual(['site over-1', 'site over-2', 'connections', 'inbox.handled']);
  });

  test('learns who we are on enabled sites where that is not known, one after the other', async () => {
    const { sites } = database.stores;
    const install = async () => (await sites.saveInstallation(anInstallation(), AT, 0)).id;
    const [unknown, known, away, deaf] = [await install(), await install(), await install(), await install()];
    await sites.addOwnAccount(known, 'me');
    await sites.setTitle(known, 'Known');
    await sites.setState(away, 'uninstalled');
    const asked: string[] = [];
    const learn = async (siteId: string): Promise<void> => {
      asked.push(siteId);
      if (siteId === deaf) throw new Error('not yet');
      await sites.addOwnAccount(siteId, 'me');
      await sites.setTitle(siteId, 'Learned');
    };
    const chore = learnSitesChore({ sites, learn, log });
    await keepHouse([chore]);
    expect([...asked].sort()).toEqual([unknown, deaf].sort());
    expect(said).toContainEqual(['did a chore', { chore: 'learn-sites', learned: 1, failed: 1 }]);
    asked.length = 0;
    await keepHouse([chore]);
    expect(asked).toEqual([deaf]);
  });
});

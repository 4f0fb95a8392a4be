import { endConnection, getMyConnection } from '../../../src/sync/agreements';
import { createActions } from '../../../src/sync/actions';
import { POLICY } from '../../../src/sync/retention';
import { countRows, tablesOf, tracesOf } from './traces';
import { type Lived, livedTogether, OURS, THEIRS } from './lived';

let lived: Lived;
beforeEach(async () => (lived = await livedTogether()));
afterEach(() => lived.close());

const deps = () => ({ ...lived.deps, actions: createActions(lived.deps) });
const words = () => [...THEIRS.words, lived.ids.provider];
const uninstall = () => lived.database.stores.sites.setState(lived.ids.provider, 'uninstalled');

test('two sites that worked together left rows in every table, and every table has its fate', async () => {
  const counts = await countRows(lived.database.url);
  expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);
  expect(Object.keys(POLICY).sort()).toEqual(await tablesOf(lived.database.url));
});

test('a year after an uninstallation nothing names the site, its issues, its people or its words', async () => {
  await uninstall();
  lived.passDays(365);
  await lived.keepHouse();
  expect(await tracesOf(lived.database.url, words())).toEqual([]);
});

test('the partner keeps its own half, its versions, its template and its own acts, in a connection that has ended', async () => {
  await uninstall();
  lived.passDays(31);
  await lived.keepHouse();
  expect(await tracesOf(lived.database.url, words())).toEqual([]);
  const { stores } = lived.database;
  const mine = await getMyConnection(stores, lived.ids.master, lived.connectionId);
  expect(mine.connection).toMatchObject({ state: 'ended', sites: { master: lived.ids.master, provider: null } });
  const contract = await stores.contracts.find(lived.contractId);
  expect(contract).toMatchObject({
    halves: { provider: null, master: { scope: { project: 'SUP', jql: 'labels = "OURWORD"' } } },
    enabled: { master: false, provider: false },
  });
  expect((await stores.contracts.versions(lived.contractId, 'master')).map(({ number }) => number)).toEqual([2, 1]);
  expect((await stores.templates.list(lived.ids.master, { limit: 10 })).map(({ name }) => name)).toEqual([
    'OURWORD template',
  ]);
  const entries = await stores.activity.search({ connectionIds: [lived.connectionId], limit: 100 });
  expect(entries[0]).toMatchObject({ kind: 'connection-ended', side: 'master' });
  expect(entries[0]?.text).toContain('"Acme"');
  // The connection that ended is removed in its turn; the site that stays is not.
  lived.passDays(31);
  await lived.keepHouse();
  expect(await stores.connections.listForSite(lived.ids.master)).toEqual([]);
  expect(await stores.sites.find(lived.ids.master)).toMatchObject({ state: 'enabled' });
});

test('within the grace period everything stays, and an installation finds it', async () => {
  const before = await countRows(lived.database.url);
  await uninstall();
  lived.passDays(29);
  await lived.keepHouse();
  const installation = await lived.database.stores.sites.installationOf('client-acme');
  if (!installation) throw new Error('no installation');
  const site = await lived.database.stores.sites.saveInstallation(installation, lived.now, 0);
  expect(site.id).toBe(lived.ids.provider);
  lived.passDays(30);
  await lived.keepHouse();
  const after = await countRows(lived.database.url);
  const same = ['sites', 'contracts', 'links', 'half_versions', 'offers', 'templates', 'user_pairs', 'written_fields'];
  expect(same.map((table) => [table, after[table]])).toEqual(same.map((table) => [table, before[table]]));
});

test('an installation after the grace period is a new beginning', async () => {
  const installation = await lived.database.stores.sites.installationOf('client-acme');
  await uninstall();
  lived.passDays(31);
  await lived.keepHouse();
  if (!installation) throw new Error('no installation');
  const site = await lived.database.stores.sites.saveInstallation(installation, lived.now, 0);
  expect(site.id).not.toBe(lived.ids.provider);
  expect(await lived.database.stores.connections.listForSite(site.id)).toEqual([]);
});

test('a connection that ended is gone after the grace period, with all that either side had in it', async () => {
  await endConnection(deps(), lived.actor('provider'), lived.connectionId, null);
  lived.passDays(29);
  await lived.keepHouse();
  expect(await lived.database.stores.connections.find(lived.connectionId)).toMatchObject({ state: 'ended' });
  lived.passDays(2);
  await lived.keepHouse();
  expect(await lived.database.stores.connections.find(lived.connectionId)).toBeNull();
  expect(await tracesOf(lived.database.url, [lived.connectionId, lived.contractId, 'SUP-1', 'ACM-1'])).toEqual([]);
  // Of what stays, nothing belongs to what they had in common: what each wrote into its own issues is told by digests.
  expect(await tracesOf(lived.database.url, ['PROVIDERWORD cause', 'OURWORD 1', 'Zora Quill'])).toEqual([]);
  expect(await lived.database.stores.templates.list(lived.ids.provider, { limit: 10 })).toHaveLength(1);
  // What was written has the time of Postgres, not the one that the test moves.
  lived.now = new Date(Date.now());
  lived.passDays(366);
  await lived.keepHouse();
  const counts = await countRows(lived.database.url);
  expect([counts.activity, counts.links]).toEqual([0, 0]);
  // Whose a value is stays known, so that no later partner is sent it.
  expect([counts.written_fields ?? 0, counts.written_objects ?? 0].every((count) => count > 0)).toBe(true);
  const kept = await tracesOf(lived.database.url, ['"print"']);
  expect(kept.filter((row) => row.startsWith('written_fields') && !/sha256:/.test(row))).toEqual([]);
});

test('words that stay name the site no more, and are not cut up', async () => {
  const { sites, connections, activity } = lived.database.stores;
  await sites.setTitle(lived.ids.provider, 'Ann (IT)');
  const connection = await connections.find(lived.connectionId);
  if (!connection) throw new Error('no connection');
  await connections.save({ ...connection, name: 'Umbrella, Ann (IT)' });
  const entry = { at: lived.now.toISOString(), connectionId: lived.connectionId, contractId: null, linkId: null };
  const text = 'Ann (IT) accepted; the Annex of acme.atlassian.net waits.';
  await activity.append([
    {
      ...entry,
      side: 'master',
      kind: 'connection-accepted',
      text,
      keys: { master: null, provider: null },
      actor: null,
    },
  ]);
  await uninstall();
  lived.passDays(31);
  await lived.keepHouse();
  expect((await connections.find(lived.connectionId))?.name).toBe('Umbrella, the partner');
  const texts = (await activity.search({ connectionIds: [lived.connectionId], limit: 9 })).map((each) => each.text);
  expect(texts).toContain('the partner accepted; the Annex of the partner waits.');
});

test('a site that is called as every site is takes no words of Jira along', async () => {
  const { sites, activity } = lived.database.stores;
  await sites.setTitle(lived.ids.provider, 'Jira');
  const entry = { at: lived.now.toISOString(), connectionId: lived.connectionId, contractId: null, linkId: null };
  const keys = { master: null, provider: null };
  await activity.append([{ ...entry, side: 'master', kind: 'nothing', text: 'Jira was slow.', keys, actor: null }]);
  await uninstall();
  lived.passDays(31);
  await lived.keepHouse();
  const texts = (await activity.search({ connectionIds: [lived.connectionId], limit: 9 })).map((each) => each.text);
  expect(texts).toContain('Jira was slow.');
});

test('a removal that was cut short goes on', async () => {
  await uninstall();
  lived.passDays(31);
  const { retention } = lived.database.stores;
  const cutoff = new Date(lived.now.getTime() - 1);
  expect(await retention.disown(lived.ids.provider, cutoff)).toBe(true);
  const departure = {
    connectionId: lived.connectionId,
    side: 'provider',
    names: ['acme.atlassian.net'],
    insteadOf: 'the partner',
    at: lived.now,
  } as const;
  // One pair and one more row, and the process dies.
  expect(await retention.purgeSide(departure, 1)).toBe(1);
  expect(await retention.purgeSide(departure, 1)).toBe(1);
  await lived.keepHouse();
  expect(await tracesOf(lived.database.url, words())).toEqual([]);
  expect(await lived.database.stores.contracts.find(lived.contractId)).toMatchObject({ halves: { provider: null } });
});

test('a contract that both sides removed goes with the next tidying, its pairs and their words with it', async () => {
  const { contracts } = lived.database.stores;
  for (const side of ['master', 'provider'] as const) {
    await contracts.setEnabled(lived.contractId, side, false, lived.now.toISOString());
    expect(await contracts.removeSide(lived.contractId, side, lived.now)).toBe(true);
  }
  await lived.keepHouse();
  expect(await contracts.find(lived.contractId)).toBeNull();
  const counts = await countRows(lived.database.url);
  const tables = ['contracts', 'links', 'conflicts', 'problems', 'plans', 'operations', 'bulk_runs', 'half_versions'];
  expect(tables.filter((table) => counts[table] !== 0)).toEqual([]);
});

test('when both sites are gone nothing is left', async () => {
  await uninstall();
  await lived.database.stores.sites.setState(lived.ids.master, 'uninstalled');
  lived.passDays(365);
  await lived.keepHouse();
  expect(await tracesOf(lived.database.url, [...words(), ...OURS.words, lived.ids.master])).toEqual([]);
  const counts = await countRows(lived.database.url);
  expect(Object.entries(counts).filter(([, count]) => count > 0)).toEqual([]);
});

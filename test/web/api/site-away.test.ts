import { siteChanged } from '../../../src/sync/agreements';
import { type Site } from '../../../src/sync/ports';
import { type ApiWorld, connect, createContract, type SiteName, startApiWorld } from './api-world';

interface Shown {
  readonly id: string;
  readonly partnerState: string;
  readonly contracts: { readonly running: number };
  readonly nextStep: { readonly code: string } | null;
}

let world: ApiWorld;
let connectionId: string;
let contractId: string;
const changed: string[] = [];
beforeAll(async () => {
  world = await startApiWorld();
  ({ connectionId } = await connect(world));
  contractId = await createContract(world, connectionId);
});
afterAll(() => world.close());

/** What Jira told about the site, as the lifecycle passes it on. */
const become = async (name: SiteName, state: Site['state']): Promise<void> => {
  const { database } = world;
  const site = await database.stores.sites.get(world.sites[name].id);
  await database.stores.sites.setState(site.id, state);
  changed.length = 0;
  const contractChanged = (id: string): Promise<void> => Promise.resolve(void changed.push(id));
  const clock = { now: () => new Date() };
  const ids = { next: () => '', token: () => '' };
  await siteChanged({ database, clock, ids, actions: { contractChanged } }, { ...site, state }, site.state);
};

const shown = async (name: SiteName, id = connectionId): Promise<Shown | undefined> =>
  (await world.as(name).get<{ connections: Shown[] }>('/overview')).body.connections.find((each) => each.id === id);

const told = async (name: SiteName, kind: string): Promise<readonly string[]> => {
  const { body } = await world.as(name).get<{ activity: { text: string }[] }>(`/activity?kind=${kind}`);
  return body.activity.map(({ text }) => text);
};

test('a site that removed Accord: the partner reads it, sees it at the connection, and knows what to do', async () => {
  await become('globex', 'uninstalled');
  expect(await told('acme', 'site-removed')).toEqual([
    'globex.atlassian.net has removed Accord from its Jira. Changes of "Defects" wait until it is installed there again.',
  ]);
  expect(await shown('acme')).toMatchObject({
    partnerState: 'removed',
    nextStep: { code: 'partner-installs', contract: null },
  });
  expect((await world.as('acme').get<Shown>(`/connections/${connectionId}`)).body.partnerState).toBe('removed');
  expect(changed).toEqual([contractId]);
});

test('when it is installed again that is told too, and nothing of it is left at the connection', async () => {
  await become('globex', 'enabled');
  expect(await told('acme', 'site-back')).toHaveLength(1);
  expect(await shown('acme')).toMatchObject({ partnerState: 'here', nextStep: { code: 'write-half' } });
  expect(await told('globex', 'site-back')).toEqual([]);
});

test('a site where Jira switched Accord off', async () => {
  await become('globex', 'disabled');
  expect(await shown('acme')).toMatchObject({
    partnerState: 'switched-off',
    nextStep: { code: 'partner-switches-on' },
  });
  expect(await told('acme', 'site-switched-off')).toHaveLength(1);
  await become('globex', 'enabled');
  expect(await shown('acme')).toMatchObject({ partnerState: 'here' });
});

test('what changes nothing is told to nobody: a second notice, a re-install over a living one', async () => {
  const before = await world.database.stores.activity.search({ connectionIds: [connectionId], limit: 100 });
  await become('globex', 'enabled');
  const after = await world.database.stores.activity.search({ connectionIds: [connectionId], limit: 100 });
  expect(after).toHaveLength(before.length);
});

test('others hear nothing: no stranger, no ended connection, nobody for a connection within the site', async () => {
  const inside = await world.as('globex').post<{ id: string }>('/connections/internal', { name: 'Inside' });
  const ended = await connect(world, 'Over');
  await world.as('acme').post(`/connections/${ended.connectionId}/end`);
  await become('globex', 'uninstalled');
  const entriesOf = async (id: string) =>
    (await world.database.stores.activity.search({ connectionIds: [id], limit: 100 })).map(({ kind }) => kind);
  expect(await entriesOf(inside.body.id)).toEqual(['connection-made']);
  expect(await entriesOf(ended.connectionId)).not.toContain('site-removed');
  expect((await world.as('initech').get<{ connections: unknown[] }>('/overview')).body.connections).toEqual([]);
  expect(await shown('acme', ended.connectionId)).toMatchObject({ nextStep: null });
});

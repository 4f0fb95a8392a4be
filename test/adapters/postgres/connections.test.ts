import { randomUUID } from 'node:crypto';
import { type Invitation, type Site } from '../../../src/sync/ports';
import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { aConnection, aSite, AT, later } from './agreements';

let database: TestDatabase;
let [ours, theirs, stranger]: Site[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  [ours, theirs, stranger] = [await aSite(database), await aSite(database), await aSite(database)];
});
afterAll(() => database.close());

const id = (site: Site | undefined): string => site?.id ?? '';

test('a connection is kept as it is, and found from both sides only', async () => {
  const { connections } = database.stores;
  const invited = aConnection(id(ours), null, { state: 'invited' });
  await connections.insert(invited);
  expect(await connections.find(invited.id)).toEqual(invited);
  const active = {
    ...invited,
    name: 'ACME 2',
    sites: { master: id(ours), provider: id(theirs) },
    state: 'active',
  } as const;
  const paused = { ...active, paused: { master: false, provider: true } };
  await connections.save(paused);
  expect(await connections.listForSite(id(ours))).toEqual([paused]);
  expect(await connections.listForSite(id(theirs))).toEqual([paused]);
  expect(await connections.listForSite(id(stranger))).toEqual([]);
  expect(await connections.list()).toEqual([paused]);
  expect(await connections.find('unknown')).toBeNull();
});

describe('invitations', () => {
  const by = (site: Site | undefined) => ({ siteId: id(site), connectionId: null, after: null, limit: 50 });
  const invite = async (hash: string): Promise<Invitation> => {
    const { connections } = database.stores;
    const connection = aConnection(id(ours), null, { state: 'invited' });
    await connections.insert(connection);
    const invitation: Invitation = {
      id: randomUUID(),
      connectionId: connection.id,
      invitedBy: { siteId: id(ours), accountId: 'account-1' },
      inviterSide: 'master',
      message: 'Hello',
      expiresAt: later(1000).toISOString(),
      state: 'open',
      createdAt: AT.toISOString(),
    };
    await connections.insertInvitation(invitation, hash);
    return invitation;
  };

  test('are found by their hash, their id and the site that invites', async () => {
    const { connections } = database.stores;
    const invitation = await invite('hash-1');
    expect(await connections.findInvitationByHash('hash-1')).toEqual(invitation);
    expect(await connections.findInvitation(invitation.id)).toEqual(invitation);
    expect(await connections.listInvitations(by(ours))).toEqual([invitation]);
    expect(await connections.listInvitations(by(theirs))).toEqual([]);
    expect(await connections.findInvitationByHash('hash-2')).toBeNull();
  });

  test('no two with one token', async () => {
    await invite('hash-3');
    await expect(invite('hash-3')).rejects.toThrow('invitations_token_hash_key');
  });

  test('are settled exactly once, whoever races', async () => {
    const { connections } = database.stores;
    const { id: invitation } = await invite('hash-4');
    const states = ['accepted', 'declined', 'revoked', 'accepted'] as const;
    const settled = await Promise.all(states.map((state) => connections.settleInvitation(invitation, state)));
    expect(settled.filter(Boolean)).toHaveLength(1);
    const winner = states[settled.indexOf(true)];
    expect((await connections.findInvitation(invitation))?.state).toBe(winner);
    expect(await connections.settleInvitation('unknown', 'revoked')).toBe(false);
  });

  test('two acceptances in two transactions: the second sees that it was late', async () => {
    const { id: invitation } = await invite('hash-5');
    const accept = () =>
      database.transact(async ({ connections }) => {
        const first = await connections.settleInvitation(invitation, 'accepted');
        await new Promise((resolve) => setTimeout(resolve, 20));
        return first;
      });
    expect((await Promise.all([accept(), accept()])).sort()).toEqual([false, true]);
  });
});

test('user pairs are replaced as a whole, in order', async () => {
  const { connections, userPairs } = database.stores;
  const connection = aConnection(id(ours), id(theirs));
  await connections.insert(connection);
  await userPairs.replace(connection.id, [
    { master: 'm2', provider: 'p2' },
    { master: 'm1', provider: 'p1' },
  ]);
  await userPairs.replace(connection.id, [
    { master: 'm3', provider: 'p3' },
    { master: 'm1', provider: 'p9' },
  ]);
  expect(await userPairs.list(connection.id)).toEqual([
    { connectionId: connection.id, accounts: { master: 'm3', provider: 'p3' } },
    { connectionId: connection.id, accounts: { master: 'm1', provider: 'p9' } },
  ]);
  const tables = ['a', 'b', 'c'].map((name) => [1, 2, 3].map((n) => ({ master: `${name}${n}`, provider: name })));
  await Promise.all(tables.map((table) => userPairs.replace(connection.id, table)));
  const saved = (await userPairs.list(connection.id)).map(({ accounts }) => accounts);
  expect(tables).toContainEqual(saved);
  await userPairs.replace(connection.id, []);
  expect(await userPairs.list(connection.id)).toEqual([]);
  const version = await userPairs.version(connection.id);
  expect(version).toBe(6);
  const raced = await Promise.all(tables.map((table) => userPairs.replace(connection.id, table, version)));
  expect(raced.filter(Boolean)).toHaveLength(1);
  const won = (await userPairs.list(connection.id)).map(({ accounts }) => accounts);
  expect(won).toEqual(tables[raced.indexOf(true)]);
});

test('a template belongs to one site', async () => {
  const { templates } = database.stores;
  const template = {
    id: randomUUID(),
    siteId: id(ours),
    name: 'Broadcast',
    source: { send: [1, 'two', null] },
    author: 'account-1',
    at: AT.toISOString(),
    version: 1,
  };
  await templates.insert(template);
  const renamed = { ...template, name: 'All providers', source: 'text', version: 2 };
  expect(await templates.replace(renamed, 1)).toBe(true);
  expect(await templates.replace({ ...renamed, name: 'Too late' }, 1)).toBe(false);
  const { source: _source, ...head } = renamed;
  expect(await templates.list(id(ours), { limit: 10 })).toEqual([head]);
  expect(await templates.count(id(ours))).toBe(1);
  expect(await templates.list(id(theirs), { limit: 10 })).toEqual([]);
  expect(await templates.find(id(theirs), template.id)).toBeNull();
  expect(await templates.replace({ ...renamed, siteId: id(theirs), version: 3 }, 2)).toBe(false);
  expect(await templates.remove(id(theirs), template.id)).toBe(false);
  expect(await templates.find(id(ours), template.id)).toEqual(renamed);
  expect(await templates.remove(id(ours), template.id)).toBe(true);
  expect(await templates.list(id(ours), { limit: 10 })).toEqual([]);
});

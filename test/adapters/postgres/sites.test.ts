import { parseSecretKeys } from '../../../src/adapters/postgres/secrets';
import { cloneTemplate, createTestDatabase, openTestDatabase, type TestDatabase } from '../../setup/database';
import { onServer } from '../../setup/server';
import { anInstallation, AT, later } from './agreements';

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.close());

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');

describe('installations', () => {
  test('a first install makes a site that can be found', async () => {
    const { sites } = database.stores;
    const installation = anInstallation({ cloudId: 'cloud-1' });
    const site = await sites.saveInstallation(installation, AT, 1000);
    expect(site).toEqual({
      id: site.id,
      clientKey: installation.clientKey,
      appKey: 'com.accord.sync',
      title: null,
      baseUrl: 'https://acme.example',
      displayUrl: 'https://jira.acme.example',
      cloudId: 'cloud-1',
      installationId: null,
      ownAccountIds: [],
      state: 'enabled',
      heldUntil: null,
      heldReason: null,
    });
    expect(await sites.get(site.id)).toEqual(site);
    expect(await sites.findByClientKey(installation.clientKey)).toEqual(site);
    expect(await sites.installationOf(installation.clientKey)).toEqual(installation);
    expect(await sites.list()).toContainEqual(site);
  });

  test('a stranger is null, or a clear error', async () => {
    const { sites } = database.stores;
    expect(await sites.find('nobody')).toBeNull();
    expect(await sites.findByClientKey('nobody')).toBeNull();
    expect(await sites.installationOf('nobody')).toBeNull();
    expect(await sites.secrets('nobody', AT)).toEqual([]);
    await expect(sites.get('nobody')).rejects.toThrow('There is no site nobody.');
  });

  test('a re-install keeps the site, and the old secret for the overlap only', async () => {
    const { sites } = database.stores;
    const installation = anInstallation({ cloudId: 'cloud-1' });
    const site = await sites.saveInstallation(installation, AT, 1000);
    await sites.setState(site.id, 'uninstalled');
    await sites.hold(site.id, later(9999), 'refuses our token');
    const next = { ...installation, sharedSecret: 'second-secret', baseUrl: 'https://new.example', cloudId: null };
    const again = await sites.saveInstallation(next, later(10), 1000);
    expect(again).toEqual({ ...site, baseUrl: 'https://new.example' });
    expect(await sites.secrets(site.id, later(1009))).toEqual(['second-secret', 'first-secret']);
    expect(await sites.secrets(site.id, later(1010))).toEqual(['second-secret']);
  });

  test('the same secret again opens no overlap', async () => {
    const { sites } = database.stores;
    const installation = anInstallation();
    const site = await sites.saveInstallation(installation, AT, 1000);
    await sites.saveInstallation(installation, AT, 1000);
    expect(await sites.secrets(site.id, AT)).toEqual(['first-secret']);
  });

  test('two installs of one client at once make one site', async () => {
    const { sites } = database.stores;
    const installation = anInstallation();
    const made = await Promise.all([1, 2, 3, 4].map(() => sites.saveInstallation(installation, AT, 0)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  test('own accounts are a list with the newest last', async () => {
    const { sites } = database.stores;
    const { id } = await sites.saveInstallation(anInstallation(), AT, 0);
    for (const account of ['a', 'b', 'b', 'a']) await sites.addOwnAccount(id, account);
    expect((await sites.get(id)).ownAccountIds).toEqual(['b', 'a']);
  });

  test('state, cloud id and hold', async () => {
    const { sites } = database.stores;
    const { id } = await sites.saveInstallation(anInstallation(), AT, 0);
    await sites.setState(id, 'disabled');
    await sites.setCloudId(id, 'cloud-2');
    await sites.hold(id, later(5), 'over its quota');
    const held = {
      state: 'disabled',
      cloudId: 'cloud-2',
      heldUntil: later(5).toISOString(),
      heldReason: 'over its quota',
    };
    expect(await sites.get(id)).toMatchObject(held);
    // A shorter one does not end it.
    await sites.hold(id, later(2), 'limited');
    expect(await sites.find(id)).toMatchObject({ heldUntil: later(5).toISOString(), heldReason: 'over its quota' });
    await sites.hold(id, null, null);
    expect(await sites.get(id)).toMatchObject({ heldUntil: null, heldReason: null });
  });
});

describe('secrets at rest', () => {
  test('no column holds the secret', async () => {
    const installation = anInstallation({ sharedSecret: 'findme-findme' });
    await database.stores.sites.saveInstallation(installation, AT, 0);
    const { rows } = await onServer(database.url, (client) =>
      client.query<{ text: string }>('SELECT sites::text AS text FROM sites'),
    );
    const spellings = ['findme', Buffer.from('findme').toString('hex'), Buffer.from('findme').toString('base64')];
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ text }) => spellings.some((spelling) => text.includes(spelling)))).toEqual([]);
  });

  test('rotation seals every row anew, after which the old key may go', async () => {
    const { url, drop } = await cloneTemplate();
    const open = (keys: string) => openTestDatabase({ url, keys: parseSecretKeys(keys) });
    const [old, both, fresh] = [
      await open(`k1:${key(1)}`),
      await open(`k2:${key(2)},k1:${key(1)}`),
      await open(`k2:${key(2)}`),
    ];
    const installation = anInstallation();
    const site = await old.stores.sites.saveInstallation(installation, AT, 5000);
    await old.stores.sites.saveInstallation({ ...installation, sharedSecret: 'second-secret' }, AT, 5000);
    await expect(fresh.stores.sites.secrets(site.id, AT)).rejects.toThrow('key "k1", which is not among');
    expect(await both.rotateSecrets()).toEqual({ changed: 2, unreadable: 0 });
    expect(await both.rotateSecrets()).toEqual({ changed: 0, unreadable: 0 });
    expect(await fresh.stores.sites.secrets(site.id, AT)).toEqual(['second-secret', 'first-secret']);
    await Promise.all([old, both, fresh].map((opened) => opened.close()));
    await drop();
  });

  test('a secret whose key is lost stops no other', async () => {
    const { url, drop } = await cloneTemplate();
    const open = (keys: string) => openTestDatabase({ url, keys: parseSecretKeys(keys) });
    const [lost, old, both] = [
      await open(`k0:${key(9)}`),
      await open(`k1:${key(1)}`),
      await open(`k2:${key(2)},k1:${key(1)}`),
    ];
    await lost.stores.sites.saveInstallation(anInstallation(), AT, 0);
    const site = await old.stores.sites.saveInstallation(anInstallation(), AT, 0);
    expect(await both.rotateSecrets()).toEqual({ changed: 1, unreadable: 1 });
    expect(await both.stores.sites.secrets(site.id, AT)).toEqual(['first-secret']);
    await Promise.all([lost, old, both].map((opened) => opened.close()));
    await drop();
  });

  test('a ciphertext that was moved to another row does not open there', async () => {
    const { sites } = database.stores;
    const [mine, theirs] = [
      await sites.saveInstallation(anInstallation(), AT, 0),
      await sites.saveInstallation(anInstallation(), AT, 0),
    ];
    await onServer(database.url, (client) =>
      client.query(
        'UPDATE sites SET secret_ciphertext = (SELECT secret_ciphertext FROM sites WHERE id = $1) WHERE id = $2',
        [mine.id, theirs.id],
      ),
    );
    await expect(sites.secrets(theirs.id, AT)).rejects.toThrow('does not open');
  });

  test('a tenant whose secret no key opens any more can still install again', async () => {
    const { url, drop } = await cloneTemplate();
    const lost = await openTestDatabase({ url, keys: parseSecretKeys(`k1:${key(1)}`) });
    const fresh = await openTestDatabase({ url, keys: parseSecretKeys(`k2:${key(2)}`) });
    const installation = anInstallation();
    const site = await lost.stores.sites.saveInstallation(installation, AT, 5000);
    await fresh.stores.sites.saveInstallation({ ...installation, sharedSecret: 'new' }, AT, 5000);
    expect(await fresh.stores.sites.secrets(site.id, AT)).toEqual(['new']);
    await Promise.all([lost.close(), fresh.close()]);
    await drop();
  });
});

describe('used tokens', () => {
  test('each may be used once, whoever races', async () => {
    const soon = new Date(Date.now() + 1000);
    const claims = await Promise.all([1, 2, 3, 4, 5].map(() => database.stores.usedTokens.claim('token-1', soon)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await database.stores.usedTokens.claim('token-2', soon)).toBe(true);
  });

  test('are forgotten an hour after their end', async () => {
    let now = AT;
    const { close, stores } = await createTestDatabase({ clock: { now: () => now } });
    await stores.usedTokens.claim('token', later(1000));
    now = later(60 * 60 * 1000);
    expect(await stores.usedTokens.claim('token', later(1000))).toBe(false);
    now = later(60 * 60 * 1000 + 1001);
    expect(await stores.usedTokens.claim('token', later(1000))).toBe(true);
    await close();
  });
});

import { SIDES, type Side } from '../../../src/core/model';
import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { aConnection, aContract, aHalf, agree, aSite, aVersion, AT, later, linkIn } from './agreements';

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.close());

test('a contract is kept as it is', async () => {
  const { contracts } = database.stores;
  const { connection, contract } = await agree(database);
  expect(await contracts.find(contract.id)).toEqual(contract);
  const empty = aContract(connection.id, {
    halves: { master: null, provider: null },
    enabled: { master: false, provider: false },
    enabledAt: { master: null, provider: null },
    versions: { master: 0, provider: 0 },
  });
  await contracts.insert(empty);
  await contracts.rename(empty.id, 'Renamed');
  expect(await contracts.listForConnection(connection.id)).toEqual(
    expect.arrayContaining([contract, { ...empty, name: 'Renamed' }]),
  );
  expect(await contracts.find('unknown')).toBeNull();
});

test('what both sides removed is taken away with all that belongs to it', async () => {
  const { contracts, links, problems } = database.stores;
  const agreed = await agree(database, { enabled: { master: false, provider: false } });
  const { link } = await linkIn(agreed, database);
  await contracts.saveHalf(aVersion(agreed.contract.id, 2, 'SUP'), 1);
  const draft = {
    facet: 'workflow',
    side: 'master',
    code: 'c',
    subject: 's',
    cause: 'c',
    remedy: 'r',
    print: 'p',
  } as const;
  const problem = await problems.open(agreed.contract.id, link.id, draft, AT);
  expect(await contracts.purge(agreed.contract.id, 10)).toBe(true);
  for (const side of SIDES) {
    expect(await contracts.find(agreed.contract.id)).not.toBeNull();
    expect(await contracts.removeSide(agreed.contract.id, side, AT)).toBe(true);
  }
  expect(await contracts.listRemoved(10)).toEqual([agreed.contract.id]);
  expect(await contracts.purge(agreed.contract.id, 10)).toBe(true);
  expect(await contracts.find(agreed.contract.id)).toBeNull();
  expect(await contracts.versions(agreed.contract.id, 'master')).toEqual([]);
  expect(await links.find(link.id)).toBeNull();
  expect(await problems.find(problem)).toBeNull();
});

describe('versions of a half', () => {
  test.each(SIDES)('a saved version of the %s becomes the present half', async (side) => {
    const { contracts } = database.stores;
    const { contract } = await agree(database);
    const version = aVersion(contract.id, 2, 'NEW', side);
    expect(await contracts.saveHalf(version, 1)).toBe(true);
    const saved = await contracts.find(contract.id);
    expect(saved?.halves[side]).toEqual(aHalf('NEW'));
    expect(saved?.versions[side]).toBe(2);
    expect(await contracts.saveHalf(aVersion(contract.id, 3, 'NEWER', side), 2)).toBe(true);
    expect((await contracts.versions(contract.id, side)).map(({ number }) => number)).toEqual([3, 2]);
    expect((await contracts.versions(contract.id, side))[1]).toEqual(version);
  });

  test('of two editors who saw the same version one is told so, and nothing of his is kept', async () => {
    const { contracts } = database.stores;
    const { contract } = await agree(database);
    const saved = await Promise.all(
      ['AAA', 'BBB', 'CCC'].map((project) => contracts.saveHalf(aVersion(contract.id, 2, project), 1)),
    );
    expect(saved.filter(Boolean)).toHaveLength(1);
    const versions = await contracts.versions(contract.id, 'master');
    expect(versions).toHaveLength(1);
    expect((await contracts.find(contract.id))?.halves.master).toEqual(versions[0]?.half);
  });
});

test('each side is enabled alone, and remembers since when', async () => {
  const { contracts } = database.stores;
  const { contract } = await agree(database, {
    enabled: { master: false, provider: false },
    enabledAt: { master: null, provider: null },
  });
  await contracts.setEnabled(contract.id, 'provider', true, later(1).toISOString());
  await contracts.setEnabled(contract.id, 'provider', false, later(2).toISOString());
  expect(await contracts.find(contract.id)).toMatchObject({
    enabled: { master: false, provider: false },
    enabledAt: { master: null, provider: later(1).toISOString() },
  });
});

test('running means: active, paused by nobody, enabled by both', async () => {
  const { connections, contracts } = database.stores;
  const { connection, contract } = await agree(database);
  const runs = async () => (await contracts.listRunning()).some(({ id }) => id === contract.id);
  expect(await runs()).toBe(true);
  for (const stopped of [
    { ...connection, paused: { master: true, provider: false } },
    { ...connection, paused: { master: false, provider: true } },
    { ...connection, state: 'ended' as const },
  ]) {
    await connections.save(stopped);
    expect(await runs()).toBe(false);
  }
  await connections.save(connection);
  await contracts.setEnabled(contract.id, 'master', false, AT.toISOString());
  expect(await runs()).toBe(false);
});

test('offers are kept per side and replaced', async () => {
  const { contracts } = database.stores;
  const { contract } = await agree(database);
  expect(await contracts.findOffer(contract.id, 'master')).toBeNull();
  await contracts.saveOffer(contract.id, 'master', [{ name: 'Title' }]);
  await contracts.saveOffer(contract.id, 'master', [{ name: 'Severity' }]);
  expect(await contracts.findOffer(contract.id, 'master')).toEqual([{ name: 'Severity' }]);
  expect(await contracts.findOffer(contract.id, 'provider')).toBeNull();
});

describe('concerning', () => {
  const bySide = (concerns: readonly { readonly side: Side }[]) => concerns.map(({ side }) => side).sort();

  test('the project of the half, or the link of the issue', async () => {
    const { contracts } = database.stores;
    const agreed = await agree(database);
    const { master, provider, contract } = agreed;
    const none = { contractId: contract.id, side: 'master', lane: null, linkId: null, wasOn: true };
    expect(await contracts.concerning(master.id, '10001', 'SUP')).toEqual([none]);
    expect(await contracts.concerning(master.id, '10001', 'DEV')).toEqual([]);
    expect(await contracts.concerning(master.id, '10001', null)).toEqual([]);
    expect(await contracts.concerning(provider.id, '20001', 'SUP')).toEqual([]);
    const { link, lane } = await linkIn(agreed, database);
    const linked = { ...none, lane, linkId: link.id };
    // In scope, moved to another project, and without a project in the event.
    for (const project of ['SUP', 'OTHER', null]) {
      expect(await contracts.concerning(master.id, '10001', project)).toEqual([linked]);
      expect(await contracts.concerning(provider.id, '20001', project)).toEqual([
        { ...linked, side: 'provider', wasOn: false },
      ]);
    }
    expect(await contracts.concerning(master.id, '20001', null)).toEqual([]);
  });

  test('every contract of a broadcast, each with its own link', async () => {
    const { connections, contracts } = database.stores;
    const first = await agree(database);
    const other = await aSite(database);
    const connection = aConnection(first.master.id, other.id);
    await connections.insert(connection);
    const second = aContract(connection.id);
    await contracts.insert(second);
    const { link } = await linkIn(first, database);
    const concerns = await contracts.concerning(first.master.id, '10001', 'SUP');
    expect(new Map(concerns.map(({ contractId, linkId }) => [contractId, linkId]))).toEqual(
      new Map([
        [first.contract.id, link.id],
        [second.id, null],
      ]),
    );
  });

  test('paused connections and disabled halves too, ended connections not', async () => {
    const { connections, contracts } = database.stores;
    const agreed = await agree(database, { enabled: { master: false, provider: false } });
    await linkIn(agreed, database);
    await connections.save({ ...agreed.connection, paused: { master: true, provider: true } });
    expect(await contracts.concerning(agreed.master.id, '10001', 'SUP')).toHaveLength(1);
    await connections.save({ ...agreed.connection, state: 'ended' });
    expect(await contracts.concerning(agreed.master.id, '10001', 'SUP')).toEqual([]);
  });

  test('an internal connection may concern both sides', async () => {
    const { connections, contracts, links } = database.stores;
    const site = await aSite(database);
    const connection = aConnection(site.id, site.id);
    await connections.insert(connection);
    const contract = aContract(connection.id, { halves: { master: aHalf('SUP'), provider: aHalf('SUP') } });
    await contracts.insert(contract);
    expect(bySide(await contracts.concerning(site.id, '1', 'SUP'))).toEqual(['master', 'provider']);
    const { link, lane } = await linkIn({ master: site, provider: site, connection, contract }, database);
    expect(await contracts.concerning(site.id, '20001', 'X')).toEqual([
      { contractId: contract.id, side: 'provider', lane, linkId: link.id, wasOn: false },
    ]);
    expect(await links.listByIssue(site.id, '20001')).toEqual([link]);
  });

  test('an open link comes before a closed one', async () => {
    const { contracts, links } = database.stores;
    const agreed = await agree(database);
    const closed = await linkIn(agreed, database, { state: 'closed', linkedAt: later(9).toISOString() });
    const concerned = async () =>
      (await contracts.concerning(agreed.master.id, '10001', 'SUP')).map(({ linkId }) => linkId);
    expect(await concerned()).toEqual([closed.link.id]);
    const open = await linkIn(agreed, database);
    expect(await concerned()).toEqual([open.link.id]);
    expect(await links.findByIssue(agreed.contract.id, 'master', '10001')).toEqual(open.link);
  });
});

describe('a sweep', () => {
  const on = async (contractId: string, side: 'master' | 'provider', at: Date) =>
    database.stores.contracts.setEnabled(contractId, side, true, at.toISOString());

  test('is for halves that were switched on, since the first time', async () => {
    const { contracts, sweeps } = database.stores;
    const { contract, ...sites } = await agree(database);
    expect(await sweeps.lookers(sites.master.id, 'SUP')).toEqual([]);
    await on(contract.id, 'master', AT);
    await contracts.setEnabled(contract.id, 'master', false, later(1).toISOString());
    await on(contract.id, 'master', later(2));
    const half = { contractId: contract.id, side: 'master' } as const;
    const first = { ...half, lastAt: AT.toISOString(), firstAt: AT.toISOString() };
    expect(await sweeps.lookers(sites.master.id, 'SUP')).toEqual([first]);
    await sweeps.note([half, { contractId: contract.id, side: 'provider' }], later(5).toISOString());
    await sweeps.note([half], later(3).toISOString());
    expect(await sweeps.lookers(sites.master.id, 'SUP')).toEqual([{ ...first, lastAt: later(5).toISOString() }]);
    expect(await sweeps.lookers(sites.provider.id, 'SUP')).toEqual([]);
  });

  test('of a project goes on where it stopped', async () => {
    const { sweeps } = database.stores;
    const { contract, ...sites } = await agree(database);
    const round = {
      startedAt: AT.toISOString(),
      since: AT.toISOString(),
      slackMinutes: 5,
      halves: [{ contractId: contract.id, side: 'master' as const }],
      jql: 'project = "SUP"',
      page: 'two',
    };
    expect(await sweeps.findRound(sites.master.id, 'SUP')).toBeNull();
    await sweeps.saveRound(sites.master.id, 'SUP', { ...round, page: null });
    await sweeps.saveRound(sites.master.id, 'SUP', round);
    expect(await sweeps.findRound(sites.master.id, 'SUP')).toEqual(round);
    await sweeps.saveRound(sites.master.id, 'SUP', null);
    expect(await sweeps.findRound(sites.master.id, 'SUP')).toBeNull();
  });

  test('of all pairs begins anew when somebody asks for it, and meets the wish at its end', async () => {
    const { sweeps } = database.stores;
    const { contract } = await agree(database);
    const nothing = { cursor: null, askedAt: null, endedAt: null };
    expect(await sweeps.findWhole(contract.id)).toEqual(nothing);
    await sweeps.saveWhole(contract.id, { ...nothing, cursor: 'link-7' });
    await sweeps.askWhole(contract.id, AT);
    const asked = { ...nothing, askedAt: AT.toISOString() };
    expect(await sweeps.findWhole(contract.id)).toEqual(asked);
    // A step that was under way meanwhile.
    await sweeps.saveWhole(contract.id, { ...nothing, cursor: 'link-8' });
    expect(await sweeps.findWhole(contract.id)).toEqual(asked);
    await sweeps.saveWhole(contract.id, { ...asked, cursor: 'link-9' });
    expect(await sweeps.findWhole(contract.id)).toEqual({ ...asked, cursor: 'link-9' });
    await sweeps.saveWhole(contract.id, { ...asked, endedAt: later(1).toISOString() });
    expect(await sweeps.findWhole(contract.id)).toEqual({ ...nothing, endedAt: later(1).toISOString() });
  });
});

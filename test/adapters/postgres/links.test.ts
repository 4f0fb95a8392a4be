import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { aConnection, aContract, agree, aLink, aSite, AT, later, linkIn } from './agreements';

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.close());

test('a link is kept as it is, half a surrogate pair included', async () => {
  const { links } = database.stores;
  const { link, lane } = await linkIn(await agree(database), database);
  expect(await links.find(link.id)).toEqual(link);
  expect(await links.laneOf(link.id)).toBe(lane);
  expect(await links.find('unknown')).toBeNull();
  expect(await links.laneOf('unknown')).toBeNull();
});

test('saving keeps the lane, whatever else changes', async () => {
  const { links } = database.stores;
  const agreed = await agree(database);
  const issues = { master: { id: '10001', key: 'SUP-1' }, provider: null };
  const { link, lane } = await linkIn(agreed, database, {
    state: 'creating',
    issues,
    createIntent: { at: AT.toISOString() },
  });
  const saved = {
    ...link,
    state: 'active' as const,
    issues: { master: { id: '10001', key: 'MOVED-7' }, provider: { id: '20001', key: 'DEV-1' } },
    createIntent: null,
    fired: { master: true, provider: false },
    choices: { 'field:Title': 'master' as const },
  };
  await links.save(saved);
  expect(await links.find(link.id)).toEqual(saved);
  expect(await links.laneOf(link.id)).toBe(lane);
});

test('is found by the issue of either side, within its contract and site', async () => {
  const { links } = database.stores;
  const agreed = await agree(database);
  const { contract, master, provider } = agreed;
  const { link } = await linkIn(agreed, database);
  expect(await links.findByIssue(contract.id, 'master', '10001')).toEqual(link);
  expect(await links.findByIssue(contract.id, 'provider', '20001')).toEqual(link);
  expect(await links.findByIssue(contract.id, 'provider', '10001')).toBeNull();
  expect(await links.findByIssue('other', 'master', '10001')).toBeNull();
  expect(await links.listByIssue(master.id, '10001')).toEqual([link]);
  expect(await links.listByIssue(provider.id, '20001')).toEqual([link]);
  expect(await links.listByIssue(provider.id, '10001')).toEqual([]);
});

test('an issue has one open link per contract, on either side', async () => {
  const agreed = await agree(database);
  await linkIn(agreed, database);
  const twin = async (over: object) => (await linkIn(agreed, database, { issues: aLink('').issues, ...over })).made;
  expect(await twin({})).toBe(false);
  const otherMaster = { master: { id: '10002', key: 'SUP-2' }, provider: { id: '20001', key: 'DEV-1' } };
  expect(await twin({ issues: otherMaster })).toBe(false);
  expect(await twin({ state: 'closed' })).toBe(true);
  // Not created yet on the other side: any number of those.
  expect(await twin({ issues: { master: { id: '10003', key: 'SUP-3' }, provider: null } })).toBe(true);
  expect(await twin({ issues: { master: { id: '10004', key: 'SUP-4' }, provider: null } })).toBe(true);
});

test('a contract’s links come in pages', async () => {
  const { links } = database.stores;
  const agreed = await agree(database);
  const ids: string[] = [];
  for (let n = 1; n <= 5; n += 1) {
    const issues = { master: { id: `${n}`, key: `SUP-${n}` }, provider: null };
    ids.push((await linkIn(agreed, database, { issues })).link.id);
  }
  ids.sort();
  const page = async (after: string | null) =>
    (await links.listByContract(agreed.contract.id, after, 2)).map(({ id }) => id);
  expect(await page(null)).toEqual(ids.slice(0, 2));
  expect(await page(ids[1] ?? '')).toEqual(ids.slice(2, 4));
  expect(await page(ids[3] ?? '')).toEqual(ids.slice(4));
  expect(await links.countByContract(agreed.contract.id)).toBe(5);
});

test('partners are found under every contract of the connection, and only there', async () => {
  const { connections, contracts, links } = database.stores;
  const agreed = await agree(database);
  const second = aContract(agreed.connection.id);
  await contracts.insert(second);
  const elsewhere = aConnection(agreed.master.id, (await aSite(database)).id);
  await connections.insert(elsewhere);
  const foreign = aContract(elsewhere.id);
  await contracts.insert(foreign);
  await linkIn(agreed, database);
  const issues = { master: { id: '10002', key: 'SUP-2' }, provider: { id: '20002', key: 'DEV-2' } };
  await linkIn({ ...agreed, contract: second }, database, { issues });
  await linkIn({ ...agreed, contract: second }, database, {
    issues: { master: { id: '10003', key: 'SUP-3' }, provider: null },
  });
  await linkIn({ ...agreed, contract: foreign }, database, {
    issues: { master: { id: '10004', key: 'SUP-4' }, provider: { id: '30004', key: 'X-4' } },
  });
  const asked = ['10001', '10002', '10003', '10004', '10005'];
  expect(await links.partners(agreed.connection.id, 'master', asked)).toEqual({
    '10001': { id: '20001', key: 'DEV-1' },
    '10002': { id: '20002', key: 'DEV-2' },
  });
  expect(await links.partners(agreed.connection.id, 'provider', ['20002'])).toEqual({
    '20002': { id: '10002', key: 'SUP-2' },
  });
  expect(await links.partners(agreed.connection.id, 'master', [])).toEqual({});
});

test('of several closed links the newest is the one that tells', async () => {
  const { links } = database.stores;
  const agreed = await agree(database);
  await linkIn(agreed, database, { state: 'closed' });
  const newest = await linkIn(agreed, database, { state: 'closed', linkedAt: later(1).toISOString() });
  expect((await links.findByIssue(agreed.contract.id, 'master', '10001'))?.id).toBe(newest.link.id);
});

test('a lane finds the link that was made in it, an open one first', async () => {
  const { links } = database.stores;
  const agreed = await agree(database);
  const closed = await linkIn(agreed, database, { state: 'closed', linkedAt: later(1).toISOString() });
  expect((await links.findByLane(closed.lane))?.id).toBe(closed.link.id);
  const open = await linkIn(agreed, database);
  expect((await links.findByLane(open.lane))?.id).toBe(open.link.id);
  expect(await links.findByLane('link:none:master:1')).toBeNull();
});

import { linkLane } from '../../../src/sync/lane-key';
import { type ApiWorld, connect, createContract, halfOf, startApiWorld } from './api-world';

interface Entry {
  readonly id: string;
  readonly partner: { readonly removed: boolean; readonly written: boolean };
}
interface View extends Entry {
  readonly version: number;
  readonly half: unknown;
  readonly linkedIssues: number;
}

let world: ApiWorld;
let connectionId: string;
let serial = 0;
beforeAll(async () => {
  world = await startApiWorld();
  ({ connectionId } = await connect(world));
});
afterAll(() => world.close());

const both = ['acme', 'globex'] as const;
type Party = (typeof both)[number];

const addPair = async (contractId: string): Promise<string> => {
  serial += 1;
  const [id, master, provider] = [`pair-${serial}`, `1${serial}`, `2${serial}`];
  await world.database.stores.links.insert(
    {
      id,
      contractId,
      state: 'active',
      origin: 'master',
      issues: { master: { id: master, key: `ACME-${serial}` }, provider: { id: provider, key: `GLOBEX-${serial}` } },
      facets: {},
      fired: { master: false, provider: false },
      lastStatus: { master: null, provider: null },
      createIntent: null,
      linkedAt: '2026-01-02T00:00:00.000Z',
      seen: { master: null, provider: null },
      scopeSeen: { master: null, provider: null },
    },
    linkLane({ contractId, origin: 'master', issueId: master }),
    { master: world.sites.acme.id, provider: world.sites.globex.id },
  );
  return id;
};

/** Both halves in two versions, switched off, with one pair. */
const agree = async (name: string) => {
  const id = await createContract(world, connectionId, name);
  for (const site of both) {
    await world.as(site).put(`/contracts/${id}/half`, { half: halfOf(site), version: 0 });
    await world.as(site).put(`/contracts/${id}/half`, { half: halfOf(site, { conflict: 'provider' }), version: 1 });
  }
  return { id, link: await addPair(id) };
};

const remove = (site: Party, id: string) => world.as(site).delete(`/contracts/${id}`);
const view = async (site: Party, id: string) => (await world.as(site).get<View>(`/contracts/${id}`)).body;
const listed = async (site: Party): Promise<readonly Entry[]> =>
  (await world.as(site).get<{ contracts: Entry[] }>(`/connections/${connectionId}/contracts`)).body.contracts;
const entries = async (site: Party) =>
  (
    await world
      .as(site)
      .get<{ activity: { kind: string; text: string; actor: string | null }[] }>('/activity?kind=contract-removed')
  ).body.activity;

test('each side removes only its own half; the contract goes when both did', async () => {
  const { id, link } = await agree('Halves');
  const { contracts, links } = world.database.stores;
  const versions = await contracts.versions(id, 'provider');
  const before = await view('globex', id);

  expect((await remove('acme', id)).status).toBe(204);

  expect((await world.as('acme').get(`/contracts/${id}`)).status).toBe(404);
  expect((await listed('acme')).map((each) => each.id)).not.toContain(id);
  expect(await contracts.versions(id, 'master')).toEqual([]);
  expect(await contracts.findOffer(id, 'master')).toBeNull();
  expect(await contracts.versions(id, 'provider')).toEqual(versions);
  expect(await links.find(link)).not.toBeNull();
  const kept = await view('globex', id);
  expect(kept).toMatchObject({
    half: before.half,
    version: 2,
    linkedIssues: 1,
    partner: { removed: true, written: false },
  });
  expect((await listed('globex')).find((each) => each.id === id)?.partner.removed).toBe(true);
  expect((await world.as('globex').get(`/contracts/${id}/export`)).status).toBe(200);
  expect((await world.as('globex').get(`/contracts/${id}/links`)).body).toMatchObject({ links: [{ state: 'closed' }] });
  expect((await world.as('globex').post(`/contracts/${id}/versions/1/restore`)).status).toBe(200);

  expect((await remove('acme', id)).status).toBe(404);
  expect((await remove('globex', id)).status).toBe(204);
  expect(await contracts.find(id)).toBeNull();
  expect(await contracts.versions(id, 'provider')).toEqual([]);
  expect(await links.find(link)).toBeNull();
});

test('both read that it was done and by which site; who it was stays with that site', async () => {
  const { id } = await agree('Told');
  await remove('acme', id);
  const text =
    'acme.atlassian.net removed its side of "Told". Nothing flows under it any more; issues stay where they are.';
  expect((await entries('acme'))[0]).toMatchObject({ text, actor: 'admin' });
  expect((await entries('globex'))[0]).toMatchObject({ text, actor: null });
});

test('the own half must be off; the partner’s need not be', async () => {
  const { id } = await agree('On');
  for (const site of both) await world.as(site).post(`/contracts/${id}/enable`);
  const refused = await remove('acme', id);
  expect(refused.status).toBe(409);
  expect(refused.error).toMatchObject({ code: 'contract-enabled', remedy: 'Switch your side off first.' });
  await world.as('acme').post(`/contracts/${id}/disable`);
  expect((await remove('acme', id)).status).toBe(204);
  expect((await remove('globex', id)).status).toBe(409);
  expect((await world.database.stores.contracts.listRunning()).map((each) => each.id)).not.toContain(id);
  await world.as('globex').post(`/contracts/${id}/disable`);
  expect((await remove('globex', id)).status).toBe(204);
  expect(await world.database.stores.contracts.find(id)).toBeNull();
});

test('what needs both sides is refused in words; nothing is asked of the pipeline', async () => {
  const { id, link } = await agree('Alone');
  await remove('acme', id);
  const asked = world.asked.length;
  const globex = world.as('globex');
  const tried = [
    await globex.post(`/contracts/${id}/enable`),
    await globex.post(`/links/${link}/sync`),
    await globex.post(`/links/${link}/unlink`),
    await globex.post(`/contracts/${id}/bulk`, { kind: 'create', jql: 'order by key' }),
  ];
  expect(tried.map(({ status, error }) => [status, error.code])).toEqual(tried.map(() => [409, 'partner-removed']));
  expect(world.asked).toHaveLength(asked);
  expect((await world.as('acme').post(`/links/${link}/unlink`)).status).toBe(404);
});

test('both at once: the contract is gone once, and each side has its answer', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { id, link } = await agree(`Race ${round}`);
    const answers = await Promise.all(both.map((site) => remove(site, id)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    expect(await world.database.stores.contracts.find(id)).toBeNull();
    expect(await world.database.stores.links.find(link)).toBeNull();
  }
});

test('one side twice at once: once', async () => {
  const { id } = await agree('Twice');
  const answers = await Promise.all([remove('acme', id), remove('acme', id)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
  expect(await view('globex', id)).toMatchObject({ partner: { removed: true } });
});

test('a side that is removed while it is saved or switched on stays removed', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { id } = await agree(`Meanwhile ${round}`);
    const acme = world.as('acme');
    await Promise.all([
      acme.put(`/contracts/${id}/half`, { half: halfOf('acme'), version: 2 }),
      acme.post(`/contracts/${id}/enable`),
      remove('acme', id),
    ]);
    const contract = await world.database.stores.contracts.find(id);
    const gone = contract?.removedAt.master !== null;
    expect([contract?.halves.master === null, contract?.enabled.master]).toEqual([gone, gone ? false : true]);
  }
});

test('in an ended connection each side can still remove its own', async () => {
  const ended = (await connect(world, 'Ends')).connectionId;
  const id = await createContract(world, ended, 'Over');
  await world.as('globex').put(`/contracts/${id}/half`, { half: halfOf('globex'), version: 0 });
  await world.as('acme').post(`/connections/${ended}/end`);
  expect((await remove('acme', id)).status).toBe(204);
  expect(await view('globex', id)).toMatchObject({ version: 1, partner: { removed: true } });
  expect((await remove('globex', id)).status).toBe(204);
  expect(await world.database.stores.contracts.find(id)).toBeNull();
});

test('within one site both sides go together', async () => {
  const made = await world.as('acme').post<{ id: string }>('/connections/internal', { name: 'Inside' });
  const id = (await world.as('acme').post<{ id: string }>(`/connections/${made.body.id}/contracts`, { name: 'Own' }))
    .body.id;
  expect((await world.as('acme').delete(`/contracts/${id}?side=provider`)).status).toBe(204);
  expect(await world.database.stores.contracts.find(id)).toBeNull();
});

test('the overview counts what is left and asks for nothing that cannot be done', async () => {
  const own = (await connect(world, 'Figures')).connectionId;
  const id = await createContract(world, own, 'Only');
  await world.as('acme').delete(`/contracts/${id}`);
  const of = async (site: Party) => {
    const { connections } = (
      await world
        .as(site)
        .get<{ connections: { id: string; contracts: { total: number }; nextStep: { code: string } }[] }>('/overview')
    ).body;
    return connections.find((each) => each.id === own);
  };
  expect(await of('acme')).toMatchObject({ contracts: { total: 0 }, nextStep: { code: 'create-contract' } });
  expect(await of('globex')).toMatchObject({ contracts: { total: 1 }, nextStep: { code: 'create-contract' } });
});

import { type ApiWorld, connect, createContract, halfOf, startApiWorld } from './api-world';

interface Step {
  readonly code: string;
  readonly contract: string | null;
  readonly name: string | null;
}
interface Entry {
  readonly id: string;
  readonly contracts: { readonly total: number; readonly running: number; readonly off: number };
  readonly lastChangeAt: string | null;
  readonly waiting: number;
  readonly openProblems: number;
  readonly openConflicts: number;
  readonly nextStep: Step | null;
}
interface Overview {
  readonly site: { readonly name: string };
  readonly connections: readonly Entry[];
  readonly openProblems: number;
  readonly openConflicts: number;
}

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
afterAll(() => world.close());

const overview = async (site: 'acme' | 'globex' | 'initech' = 'acme'): Promise<Overview> =>
  (await world.as(site).get<Overview>('/overview')).body;
const find = async (id: string, site: 'acme' | 'globex' = 'acme'): Promise<Entry> => {
  const found = (await overview(site)).connections.find((each) => each.id === id);
  if (!found) throw new Error('The connection is not in the overview.');
  return found;
};
const step = async (id: string, site: 'acme' | 'globex' = 'acme') => (await find(id, site)).nextStep;

test('an empty start', async () => {
  expect(await overview('initech')).toEqual({
    site: { name: 'initech.atlassian.net', url: 'https://initech.atlassian.net' },
    connections: [],
    next: null,
    total: { current: 0, over: 0 },
    openProblems: 0,
    openConflicts: 0,
  });
  expect((await world.as('acme', 'agent').get('/overview')).status).toBe(403);
});

test('from the invitation to a running contract, one step after the other', async () => {
  const [acme, globex] = [world.as('acme'), world.as('globex')];
  const invited = await acme.post<{ connectionId: string; token: string }>('/connections/invitations', {
    name: 'Defects',
    side: 'master',
  });
  const id = invited.body.connectionId;
  expect(await step(id)).toEqual({ code: 'partner-answers', contract: null, name: null });
  await globex.post('/invitations/accept', { token: invited.body.token });
  expect((await step(id))?.code).toBe('create-contract');

  const contract = await createContract(world, id, 'Bugs');
  expect(await step(id)).toEqual({ code: 'write-half', contract, name: 'Bugs' });
  await acme.put(`/contracts/${contract}/half`, { half: halfOf('acme'), version: 0 });
  expect((await step(id))?.code).toBe('enable-half');
  await acme.post(`/contracts/${contract}/enable`);
  expect((await step(id))?.code).toBe('partner-writes-half');
  expect((await step(id, 'globex'))?.code).toBe('write-half');
  await globex.put(`/contracts/${contract}/half`, { half: halfOf('globex'), version: 0 });
  expect((await step(id))?.code).toBe('partner-enables');
  expect((await find(id)).contracts).toEqual({ total: 1, running: 0, off: 1 });
  await globex.post(`/contracts/${contract}/enable`);
  expect(await find(id)).toMatchObject({ nextStep: null, contracts: { total: 1, running: 1, off: 0 } });

  await acme.post(`/connections/${id}/pause`);
  expect(await find(id)).toMatchObject({ nextStep: { code: 'resume' }, contracts: { running: 0 } });
  expect(await step(id, 'globex')).toBeNull();
  await acme.post(`/connections/${id}/end`);
  expect(await step(id)).toBeNull();
});

test('an invitation that ran out asks for nothing', async () => {
  const invited = await world
    .as('acme')
    .post<{ connectionId: string }>('/connections/invitations', { name: 'Late', side: 'master', expiresInHours: 1 });
  world.forward(2 * 3_600_000);
  expect(await find(invited.body.connectionId)).toMatchObject({ state: 'expired', nextStep: null });
});

test('figures, and what waits for a person', async () => {
  const { connectionId: id } = await connect(world, 'Figures');
  const contract = await createContract(world, id, 'Running');
  for (const site of ['acme', 'globex'] as const) {
    await world.as(site).put(`/contracts/${contract}/half`, { half: halfOf(site), version: 0 });
    await world.as(site).post(`/contracts/${contract}/enable`);
  }
  const off = await createContract(world, id, 'Off');
  for (const site of ['acme', 'globex'] as const) {
    await world.as(site).put(`/contracts/${off}/half`, { half: halfOf(site), version: 0 });
  }
  expect((await step(id))?.code).toBe('enable-half');
  await world.as('acme').post(`/contracts/${off}/enable`);
  await world.as('acme').post(`/contracts/${off}/disable`);
  expect(await step(id)).toBeNull();

  const { stores } = world.database;
  const at = new Date();
  const draft = { code: 'x', subject: 'x', cause: 'x', remedy: 'x', print: 'x' };
  const before = await overview();
  await stores.problems.open(contract, 'l-1', { ...draft, facet: 'field:A', side: 'provider' }, at);
  await stores.conflicts.record(
    contract,
    'l-1',
    { facet: 'field:A', rule: 'ask', winner: null, values: { master: '"a"', provider: '"b"' } },
    at,
  );
  const lane = { kind: 'link' as const, contractId: contract, dueAt: at, priority: 20 };
  await stores.lanes.wake([
    { ...lane, key: 'lane-1' },
    { ...lane, key: 'lane-2' },
  ]);
  const entry = {
    connectionId: id,
    contractId: contract,
    linkId: 'l-1',
    side: null,
    keys: { master: null, provider: null },
  };
  await stores.activity.append([{ ...entry, at: at.toISOString(), kind: 'setFields', text: 'x', actor: null }]);
  expect(await find(id)).toMatchObject({
    contracts: { total: 2, running: 1, off: 1 },
    lastChangeAt: at.toISOString(),
    waiting: 2,
    openProblems: 1,
    openConflicts: 1,
    nextStep: { code: 'decide-conflicts', contract, name: 'Running' },
  });
  expect((await step(id, 'globex'))?.code).toBe('solve-problems');
  const after = await overview();
  expect(after.openProblems - before.openProblems).toBe(1);
  expect(after.openConflicts - before.openConflicts).toBe(1);

  await world.as('globex').post(`/connections/${id}/end`);
  expect(await find(id)).toMatchObject({ openProblems: 0, openConflicts: 0, waiting: 0, nextStep: null });
});

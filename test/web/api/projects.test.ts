import { type ApiWorld, connect, createContract, halfOf, startApiWorld } from './api-world';

interface Entry {
  readonly id: string;
  readonly side: string;
  readonly enabled: boolean;
}
interface Contracts {
  readonly project: { readonly key: string };
  readonly contracts: readonly Entry[];
}

let world: ApiWorld;
let connectionId: string;
let contractId: string;
beforeAll(async () => {
  world = await startApiWorld();
  ({ connectionId } = await connect(world));
  contractId = await createContract(world, connectionId);
  await createContract(world, connectionId, 'No half yet');
  for (const site of ['acme', 'globex'] as const) {
    await world.as(site).put(`/contracts/${contractId}/half`, { half: halfOf(site), version: 0 });
  }
  world.jira.acme.addProject('OTHER', []);
  world.jira.acme.projectAdmins.add('lead');
});
afterAll(() => world.close());

const list = (accountId = 'lead', project = 'ACMEPRJ') =>
  world.as('acme', accountId).get<Contracts>(`/projects/${project}/contracts`);
const act = (name: string, accountId = 'lead', project = 'ACMEPRJ', id = contractId) =>
  world.as('acme', accountId).post<Entry>(`/projects/${project}/contracts/${id}/${name}`);

test('the contracts of the own project, in words that both sides share', async () => {
  const { problems } = world.database.stores;
  const draft = { facet: 'field:Title', code: 'x', subject: 'x', cause: 'x', remedy: 'x', print: 'x' };
  await problems.open(contractId, 'l-1', { ...draft, side: 'provider' }, new Date());
  const { body } = await list();
  expect(body).toEqual({
    project: { key: 'ACMEPRJ', name: 'Project ACMEPRJ' },
    contracts: [
      {
        id: contractId,
        name: 'Bugs',
        side: 'master',
        partner: { name: 'globex.atlassian.net', url: 'https://globex.atlassian.net' },
        version: 1,
        enabled: false,
        partnerEnabled: false,
        linkedIssues: 0,
        openProblems: 1,
        sends: ['Title'],
        receives: [],
      },
    ],
  });
  expect((await list('lead', 'OTHER')).body.contracts).toEqual([]);
  expect((await list('admin')).body.contracts).toHaveLength(1);
});

test('only for those who administer the project, or Jira', async () => {
  for (const answer of [await list('agent'), await act('enable', 'agent'), await act('disable', 'agent')]) {
    expect(answer.status).toBe(403);
    expect(answer.error.code).toBe('not-project-admin');
  }
  expect((await list('agent', 'NOPE')).status).toBe(403);
  expect((await list('admin', 'NOPE')).status).toBe(404);
  expect((await world.as('acme', 'lead').get('/connections')).status).toBe(403);
  expect((await world.as('acme', 'lead').post(`/contracts/${contractId}/enable`)).status).toBe(403);
});

test('are switched on and off', async () => {
  const enabled = await act('enable');
  expect(enabled.status).toBe(200);
  expect(enabled.body).toMatchObject({ id: contractId, enabled: true });
  expect(world.asked.at(-1)).toBe(`contractChanged:${contractId}`);
  const noted = await world
    .as('acme')
    .get<{ activity: { actor: string }[] }>(`/activity?kind=half-enabled&contract=${contractId}`);
  expect(noted.body.activity).toMatchObject([{ actor: 'lead' }]);
  expect((await act('disable')).body).toMatchObject({ enabled: false });
});

test('a contract of another project, or of another site, is not there', async () => {
  expect((await act('enable', 'lead', 'OTHER')).status).toBe(404);
  expect((await act('enable', 'lead', 'ACMEPRJ', 'nothing')).status).toBe(404);
  world.jira.initech.addProject('ACMEPRJ', []);
  const theirs = world.as('initech');
  expect((await theirs.get<Contracts>('/projects/ACMEPRJ/contracts')).body.contracts).toEqual([]);
  expect((await theirs.post(`/projects/ACMEPRJ/contracts/${contractId}/enable`)).status).toBe(404);
});

test('a half that does not fit Jira is not enabled, and its faults are listed', async () => {
  const half = halfOf('acme', { send: { fields: [{ field: 'nothing', as: 'Title' }] } });
  await world.as('acme').put(`/contracts/${contractId}/half`, { half, version: 1 });
  const refused = await act('enable');
  expect(refused.status).toBe(422);
  expect(refused.error.faults?.[0]?.path).toBe('send.fields[0].field');
});

test('within one site both halves can be of the project', async () => {
  const made = await world.as('acme').post<{ id: string }>('/connections/internal', { name: 'Teams' });
  const id = await createContract(world, made.body.id, 'Inside');
  for (const side of ['master', 'provider']) {
    await world.as('acme').put(`/contracts/${id}/half?side=${side}`, { half: halfOf('acme'), version: 0 });
  }
  const sides = (await list()).body.contracts.filter((each) => each.id === id).map(({ side }) => side);
  expect(sides).toEqual(['master', 'provider']);
  const path = `/projects/ACMEPRJ/contracts/${id}/enable?side=provider`;
  expect((await world.as('acme', 'lead').post(path)).body).toMatchObject({ side: 'provider', enabled: true });
});

test('an ended connection has none', async () => {
  await world.as('globex').post(`/connections/${connectionId}/end`);
  expect((await list()).body.contracts.map(({ id }) => id)).not.toContain(contractId);
});

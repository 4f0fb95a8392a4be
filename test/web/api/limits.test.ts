import request from 'supertest';
import { type ApiWorld, connect, contextTokenOf, createContract, startApiWorld } from './api-world';

/** So many at once and next to nothing afterwards. */
const LIMITS = [
  'caller=60/h:12',
  'site=60/h:30',
  'asking=60/h:4',
  'site-asking=60/h:8',
  'forecasts=60/h:2',
  'invitations=60/h:8',
  'runs=60/h:1',
  'making=60/h:10',
].join(',');

let world: ApiWorld;
beforeEach(async () => {
  world = await startApiWorld({ ACCORD_LIMITS: LIMITS, ACCORD_OPEN_INVITATIONS: '3' }, { still: true });
});
afterEach(() => world.close());

const many = async (count: number, ask: () => Promise<{ readonly status: number }>): Promise<readonly number[]> => {
  const seen: number[] = [];
  for (let call = 0; call < count; call += 1) seen.push((await ask()).status);
  return seen;
};

const of = (...parts: readonly (readonly [count: number, status: number])[]): readonly number[] =>
  parts.flatMap(([count, status]) => Array<number>(count).fill(status));

test('a person who calls too often is told for how long, and what to do; after that time the calls are taken again', async () => {
  const me = () => world.as('acme').get('/me');
  expect(await many(14, me)).toEqual(of([12, 200], [2, 429]));
  const { headers, error } = await me();
  expect(error).toEqual({
    code: 'too-many-requests',
    message: 'Too many calls in a short time.',
    // Some seconds may have passed on a busy machine.
    remedy: expect.stringMatching(/^Wait (60|[45]\d) seconds and try again\.$/) as string,
  });
  expect(headers['retry-after']).toMatch(/^(60|[45]\d)$/);
  world.forward(60_000);
  expect(await many(2, me)).toEqual([200, 429]);
});

test('it is that person alone: others of the site and other sites work on, and what was refused is not the site’s loss', async () => {
  await many(100, () => world.as('acme').get('/me'));
  expect(await many(12, () => world.as('acme', 'agent').get('/me'))).toEqual(of([12, 200]));
  expect(await many(12, () => world.as('globex').get('/me'))).toEqual(of([12, 200]));
});

test('all people of a site together have a limit too, and the next site has its own', async () => {
  const person = (name: string) => () => world.as('acme', name).get('/me');
  const seen = [await many(12, person('one')), await many(12, person('two')), await many(12, person('three'))];
  expect(seen.flat()).toEqual(of([30, 200], [6, 429]));
  expect((await world.as('globex').get('/me')).status).toBe(200);
});

test('a flood ends before the token is looked up', async () => {
  const token = contextTokenOf('acme');
  const me = () => request(world.app).get('/api/me').set('authorization', `JWT ${token}`);
  await many(13, me);
  const looked = jest.spyOn(world.database.stores.sites, 'findByClientKey');
  expect(await many(20, me)).toEqual(of([20, 429]));
  expect(looked).not.toHaveBeenCalled();
});

test('a token that nobody proved refuses nobody', async () => {
  const forged = `${contextTokenOf('acme').slice(0, -4)}AAAA`;
  const me = () => request(world.app).get('/api/me').set('authorization', `JWT ${forged}`);
  expect(await many(40, me)).toEqual(of([40, 401]));
  expect((await world.as('acme').get('/me')).status).toBe(200);
});

test('what asks Jira is counted apart, however its address is written', async () => {
  const acme = () =>
    request(world.app)
      .get('/api/metadata/projects')
      .set('authorization', `JWT ${contextTokenOf('acme')}`);
  const other = () =>
    request(world.app)
      .get('/api/METADATA/projects/')
      .set('authorization', `JWT ${contextTokenOf('acme')}`);
  expect([...(await many(2, acme)), ...(await many(3, other))]).toEqual([200, 200, 200, 200, 429]);
  expect((await world.as('acme').get('/me')).status).toBe(200);
});

test('panels are counted by person: as many people of a site as look at issues may do so', async () => {
  world.jira.acme.addIssue('1', 'ACMEPRJ-1');
  for (const name of ['ben', 'cy', 'dee', 'eve']) {
    world.jira.acme.viewers.add(name);
    expect(await many(5, () => world.as('acme', name).get('/issues/1/links'))).toEqual(of([4, 200], [1, 429]));
  }
});

test('a call that was refused did nothing', async () => {
  await many(12, () => world.as('acme').get('/me'));
  expect((await world.as('acme').post('/connections/internal', { name: 'Late' })).status).toBe(429);
  expect(await world.database.stores.connections.listForSite(world.sites.acme.id)).toEqual([]);
});

describe('invitations', () => {
  const invite = () =>
    world.as('acme').post<{ connectionId: string }>('/connections/invitations', { name: 'D', side: 'master' });
  const open = async () =>
    (
      await world.database.stores.connections.listInvitations({
        siteId: world.sites.acme.id,
        connectionId: null,
        after: null,
        limit: 1000,
      })
    ).filter(({ state }) => state === 'open');

  test('so many may be open, whoever asks at the same time; one that is withdrawn or has run out makes room', async () => {
    const seen = await Promise.all([1, 2, 3, 4, 5, 6].map(() => invite()));
    expect(seen.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409, 409]);
    expect(seen.find(({ status }) => status === 409)?.error).toEqual({
      code: 'too-many-invitations',
      message: 'Your site has 3 invitations that nobody has answered yet.',
      remedy: 'Withdraw those that are not needed any more, or wait until they are answered or expire.',
    });
    expect(await open()).toHaveLength(3);
    expect((await world.as('acme').delete(`/invitations/${(await open())[0]?.id}`)).status).toBe(204);
    expect((await invite()).status).toBe(201);
    world.forward(8 * 24 * 3_600_000);
    expect((await invite()).status).toBe(201);
  });

  test('they have a rate as well', async () => {
    const seen = await many(9, invite);
    expect(seen).toEqual([201, 201, 201, 409, 409, 409, 409, 409, 429]);
  });
});

describe('forecasts', () => {
  const forecast = (contractId: string) => () =>
    world.as('acme', 'admin').post(`/contracts/${contractId}/bulk/forecast`, { kind: 'create', jql: '' });

  const running = async (): Promise<readonly string[]> => {
    const { connectionId } = await connect(world);
    return [await createContract(world, connectionId, 'One'), await createContract(world, connectionId, 'Two')];
  };

  test('each contract has some in an hour', async () => {
    const [one = '', two = ''] = await running();
    const first = await many(3, forecast(one));
    expect(first.slice(0, 2)).not.toContain(429);
    expect(first[2]).toBe(429);
    expect(await forecast(two)()).not.toMatchObject({ status: 429 });
  });
});

import { connect, createContract, startApiWorld, type ApiWorld } from './api-world';

interface Issued {
  readonly connectionId: string;
  readonly token: string;
  readonly invitation: { readonly id: string; readonly expiresAt: string };
}
interface View {
  readonly id: string;
  readonly state: string;
  readonly side: string;
  readonly partner: { readonly name: string } | null;
}

const HOUR_MS = 3_600_000;

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
afterAll(() => world.close());

const invite = async (more: object = {}): Promise<Issued> => {
  const body = { name: 'Defects', side: 'master', ...more };
  return (await world.as('acme').post<Issued>('/connections/invitations', body)).body;
};
const stateOf = async (connectionId: string): Promise<string> =>
  (await world.as('acme').get<View>(`/connections/${connectionId}`)).body.state;

describe('who calls', () => {
  test('the site of the token, and whether the person administers Jira', async () => {
    const mine = await world.as('acme').get('/me');
    expect(mine.body).toEqual({
      site: { id: world.sites.acme.id, name: 'acme.atlassian.net', url: 'https://acme.atlassian.net' },
      accountId: 'admin',
      admin: true,
    });
    expect((await world.as('acme', 'agent').get<{ admin: boolean }>('/me')).body.admin).toBe(false);
  });

  test('what needs an admin is closed to others', async () => {
    const answer = await world.as('acme', 'agent').get('/connections');
    expect(answer.status).toBe(403);
    expect(answer.error.remedy).toContain('Administer Jira');
  });
});

describe('the name of a connection', () => {
  interface Named {
    readonly name: string;
  }
  test('is changed by either side, for both, and both can read that it was', async () => {
    const { connectionId } = await connect(world, 'Wrong');
    const rename = (name: unknown, site: 'acme' | 'globex' | 'initech' = 'globex') =>
      world.as(site).patch<Named>(`/connections/${connectionId}`, { name });
    expect((await rename('  Right  ')).body.name).toBe('Right');
    expect((await world.as('acme').get<Named>(`/connections/${connectionId}`)).body.name).toBe('Right');
    const { activity } = (await world.as('acme').get<{ activity: { text: string; actor: unknown }[] }>('/activity'))
      .body;
    expect(activity[0]).toMatchObject({ text: 'The connection "Wrong" is called "Right" now.', actor: null });
    for (const bad of ['', ' ', 7, 'x'.repeat(101), '\u200b']) expect((await rename(bad)).status).toBe(422);
    expect((await rename('Mine', 'initech')).status).toBe(404);
    await world.as('acme').post(`/connections/${connectionId}/end`);
    expect((await rename('Late')).error.code).toBe('connection-over');
  });
});

describe('invitations', () => {
  test('from the invitation to a connection that both see', async () => {
    const issued = await invite({ message: 'Let us sync.' });
    expect(Date.parse(issued.invitation.expiresAt) - Date.now()).toBeGreaterThan(167 * HOUR_MS);
    expect(await stateOf(issued.connectionId)).toBe('invited');

    const preview = await world.as('globex').post('/invitations/preview', { token: issued.token });
    expect(preview.body).toEqual({
      from: { name: 'acme.atlassian.net', url: 'https://acme.atlassian.net' },
      yourSide: 'provider',
      message: 'Let us sync.',
      expiresAt: issued.invitation.expiresAt,
      connectionName: 'Defects',
    });

    const accepted = await world
      .as('globex')
      .post<{ connection: View }>('/invitations/accept', { token: issued.token, name: 'ACME defects' });
    expect(accepted.status).toBe(201);
    expect(accepted.body.connection).toMatchObject({ side: 'provider', state: 'active', name: 'ACME defects' });
    const mine = await world.as('acme').get<View>(`/connections/${issued.connectionId}`);
    expect(mine.body).toMatchObject({ side: 'master', state: 'active', partner: { name: 'globex.atlassian.net' } });
    expect((await world.as('initech').get(`/connections/${issued.connectionId}`)).status).toBe(404);
  });

  test('a token is stored only as a hash and never logged', async () => {
    const { token } = await invite();
    expect(await world.database.stores.connections.findInvitationByHash(token)).toBeNull();
    await world.as('globex').post('/invitations/preview', { token });
    expect(JSON.stringify(world.log.lines)).not.toContain(token);
  });

  test('every unusable token gets the same answer', async () => {
    const [used, revoked, declined, expired] = [await invite(), await invite(), await invite(), await invite()];
    await world.as('globex').post('/invitations/accept', { token: used.token });
    await world.as('acme').delete(`/invitations/${revoked.invitation.id}`);
    await world.as('globex').post('/invitations/decline', { token: declined.token });
    world.forward(169 * HOUR_MS);
    const tokens = [used.token, revoked.token, declined.token, expired.token, 'never-was-one'];
    const answers = await Promise.all(
      tokens.flatMap((token) =>
        ['preview', 'accept', 'decline'].map((act) => world.as('initech').post(`/invitations/${act}`, { token })),
      ),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
    expect(await stateOf(declined.connectionId)).toBe('declined');
    expect(await stateOf(revoked.connectionId)).toBe('revoked');
    expect(await stateOf(expired.connectionId)).toBe('expired');
  });

  test('of many that accept at once exactly one joins', async () => {
    const { token, connectionId } = await invite();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        world.as(index % 2 === 0 ? 'globex' : 'initech').post('/invitations/accept', { token }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(404)]);
    expect(await stateOf(connectionId)).toBe('active');
  });

  test('the own invitation is a clear no and stays open', async () => {
    const { token } = await invite();
    for (const act of ['preview', 'accept', 'decline']) {
      const answer = await world.as('acme').post(`/invitations/${act}`, { token });
      expect(answer.status).toBe(422);
      expect(answer.error.code).toBe('own-invitation');
      expect(answer.error.remedy).toContain('other site');
    }
    expect((await world.as('globex').post('/invitations/accept', { token })).status).toBe(201);
  });

  test('only the inviting site takes an invitation back, and only once', async () => {
    const { invitation } = await invite();
    expect((await world.as('globex').delete(`/invitations/${invitation.id}`)).status).toBe(404);
    expect((await world.as('acme').delete(`/invitations/${invitation.id}`)).status).toBe(204);
    const again = await world.as('acme').delete(`/invitations/${invitation.id}`);
    expect(again.status).toBe(409);
    const list = await world.as('acme').get<{ invitations: { id: string; state: string }[] }>('/invitations');
    expect(list.body.invitations.find(({ id }) => id === invitation.id)?.state).toBe('revoked');
    const others = await world.as('globex').get<{ invitations: unknown[] }>('/invitations');
    expect(others.body.invitations).toEqual([]);
  });

  test('a site that tries too many codes has to wait', async () => {
    const attempt = () => world.as('initech').post('/invitations/preview', { token: 'guess' });
    world.forward(3_600_000);
    const answers = [];
    for (let tries = 0; tries < 31; tries += 1) answers.push(await attempt());
    expect(answers.map(({ status }) => status)).toEqual([...Array<number>(30).fill(404), 429]);
    expect(Number(answers[30]?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await world.as('globex').post('/invitations/preview', { token: 'guess' })).status).toBe(404);
    world.forward(3_600_000);
    expect((await attempt()).status).toBe(404);
  });

  test.each<[string, object, string]>([
    ['no name', { side: 'master' }, 'name'],
    ['no side', { name: 'x' }, 'side'],
    ['a third side', { name: 'x', side: 'middle' }, 'side'],
    ['a name too long', { name: 'x'.repeat(101), side: 'master' }, 'name'],
    ['a life of no time', { name: 'x', side: 'master', expiresInHours: 0 }, 'expiresInHours'],
    ['a life too long', { name: 'x', side: 'master', expiresInHours: 721 }, 'expiresInHours'],
    ['an unknown key', { name: 'x', side: 'master', mesage: 'hi' }, 'mesage'],
    ['a NUL', { name: 'x', side: 'master', message: 'a\u0000b' }, 'message'],
  ])('refuses %s', async (_name, body, path) => {
    const answer = await world.as('acme').post('/connections/invitations', body);
    expect(answer.status).toBe(422);
    expect(answer.error.faults?.map((fault) => fault.path)).toContain(path);
  });

  test('two sites may have more than one connection', async () => {
    const { connectionId: first } = await connect(world, 'One');
    const { connectionId: second } = await connect(world, 'Two');
    const list = await world.as('globex').get<{ connections: View[] }>('/connections');
    const ids = list.body.connections.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([first, second]));
  });
});

describe('a connection', () => {
  test('each side pauses for itself', async () => {
    const { connectionId } = await connect(world);
    const contractId = await createContract(world, connectionId);
    await world.as('acme').post(`/connections/${connectionId}/pause`);
    await world.as('globex').post(`/connections/${connectionId}/pause`);
    const resumed = await world.as('acme').post(`/connections/${connectionId}/resume`);
    expect(resumed.body).toMatchObject({ pausedByMe: false, pausedByPartner: true });
    expect((await world.as('globex').get(`/connections/${connectionId}`)).body).toMatchObject({
      pausedByMe: true,
      pausedByPartner: false,
    });
    expect(world.asked.filter((each) => each === `contractChanged:${contractId}`).length).toBe(3);
  });

  test('pausing and ending at once leaves it ended', async () => {
    const { connectionId } = await connect(world);
    const acts = ['pause', 'end', 'pause', 'resume'].map((act, index) =>
      world.as(index % 2 === 0 ? 'acme' : 'globex').post(`/connections/${connectionId}/${act}`),
    );
    await Promise.all(acts);
    expect(await stateOf(connectionId)).toBe('ended');
  });

  test('both pausing at once loses neither pause', async () => {
    const { connectionId } = await connect(world);
    await Promise.all(
      (['acme', 'globex'] as const).map((site) => world.as(site).post(`/connections/${connectionId}/pause`)),
    );
    expect((await world.as('acme').get(`/connections/${connectionId}`)).body).toMatchObject({
      pausedByMe: true,
      pausedByPartner: true,
    });
  });

  test('either side ends it; it can be read and not changed', async () => {
    const { connectionId } = await connect(world);
    const contractId = await createContract(world, connectionId);
    const ended = await world.as('globex').post<View>(`/connections/${connectionId}/end`);
    expect(ended.body.state).toBe('ended');
    const acme = world.as('acme');
    const changes = [
      acme.post(`/connections/${connectionId}/resume`),
      acme.post(`/connections/${connectionId}/end`),
      acme.put(`/connections/${connectionId}/users`, { pairs: [], version: 0 }),
      acme.post(`/connections/${connectionId}/contracts`, { name: 'x' }),
      acme.patch(`/contracts/${contractId}`, { name: 'x' }),
      acme.put(`/contracts/${contractId}/half`, { half: { scope: { project: 'A' } }, version: 0 }),
      acme.post(`/contracts/${contractId}/enable`),
      acme.post(`/contracts/${contractId}/links`, { issue: 'A-1' }),
    ];
    for (const change of await Promise.all(changes)) {
      expect(change.status).toBe(409);
      expect(change.error.code).toBe('connection-over');
    }
    expect((await acme.get(`/contracts/${contractId}`)).status).toBe(200);
  });

  test('within one site, both halves are reached by side', async () => {
    const made = await world.as('acme').post<View>('/connections/internal', { name: 'Two teams' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ state: 'active', internal: true, side: 'master' });
    const other = await world.as('acme').get(`/connections/${made.body.id}?side=provider`);
    expect(other.body).toMatchObject({ side: 'provider', partner: { name: 'acme.atlassian.net' } });
    expect((await world.as('acme').get(`/connections/${made.body.id}?side=left`)).status).toBe(422);
    expect((await world.as('globex').get(`/connections/${made.body.id}`)).status).toBe(404);
  });

  test('the user table is one for both, and unambiguous', async () => {
    const { connectionId } = await connect(world);
    const pairs = [
      { master: 'm-1', provider: 'p-1' },
      { master: 'm-2', provider: 'p-2' },
    ];
    expect((await world.as('globex').put(`/connections/${connectionId}/users`, { pairs, version: 0 })).body).toEqual({
      pairs,
      version: 1,
    });
    expect((await world.as('acme').get(`/connections/${connectionId}/users`)).body).toEqual({ pairs, version: 1 });
    const twice = [...pairs, { master: 'm-1', provider: 'p-3' }];
    const refused = await world.as('acme').put(`/connections/${connectionId}/users`, { pairs: twice, version: 1 });
    expect(refused.status).toBe(422);
    expect(refused.error.faults?.[0]?.path).toBe('pairs[2].master');
    expect((await world.as('acme').get(`/connections/${connectionId}/users`)).body).toEqual({ pairs, version: 1 });
    const late = await world.as('acme').put(`/connections/${connectionId}/users`, { pairs: [], version: 0 });
    expect([late.status, late.error.code]).toEqual([409, 'users-changed']);
    expect((await world.as('acme').get(`/connections/${connectionId}/users`)).body).toEqual({ pairs, version: 1 });
    expect((await world.as('initech').get(`/connections/${connectionId}/users`)).status).toBe(404);
  });
});

test('a site goes by the best name that is known when somebody looks, not by the one of that day', async () => {
  const issued = await invite();
  const { sites } = world.database.stores;
  const nameIn = async () => {
    const preview = { token: issued.token };
    return (await world.as('globex').post<{ from: { name: string } }>('/invitations/preview', preview)).body.from.name;
  };
  expect(await nameIn()).toBe('acme.atlassian.net');
  await sites.setTitle(world.sites.acme.id, 'ACME Support');
  expect(await nameIn()).toBe('ACME Support');
  await world.as('globex').post('/invitations/accept', { token: issued.token });
  const seen = async () =>
    (await world.as('globex').get<View>(`/connections/${issued.connectionId}`)).body.partner?.name;
  expect(await seen()).toBe('ACME Support');
  await sites.setTitle(world.sites.acme.id, 'ACME Service');
  expect(await seen()).toBe('ACME Service');
});

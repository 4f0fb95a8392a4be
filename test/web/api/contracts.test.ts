import request from 'supertest';
import { JiraError } from '../../../src/sync/ports';
import { connect, contextTokenOf, createContract, halfOf, startApiWorld, type ApiWorld } from './api-world';

interface View {
  readonly version: number;
  readonly enabled: boolean;
  readonly half: unknown;
  readonly partner: {
    readonly fields: readonly { readonly name: string; readonly options: readonly string[] | null }[];
    readonly signals: readonly string[];
    readonly enabled: boolean;
    readonly written: boolean;
  };
}
interface Change {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

let world: ApiWorld;
let connectionId: string;
beforeAll(async () => {
  world = await startApiWorld();
  ({ connectionId } = await connect(world));
});
afterAll(() => world.close());
afterEach(() => {
  for (const site of Object.values(world.jira)) {
    site.down = null;
    site.jqlFaults.length = 0;
  }
});

const view = async (id: string, site: 'acme' | 'globex' = 'acme'): Promise<View> =>
  (await world.as(site).get<View>(`/contracts/${id}`)).body;
const save = (id: string, half: object, version: number, site: 'acme' | 'globex' = 'acme') =>
  world.as(site).put<{ version: number; linkedIssues: number }>(`/contracts/${id}/half`, { half, version });

describe('a contract', () => {
  test('from empty to running on both sides', async () => {
    const id = await createContract(world, connectionId);
    expect(await view(id)).toMatchObject({ half: null, version: 0, enabled: false, partner: { written: false } });

    expect((await save(id, halfOf('acme'), 0)).body).toEqual({ version: 1, linkedIssues: 0 });
    expect((await view(id, 'globex')).partner).toMatchObject({
      written: true,
      enabled: false,
      fields: [{ name: 'Title' }],
    });
    expect((await save(id, halfOf('globex'), 0, 'globex')).status).toBe(200);

    for (const site of ['acme', 'globex'] as const) {
      const enabled = await world.as(site).post<View>(`/contracts/${id}/enable`);
      expect(enabled.status).toBe(200);
      expect(enabled.body.enabled).toBe(true);
    }
    expect((await world.database.stores.contracts.listRunning()).map((contract) => contract.id)).toContain(id);
    expect(world.asked).toContain(`contractChanged:${id}`);

    const disabled = await world.as('globex').post<View>(`/contracts/${id}/disable`);
    expect(disabled.body.enabled).toBe(false);
    expect((await view(id)).partner.enabled).toBe(false);
  });

  test('is held against what Jira says now, on saving, enabling and importing', async () => {
    const id = await createContract(world, connectionId);
    const asked = async (act: () => Promise<{ status: number }>): Promise<number> => {
      const before = world.jira.acme.forgotten;
      expect((await act()).status).toBeLessThan(300);
      return world.jira.acme.forgotten - before;
    };
    expect(await asked(() => save(id, halfOf('acme'), 0))).toBe(1);
    expect(await asked(() => world.as('acme').post(`/contracts/${id}/enable`))).toBe(1);
    expect(await asked(() => save(id, halfOf('acme', { conflict: 'provider' }), 1))).toBe(1);
    const document = (await world.as('acme').get<object>(`/contracts/${id}/export`)).body;
    const path = `/connections/${connectionId}/contracts/import`;
    expect(await asked(() => world.as('acme').post(path, document))).toBe(1);
  });

  test('the name belongs to both', async () => {
    const id = await createContract(world, connectionId, 'Old');
    expect((await world.as('globex').patch(`/contracts/${id}`, { name: ' New ' })).status).toBe(200);
    expect((await world.as('acme').get(`/contracts/${id}`)).body).toMatchObject({ name: 'New' });
    const list = await world.as('acme').get<{ contracts: unknown[] }>(`/connections/${connectionId}/contracts`);
    expect(list.body.contracts).toContainEqual(expect.objectContaining({ id, name: 'New' }));
  });

  test('needs an accepted connection', async () => {
    const invited = await world
      .as('acme')
      .post<{ connectionId: string }>('/connections/invitations', { name: 'Open', side: 'provider' });
    const made = await world.as('acme').post(`/connections/${invited.body.connectionId}/contracts`, { name: 'x' });
    expect(made.status).toBe(409);
    expect(made.error.code).toBe('connection-not-accepted');
  });
});

describe('saving a half', () => {
  test('every fault by path and remedy, and nothing is saved', async () => {
    const id = await createContract(world, connectionId);
    const half = { scope: { project: 'acme' }, send: { fields: [{ field: 'summary', az: 'Title' }] } };
    const refused = await save(id, half, 0);
    expect(refused.status).toBe(422);
    expect(refused.error.faults).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: 'scope.project' }),
        expect.objectContaining({ path: 'send.fields[0].as' }),
        expect.objectContaining({ path: 'send.fields[0].az', remedy: 'Write "as".' }),
      ]),
    );
    expect(await view(id)).toMatchObject({ half: null, version: 0 });
  });

  test('it is kept as it was written', async () => {
    const id = await createContract(world, connectionId);
    const half = halfOf('acme', { conflict: null });
    await save(id, half, 0);
    expect((await view(id)).half).toEqual(half);
  });

  test('of two editors the later one is told', async () => {
    const id = await createContract(world, connectionId);
    await save(id, halfOf('acme'), 0);
    const stale = await save(id, halfOf('acme', { conflict: 'ask' }), 0);
    expect(stale.status).toBe(409);
    expect(stale.error.code).toBe('half-changed');
    const race = await Promise.all(
      ['ask', 'latest', 'provider'].map((conflict) => save(id, halfOf('acme', { conflict }), 1)),
    );
    expect(race.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await view(id)).version).toBe(2);
  });

  test('a body that nobody writes in earnest', async () => {
    const id = await createContract(world, connectionId);
    const put = (text: string) =>
      request(world.app)
        .put(`/api/contracts/${id}/half`)
        .set('authorization', `JWT ${contextTokenOf('acme')}`)
        .set('content-type', 'application/json')
        .send(text);
    const withValue = (value: string) =>
      put(
        `{"version":0,"half":{"scope":{"project":"ACMEPRJ"},"receive":{"fields":[{"field":"summary","value":${value}}]}}}`,
      );
    expect((await put('{')).status).toBe(400);
    expect((await put('"half"')).status).toBe(400);
    expect((await withValue(`"${'x'.repeat(1_100_000)}"`)).status).toBe(413);
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect((await withValue(nested(5_000))).status).toBe(400);
    for (const value of [nested(900), '"\\u0000"', '"\\ud800"', '{"\\u0000":1}']) {
      const refused = await withValue(value);
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('half.receive.fields[0].value');
    }
    expect(await view(id)).toMatchObject({ version: 0 });
  });

  test('works while Jira is away, as long as it does not run', async () => {
    const id = await createContract(world, connectionId);
    world.jira.acme.down = new JiraError({ kind: 'unavailable', maybeDone: false, retryAfterMs: null, detail: '503' });
    expect((await save(id, halfOf('acme'), 0)).status).toBe(200);
    expect((await view(id, 'globex')).partner).toMatchObject({ written: true, fields: [] });
    const refused = await world.as('acme').post(`/contracts/${id}/enable`);
    expect(refused.status).toBe(503);
    expect(refused.error.code).toBe('jira-unavailable');
    world.jira.acme.down = null;
    await world.as('acme').post(`/contracts/${id}/enable`);
    expect((await view(id, 'globex')).partner.fields).toMatchObject([{ name: 'Title' }]);
  });

  test('while it runs it must fit Jira', async () => {
    const id = await createContract(world, connectionId);
    await save(id, halfOf('acme'), 0);
    await world.as('acme').post(`/contracts/${id}/enable`);
    const bad = halfOf('acme', { send: { fields: [{ field: 'customfield_99999', as: 'Gone' }] } });
    const refused = await save(id, bad, 1);
    expect(refused.status).toBe(422);
    expect(refused.error.faults?.map(({ path }) => path)).toContain('send.fields[0].field');
    expect((await view(id)).version).toBe(1);
    expect((await save(id, halfOf('acme', { conflict: 'ask' }), 1)).status).toBe(200);
  });
});

describe('holding a half against Jira', () => {
  test('checks what is saved, or what is given, and changes nothing', async () => {
    const id = await createContract(world, connectionId);
    expect((await world.as('acme').post(`/contracts/${id}/half/check`)).status).toBe(409);
    await save(id, halfOf('acme'), 0);
    const fine = await world.as('acme').post<{ faults: unknown[] }>(`/contracts/${id}/half/check`);
    expect(fine.body.faults).toEqual([]);
    const half = halfOf('acme', { scope: { project: 'NOPE' } });
    const bad = await world.as('acme').post<{ faults: { path: string }[] }>(`/contracts/${id}/half/check`, { half });
    expect(bad.status).toBe(200);
    expect(bad.body.faults.map(({ path }) => path)).toContain('scope.project');
    const shapeless = { half: { scope: {} } };
    const worse = await world.as('acme').post<{ faults: { path: string }[] }>(`/contracts/${id}/half/check`, shapeless);
    expect(worse.body.faults.map(({ path }) => path)).toContain('scope.project');
    expect((await view(id)).version).toBe(1);
  });

  test('enabling lists every fault and does not enable', async () => {
    const id = await createContract(world, connectionId);
    world.jira.acme.jqlFaults.push('The value "acme" does not exist for the field "labels".');
    const half = halfOf('acme', {
      scope: { project: 'ACMEPRJ', issueTypes: ['Epic'], jql: 'labels = acme' },
      send: {
        fields: [{ field: 'customfield_99999', as: 'Gone' }],
        workflow: [{ to: 'Cancelled', signal: 'withdrawn' }],
      },
    });
    await save(id, half, 0);
    const refused = await world.as('acme').post(`/contracts/${id}/enable`);
    expect(refused.status).toBe(422);
    const paths = refused.error.faults?.map(({ path }) => path) ?? [];
    expect(paths).toEqual(expect.arrayContaining(['scope.issueTypes[0]', 'scope.jql', 'send.fields[0].field']));
    expect(paths.some((path) => path.startsWith('send.workflow[0]'))).toBe(true);
    expect((await view(id)).enabled).toBe(false);
  });

  test('new issues may go to another project, which must be there', async () => {
    const id = await createContract(world, connectionId);
    world.jira.acme.addProject('INBOX', []);
    const check = async (project: string, issueType: string) => {
      const half = halfOf('acme', { receive: { create: { project, issueType, defaults: { summary: 'New' } } } });
      const answer = await world
        .as('acme')
        .post<{ faults: { path: string }[] }>(`/contracts/${id}/half/check`, { half });
      return answer.body.faults.map(({ path }) => path);
    };
    expect(await check('NOPE', 'Bug')).toEqual(['receive.create.project']);
    expect(await check('INBOX', 'Story')).toEqual(['receive.create.issueType']);
    expect(await check('INBOX', 'Bug')).toEqual([]);
  });

  test('without a half there is nothing to enable', async () => {
    const id = await createContract(world, connectionId);
    const refused = await world.as('acme').post(`/contracts/${id}/enable`);
    expect(refused.status).toBe(409);
    expect(refused.error.code).toBe('no-half');
  });
});

describe('what the partner sees', () => {
  test('labels after the table, signals, and no more', async () => {
    const id = await createContract(world, connectionId);
    const half = halfOf('acme', {
      send: {
        fields: [{ field: 'priority', as: 'Severity', values: { High: 'Blocker' } }],
        comments: 'public',
        workflow: [{ to: 'Resolved', signal: 'fixed' }],
      },
      receive: { comments: 'internal', attachments: true },
    });
    await save(id, half, 0);
    expect((await view(id, 'globex')).partner).toEqual({
      fields: [{ name: 'Severity', type: 'priority', kind: 'option', options: ['Blocker', 'Low'] }],
      signals: ['fixed'],
      createsIssues: false,
      sendsComments: true,
      sendsAttachments: false,
      acceptsIssues: false,
      acceptsComments: true,
      acceptsAttachments: true,
      conflict: { all: 'master', fields: {} },
      enabled: false,
      written: true,
      removed: false,
    });
  });
});

describe('versions', () => {
  test('who, when, what, and a way back', async () => {
    const id = await createContract(world, connectionId);
    const first = halfOf('acme');
    await save(id, first, 0);
    await world.as('acme').put(`/contracts/${id}/half`, {
      half: halfOf('acme', { conflict: 'ask' }),
      version: 1,
      note: 'Ask from now on',
    });
    const list = await world
      .as('acme')
      .get<{ versions: { number: number; note: string; changes: Change[] }[] }>(`/contracts/${id}/versions`);
    expect(list.body).toMatchObject({ current: 2, linkedIssues: 0 });
    expect(list.body.versions[0]).toMatchObject({
      number: 2,
      author: 'admin',
      authorName: 'Ada Admin',
      note: 'Ask from now on',
      changes: [{ path: 'conflict', before: 'master', after: 'ask' }],
    });
    const diff = await world.as('acme').get(`/contracts/${id}/versions/1/diff?with=2`);
    expect(diff.body).toEqual({ from: 2, to: 1, changes: [{ path: 'conflict', before: 'ask', after: 'master' }] });

    const restored = await world.as('acme').post(`/contracts/${id}/versions/1/restore`);
    expect(restored.body).toEqual({ version: 3, linkedIssues: 0 });
    expect((await view(id)).half).toEqual(first);
    expect((await world.as('acme').get(`/contracts/${id}/versions/3`)).body).toMatchObject({
      number: 3,
      note: 'Restored from version 1.',
      half: first,
    });
    for (const number of ['0', '4', '99999999999', 'x']) {
      expect((await world.as('acme').get(`/contracts/${id}/versions/${number}`)).status).toBe(404);
    }
    expect((await world.as('acme').get(`/contracts/${id}/versions/1/diff?with=9`)).status).toBe(404);
    const others = await world.as('globex').get<{ versions: unknown[] }>(`/contracts/${id}/versions`);
    expect(others.body.versions).toEqual([]);
  });
});

describe('documents and templates', () => {
  test('an export is stable and can be imported', async () => {
    const id = await createContract(world, connectionId, 'Exported');
    expect((await world.as('acme').get(`/contracts/${id}/export`)).status).toBe(409);
    await save(id, halfOf('acme'), 0);
    const first = await world.as('acme').get<object>(`/contracts/${id}/export`);
    const second = await world.as('acme').get(`/contracts/${id}/export`);
    expect(first.text).toBe(second.text);
    const imported = await world
      .as('acme')
      .post<{ id: string }>(`/connections/${connectionId}/contracts/import`, first.body);
    expect(imported.status).toBe(201);
    expect(await view(imported.body.id)).toMatchObject({ name: 'Exported', version: 1, half: halfOf('acme') });
  });

  test('a bad document makes no contract', async () => {
    const count = async () =>
      (await world.as('acme').get<{ contracts: unknown[] }>(`/connections/${connectionId}/contracts`)).body.contracts
        .length;
    const before = await count();
    const document = { name: 'Bad', half: { scope: { project: 'x' } } };
    expect((await world.as('acme').post(`/connections/${connectionId}/contracts/import`, document)).status).toBe(422);
    expect(await count()).toBe(before);
  });

  test('one template, many contracts', async () => {
    const half = halfOf('acme');
    const made = await world.as('acme').post<{ id: string }>('/templates', { name: 'Defects', half });
    expect(made.status).toBe(201);
    const template = made.body.id;
    for (const name of ['One', 'Two']) {
      const id = await createContract(world, connectionId, name);
      const used = await world
        .as('acme')
        .post(`/contracts/${id}/half/from-template`, { templateId: template, version: 0 });
      expect(used.body).toEqual({ version: 1, linkedIssues: 0 });
      expect((await view(id)).half).toEqual(half);
    }
    const other = halfOf('acme', { conflict: 'latest' });
    const saved = await world.as('acme').put(`/templates/${template}`, { name: 'Defects 2', half: other, version: 1 });
    expect(saved.body).toMatchObject({ version: 2 });
    const late = await world.as('acme').put(`/templates/${template}`, { name: 'Late', half, version: 1 });
    expect([late.status, late.error.code]).toEqual([409, 'template-changed']);
    expect((await world.as('acme').get(`/templates/${template}`)).body).toMatchObject({
      name: 'Defects 2',
      half: other,
    });
    const list = await world.as('acme').get<{ templates: { id: string }[] }>('/templates');
    expect(list.body.templates.map(({ id }) => id)).toEqual([template]);
    expect((await world.as('acme').post('/templates', { name: 'Bad', half: {} })).status).toBe(422);
    for (const stranger of [world.as('globex'), world.as('initech')]) {
      expect((await stranger.get(`/templates/${template}`)).status).toBe(404);
      expect((await stranger.put(`/templates/${template}`, { name: 'x', half: other, version: 2 })).status).toBe(404);
      expect((await stranger.delete(`/templates/${template}`)).status).toBe(404);
    }
    expect((await world.as('acme').delete(`/templates/${template}`)).status).toBe(204);
    expect((await world.as('acme').get(`/templates/${template}`)).status).toBe(404);
  });
});

describe('within one site', () => {
  test('each half has its own side', async () => {
    world.jira.acme.addProject('SECOND', []);
    const made = await world.as('acme').post<{ id: string }>('/connections/internal', { name: 'Two teams' });
    const id = await createContract(world, made.body.id);
    const [master, provider] = [halfOf('acme'), { scope: { project: 'SECOND' } }];
    await world.as('acme').put(`/contracts/${id}/half`, { half: master, version: 0 });
    await world.as('acme').put(`/contracts/${id}/half?side=provider`, { half: provider, version: 0 });
    expect((await world.as('acme').get<View>(`/contracts/${id}?side=master`)).body.half).toEqual(master);
    expect((await world.as('acme').get<View>(`/contracts/${id}?side=provider`)).body.half).toEqual(provider);
  });
});

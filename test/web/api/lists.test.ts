import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { type ApiWorld, startApiWorld } from './api-world';

interface Listed {
  readonly connections: readonly { readonly id: string; readonly name: string; readonly state: string }[];
  readonly next: string | null;
  readonly total: { readonly current: number; readonly over: number };
  readonly openProblems: number;
  readonly openConflicts: number;
}

const START = Date.parse('2026-01-05T08:00:00.000Z');

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
afterAll(() => world.close());

/** Connections of acme with globex, seven made in the same millisecond. */
const fill = async (count: number, contractsEach: number, state: 'active' | 'ended' = 'active'): Promise<string[]> => {
  const { stores } = world.database;
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const id = randomUUID();
    ids.push(id);
    await stores.connections.insert({
      id,
      name: `C${index}`,
      sites: { master: world.sites.acme.id, provider: world.sites.globex.id },
      state,
      paused: { master: false, provider: false },
      createdAt: new Date(START + Math.floor(index / 7) * 1000).toISOString(),
    });
    for (let turn = 0; turn < contractsEach; turn += 1) {
      await stores.contracts.insert({
        id: randomUUID(),
        connectionId: id,
        name: `K${turn}`,
        halves: { master: null, provider: null },
        versions: { master: 0, provider: 0 },
        enabled: { master: false, provider: false },
        enabledAt: { master: null, provider: null },
        removedAt: { master: null, provider: null },
      });
    }
  }
  return ids;
};

const read = async (path: string, site: 'acme' | 'globex' | 'initech' = 'acme'): Promise<Listed> => {
  const { status, body } = await world.as(site).get<Listed>(path);
  expect(status).toBe(200);
  return body;
};

const pagesOf = async (path: string, limit: number, between: () => Promise<unknown> = () => Promise.resolve()) => {
  const seen: string[] = [];
  let page = await read(`${path}?limit=${limit}`);
  while (true) {
    expect(page.connections.length).toBeLessThanOrEqual(limit);
    seen.push(...page.connections.map(({ id }) => id));
    if (page.next === null) return seen;
    await between();
    page = await read(`${path}?limit=${limit}&after=${encodeURIComponent(page.next)}`);
  }
};

const textOf = (statement: unknown): string =>
  typeof statement === 'string' ? statement : String((statement as { text?: unknown }).text);

/** How many statements go to Postgres while `work` runs; what a new connection of the pool sends first is left out. */
const statementsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const query = jest.spyOn(Client.prototype, 'query');
  try {
    await work();
    return query.mock.calls.filter(([statement]) => !/^\s*(SET|SHOW)\b/i.test(textOf(statement))).length;
  } finally {
    query.mockRestore();
  }
};

let ids: readonly string[] = [];

test('a page costs the same number of statements for four connections and for two hundred', async () => {
  const paths = ['/overview?limit=200', '/connections?limit=200', '/problems', '/conflicts', '/activity'];
  const first = await fill(4, 2);
  const costs = async () => {
    const found: number[] = [];
    for (const path of paths) found.push(await statementsOf(() => read(path)));
    return found;
  };
  const few = await costs();
  expect(Math.min(...few)).toBeGreaterThan(0);
  ids = [...first, ...(await fill(196, 2))];
  expect(await costs()).toEqual(few);
  expect((await read('/overview?limit=200')).connections).toHaveLength(200);
});

test.each(['/overview', '/connections'])('the pages of %s hold each connection once', async (path) => {
  const seen = await pagesOf(path, 37);
  expect(new Set(seen)).toEqual(new Set(ids));
  expect(seen).toHaveLength(ids.length);
});

test('one that is made while somebody turns the pages moves nothing', async () => {
  let late: string[] = [];
  const seen = await pagesOf('/connections', 60, async () => {
    if (late.length === 0) late = await fill(1, 0);
  });
  expect(seen.filter((id) => !late.includes(id))).toHaveLength(ids.length);
  expect(new Set(seen).size).toBe(seen.length);
  ids = [...ids, ...late];
});

test('totals are of all connections, whatever the page shows', async () => {
  const over = await fill(3, 0, 'ended');
  const { stores } = world.database;
  const [contract] = await stores.contracts.listForConnection(ids[150] ?? '');
  const [gone] = await stores.contracts.listForConnection(ids[151] ?? '');
  const at = new Date();
  const draft = { code: 'x', subject: 'x', cause: 'x', remedy: 'x', print: 'x', facet: 'field:A' } as const;
  await stores.problems.open(contract?.id ?? '', 'l-1', { ...draft, side: 'master' }, at);
  await stores.problems.open(gone?.id ?? '', 'l-2', { ...draft, side: 'master' }, at);
  await stores.contracts.removeSide(gone?.id ?? '', 'provider', at);
  const page = await read('/overview?limit=2&which=current');
  expect(page).toMatchObject({ total: { current: ids.length, over: 3 }, openProblems: 1, openConflicts: 0 });
  expect((await read('/overview?which=over')).connections.map(({ id }) => id).sort()).toEqual([...over].sort());
  expect((await read('/overview?limit=2', 'initech')).total).toEqual({ current: 0, over: 0 });
});

test('an invitation that ran out counts as over', async () => {
  const { body } = await world
    .as('initech')
    .post<{ connectionId: string }>('/connections/invitations', { name: 'Late', side: 'master', expiresInHours: 1 });
  expect((await read('/overview', 'initech')).total).toEqual({ current: 1, over: 0 });
  world.forward(2 * 3_600_000);
  expect(await read('/overview?which=over', 'initech')).toMatchObject({
    connections: [{ id: body.connectionId, state: 'expired' }],
    total: { current: 0, over: 1 },
  });
  expect((await read('/overview?which=current', 'initech')).connections).toEqual([]);
});

test('what is asked for by id stays within the own connections', async () => {
  const [one, two] = [ids[3] ?? '', ids[190] ?? ''];
  const found = (await read(`/overview?id=${two}&id=${one}`)).connections.map(({ id }) => id);
  expect(found).toEqual([one, two]);
  expect((await read(`/overview?id=${one}`)).connections).toHaveLength(1);
  expect((await read(`/overview?id=${one}`, 'initech')).connections).toEqual([]);
  expect((await world.as('acme').get(`/connections/${one}`)).body).toMatchObject({ id: one, contracts: { total: 2 } });
});

test('invitations: newest first, page by page, of one connection', async () => {
  const made: string[] = [];
  for (let index = 0; index < 3; index += 1) {
    const { body } = await world
      .as('globex')
      .post<{ connectionId: string }>('/connections/invitations', { name: `I${index}`, side: 'master' });
    made.push(body.connectionId);
    world.forward(1000);
  }
  type Page = { readonly invitations: readonly { readonly connectionId: string }[]; readonly next: string | null };
  const first = (await world.as('globex').get<Page>('/invitations?limit=2')).body;
  expect(first.invitations.map(({ connectionId }) => connectionId)).toEqual([made[2], made[1]]);
  const rest = (
    await world.as('globex').get<Page>(`/invitations?limit=2&after=${encodeURIComponent(first.next ?? '')}`)
  ).body;
  expect(rest).toMatchObject({ invitations: [{ connectionId: made[0] }], next: null });
  const one = (await world.as('globex').get<Page>(`/invitations?connection=${made[1]}`)).body;
  expect(one.invitations.map(({ connectionId }) => connectionId)).toEqual([made[1]]);
  expect((await world.as('acme').get<Page>(`/invitations?connection=${made[1]}`)).body.invitations).toEqual([]);
});

test.each(['limit=0', 'limit=201', 'limit=x', 'after=x', 'after=2026-99-99T00:00:00.000Z~a', 'which=all'])(
  '?%s is refused in words',
  async (query) => {
    for (const path of ['/overview', '/connections']) {
      const { status, error } = await world.as('acme').get(`${path}?${query}`);
      expect(status).toBe(422);
      expect(error.faults?.[0]?.message).toBeTruthy();
    }
  },
);

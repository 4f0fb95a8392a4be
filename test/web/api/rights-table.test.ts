import { listRoutes } from '../list-routes';
import { type ApiWorld, startApiWorld } from './api-world';
import { fillWithMarks, type MarkedIds } from './marked-world';
import { callOf, isLast, issueCodes, PERSONS, send } from './rights-calls';
import { type Role, ROLES, ROWS } from './rights-table';

interface Filled {
  readonly world: ApiWorld;
  readonly ids: MarkedIds;
}

/** Each role gets a world of its own: what one may change is no answer to another. */
const withWorld = async <T>(use: (filled: Filled) => Promise<T>): Promise<T> => {
  const world = await startApiWorld();
  try {
    const ids = await fillWithMarks(world);
    world.jira.acme.projectAdmins.add('lead');
    world.jira.acme.viewers.add('lead');
    return await use({ world, ids });
  } finally {
    await world.close();
  }
};

const answersFor = (role: Role): Promise<readonly string[]> =>
  withWorld(async ({ world, ids }) => {
    const site = PERSONS[role]?.site ?? 'acme';
    const codes = role === 'stranger' ? [] : await issueCodes(world, 'initech');
    const statuses = new Map<string, number>();
    for (const last of [false, true]) {
      for (const row of ROWS.filter((each) => isLast(each, ids) === last)) {
        const { status } = await send(world, row, role, () => callOf(row, ids, site, codes));
        statuses.set(`${row.method} ${row.path}`, status);
      }
    }
    return ROWS.map(({ method, path }) => `${method} ${path}: ${statuses.get(`${method} ${path}`)}`);
  });

test('the table has a row for every route of the app, and a route for every row', async () => {
  const routes = await withWorld(({ world }) =>
    Promise.resolve(listRoutes(world.app).map(({ method, path }) => `${method} ${path}`)),
  );
  const rows = ROWS.map(({ method, path }) => `${method} ${path}`);
  expect(rows.slice().sort()).toEqual([...new Set(routes)].sort());
});

test('every cell of the table is filled', () => {
  const empty = ROWS.flatMap(({ method, path, statuses }) =>
    ROLES.filter((role) => !(statuses[role] >= 200)).map((role) => `${method} ${path}: ${role}`),
  );
  expect(empty).toEqual([]);
});

test.each(ROLES)('%s gets what the table says, on every route', async (role) => {
  expect(await answersFor(role)).toEqual(
    ROWS.map(({ method, path, statuses }) => `${method} ${path}: ${statuses[role]}`),
  );
});

test('a site without a part in it is answered word for word as if there were nothing', () =>
  withWorld(async ({ world, ids }) => {
    const named = ROWS.filter(({ path }) => path.startsWith('/api/') && path.includes(':'));
    expect(named.length).toBeGreaterThan(40);
    for (const row of named) {
      const call = callOf(row, ids, 'initech');
      const params = (call.params ?? []).map((value) => (/^\d$/.test(value) ? value : `no-${value}`));
      const [theirs, nothing] = [
        await send(world, row, 'stranger', () => call),
        await send(world, row, 'stranger', () => ({ ...call, params })),
      ];
      expect([row.path, theirs]).toEqual([row.path, nothing]);
      expect(row.statuses.stranger).toBe(theirs.status);
    }
  }));

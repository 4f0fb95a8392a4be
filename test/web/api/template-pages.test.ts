import { randomUUID } from 'node:crypto';
import { Sequelize } from 'sequelize';
import { type ApiWorld, type SiteName, startApiWorld } from './api-world';

interface Page {
  readonly templates: readonly { readonly id: string; readonly name: string }[];
  readonly total: number;
  readonly next: string | null;
}

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
afterAll(() => world.close());

const keep = async (site: SiteName, name: string): Promise<string> => {
  const id = randomUUID();
  const at = new Date().toISOString();
  const { id: siteId } = world.sites[site];
  await world.database.stores.templates.insert({ id, siteId, name, source: {}, author: 'admin', at, version: 1 });
  return id;
};
const read = (site: SiteName, query = '') => world.as(site).get<Page>(`/templates${query}`);
const idsOf = ({ templates }: Page): readonly string[] => templates.map(({ id }) => id);

/** Statements that Postgres is sent for one request. */
const countStatements = async (act: () => Promise<unknown>): Promise<number> => {
  const sent = jest.spyOn(Sequelize.prototype, 'query');
  await act();
  const count = sent.mock.calls.length;
  sent.mockRestore();
  return count;
};

test('as many statements for one template as for a thousand; no page is larger than asked', async () => {
  await keep('globex', 'Only one');
  const few = await countStatements(() => read('globex', '?limit=200'));
  for (let n = 0; n < 1_000; n++) await keep('globex', `Many ${n}`);
  let page: Page | undefined;
  const many = await countStatements(async () => (page = (await read('globex', '?limit=200')).body));
  expect(few).toBeGreaterThan(0);
  expect(many).toBe(few);
  expect([page?.templates.length, page?.total]).toEqual([200, 1_001]);
  expect((await read('globex')).body.templates).toHaveLength(50);
});

test('pages are whole, without gaps and without repeats, while others come and go', async () => {
  const known = new Set<string>();
  for (const name of ['Ärger', 'zebra', 'Zebra', 'O’Hara', '日本', 'a%b_c', 'back\\slash', '😀'])
    known.add(await keep('acme', name));
  for (let n = 0; n < 60; n++) known.add(await keep('acme', 'The same name'));
  for (let n = 0; n < 60; n++) known.add(await keep('acme', `Name ${n}`));
  const met: string[] = [];
  let next: string | null = null;
  let pages = 0;
  do {
    const page: Page = (await read('acme', `?limit=7${next === null ? '' : `&after=${encodeURIComponent(next)}`}`))
      .body;
    met.push(...idsOf(page));
    next = page.next;
    pages += 1;
    // One more among those already given, and the place itself goes.
    if (pages === 3) await keep('acme', 'A late one before');
    if (pages === 4) await world.database.stores.templates.remove(world.sites.acme.id, page.templates.at(-1)?.id ?? '');
  } while (next !== null);
  expect(pages).toBe(19);
  expect(new Set(met).size).toBe(met.length);
  const late = met.filter((id) => !known.has(id));
  expect(late.length).toBeLessThanOrEqual(1);
  expect([...known].filter((id) => !met.includes(id))).toEqual([]);
});

test('one that comes behind the place is met on a later page', async () => {
  const first = (await read('acme', '?limit=7')).body;
  const id = await keep('acme', `${first.templates.at(-1)?.name ?? ''} and behind`);
  const after = encodeURIComponent(first.next ?? '');
  expect(idsOf((await read('acme', `?limit=200&after=${after}`)).body)).toContain(id);
});

test('by name, in any case of letters', async () => {
  const id = await keep('acme', 'Fifty % _off');
  expect(idsOf((await read('acme', `?name=${encodeURIComponent(' FIFTY % _OFF ')}`)).body)).toEqual([id]);
  expect((await read('acme', '?name=F%25')).body.templates).toEqual([]);
});

test('a place and a name of another tenant give nothing of it', async () => {
  const theirs = (await read('globex', '?limit=1')).body;
  const after = encodeURIComponent(theirs.next ?? '');
  expect((await read('initech', `?after=${after}`)).body).toEqual({ templates: [], total: 0, next: null });
  expect((await read('initech', '?name=Only%20one')).body).toEqual({ templates: [], total: 0, next: null });
});

const coded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

test.each([
  ['after=nowhere', 'after'],
  ['after=', 'after'],
  ['after=a&after=b', 'after'],
  [`after=${coded(['x'])}`, 'after'],
  [`after=${coded(['x', 'y', 'z'])}`, 'after'],
  [`after=${coded(['x\u0000', 'id'])}`, 'after'],
  [`after=${coded(['x', "'; --"])}`, 'after'],
  [`after=${'A'.repeat(5_000)}`, 'after'],
  ['limit=0', 'limit'],
  ['limit=201', 'limit'],
  ['limit=many', 'limit'],
  ['limit=1.5', 'limit'],
  ['name=%00', 'name'],
])('%s is refused with words', async (query, path) => {
  const { status, error } = await read('acme', `?${query}`);
  expect([status, error.faults?.[0]?.path]).toEqual([422, path]);
  expect(error.faults?.[0]?.remedy).not.toBe('');
});

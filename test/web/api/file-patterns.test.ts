import { REFUSED, TAKEN } from '../../core/map/file-names/hostile-patterns';
import { connect, createContract, halfOf, startApiWorld, type ApiWorld } from './api-world';

interface Fault {
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

let world: ApiWorld;
let connectionId: string;
beforeAll(async () => {
  world = await startApiWorld();
  ({ connectionId } = await connect(world));
});
afterAll(() => world.close());

const withNames = (names: readonly string[]) => {
  const half = halfOf('acme') as { readonly send: object };
  return { ...half, send: { ...half.send, attachments: { which: 'all', names } } };
};

const check = async (id: string, names: readonly string[]): Promise<readonly Fault[]> => {
  const answer = await world
    .as('acme')
    .post<{ faults: Fault[] }>(`/contracts/${id}/half/check`, { half: withNames(names) });
  // What no JSON column takes is refused before it is looked at.
  if (answer.status === 422) return (answer.body as unknown as { error: { faults: Fault[] } }).error.faults;
  expect(answer.status).toBe(200);
  return answer.body.faults;
};

describe('patterns for file names', () => {
  test.each(REFUSED.map((pattern) => [JSON.stringify(pattern).slice(0, 50), pattern]))(
    '%s is refused',
    async (_, pattern) => {
      const faults = await check(await contract(), ['*.pdf', pattern]);
      expect(faults).not.toEqual([]);
      expect(faults.every(({ path }) => path.endsWith('send.attachments.names[1]'))).toBe(true);
    },
  );

  test.each(TAKEN.map((pattern) => [JSON.stringify(pattern).slice(0, 50), pattern]))(
    '%s is taken',
    async (_, pattern) => {
      expect(await check(await contract(), [pattern])).toEqual([]);
    },
  );

  let shared: string | null = null;
  const contract = async (): Promise<string> => (shared ??= await createContract(world, connectionId));

  test('saving, importing and a template refuse as well, and nothing is kept', async () => {
    const id = await createContract(world, connectionId);
    const half = withNames(['!*.{exe,bat}']);
    const me = world.as('acme');
    const path = 'send.attachments.names[0]';
    for (const refused of [
      await me.put(`/contracts/${id}/half`, { half, version: 0 }),
      await me.post('/templates', { name: 'T', half }),
    ]) {
      expect(refused.status).toBe(422);
      expect(JSON.stringify(refused.body)).toContain(path);
    }
    expect((await me.put(`/contracts/${id}/half`, { half: withNames([]), version: 0 })).status).toBe(200);
    const document = (await me.get<{ half: object }>(`/contracts/${id}/export`)).body;
    const imported = await me.post(`/connections/${connectionId}/contracts/import`, { ...document, half });
    expect(imported.status).toBe(422);
    expect(JSON.stringify(imported.body)).toContain(path);
  });

  test('a half from before shows its faults, is not switched on, and its version does not come back', async () => {
    const id = await createContract(world, connectionId);
    const me = world.as('acme');
    expect((await me.put(`/contracts/${id}/half`, { half: withNames([]), version: 0 })).status).toBe(200);
    const { contracts } = world.database.stores;
    const half = (await contracts.find(id))?.halves.master;
    if (!half) throw new Error('no half');
    const old = { ...half, send: { ...half.send, attachments: { ...half.send.attachments, names: ['[a]*'] } } };
    const version = {
      contractId: id,
      side: 'master',
      author: 'admin',
      at: new Date().toISOString(),
      note: null,
    } as const;
    await contracts.saveHalf({ ...version, number: 2, half: old, source: withNames(['[a]*']) }, 1);

    const checked = await me.post<{ faults: Fault[] }>(`/contracts/${id}/half/check`, {});
    expect(checked.body.faults).toEqual([expect.objectContaining({ path: 'send.attachments.names[0]' })]);
    expect((await me.post(`/contracts/${id}/enable`)).status).toBe(422);
    expect((await me.put(`/contracts/${id}/half`, { half: withNames(['a*']), version: 2 })).status).toBe(200);
    const back = await me.post(`/contracts/${id}/versions/2/restore`);
    expect(back.status).toBe(422);
    expect(JSON.stringify(back.body)).toContain('send.attachments.names[0]');
    expect((await me.get<{ version: number }>(`/contracts/${id}`)).body.version).toBe(3);
  });
});

import { listProblems } from '../../playground/client/accord';
import { setArchived } from '../../playground/client/control';
import { agentOf } from '../../playground/client/world';
import { onServer } from '../setup/server';
import { goTo, itBecomes } from './hands';
import { axe, openWorld, screenshot, type BrowserWorld } from './harness';
import { adminOfAccord, edit, fieldsOf, makePair, type Pair } from './pairs';

let world: BrowserWorld;
let pair: Pair;

beforeAll(async () => {
  world = await openWorld({ ready: true });
  pair = await makePair(world, 'Only for managers');
});

afterAll(() => world?.close());

const codes = async (): Promise<readonly unknown[]> =>
  (await listProblems(adminOfAccord(world))).flatMap(({ code, keys }) =>
    (keys as { provider?: unknown }).provider === pair.theirs ? [code] : [],
  );

/** Time passes for the pair: it was out of sight for three weeks. */
const weeksPass = (): Promise<unknown> =>
  onServer(world.databaseUrl, async (client) => {
    const since = new Date(Date.now() - 21 * 86_400_000).toISOString();
    const found = await client.query<{ id: string; detail: { unseen?: { master: { since: string } } } }>(
      `SELECT id, detail FROM links WHERE detail::text LIKE '%unseen%'`,
    );
    for (const { id, detail } of found.rows) {
      const unseen = { ...detail.unseen, master: { since } };
      await client.query('UPDATE links SET detail = $2 WHERE id = $1', [id, JSON.stringify({ ...detail, unseen })]);
    }
    await client.query(`UPDATE lanes SET due_at = now() WHERE kind = 'link'`);
  });

it('an issue behind a security level parks its pair, and both sides read what is the matter', async () => {
  await edit(world.master, pair.mine, { security: { name: 'Managers only' } });
  await itBecomes('the pair is parked', async () => (await codes()).includes('hidden'));
  const { page, frame, noise } = await world.openAdmin(world.master);
  await goTo(frame, 'problems');
  const row = frame.getByRole('listitem').filter({ hasText: pair.theirs });
  await row.getByText('does not see').waitFor();
  await screenshot(page, 'out-of-sight-problem');
  expect(await axe(frame)).toEqual([]);
  expect(noise).toEqual([]);
  const panel = await world.openIssue(world.acme, pair.theirs, agentOf(world.acme));
  await panel.frame.getByText('partner').first().waitFor();
  await screenshot(panel.page, 'out-of-sight-panel');
});

it.each(['light', 'dark'] as const)('after a while a person is asked (%s)', async (theme) => {
  if (theme === 'light') await weeksPass();
  await itBecomes('it is asked', async () => (await codes()).includes('was-deleted'));
  const { page, frame, noise } = await world.openAdmin(world.master, undefined, { theme });
  await goTo(frame, 'problems');
  const row = frame.getByRole('listitem').filter({ hasText: pair.theirs });
  await row.getByRole('button', { name: 'It was deleted' }).waitFor();
  await screenshot(page, `out-of-sight-question-${theme}`);
  expect(await axe(frame)).toEqual([]);
  await row.getByRole('button', { name: 'It was deleted' }).click();
  await frame.getByRole('dialog').waitFor();
  await screenshot(page, `out-of-sight-sure-${theme}`);
  await frame.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  expect(noise).toEqual([]);
});

it('an answer is taken, and the pair goes on when the issue is seen again', async () => {
  const { frame } = await world.openAdmin(world.master);
  await goTo(frame, 'problems');
  const row = frame.getByRole('listitem').filter({ hasText: pair.theirs });
  await row.getByRole('button', { name: 'It is still there' }).click();
  await itBecomes('nobody is asked any more', async () => !(await codes()).includes('was-deleted'));
  await edit(world.master, pair.mine, { security: null });
  await itBecomes('the problem is over', async () => (await codes()).length === 0);
});

it('an archived copy is told once to its own side, and gets what waited when it is restored', async () => {
  const archived = await makePair(world, 'Soon in the archive');
  await setArchived(world.acme.baseUrl, archived.theirs, true);
  await edit(world.master, archived.mine, { summary: 'Once more' });
  const told = async () =>
    (await listProblems(adminOfAccord(world, world.acme))).filter(
      ({ keys }) => (keys as { provider?: unknown }).provider === archived.theirs,
    );
  await itBecomes('it is told', async () => (await told()).length === 1);
  await edit(world.master, archived.mine, { summary: 'And once more', labels: ['late'] });
  const { page, frame, noise } = await world.openAdmin(world.acme);
  await goTo(frame, 'problems');
  const row = frame.getByRole('listitem').filter({ hasText: archived.theirs });
  await row.getByText('All changes of the issue').waitFor();
  await screenshot(page, 'archived-problem');
  expect(await told()).toMatchObject([{ code: 'archived' }]);
  await setArchived(world.acme.baseUrl, archived.theirs, false);
  await itBecomes('all of it arrived', async () => {
    const { summary } = await fieldsOf(world.acme, archived.theirs);
    return summary === 'And once more' && (await told()).length === 0;
  });
  expect(noise).toEqual([]);
});

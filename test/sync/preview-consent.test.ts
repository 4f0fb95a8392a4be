import { type Half } from '../../src/core/model';
import { preview } from '../../src/sync/preview';
import { createBulkWorld, type BulkWorld, halves } from './bulk/bulk-world';
import { text } from './world';

let world: BulkWorld;
afterEach(() => world.close());

/** A pair in sync, whose issue at the provider then changes without a word to the master. */
const changedThere = async (send: Partial<Half['send']> = {}): Promise<string> => {
  const { master, provider } = halves();
  world = await createBulkWorld({ master, provider: { ...provider, send: { ...provider.send, ...send } } });
  const [mine, theirs] = [world.issue('master', 'Same'), world.issue('provider', 'Same')];
  await world.start({ kind: 'link', pairs: [{ mine, theirs }] });
  await world.rest();
  const [issue] = world.sites.provider.issues.values();
  world.sites.provider.setField(issue?.issueId ?? '', 'summary', text('Not sent yet'));
  return [...world.sites.master.issues.keys()][0] ?? '';
};
const seen = async (issue: string): Promise<string> =>
  JSON.stringify(await preview(world.deps, world.contractId, 'master', issue).then(({ sent, plan }) => [sent, plan]));

test('what the partner would send now is shown', async () => {
  expect(await seen(await changedThere())).toContain('Not sent yet');
});

test('what the partner sends only when its own people ask is not', async () => {
  expect(await seen(await changedThere({ updateOn: ['manual'] }))).not.toContain('Not sent yet');
});

test.each(['switched off', 'paused'])('nothing of a partner that has %s', async (how) => {
  const issue = await changedThere();
  const { contracts, connections } = world.database.stores;
  if (how === 'paused') {
    const connection = await connections.find(world.connectionId);
    if (!connection) throw new Error('there is a connection');
    await connections.save({ ...connection, paused: { master: false, provider: true } });
  } else await contracts.setEnabled(world.contractId, 'provider', false, world.now.toISOString());
  expect(await seen(issue)).not.toContain('Not sent yet');
});

test('of an issue that goes only when somebody asks, it says so beside the plan', async () => {
  const { master, provider } = halves();
  const byHand: Half = { ...master, send: { ...master.send, createOn: ['manual'] } };
  world = await createBulkWorld({ master: byHand, provider });
  world.issue('master', 'Not sent by itself');
  const [issue = ''] = world.sites.master.issues.keys();
  const { why, plan } = await preview(world.deps, world.contractId, 'master', issue);
  expect(why).toContain('goes only when somebody asks for it');
  expect(plan?.operations).toMatchObject([{ kind: 'ensureIssue' }]);
});

import { type Half, type Link, type Side } from '../../src/core/model';
import { createActions } from '../../src/sync/actions';
import { aHalf, createWorld, receives, sends, text, type World } from './world';

const CREATED = { event: 'jira:issue_created' } as const;

const halves = (): Readonly<Record<Side, Half>> => ({
  master: aHalf(
    'SUP',
    { createOn: ['issue_created', 'manual'], updateOn: ['issue_updated'], fields: [sends('summary', 'Title')] },
    { fields: [receives('Title', 'summary')] },
  ),
  provider: aHalf(
    'ACM',
    { createOn: ['manual'], updateOn: ['issue_updated'], fields: [sends('summary', 'Title')] },
    { create: { project: 'ACM', issueType: 'Defect', defaults: {} }, fields: [receives('Title', 'summary')] },
  ),
});

describe('an issue whose pair has ended', () => {
  let world: World;

  beforeEach(async () => {
    world = await createWorld(halves());
    for (const site of [world.sites.master, world.sites.provider]) site.field({ id: 'summary', maxLength: 255 });
  });

  afterEach(() => world.close());

  const actions = () => createActions(world.deps);
  const links = () => world.database.stores.links;
  const copies = () => [...world.sites.provider.issues.values()];

  const pairOf = async (issueId: string): Promise<Link> => {
    const link = await links().findByIssue(world.contractId, 'master', issueId);
    if (!link) throw new Error('there is no pair');
    return link;
  };

  /** A pair that lived, got a title from the provider, and was ended. */
  const ended = async (copyIs: 'out of sight' | 'there' = 'out of sight') => {
    const issue = world.sites.master.create({ projectKey: 'SUP', fields: { summary: text('It burns') } });
    await world.hear('master', issue.issueId, CREATED);
    await world.settle();
    const [copy] = copies();
    if (!copy) throw new Error('nothing was created at the provider');
    world.sites.provider.setField(copy.issueId, 'summary', text('It glows'));
    await world.hear('provider', copy.issueId);
    await world.settle();
    await actions().unlink((await pairOf(issue.issueId)).id, 'admin');
    await world.settle();
    world.now = new Date(world.now.getTime() + 60_000);
    if (copyIs === 'out of sight') world.sites.provider.hide(copy.issueId, 'level');
    return { issue, old: await pairOf(issue.issueId), copy };
  };

  const sendAgain = (issueId: string, side: Side = 'master') =>
    actions().requestCreate(world.contractId, side, issueId, 'someone');

  test('is sent again on request: a new pair with a new issue, and what the partner wrote goes along', async () => {
    const { issue, old, copy } = await ended();
    expect(old.state).toBe('closed');
    const before = world.sites.provider.must(copy.issueId);
    await sendAgain(issue.issueId);
    await world.settle();
    const fresh = await pairOf(issue.issueId);
    expect(fresh).toMatchObject({ state: 'active' });
    expect(fresh.id).not.toBe(old.id);
    expect(fresh.issues.provider?.id).not.toBe(copy.issueId);
    expect(world.sites.provider.must(fresh.issues.provider?.id ?? '').fields['summary']).toEqual(text('It glows'));
    expect(world.sites.provider.must(copy.issueId)).toEqual(before);
    expect((await links().find(old.id))?.state).toBe('closed');
  });

  test('is sent once, however often it is asked for and although the answer was lost', async () => {
    const { issue } = await ended();
    world.sites.provider.fail(
      'ensureIssue',
      { kind: 'unavailable', maybeDone: true, retryAfterMs: null, detail: 'timeout' },
      true,
    );
    await sendAgain(issue.issueId);
    await sendAgain(issue.issueId);
    await world.settle();
    world.now = new Date(world.now.getTime() + 3_600_000);
    await sendAgain(issue.issueId);
    await world.settle();
    expect(copies()).toHaveLength(2);
    expect((await pairOf(issue.issueId)).state).toBe('active');
  });

  test('the ended pair’s issue has no say in the new pair; the new one has', async () => {
    const { issue, copy } = await ended();
    await sendAgain(issue.issueId);
    await world.settle();
    world.sites.provider.setField(copy.issueId, 'summary', text('nobody hears it'));
    await world.hear('provider', copy.issueId);
    await world.settle();
    expect(world.sites.master.must(issue.issueId).fields['summary']).toEqual(text('It glows'));
    const second = (await pairOf(issue.issueId)).issues.provider?.id ?? '';
    world.sites.provider.setField(second, 'summary', text('It shines'));
    await world.hear('provider', second);
    await world.settle();
    expect(world.sites.master.must(issue.issueId).fields['summary']).toEqual(text('It shines'));
  });

  test('stays alone without a request, and after the new pair was ended too', async () => {
    const { issue } = await ended();
    await world.hear('master', issue.issueId, CREATED);
    await world.settle();
    expect(copies()).toHaveLength(1);
    await sendAgain(issue.issueId);
    await world.settle();
    const second = await pairOf(issue.issueId);
    await actions().unlink(second.id, 'admin');
    world.sites.provider.hide(second.issues.provider?.id ?? '', 'level');
    await world.hear('master', issue.issueId, CREATED);
    await world.settle();
    expect(copies()).toHaveLength(2);
    await sendAgain(issue.issueId);
    await world.settle();
    expect(copies()).toHaveLength(3);
  });

  describe('and the partner still has its issue', () => {
    const requests = () =>
      world.database.stores.pairRequests.list(
        { contractId: world.contractId, side: 'master' },
        { after: null, limit: 9 },
      );

    const offer = async (pairs: Half['send']['pairs']) => {
      await world.close();
      const { master, provider } = halves();
      world = await createWorld({ master, provider: { ...provider, send: { ...provider.send, pairs } } });
      for (const site of [world.sites.master, world.sites.provider]) site.field({ id: 'summary', maxLength: 255 });
    };

    const later = async () => {
      for (let turn = 0; turn < 10; turn += 1) {
        await world.settle();
        world.now = new Date(world.now.getTime() + 1_000);
      }
    };

    test('is paired with that one again, and goes on where it was', async () => {
      await offer('inScope');
      const { issue, old, copy } = await ended('there');
      world.sites.master.setField(issue.issueId, 'summary', text('It smoulders'));
      await sendAgain(issue.issueId);
      await later();
      const again = await pairOf(issue.issueId);
      expect(again).toMatchObject({ state: 'active', formerly: [old.id] });
      expect(again.issues).toEqual(old.issues);
      expect(copies()).toHaveLength(1);
      expect(world.sites.provider.must(copy.issueId).fields['summary']).toEqual(text('It smoulders'));
      expect(await world.database.stores.conflicts.list([world.contractId], 10)).toEqual([]);
    });

    test('asks the partner, where that wants to be asked: no second one is made', async () => {
      const { issue, old } = await ended('there');
      await sendAgain(issue.issueId);
      await sendAgain(issue.issueId);
      await later();
      expect(copies()).toHaveLength(1);
      expect((await pairOf(issue.issueId)).id).toBe(old.id);
      expect(await requests()).toMatchObject([{ issueId: issue.issueId, theirs: old.issues.provider?.key }]);
    });
  });

  test('the copy of an ended pair is no issue of this side’s own: asking for it is answered with a sentence', async () => {
    const { copy, issue } = await ended('there');
    world.sites.master.hide(issue.issueId, 'level');
    await sendAgain(copy.issueId, 'provider');
    await world.settle();
    expect(world.sites.master.issues.size).toBe(1);
    const entries = await world.database.stores.activity.search({ connectionIds: [world.connectionId], limit: 1 });
    expect(entries[0]?.text).toContain('came from another partner');
  });
});

import { type CommentSnapshot, type Half, type Side } from '../../src/core/model';
import { createActions } from '../../src/sync/actions';
import { aHalf, createWorld, receives, sends, text, type World } from './world';

const halves = (): Readonly<Record<Side, Half>> => ({
  master: aHalf(
    'SUP',
    {
      createOn: ['issue_created'],
      updateOn: ['comment'],
      fields: [sends('summary', 'Title')],
      comments: {
        which: 'marked',
        edits: true,
        deletes: true,
        existing: true,
        restricted: false,
        internal: false,
        relay: false,
      },
    },
    {},
  ),
  provider: aHalf(
    'ACM',
    {},
    {
      create: { project: 'ACM', issueType: 'Defect', defaults: {} },
      fields: [receives('Title', 'summary')],
      comments: { as: 'public', header: null, visibility: null, deletes: true },
    },
  ),
});

const NOTE: CommentSnapshot = {
  id: '7',
  author: { accountId: 'ann', name: 'Ann' },
  body: { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Look here' }] }] },
  created: '2026-03-01T10:00:00.000Z',
  updated: '2026-03-01T10:00:00.000Z',
  internal: false,
  restricted: false,
  marked: false,
  writtenFor: null,
  mirrors: null,
};

describe('a comment that somebody marks', () => {
  let world: World;

  beforeEach(async () => {
    world = await createWorld(halves());
    for (const site of [world.sites.master, world.sites.provider]) site.field({ id: 'summary', maxLength: 255 });
  });

  afterEach(() => world.close());

  const copied = () => [...world.sites.provider.issues.values()].flatMap(({ comments }) => comments);

  /** As the API does it: the mark is set in Jira, which sends no webhook for it. */
  const share = async (issueId: string, marked: boolean) => {
    world.sites.master.edit(issueId, { comments: [{ ...NOTE, marked }] });
    await createActions(world.deps).commentShared(world.sites.master.siteId, issueId);
    await world.settle();
  };

  test('goes at once, is taken back at once, and goes again', async () => {
    const { issueId } = world.sites.master.create({ projectKey: 'SUP', fields: { summary: text('It burns') } });
    world.sites.master.edit(issueId, { comments: [NOTE] });
    await world.hear('master', issueId, { event: 'jira:issue_created' });
    await world.settle();
    expect(world.sites.provider.issues.size).toBe(1);
    expect(copied()).toHaveLength(0);
    await share(issueId, true);
    expect(copied()).toMatchObject([{ mirrors: '7', body: NOTE.body }]);
    await share(issueId, false);
    expect(copied()).toHaveLength(0);
    await share(issueId, true);
    expect(copied()).toHaveLength(1);
  });
});

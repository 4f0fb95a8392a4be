import { type Failure } from '../../src/core/model';
import { createActions } from '../../src/sync/actions';
import { aHalf, createWorld, receives, sends, text, type World } from './world';

const DAY_MS = 24 * 3_600_000;
const ALL = { edits: true, deletes: true, existing: true, restricted: false, internal: false, relay: false } as const;

const halves = {
  master: aHalf('SUP', {
    createOn: ['issue_created'],
    updateOn: ['issue_updated', 'comment', 'attachment'],
    fields: [sends('summary', 'Title')],
    comments: { which: 'all', ...ALL },
  }),
  provider: aHalf(
    'ACM',
    {},
    {
      create: { project: 'ACM', issueType: 'Bug', defaults: {} },
      fields: [receives('Title', 'summary')],
      comments: { as: 'public', header: null, visibility: null, deletes: true },
    },
  ),
};

let world: World;
let issue = '';

beforeEach(async () => {
  world = await createWorld(halves);
  for (const site of Object.values(world.sites)) site.field({ id: 'summary', name: 'Summary', maxLength: 255 });
  issue = world.sites.master.create({ projectKey: 'SUP', fields: { summary: text('It burns') } }).issueId;
  await world.hear('master', issue, { event: 'jira:issue_created' });
  await world.settle();
});
afterEach(() => world.close());

const rename = async (title: string): Promise<void> => {
  world.sites.master.setField(issue, 'summary', text(title));
  await world.hear('master', issue);
  await world.settle();
};

let said = 0;
const comment = async (): Promise<void> => {
  said += 1;
  const { comments } = world.sites.master.must(issue);
  const at = world.now.toISOString();
  const doc = { type: 'doc', version: 1, content: [] } as const;
  const fresh = {
    id: `c${said}`,
    author: { accountId: 'ann', name: 'Ann' },
    body: { ...doc, content: [{ type: 'paragraph', content: [{ type: 'text', text: `No. ${said}` }] }] },
    created: at,
    updated: at,
    internal: false,
    restricted: false,
    marked: null,
    writtenFor: null,
    mirrors: null,
  };
  world.sites.master.edit(issue, { comments: [...comments, fresh] });
  await world.hear('master', issue, { event: 'comment_created', commentId: fresh.id });
  await world.settle();
};

const asked = (call: string): number => world.sites.provider.calls.filter((each) => each === call).length;
const copy = () => [...world.sites.provider.issues.values()][0];
const open = () => world.database.stores.problems.listOpen([world.contractId], 10);
const later = async (ms: number): Promise<void> => {
  world.now = new Date(world.now.getTime() + ms);
  await world.settle();
};

const ARCHIVED: Failure = { kind: 'rejected', fields: {}, detail: 'Issue ACM-1 is archived. It cannot be changed.' };
const FULL: Failure = { kind: 'tooLarge', detail: 'The per-issue limit of comments has been reached.' };

test('an archived issue is told once and asked again only once a day', async () => {
  world.sites.provider.fail('setFields', ARCHIVED);
  await rename('One');
  expect(await open()).toMatchObject([{ code: 'archived', side: 'provider', subject: 'All changes of the issue' }]);
  const before = asked('setFields');
  await rename('Two');
  await comment();
  expect([asked('setFields') - before, asked('ensureComment')]).toEqual([0, 0]);
  world.sites.provider.fail('ensureComment', ARCHIVED);
  world.sites.provider.fail('setFields', ARCHIVED);
  await later(DAY_MS + 1);
  expect([asked('setFields') - before, asked('ensureComment')].reduce((sum, each) => sum + each)).toBe(1);
  expect(await open()).toHaveLength(1);
});

test('a restored issue gets all that waited, by itself or when a person asks', async () => {
  world.sites.provider.fail('setFields', ARCHIVED);
  await rename('One');
  await comment();
  const [problem] = await open();
  await createActions(world.deps).retryProblem(problem?.id ?? '', 'admin');
  await world.settle();
  expect(copy()?.fields['summary']).toEqual(text('One'));
  expect(copy()?.comments).toHaveLength(1);
  expect(await open()).toEqual([]);
});

test('word from the issue itself, such as that of its restoration, is reason enough to ask again', async () => {
  world.sites.provider.fail('setFields', ARCHIVED);
  await rename('One');
  await world.hear('provider', copy()?.issueId ?? '');
  await world.settle();
  expect(copy()?.fields['summary']).toEqual(text('One'));
  expect(await open()).toEqual([]);
});

test('a ceiling of comments stops new comments only, until there is room', async () => {
  await comment();
  world.sites.provider.fail('ensureComment', FULL);
  await comment();
  expect(await open()).toMatchObject([{ code: 'full', side: 'provider', subject: 'New comments' }]);
  const before = asked('ensureComment');
  await comment();
  expect(asked('ensureComment')).toBe(before);
  await rename('Goes on');
  expect(copy()?.fields['summary']).toEqual(text('Goes on'));
  const mirrored = copy();
  world.sites.provider.edit(mirrored?.issueId ?? '', { comments: [] });
  await world.hear('provider', mirrored?.issueId ?? '', { event: 'comment_deleted' });
  await world.settle();
  expect(copy()?.comments).toHaveLength(2);
  expect(await open()).toEqual([]);
});

test('a file that is too large by itself stops nothing else', async () => {
  world.sites.provider.fail('ensureComment', { kind: 'tooLarge', detail: 'Jira answered 413' });
  await comment();
  expect(await open()).toMatchObject([{ code: 'too-large' }]);
  await comment();
  expect(copy()?.comments).toHaveLength(1);
});

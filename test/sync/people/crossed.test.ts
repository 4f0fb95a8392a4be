import { type Half, type Side, type Value } from '../../../src/core/model';
import { aComment, aDoc } from '../../builders';
import { aHalf, createWorld, receives, sends, text, type World } from '../world';

let world: World;
afterEach(() => world.close());

const ANN: Value = { kind: 'user', user: { accountId: 'ann-1', name: 'Ann Author' } };
const COMMENTS = { edits: true, deletes: true, existing: true, restricted: false, internal: false, relay: false };
const mention = (accountId: string, name: string) =>
  ({
    type: 'doc',
    version: 1,
    content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { id: accountId, text: `@${name}` } }] }],
  }) as const;

const halves = (header: string | null, owner: 'text' | 'user' = 'text'): Readonly<Record<Side, Half>> => ({
  master: aHalf('SUP', {
    createOn: ['issue_created'],
    updateOn: ['issue_updated', 'comment'],
    fields: [sends('summary', 'Title'), sends('reporter', 'Owner'), sends('secret', 'Hidden')],
    comments: { ...COMMENTS, which: 'all' },
  }),
  provider: aHalf(
    'ACM',
    {},
    {
      create: { project: 'ACM', issueType: 'Defect', defaults: {} },
      fields: [receives('Title', 'summary'), receives('Owner', owner === 'text' ? 'customer' : 'assignee')],
      comments: { as: 'public', header, visibility: null, deletes: true },
    },
  ),
});

const start = async (made: Readonly<Record<Side, Half>>): Promise<void> => {
  world = await createWorld(made);
  const { master, provider } = world.sites;
  for (const site of [master, provider]) site.field({ id: 'summary', maxLength: 255 });
  for (const id of ['reporter', 'secret']) master.field({ id, type: 'user' });
  provider.field({ id: 'customer' }).field({ id: 'assignee', type: 'user' });
};

const make = async (more: object): Promise<void> => {
  const secret: Value = { kind: 'user', user: { accountId: 'eve-1', name: 'Eve Hidden' } };
  const { issueId } = world.sites.master.create({
    projectKey: 'SUP',
    fields: { summary: text('Roof leaks'), reporter: ANN, secret },
    ...more,
  });
  await world.hear('master', issueId, { event: 'jira:issue_created' });
  await world.settle();
};

const seen = async (side: Side = 'master') => {
  const people = await world.database.stores.peopleSeen.list(world.connectionId, side, 100);
  return people.map(({ accountId, name }) => `${name} (${accountId})`).sort();
};

const bySam = { author: { accountId: 'sam-1', name: 'Sam Speaker' } };

test('a name that a field carries over is seen; one that nobody takes is not', async () => {
  await start(halves(null));
  await make({});
  expect(await seen()).toEqual(['Ann Author (ann-1)']);
  expect(await seen('provider')).toEqual([]);
});

test('who wrote a comment is seen only where its header names the author; who is mentioned always is', async () => {
  await start(halves(null));
  await make({ comments: [aComment('1', { ...bySam, body: mention('mia-1', 'Mia Mentioned') })] });
  expect(await seen()).toEqual(['Ann Author (ann-1)', 'Mia Mentioned (mia-1)']);
  await world.close();
  await start(halves('{{author}} wrote'));
  await make({ comments: [aComment('1', bySam)] });
  expect(await seen()).toEqual(['Ann Author (ann-1)', 'Sam Speaker (sam-1)']);
});

test('an author whom the header hides is not seen for words of the comment that hold the name', async () => {
  const by = (name: string) => ({ author: { accountId: 'al-1', name } });
  const says = (words: string) => ({ body: aDoc(words) });
  await start(halves(null));
  await make({ comments: [aComment('1', { ...by('Al'), ...says('Also here. Regards, Al') })] });
  expect(await seen()).toEqual(['Ann Author (ann-1)']);
  await world.close();
  await start(halves('{{author}} wrote'));
  await make({ comments: [aComment('1', { ...by('Al'), ...says('Regards, Al') })] });
  expect(await seen()).toEqual(['Al (al-1)', 'Ann Author (ann-1)']);
});

test('a person without a counterpart is seen where the problem names the person', async () => {
  await start(halves(null, 'user'));
  await make({});
  const [link] = await world.database.stores.links.listByContract(world.contractId, null, 1);
  const [problem] = await world.database.stores.problems.listForLink(link?.id ?? '');
  expect(problem?.cause).toContain('Ann Author');
  expect(await seen()).toEqual(['Ann Author (ann-1)']);
});

test('Accord’s own account is nobody’s counterpart', async () => {
  await start(halves('{{author}} wrote'));
  await world.database.stores.sites.addOwnAccount(world.sites.master.siteId, 'own-master');
  await make({ comments: [aComment('1', { author: { accountId: 'own-master', name: 'Accord' } })] });
  expect(await seen()).toEqual(['Ann Author (ann-1)']);
});

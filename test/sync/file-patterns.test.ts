import { type Half } from '../../src/core/model';
import { createActions } from '../../src/sync/actions';
import { getMyContract } from '../../src/sync/agreements';
import { saveHalf } from '../../src/sync/contracts';
import { aHalf, createWorld, receives, sends, text, type World } from './world';

/** As it may stand in the store: saved when braces meant something. */
const OLD = '!*.{exe,bat}';

const master = (names: readonly string[]): Half =>
  aHalf('SUP', {
    createOn: ['issue_created'],
    updateOn: ['issue_updated', 'attachment'],
    fields: [sends('summary', 'Title')],
    attachments: { which: 'all', maxBytes: null, names, existing: true, deletes: true, relay: false },
  });

const provider = (): Half =>
  aHalf(
    'ACM',
    {},
    {
      create: { project: 'ACM', issueType: 'Defect', defaults: {} },
      fields: [receives('Title', 'summary')],
      attachments: { accept: true, deletes: true },
    },
  );

const file = (id: string, name: string) => ({
  id,
  name,
  mimeType: 'text/plain',
  bytes: 3,
  created: '2026-02-01T00:00:00.000Z',
  mediaId: null,
  author: { accountId: 'ann', name: 'Ann' },
  writtenFor: null,
});

describe('patterns for file names from before', () => {
  let world: World;
  afterEach(() => world.close());

  const start = async (names: readonly string[]) => {
    world = await createWorld({ master: master(names), provider: provider() });
    for (const site of Object.values(world.sites)) site.field({ id: 'summary', name: 'Summary' });
    const issue = world.sites.master.create({
      projectKey: 'SUP',
      fields: { summary: text('It burns') },
      attachments: [file('1', 'a.exe'), file('2', 'a.png')],
    });
    await world.hear('master', issue.issueId, { event: 'jira:issue_created' });
    await world.settle();
    const [copy] = world.sites.provider.issues.values();
    if (!copy) throw new Error('nothing was created');
    return { issue, copy: () => world.sites.provider.must(copy.issueId) };
  };

  const problems = () => world.database.stores.problems.listOpen([world.contractId], 10);
  const namesOf = (files: readonly { readonly name: string }[]) => files.map(({ name }) => name).sort();

  const mend = async (names: readonly string[]) => {
    const { database, deps, contractId, sites } = world;
    const { stores } = database;
    await stores.contracts.setEnabled(contractId, 'master', false, world.now.toISOString());
    const mine = await getMyContract(stores, sites.master.siteId, contractId, 'master');
    const actions = createActions(deps);
    const half = master(names);
    await saveHalf({ ...deps, actions }, { siteId: sites.master.siteId, accountId: 'admin' }, mine, {
      half,
      source: half,
      version: mine.contract.versions.master,
      note: null,
    });
    await stores.contracts.setEnabled(contractId, 'master', true, world.now.toISOString());
    await actions.contractChanged(contractId);
  };

  test('stop the files and nothing else; one problem says so', async () => {
    const { issue, copy } = await start([OLD]);
    expect(copy().attachments).toEqual([]);
    world.sites.master.edit(issue.issueId, { fields: { summary: text('It still burns') } });
    await world.hear('master', issue.issueId);
    await world.settle();
    expect(copy().fields['summary']).toEqual(text('It still burns'));
    expect(copy().attachments).toEqual([]);
    const [problem, ...others] = await problems();
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ side: 'master', linkId: null, code: 'file-patterns' });
    expect(problem?.cause).toContain(OLD);
    expect(problem?.remedy).toContain('?');
  });

  test('mended, what waited follows, less what the new ones leave out', async () => {
    const { copy } = await start([OLD]);
    await mend(['!*.exe', '!*.bat']);
    await world.settle();
    expect(namesOf(copy().attachments)).toEqual(['a.png']);
    expect(await problems()).toEqual([]);
  });

  test('trying again without a mend opens the problem anew', async () => {
    await start([OLD]);
    const [problem] = await problems();
    await createActions(world.deps).retryProblem(problem?.id ?? '', 'admin');
    expect(await problems()).toEqual([]);
    await world.settle();
    expect(await problems()).toHaveLength(1);
  });

  test('patterns without a fault let go what they take', async () => {
    const { copy } = await start(['!*.exe']);
    expect(namesOf(copy().attachments)).toEqual(['a.png']);
    expect(await problems()).toEqual([]);
  });
});

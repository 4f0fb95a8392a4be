import { type Link, type Plan, type ProblemDraft, type Side } from '../../../src/core/model';
import { linkLane } from '../../../src/sync/lane-key';
import { connect, createContract, halfOf, NOTHING_PLANNED, startApiWorld, type ApiWorld } from './api-world';

interface LinkView {
  readonly id: string;
  readonly remoteKey: string | null;
  readonly state: string;
  readonly waiting: string | null;
  readonly problems: readonly { readonly whose: string; readonly cause: string; readonly subject: string }[];
}
interface ProblemView {
  readonly id: string;
  readonly whose: string;
  readonly subject: string;
  readonly code: string;
  readonly cause: string;
}

let world: ApiWorld;
let connectionId: string;
let contractId: string;
let next = 0;

beforeAll(async () => {
  world = await startApiWorld();
  ({ connectionId } = await connect(world));
  contractId = await createContract(world, connectionId);
  await world.as('acme').put(`/contracts/${contractId}/half`, { half: halfOf('acme'), version: 0 });
  await world.as('globex').put(`/contracts/${contractId}/half`, { half: halfOf('globex'), version: 0 });
  world.jira.acme
    .addIssue('100', 'ACMEPRJ-1', { comments: ['c-1'] })
    .addIssue('200', 'ACMEPRJ-2', { comments: ['c-2'] });
});
afterAll(() => world.close());

const addLink = async (more: Partial<Link> = {}): Promise<Link> => {
  next += 1;
  const issueId = `${1000 + next}`;
  const link: Link = {
    id: `link-${String(next).padStart(4, '0')}`,
    contractId,
    state: 'active',
    origin: 'master',
    issues: { master: { id: issueId, key: `ACMEPRJ-${issueId}` }, provider: { id: `9${next}`, key: `GLO-${next}` } },
    facets: {},
    fired: { master: false, provider: false },
    lastStatus: { master: null, provider: null },
    createIntent: null,
    linkedAt: '2026-01-02T00:00:00.000Z',
    seen: { master: null, provider: null },
    scopeSeen: { master: null, provider: null },
    ...more,
  };
  const lane = linkLane({ contractId, origin: 'master', issueId });
  const sites = { master: world.sites.acme.id, provider: world.sites.globex.id };
  await world.database.stores.links.insert(link, lane, sites);
  return link;
};

const title = (text: string): string => JSON.stringify({ kind: 'text', text });

const addProblem = (side: Side, linkId: string | null, more: Partial<ProblemDraft> = {}): Promise<string> =>
  world.database.stores.problems.open(
    contractId,
    linkId,
    {
      facet: 'field:Title',
      side,
      code: 'no-option',
      subject: `Own name at ${side}`,
      cause: `Secret cause at ${side}`,
      remedy: `Secret remedy at ${side}`,
      print: 'x',
      ...more,
    },
    new Date(),
  );

describe('pairs of issues', () => {
  test('page by page, each side sees its own issue and the other’s key', async () => {
    const links = [await addLink(), await addLink(), await addLink()];
    const first = await world
      .as('acme')
      .get<{ links: LinkView[]; next: string }>(`/contracts/${contractId}/links?limit=2`);
    expect(first.body.links).toHaveLength(2);
    const second = await world
      .as('acme')
      .get<{ links: LinkView[]; next: null }>(`/contracts/${contractId}/links?limit=200&after=${first.body.next}`);
    expect([...first.body.links, ...second.body.links].map(({ id }) => id)).toEqual(links.map(({ id }) => id));
    const theirs = await world.as('globex').get<{ links: unknown[] }>(`/contracts/${contractId}/links?limit=1`);
    expect(theirs.body.links[0]).toMatchObject({
      issue: { id: '91', key: 'GLO-1' },
      remoteKey: 'ACMEPRJ-1001',
      remoteUrl: 'https://acme.atlassian.net/browse/ACMEPRJ-1001',
      startedHere: false,
    });
    expect((await world.as('acme').get(`/contracts/${contractId}/links?limit=0`)).status).toBe(422);
  });

  test('what an admin asks of a pair reaches the pipeline', async () => {
    const { id } = await addLink();
    for (const act of ['sync', 'pause', 'resume', 'unlink']) {
      expect((await world.as('globex').post(`/links/${id}/${act}`)).status).toBe(202);
    }
    expect(world.asked.slice(-4)).toEqual([
      `wakeLink:${id}:provider:admin`,
      `setLinkPaused:${id}:provider:true:admin`,
      `setLinkPaused:${id}:provider:false:admin`,
      `unlink:${id}:admin`,
    ]);
    const asked = world.asked.length;
    expect((await world.as('initech').post(`/links/${id}/sync`)).status).toBe(404);
    expect((await world.as('initech', 'agent').post(`/links/${id}/unlink`)).status).toBe(404);
    const closed = await addLink({ state: 'closed' });
    expect((await world.as('acme').post(`/links/${closed.id}/sync`)).error.code).toBe('link-closed');
    expect(world.asked).toHaveLength(asked);
  });

  test('an issue is sent by hand', async () => {
    const sent = await world.as('acme').post(`/contracts/${contractId}/links`, { issue: 'ACMEPRJ-1' });
    expect(sent.status).toBe(202);
    expect(world.asked.at(-1)).toBe(`requestCreate:${contractId}:master:100:admin`);
    expect((await world.as('acme').post(`/contracts/${contractId}/links`, { issue: 'NOPE-1' })).status).toBe(404);
    expect((await world.as('acme').post(`/contracts/${contractId}/links`, {})).status).toBe(422);
  });
});

describe('the issue panel', () => {
  const panel = (key: string, accountId = 'agent') =>
    world.as('acme', accountId).get<{ links: LinkView[]; why: string | null }>(`/issues/${key}/links`);

  test('any user who may browse the issue sees its pairs', async () => {
    const link = await addLink({
      issues: { master: { id: '100', key: 'ACMEPRJ-1' }, provider: { id: '77', key: 'GLO-77' } },
    });
    await addProblem('master', link.id);
    await addProblem('provider', link.id, { code: 'refused' });
    const seen = await panel('ACMEPRJ-1');
    expect(seen.status).toBe(200);
    expect(seen.body.why).toBeNull();
    const [first] = seen.body.links;
    expect(first).toMatchObject({ id: link.id, remoteKey: 'GLO-77', state: 'active' });
    expect(first?.problems.map(({ whose }) => whose).sort()).toEqual(['mine', 'partner']);
    expect(JSON.stringify(first)).toContain('Secret cause at master');
    expect(JSON.stringify(first)).not.toContain('Secret cause at provider');
  });

  test('to others the issue is not there', async () => {
    expect((await panel('ACMEPRJ-1', 'somebody')).status).toBe(404);
    expect((await panel('ACMEPRJ-404')).status).toBe(404);
  });

  test('says in one sentence why an issue has no pair', async () => {
    const acme = world.as('acme');
    expect((await panel('ACMEPRJ-2')).body.why).toContain('your side is switched off');
    await acme.post(`/contracts/${contractId}/enable`);
    expect((await panel('ACMEPRJ-2')).body.why).toContain('the partner’s side is switched off');
    await world.as('globex').post(`/contracts/${contractId}/enable`);
    expect((await panel('ACMEPRJ-2')).body.why).toContain('when it is created');
    await world.as('globex').post(`/connections/${connectionId}/pause`);
    expect((await panel('ACMEPRJ-2')).body.why).toContain('The partner paused');
    await world.as('globex').post(`/connections/${connectionId}/resume`);
    const scope = { project: 'ACMEPRJ', issueTypes: ['Bug'], jql: 'labels = x' };
    await acme.put(`/contracts/${contractId}/half`, { half: halfOf('acme', { scope }), version: 1 });
    world.jira.acme.addIssue('300', 'ACMEPRJ-3', { matches: false });
    world.jira.acme.addIssue('400', 'ACMEPRJ-4', { issueType: 'Task' });
    world.jira.acme.addIssue('500', 'OTHER-5');
    expect((await panel('ACMEPRJ-3')).body.why).toContain('does not match the condition');
    expect((await panel('ACMEPRJ-4')).body.why).toContain('does not cover issues of type Task');
    expect((await panel('OTHER-5')).body.why).toContain('No contract of this site covers project OTHER');
    world.jira.initech.addIssue('1', 'INI-1');
    const none = await world.as('initech').get<{ why: string }>('/issues/INI-1/links');
    expect(none.body.why).toContain('no contract');
  });
});

describe('problems and conflicts', () => {
  test('a problem’s cause is for the side that can mend it', async () => {
    const link = await addLink();
    const id = await addProblem('provider', link.id);
    const find = async (site: 'acme' | 'globex' | 'initech') =>
      (await world.as(site).get<{ problems: ProblemView[] }>('/problems')).body.problems.find((each) => each.id === id);
    expect(await find('globex')).toMatchObject({ whose: 'mine', code: 'no-option', cause: 'Secret cause at provider' });
    expect(await find('acme')).toMatchObject({ whose: 'partner', code: 'partner-problem', subject: 'Field "Title"' });
    expect(await find('initech')).toBeUndefined();
    expect((await world.as('initech').post(`/problems/${id}/retry`)).status).toBe(404);
    expect((await world.as('acme').post(`/problems/nothing/retry`)).status).toBe(404);
    expect((await world.as('globex').post(`/problems/${id}/retry`)).status).toBe(202);
    expect(world.asked.at(-1)).toBe(`retryProblem:${id}:admin`);
  });

  test('only the side that would lose something says yes to many deletions, one by one and all at once', async () => {
    const link = await addLink();
    const brake = { facet: 'brake', code: 'too-many-changes' };
    const theirs = await addProblem('provider', link.id, brake);
    const mine = await addProblem('master', (await addLink()).id, brake);
    const may = async (site: 'acme' | 'globex') => {
      const { body } = await world.as(site).get<{ problems: (ProblemView & { mayRetry: boolean })[] }>('/problems');
      return [theirs, mine].map((id) => body.problems.find((each) => each.id === id)?.mayRetry);
    };
    expect([await may('acme'), await may('globex')]).toEqual([
      [false, true],
      [true, false],
    ]);
    const asked = world.asked.length;
    const refused = await world.as('acme').post(`/problems/${theirs}/retry`);
    expect([refused.status, refused.error.code]).toEqual([403, 'partners-consent']);
    expect(refused.error.remedy).toContain('partner');
    await world.as('acme').post('/problems/retry', { code: 'partner-problem', contract: contractId });
    await world.as('acme').post('/problems/retry', { contract: contractId });
    await world.as('acme').post('/problems/retry', {});
    expect(world.asked.slice(asked)).not.toContain(`retryProblem:${theirs}:admin`);
    expect(world.asked.slice(asked)).toContain(`retryProblem:${mine}:admin`);
    expect((await world.as('globex').post(`/problems/${theirs}/retry`)).status).toBe(202);
  });

  test('a question is answered by the side whose issues it is about, and only as it asks', async () => {
    const link = await addLink();
    const one = await addProblem('master', link.id, { facet: 'issue', code: 'was-deleted' });
    const many = await addProblem('provider', null, { facet: 'removals:provider', code: 'many-removals' });
    const plain = await addProblem('master', link.id, { facet: 'field:Colour' });
    const answer = async (site: 'acme' | 'globex' | 'initech', id: string, said: string) => {
      const { status, error } = await world.as(site).post(`/problems/${id}/answer`, { answer: said });
      return [status, ...(status === 202 ? [] : [error.code])];
    };
    const listed = async (site: 'acme' | 'globex') => {
      type Asking = ProblemView & { readonly answers: readonly string[]; readonly mayRetry: boolean };
      const { problems } = (await world.as(site).get<{ problems: readonly Asking[] }>('/problems?limit=500')).body;
      return [one, many, plain].map((id) => {
        const found = problems.find((each) => each.id === id);
        return [found?.answers, found?.mayRetry];
      });
    };
    expect(await listed('acme')).toEqual([
      [['deleted', 'still-there'], true],
      [[], false],
      [[], true],
    ]);
    expect(await listed('globex')).toEqual([
      [[], true],
      [['delete', 'keep'], false],
      [[], true],
    ]);
    const asked = world.asked.length;
    expect(await answer('initech', one, 'deleted')).toEqual([404, 'not-found']);
    expect(await answer('globex', one, 'deleted')).toEqual([403, 'partners-consent']);
    expect(await answer('acme', many, 'delete')).toEqual([403, 'partners-consent']);
    expect(await answer('acme', one, 'delete')).toEqual([422, 'no-such-answer']);
    expect(await answer('acme', plain, 'deleted')).toEqual([422, 'no-such-answer']);
    expect((await world.as('globex').post(`/problems/${many}/retry`)).status).toBe(422);
    await world.as('globex').post('/problems/retry', { contract: contractId });
    expect(world.asked.slice(asked)).not.toContain(`retryProblem:${many}:admin`);
    expect(await answer('acme', one, 'still-there')).toEqual([202]);
    expect(await answer('globex', many, 'keep')).toEqual([202]);
    expect(world.asked.slice(-2)).toEqual([
      `answerProblem:${one}:still-there:admin`,
      `answerProblem:${many}:keep:admin`,
    ]);
  });

  test('by contract, pair and kind, with the keys of the pair', async () => {
    const link = await addLink({ issues: { master: { id: '5', key: 'ACMEPRJ-5' }, provider: null } });
    const mine = await addProblem('master', link.id, { code: 'odd-one' });
    const theirs = await addProblem('provider', link.id, { code: 'odd-one', facet: 'workflow' });
    const list = async (query: string) =>
      (await world.as('acme').get<{ problems: (ProblemView & { keys: object })[] }>(`/problems?limit=500&${query}`))
        .body.problems;
    const ids = async (query: string) => (await list(query)).map(({ id }) => id);
    expect(await list(`link=${link.id}&code=odd-one`)).toMatchObject([
      { id: mine, connection: connectionId, keys: { master: 'ACMEPRJ-5', provider: null } },
    ]);
    expect(await ids(`contract=${contractId}&link=${link.id}&code=partner-problem`)).toEqual([theirs]);
    expect((await ids(`link=${link.id}`)).sort()).toEqual([mine, theirs].sort());
    expect((await world.as('initech').get(`/problems?contract=${contractId}`)).status).toBe(404);
  });

  test('all of a kind are tried again', async () => {
    const link = await addLink();
    const ids = [
      await addProblem('master', link.id, { code: 'twice' }),
      await addProblem('master', link.id, { code: 'twice', facet: 'workflow' }),
    ];
    await addProblem('provider', link.id, { code: 'twice', facet: 'field:Severity' });
    const retry = (body: object, site: 'acme' | 'initech' = 'acme') =>
      world.as(site).post<{ queued: number }>('/problems/retry', body);
    const asked = world.asked.length;
    expect((await retry({ code: 'twice', contract: contractId })).body).toEqual({ queued: 2 });
    expect(world.asked.slice(asked).sort()).toEqual(ids.map((id) => `retryProblem:${id}:admin`).sort());
    expect((await retry({}, 'initech')).body).toEqual({ queued: 0 });
    expect((await retry({ contract: contractId }, 'initech')).status).toBe(404);
    expect((await retry({ kind: 'twice' })).status).toBe(422);
  });

  test('an open conflict is chosen; a decided one stays readable and can be taken back', async () => {
    const link = await addLink();
    const draft = { facet: 'field:Title', values: { master: title('A'), provider: title('B') } };
    const { conflicts } = world.database.stores;
    const open = await conflicts.record(contractId, link.id, { ...draft, rule: 'ask', winner: null }, new Date());
    const decided = await conflicts.record(
      contractId,
      link.id,
      { ...draft, rule: 'master', winner: 'master' },
      new Date(),
    );
    const list = await world.as('globex').get<{ conflicts: { id: string }[] }>('/conflicts');
    expect(list.body.conflicts.find(({ id }) => id === open)).toMatchObject({
      open: true,
      subject: 'Field "Title"',
      values: { master: title('A'), provider: title('B') },
      connection: connectionId,
      keys: { master: link.issues.master?.key, provider: link.issues.provider?.key },
      both: true,
    });
    expect(list.body.conflicts.find(({ id }) => id === decided)).toMatchObject({ open: false, winner: 'master' });
    expect((await world.as('initech').get<{ conflicts: unknown[] }>('/conflicts')).body.conflicts).toEqual([]);
    const choose = (id: string, body: object, site: 'acme' | 'initech' = 'acme') =>
      world.as(site).post(`/conflicts/${id}/choose`, body);
    expect((await choose(open, { side: 'provider' }, 'initech')).status).toBe(404);
    expect((await choose(open, { side: 'neither' })).status).toBe(422);
    expect((await choose(open, { side: 'provider' })).status).toBe(202);
    expect(world.asked.at(-1)).toBe(`chooseConflict:${open}:provider:master:admin`);
    expect((await choose(decided, { side: 'master' })).error.code).toBe('conflict-decided');
    expect((await choose(decided, { side: 'provider' })).status).toBe(202);
  });

  test('both values, only where they can stand together', async () => {
    const record = (values: { master: string; provider: string }, more: object = {}) =>
      world.database.stores.conflicts.record(
        contractId,
        `l-${(next += 1)}`,
        { facet: 'field:Title', rule: 'master', winner: 'master', values, ...more },
        new Date(),
      );
    const both = (id: string) => world.as('acme').post(`/conflicts/${id}/choose`, { side: 'both' });
    const texts = { master: title('A'), provider: title('B') };
    const fits = await record(texts);
    expect((await both(fits)).status).toBe(202);
    expect(world.asked.at(-1)).toBe(`chooseConflict:${fits}:both:master:admin`);
    const never = [
      await record({ master: title('x'.repeat(200)), provider: title('y'.repeat(60)) }),
      await record({ master: title('A'), provider: '{"kind":"empty"}' }),
      await record({ master: '{"kind":"number","number":1}', provider: '{"kind":"number","number":2}' }),
      await record(texts, { facet: 'field:Title>provider' }),
      await record(texts, { facet: 'comment:master:1' }),
    ];
    for (const id of never) {
      const refused = await both(id);
      expect(refused.status).toBe(422);
      expect(refused.error).toMatchObject({ code: 'no-both' });
    }
    expect((await world.as('acme').post(`/conflicts/${never[4]}/choose`, { side: 'provider' })).status).toBe(409);
    const ended = await addLink({ state: 'closed' });
    const over = await world.database.stores.conflicts.record(
      contractId,
      ended.id,
      { facet: 'field:Title', rule: 'master', winner: 'master', values: texts },
      new Date(),
    );
    expect((await both(over)).error.code).toBe('link-closed');
  });
});

describe('activity', () => {
  interface Entry {
    readonly text: string;
    readonly actor: string | null;
    readonly kind: string;
  }
  const read = async (site: 'acme' | 'globex', query = '') =>
    (await world.as(site).get<{ activity: Entry[]; next: string | null }>(`/activity?limit=200${query}`)).body;

  test('who it was stays at home; what concerns both is seen by both', async () => {
    const mine = (await read('acme', `&kind=half-enabled&contract=${contractId}`)).activity;
    const theirs = (await read('globex', `&kind=half-enabled&contract=${contractId}`)).activity;
    const ofMaster = (entries: Entry[]) => entries.filter(({ text }) => text.startsWith('The master switched on'));
    expect(ofMaster(mine)).toMatchObject([{ actor: 'admin' }]);
    expect(ofMaster(theirs)).toMatchObject([{ actor: null }]);
    const saved = (await read('globex', '&kind=half-saved')).activity.map(({ text }) => text);
    expect(saved).toEqual(['Your side of "Bugs" was saved as version 1 (changes: 4).']);
  });

  test('page by page, filtered', async () => {
    const link = await addLink();
    const at = new Date();
    const entries = Array.from({ length: 5 }, (_, index) => ({
      at: at.toISOString(),
      connectionId,
      contractId,
      linkId: link.id,
      side: index % 2 === 0 ? null : ('provider' as const),
      kind: 'setFields' as const,
      text: `Step ${index}`,
      keys: { master: 'ACMEPRJ-9', provider: 'GLO-9' },
      actor: 'somebody',
    }));
    await world.database.stores.activity.append(entries);
    const first = await world.as('acme').get<{ activity: Entry[]; next: string }>(`/activity?issue=ACMEPRJ-9&limit=2`);
    expect(first.body.activity.map(({ text }) => text)).toEqual(['Step 4', 'Step 2']);
    expect(first.body.activity.every(({ actor }) => actor === null)).toBe(true);
    const rest = await world
      .as('acme')
      .get<{ activity: Entry[]; next: null }>(`/activity?issue=ACMEPRJ-9&limit=2&before=${first.body.next}`);
    expect(rest.body).toMatchObject({ activity: [{ text: 'Step 0' }], next: null });
    expect((await read('globex', '&issue=GLO-9')).activity).toHaveLength(5);
    expect((await world.as('initech').get<{ activity: unknown[] }>('/activity')).body.activity).toEqual([]);
    expect((await world.as('initech').get(`/activity?contract=${contractId}`)).status).toBe(404);
    for (const query of ['before=yesterday', 'after=x', 'from=2', 'to=soon', 'since=x', 'kind=synced']) {
      expect((await world.as('acme').get(`/activity?${query}`)).status).toBe(422);
    }
  });

  test('by key of either side, connection, time and kind; and only what is new', async () => {
    const keys = { master: 'ACMEPRJ-77', provider: 'GLO-77' };
    world.jira.acme.addIssue('77', 'ACMEPRJ-77');
    const entry = (kind: 'setFields' | 'conflict', second: number) => ({
      ...{ connectionId, contractId, linkId: null, side: null, actor: null, keys, kind },
      at: `2026-02-01T00:00:0${second}.000Z`,
      text: `At ${second}`,
    });
    await world.database.stores.activity.append([entry('setFields', 1), entry('conflict', 2), entry('setFields', 3)]);
    const texts = async (query: string) =>
      (await world.as('acme').get<{ activity: Entry[] }>(`/activity?${query}`)).body.activity.map(({ text }) => text);
    expect(await texts('key=glo-77')).toEqual(['At 3', 'At 2', 'At 1']);
    expect(await texts(`key=ACMEPRJ-77&connection=${connectionId}&kind=conflict`)).toEqual(['At 2']);
    expect(await texts('key=GLO-77&kind=conflict&kind=setFields&limit=1')).toEqual(['At 3']);
    expect(await texts('from=2026-02-01T00:00:02Z&to=2026-02-01T00:00:03Z')).toEqual(['At 2']);
    const first = await world
      .as('acme')
      .get<{ activity: { id: string }[]; next: string }>('/activity?key=GLO-77&limit=2');
    expect(await texts(`key=GLO-77&after=${first.body.next}`)).toEqual(['At 1']);
    expect(await texts(`key=GLO-77&since=${first.body.activity[1]?.id}`)).toEqual(['At 3']);
    expect((await world.as('initech').get(`/activity?connection=${connectionId}`)).status).toBe(404);
  });

  test('names people of the own site, and contracts', async () => {
    const path = `/activity?kind=half-enabled&contract=${contractId}`;
    const [mine] = (await world.as('acme').get<{ activity: object[] }>(path)).body.activity.slice(-1);
    expect(mine).toMatchObject({ actor: 'admin', actorName: 'Ada Admin', contractName: 'Bugs' });
    world.jira.acme.names.delete('admin');
    expect((await world.as('acme').get<{ activity: object[] }>(path)).body.activity.at(-1)).toMatchObject({
      actor: 'admin',
      actorName: null,
    });
    world.jira.acme.names.set('admin', 'Ada Admin');
  });
});

describe('sharing a comment', () => {
  const share = (comment: string, body: object, accountId = 'agent') =>
    world.as('acme', accountId).post(`/comments/${comment}/share`, body);

  test('anyone who may comment on the issue, and only for a comment of that issue', async () => {
    expect((await share('c-1', { shared: true, issue: 'ACMEPRJ-1' })).body).toEqual({ comment: 'c-1', shared: true });
    expect(world.asked.at(-1)).toMatch(/^commentShared:.+:100$/);
    expect((await share('c-1', { shared: false, issue: '100' })).status).toBe(200);
    expect(world.jira.acme.shared).toEqual([
      { commentId: 'c-1', shared: true },
      { commentId: 'c-1', shared: false },
    ]);
    expect((await share('c-2', { shared: true, issue: 'ACMEPRJ-1' })).status).toBe(404);
    expect((await share('c-1', { shared: true, issue: 'ACMEPRJ-1' }, 'somebody')).status).toBe(404);
    expect((await share('c-1', { issue: 'ACMEPRJ-1' })).status).toBe(422);
    expect(world.jira.acme.shared).toHaveLength(2);
  });

  test('seeing the issue is not enough', async () => {
    const { viewers, shared } = world.jira.acme;
    viewers.add('reader');
    const before = shared.length;
    const refused = await share('c-1', { shared: true, issue: 'ACMEPRJ-1' }, 'reader');
    expect(refused.status).toBe(403);
    expect(refused.error.remedy).toContain('may comment');
    expect(shared).toHaveLength(before);
  });
});

describe('metadata', () => {
  test('comes live from the own Jira', async () => {
    const acme = world.as('acme');
    expect((await acme.get('/metadata/projects?query=acme')).body).toEqual({
      projects: [{ id: '10000', key: 'ACMEPRJ', name: 'Project ACMEPRJ' }],
      total: 1,
    });
    expect((await acme.get('/metadata/projects/ACMEPRJ')).body).toMatchObject({ key: 'ACMEPRJ' });
    expect((await acme.get('/metadata/projects/GLOBEXPRJ')).status).toBe(404);
    const fields = await acme.get<{ fields: { id: string }[] }>(
      '/metadata/projects/ACMEPRJ/fields?issueType=Bug&issueType=Task',
    );
    expect(fields.body.fields.map(({ id }) => id)).toContain('customfield_10042');
    expect((await acme.get('/metadata/projects/NOPE/fields')).status).toBe(404);
    expect((await acme.get('/metadata/users?query=ann')).body).toEqual({
      users: [{ accountId: 'user-1', name: 'Somebody ann' }],
    });
  });

  test('people by account, those whom Jira does not know left out', async () => {
    const acme = world.as('acme');
    expect((await acme.get('/metadata/people?accountId=admin&accountId=nobody')).body).toEqual({
      people: [{ accountId: 'admin', name: 'Ada Admin' }],
    });
    expect((await acme.get('/metadata/people?accountId=agent')).body).toMatchObject({
      people: [{ name: 'Ben Agent' }],
    });
    expect((await acme.get('/metadata/people')).body).toEqual({ people: [] });
    const many = Array.from({ length: 101 }, (_, index) => `accountId=${index}`).join('&');
    expect((await acme.get(`/metadata/people?${many}`)).status).toBe(422);
    expect((await world.as('acme', 'agent').get('/metadata/people?accountId=admin')).status).toBe(403);
  });

  test('issues for a picker, of one project', async () => {
    const acme = world.as('acme');
    world.jira.acme.addIssue('900', 'OTHER-900');
    const found = await acme.get<{ issues: { key: string }[] }>('/metadata/issues?query=900');
    expect(found.body.issues).toEqual([
      { id: '900', key: 'OTHER-900', summary: 'Issue OTHER-900', type: 'Bug', status: 'Open' },
    ]);
    expect((await acme.get('/metadata/issues?query=900&project=ACMEPRJ')).body).toEqual({ issues: [] });
    expect((await world.as('initech').get('/metadata/issues?query=900')).body).toEqual({ issues: [] });
    expect((await world.as('acme', 'agent').get('/metadata/issues')).status).toBe(403);
  });
});

describe('a preview', () => {
  const operation = (side: Side) => ({
    id: `op-${side}`,
    kind: 'setFields' as const,
    side,
    issueId: '1',
    fields: [
      {
        facet: 'field:Title',
        fieldId: `private-field-${side}`,
        source: { print: 'x', elements: null },
        pendingMedia: [],
        excerpt: false,
        mode: 'set' as const,
        value: { kind: 'text' as const, text: 'x' },
      },
    ],
  });

  test('shows the own requests in full and the partner’s in contract words', async () => {
    const plan = {
      operations: [operation('master'), operation('provider')],
      baseline: {},
      conflicts: [],
      problems: [],
      skipped: [{ facet: 'workflow', code: 'x', reason: 'Because of private-status.' }],
      link: null,
      branches: {},
    } as unknown as Plan;
    const requests = (['master', 'provider'] as const).map((side) => ({
      side,
      method: 'PUT',
      path: `/rest/api/3/issue/private-${side}`,
      body: { fields: { [`private-field-${side}`]: 'x' } },
      note: `private note ${side}`,
    }));
    const creating = {
      side: 'provider' as const,
      method: 'POST',
      path: '/rest/api/3/issue?x=private',
      body: {},
      note: null,
    };
    const sent = { master: { Title: 'Ours' }, provider: { Title: 'Theirs' } };
    world.preview.result = { linkId: null, sent, plan, requests: [...requests, creating], why: null };
    const seen = await world.as('acme').post(`/contracts/${contractId}/preview`, { issue: 'ACMEPRJ-1' });
    expect(seen.body).toMatchObject({
      plan: {
        operations: [
          { side: 'master', what: 'Would set field Title', fields: [{ name: 'Title', value: 'Ours' }] },
          { side: 'provider', what: 'Would set field Title', fields: [{ name: 'Title', value: 'Theirs' }] },
        ],
      },
      requests: [
        { side: 'master', path: '/rest/api/3/issue/private-master' },
        { side: 'provider', path: null, body: null },
        { side: 'provider', path: '/rest/api/3/issue', body: null },
      ],
    });
    expect(seen.text).not.toContain('private-provider');
    expect(seen.text).not.toContain('private-field-provider');
    expect(seen.text).not.toContain('private note provider');
    world.preview.result = NOTHING_PLANNED;
    const nothing = await world.as('acme').post(`/contracts/${contractId}/preview`, { issue: 'ACMEPRJ-1' });
    expect(nothing.body).toMatchObject({ plan: null, why: 'Nothing to do.' });
  });
});

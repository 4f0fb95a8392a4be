import { JiraError } from '../../../src/sync/ports';
import { connect, createContract, halfOf, startApiWorld, type ApiWorld, type SiteName } from './api-world';

interface Listed {
  readonly total: number;
  readonly runs: readonly { readonly run: string; readonly waiting: number }[];
  readonly requests: readonly {
    readonly id: string;
    readonly run: string;
    readonly own: string;
    readonly partner: string;
    readonly issue: object | null;
    readonly authorName: string | null;
  }[];
  readonly next: string | null;
}
interface Answered {
  readonly answered: number;
  readonly waiting: number;
}

let world: ApiWorld;
let connectionId: string;
let contract: string;
let runs = 0;

beforeAll(async () => {
  world = await startApiWorld();
  ({ connectionId } = await connect(world));
  world.jira.acme.addIssue('101', 'ACMEPRJ-1');
  world.jira.globex.addIssue('201', 'GLOBEXPRJ-1').addIssue('203', 'OTHER-1');
});
beforeEach(async () => {
  contract = await createContract(world, connectionId);
  for (const site of ['acme', 'globex'] as const) {
    await world.as(site).put(`/contracts/${contract}/half`, { half: halfOf(site), version: 0 });
    await world.as(site).post(`/contracts/${contract}/enable`);
  }
});
afterEach(() => {
  world.jira.globex.down = null;
  world.jira.globex.viewers.add('admin');
});
afterAll(() => world.close());

/** Acme asks, as its run's lane does. */
const ask = async (...theirs: readonly string[]): Promise<string> => {
  const { bulk, pairRequests } = world.database.stores;
  runs += 1;
  const id = `run-${runs}`;
  const at = new Date();
  const run = { id, contractId: contract, side: 'master', kind: 'link', state: 'asked', jql: null } as const;
  const began = { author: 'admin', startedAt: at.toISOString(), endedAt: null, gathered: true, cursor: null };
  await bulk.insert({ ...run, ...began, keyField: null });
  const named = theirs.map((name, index) => ({ mine: `ACMEPRJ-${index + 1}`, theirs: name }));
  const blank = { key: null, issueId: null, verdict: null };
  await bulk.addItems(
    id,
    named.map((each) => ({ ...each, ...blank })),
    at,
  );
  const items = await bulk.waiting(id, 1_000);
  const requests = items.map(({ id: itemId, mine, theirs: name }, index) => ({
    runId: id,
    itemId,
    issueId: String(runs * 1_000 + index),
    issueKey: mine,
    theirs: name ?? '',
  }));
  await pairRequests.add(run, requests, 'admin', at);
  await bulk.markAwaiting(requests.map(({ itemId, issueId, issueKey: key }) => ({ id: itemId, issueId, key })));
  return id;
};
const list = async (site: SiteName = 'globex', query = '') =>
  (await world.as(site).get<Listed>(`/contracts/${contract}/pair-requests${query}`)).body;
const answer = (body: object, site: SiteName = 'globex', accountId?: string) =>
  world.as(site, accountId).post<Answered>(`/contracts/${contract}/pair-requests/answer`, body);

test('the side that is asked reads who asks for what, and of its own issue what the person may browse', async () => {
  const run = await ask('GLOBEXPRJ-1', 'OTHER-1', 'GLOBEXPRJ-404');
  const { total, runs: asking, requests, next } = await list();
  expect({ total, asking, next }).toMatchObject({ total: 3, asking: [{ run, waiting: 3 }], next: null });
  expect(requests).toMatchObject([
    { own: 'GLOBEXPRJ-1', partner: 'ACMEPRJ-1', issue: { is: 'found', key: 'GLOBEXPRJ-1' }, authorName: null },
    { own: 'OTHER-1', issue: { is: 'none' } },
    { own: 'GLOBEXPRJ-404', issue: { is: 'none' } },
  ]);
  world.jira.globex.viewers.delete('admin');
  expect((await list()).requests[0]).toMatchObject({ issue: { is: 'hidden' } });
  world.jira.globex.down = new JiraError({ kind: 'unavailable', maybeDone: false, retryAfterMs: null, detail: 'x' });
  expect((await list()).requests[0]).toMatchObject({ issue: { is: 'unknown' } });
});

test('the side that asks reads its own, by the names it gave, and no word of the partner’s Jira', async () => {
  await ask('GLOBEXPRJ-1', 'GLOBEXPRJ-404');
  const { requests } = await list('acme', '?from=mine');
  expect(requests.map(({ id: _id, run: _run, ...rest }) => rest)).toMatchObject([
    { own: 'ACMEPRJ-1', partner: 'GLOBEXPRJ-1', issue: null, authorName: 'Ada Admin' },
    { own: 'ACMEPRJ-2', partner: 'GLOBEXPRJ-404', issue: null, authorName: 'Ada Admin' },
  ]);
  expect(await list('acme')).toMatchObject({ total: 0, requests: [], runs: [] });
});

test('a forecast asks nothing of the partner’s Jira, and says that the partner is asked', async () => {
  world.jira.globex.down = new JiraError({ kind: 'unavailable', maybeDone: false, retryAfterMs: null, detail: 'x' });
  const forecast = await world.as('acme').post<object>(`/contracts/${contract}/bulk/forecast`, {
    kind: 'link',
    pairs: [{ mine: 'ACMEPRJ-1', theirs: 'GLOBEXPRJ-77' }],
  });
  expect([forecast.status, forecast.body]).toMatchObject([200, { issues: 1, asked: 1, unmatched: [] }]);
});

test('many come page by page', async () => {
  await ask('GLOBEXPRJ-1', 'GLOBEXPRJ-5', 'GLOBEXPRJ-6');
  const first = await list('globex', '?limit=2');
  expect(first).toMatchObject({ total: 3, requests: [{ own: 'GLOBEXPRJ-1' }, { own: 'GLOBEXPRJ-5' }] });
  const rest = await list('globex', `?limit=2&after=${first.next}`);
  expect(rest).toMatchObject({ requests: [{ own: 'GLOBEXPRJ-6' }], next: null });
});

test('one by one or a whole run is answered, once; both sides are told', async () => {
  const run = await ask('GLOBEXPRJ-1', 'GLOBEXPRJ-5', 'GLOBEXPRJ-6');
  const [first] = (await list()).requests;
  const one = { answer: 'decline', requests: [first?.id] };
  expect((await answer(one)).body).toEqual({ answered: 1, waiting: 2 });
  expect((await answer(one)).body).toEqual({ answered: 0, waiting: 2 });
  const other = await answer({ answer: 'accept', requests: [first?.id] });
  expect([other.status, other.error.code]).toEqual([409, 'request-answered']);
  const twice = await Promise.all([answer({ answer: 'accept', run }), answer({ answer: 'accept', run })]);
  expect(twice.map(({ body }) => body.answered).sort()).toEqual([0, 2]);
  const { body: now } = await world.as('acme').get<object>(`/bulk/${run}`);
  expect(now).toMatchObject({
    total: 3,
    failed: 1,
    awaiting: 0,
    failures: [{ cause: 'The partner declined this pair.' }],
  });
  const told = async (site: SiteName) =>
    (await world.as(site).get<{ entries: { text: string; actorName?: string }[] }>(`/activity?contract=${contract}`))
      .text;
  expect(await told('globex')).toContain('agreed to 2 pairs');
  expect(await told('acme')).toContain('agreed to 2 pairs');
});

test('is noticed: on the contract, and as the next step', async () => {
  await ask('GLOBEXPRJ-1');
  const entry = async (site: SiteName) => (await world.as(site).get<object>(`/contracts/${contract}`)).body;
  expect(await entry('globex')).toMatchObject({ pairRequests: 1 });
  expect(await entry('acme')).toMatchObject({ pairRequests: 0 });
  const { body } = await world
    .as('globex')
    .get<{ connections: { id: string; nextStep: object | null }[] }>('/overview');
  expect(body.connections.find(({ id }) => id === connectionId)?.nextStep).toMatchObject({ code: 'answer-pairs' });
});

describe('is refused, and nothing changes', () => {
  const BAD: readonly (readonly [string, object])[] = [
    ['no answer', { requests: ['1'] }],
    ['another answer', { answer: 'maybe', requests: ['1'] }],
    ['no request', { answer: 'accept', requests: [] }],
    ['too many', { answer: 'accept', requests: Array.from({ length: 101 }, (_, index) => String(index)) }],
    ['a word for an id', { answer: 'accept', requests: ['x'] }],
    ['both', { answer: 'accept', requests: ['1'], run: 'x' }],
  ];
  test.each(BAD)('%s', async (_what, body) => {
    await ask('GLOBEXPRJ-1');
    expect((await answer(body)).status).toBe(422);
    expect((await list()).total).toBe(1);
  });

  test('for who asked, who is no administrator, a third, and another contract', async () => {
    const run = await ask('GLOBEXPRJ-1');
    const [request] = (await list()).requests;
    for (const body of [
      { answer: 'accept', run },
      { answer: 'accept', requests: [request?.id] },
    ]) {
      expect((await answer(body, 'acme')).status).toBe(404);
      expect((await answer(body, 'globex', 'agent')).status).toBe(403);
      expect((await answer(body, 'initech')).status).toBe(404);
    }
    const other = await createContract(world, connectionId);
    const there = await world
      .as('globex')
      .post(`/contracts/${other}/pair-requests/answer`, { answer: 'accept', requests: [request?.id] });
    expect(there.status).toBe(404);
    expect((await world.as('initech').get(`/contracts/${contract}/pair-requests`)).status).toBe(404);
    expect((await list()).total).toBe(1);
  });
});

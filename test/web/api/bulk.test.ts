import { JiraError } from '../../../src/sync/ports';
import { connect, createContract, halfOf, startApiWorld, type ApiWorld, type SiteName } from './api-world';

interface Run {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  readonly failed: number;
  readonly failures: readonly { readonly issue: string }[];
  readonly authorName: string | null;
  readonly minutesLeft: number | null;
  readonly waitsFor: string | null;
}
interface Forecast {
  readonly issues: number;
  readonly unmatched: readonly { readonly issue: string; readonly reason: string }[];
  readonly sample: readonly string[];
}

let world: ApiWorld;
let connectionId: string;
let contract: string;

/** Pairs of the scope are made without a question; `pair-requests.test.ts` has those that ask. */
const letsJoin = (half: object) => ({
  ...half,
  send: { ...('send' in half ? (half.send as object) : {}), pairs: 'inScope' },
});

const written = async (enabled: boolean): Promise<string> => {
  const id = await createContract(world, connectionId);
  for (const site of ['acme', 'globex'] as const) {
    await world.as(site).put(`/contracts/${id}/half`, { half: letsJoin(halfOf(site)), version: 0 });
    if (enabled) await world.as(site).post(`/contracts/${id}/enable`);
  }
  return id;
};

beforeAll(async () => {
  world = await startApiWorld();
  ({ connectionId } = await connect(world));
  for (const [id, key] of [
    ['101', 'ACMEPRJ-1'],
    ['102', 'ACMEPRJ-2'],
  ] as const)
    world.jira.acme.addIssue(id, key);
  world.jira.globex.addIssue('201', 'GLOBEXPRJ-1');
});
beforeEach(async () => {
  contract = await written(true);
});
afterEach(() => {
  for (const site of Object.values(world.jira)) site.down = null;
  world.jira.acme.jqlFaults.length = 0;
});
afterAll(() => world.close());

const JQL = { kind: 'create', jql: 'project = ACMEPRJ' } as const;
const PAIRS = { kind: 'link', pairs: [{ mine: 'acmeprj-1', theirs: 'GLOBEXPRJ-1' }] } as const;
const start = (body: object, site: SiteName = 'acme') => world.as(site).post<Run>(`/contracts/${contract}/bulk`, body);
const forecast = (body: object, site: SiteName = 'acme') =>
  world.as(site).post<Forecast>(`/contracts/${contract}/bulk/forecast`, body);
const listed = async (site: SiteName = 'acme') =>
  (await world.as(site).get<{ runs: Run[] }>(`/contracts/${contract}/bulk`)).body.runs;

describe('a forecast', () => {
  test('counts, and starts nothing', async () => {
    expect((await forecast(JQL)).body).toMatchObject({ issues: 2, sample: ['ACMEPRJ-1', 'ACMEPRJ-2'] });
    expect((await forecast(PAIRS)).body).toMatchObject({ issues: 1, unmatched: [] });
    expect(await listed()).toEqual([]);
  });

  test('names what has no match without a word of the partner’s Jira', async () => {
    const { body } = await forecast({ kind: 'link', pairs: [{ mine: 'ACMEPRJ-1', theirs: 'GLOBEXPRJ-77' }] });
    expect(body).toMatchObject({ issues: 0, unmatched: [{ issue: 'ACMEPRJ-1' }] });
  });

  test('says that a Jira did not answer; of the partner’s without its words', async () => {
    world.jira.acme.down = new JiraError({
      kind: 'unavailable',
      maybeDone: false,
      retryAfterMs: null,
      detail: 'ECONNREFUSED',
    });
    expect((await forecast(JQL)).error.code).toBe('jira-unavailable');
    world.jira.acme.down = null;
    world.jira.globex.down = new JiraError({
      kind: 'unavailable',
      maybeDone: false,
      retryAfterMs: null,
      detail: 'ECONNREFUSED',
    });
    const { status, error } = await forecast(PAIRS);
    expect([status, error.code]).toEqual([503, 'jira-unavailable']);
    expect(error.message).not.toContain('ECONNREFUSED');
  });
});

describe('a run', () => {
  test('is started once, rests, goes on, and ends; only its own half sees it', async () => {
    const { status, body } = await start(JQL);
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'running', authorName: 'Ada Admin', minutesLeft: null, waitsFor: null });
    const again = await start(JQL);
    expect([again.status, again.error.code]).toEqual([409, 'bulk-open']);
    expect(await listed()).toMatchObject([{ id: body.id }]);
    expect(await listed('globex')).toEqual([]);
    for (const site of ['globex', 'initech'] as const) {
      for (const act of ['pause', 'resume', 'stop']) {
        expect((await world.as(site).post(`/bulk/${body.id}/${act}`)).status).toBe(404);
      }
      expect((await world.as(site).get(`/bulk/${body.id}`)).status).toBe(404);
    }
    const act = async (what: string) => (await world.as('acme').post<Run>(`/bulk/${body.id}/${what}`)).body.state;
    // Twice each: a double click does no harm.
    const states = [];
    for (const what of ['pause', 'pause', 'resume', 'resume', 'stop', 'stop']) states.push(await act(what));
    expect(states).toEqual(['paused', 'paused', 'running', 'running', 'stopped', 'stopped']);
    const over = await world.as('acme').post(`/bulk/${body.id}/resume`);
    expect([over.status, over.error.code]).toEqual([409, 'bulk-over']);
    expect((await start(PAIRS)).body).toMatchObject({ kind: 'link', total: 1 });
  });

  test('that rests is stopped where the partner ends the connection', async () => {
    const { body } = await start(JQL);
    await world.as('acme').post(`/bulk/${body.id}/pause`);
    await world.as('globex').post(`/connections/${connectionId}/end`);
    expect((await world.as('acme').get<Run>(`/bulk/${body.id}`)).body.state).toBe('stopped');
    expect((await world.as('acme').post(`/bulk/${body.id}/resume`)).status).toBe(409);
    ({ connectionId } = await connect(world));
  });

  test('two starts at once make one run', async () => {
    const answers = await Promise.all([start(PAIRS), start(PAIRS)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await listed()).toHaveLength(1);
  });

  test('tells what failed, and how long it takes still', async () => {
    const { body } = await start({ kind: 'link', pairs: [1, 2, 3].map((n) => pairOf(n)) });
    const { bulk } = world.database.stores;
    const [first] = await bulk.waiting(body.id, 10);
    await bulk.settle(first?.id ?? '', { is: 'failed', cause: 'It is closed.', remedy: 'Open it.' }, new Date());
    const now = (await world.as('acme').get<Run>(`/bulk/${body.id}`)).body;
    expect(now).toMatchObject({ total: 3, failed: 1, failures: [{ issue: 'ACMEPRJ-1', cause: 'It is closed.' }] });
    expect(now.minutesLeft).toBeGreaterThan(0);
  });
});

const pairOf = (n: number) => ({ mine: `ACMEPRJ-${n}`, theirs: `GLOBEXPRJ-${n}` });

describe('is refused, and nothing starts', () => {
  const invalid: readonly (readonly [string, object, string])[] = [
    ['without a kind', { jql: 'x' }, 'kind'],
    ['an unknown kind', { kind: 'copy', jql: 'x' }, 'kind'],
    ['creating without JQL', { kind: 'create' }, 'jql'],
    ['JQL of too many characters', { kind: 'create', jql: 'x'.repeat(10_001) }, 'jql'],
    ['an unknown key', { ...JQL, dryRun: true }, 'dryRun'],
    ['by a field that is not named', { kind: 'link', jql: 'x' }, 'keyField'],
    ['by a field that is not there', { kind: 'link', jql: 'x', keyField: 'customfield_1' }, 'keyField'],
    ['by a field named as what every object has', { kind: 'link', jql: 'x', keyField: 'constructor' }, 'keyField'],
    ['an empty list', { kind: 'link', pairs: [] }, 'pairs'],
    ['a pair with a word that is no key', { kind: 'link', pairs: [{ mine: 'A', theirs: 'B-1' }] }, 'pairs[0].mine'],
    ['an issue twice', { kind: 'link', pairs: [pairOf(1), { ...pairOf(1), theirs: 'GLOBEXPRJ-9' }] }, 'pairs[1].mine'],
  ];
  test.each(invalid)('%s', async (_what, body, path) => {
    for (const ask of [forecast, start]) {
      const { status, error } = await ask(body);
      expect([status, error.faults?.map((fault) => fault.path)]).toEqual([422, [path]]);
    }
    expect(await listed()).toEqual([]);
  });

  test('a JQL that Jira does not take, with its words', async () => {
    world.jira.acme.jqlFaults.push('Field "colour" does not exist.');
    expect((await start(JQL)).error.faults).toMatchObject([{ path: 'jql', message: 'Field "colour" does not exist.' }]);
  });

  test('where the contract does not run, where the half creates nothing, where the connection rests', async () => {
    contract = await written(false);
    expect((await forecast(JQL)).error.code).toBe('contract-not-running');
    contract = await written(true);
    expect((await start(JQL, 'globex')).error.code).toBe('no-create');
    await world.as('globex').post(`/connections/${connectionId}/pause`);
    expect((await start(PAIRS)).status).toBe(409);
    await world.as('globex').post(`/connections/${connectionId}/resume`);
    expect(await listed()).toEqual([]);
  });

  test('for who is no administrator, and for another tenant whatever the body', async () => {
    expect((await world.as('acme', 'agent').post(`/contracts/${contract}/bulk`, JQL)).status).toBe(403);
    expect((await start({ kind: 'nonsense' }, 'initech')).status).toBe(404);
  });
});

describe('how many issues a scope covers', () => {
  const count = (body: object, accountId?: string) =>
    world.as('acme', accountId).post<{ issues: number }>('/metadata/issues/count', body);

  test('is told before anything is saved', async () => {
    expect((await count({ project: 'ACMEPRJ' })).body).toEqual({ issues: 2 });
    expect((await count({ project: 'ACMEPRJ', issueTypes: ['Bug'], jql: 'x = 1 ORDER BY key' })).body.issues).toBe(2);
  });

  test('is refused for a JQL that Jira does not take, a scope without a project, and who is no administrator', async () => {
    expect((await count({ jql: 'x' })).error.faults).toMatchObject([{ path: 'project' }]);
    expect((await count({ project: 'ACMEPRJ' }, 'agent')).status).toBe(403);
    world.jira.acme.jqlFaults.push('Expecting a field name.');
    world.jira.acme.down = new JiraError({ kind: 'rejected', fields: {}, detail: 'No project “GONE”.' });
    const gone = await count({ project: 'GONE' });
    expect([gone.status, gone.error.faults]).toMatchObject([422, [{ path: 'project', message: 'No project “GONE”.' }]]);
    world.jira.acme.down = null;
    expect((await count({ project: 'ACMEPRJ', jql: 'x) OR (y' })).error.faults).toMatchObject([{ path: 'jql' }]);
  });
});

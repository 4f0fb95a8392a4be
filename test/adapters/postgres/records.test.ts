import { type ConflictDraft, type ProblemDraft } from '../../../src/core/model';
import { type ActivityEntry } from '../../../src/sync/ports';
import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { onServer } from '../../setup/server';
import { agree, AT, empty, later } from './agreements';

let database: TestDatabase;
let contractId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  contractId = (await agree(database)).contract.id;
});
afterEach(() => empty(database, 'activity', 'problems', 'conflicts'));
afterAll(() => database.close());

describe('activity', () => {
  const entry = (text: string, over: Partial<ActivityEntry> = {}): Omit<ActivityEntry, 'id'> => ({
    at: AT.toISOString(),
    connectionId: 'connection-1',
    contractId: 'contract-1',
    linkId: 'link-1',
    side: null,
    kind: 'setFields',
    text,
    keys: { master: 'SUP-1', provider: 'DEV-1' },
    actor: null,
    ...over,
  });
  const search = async (over: Partial<Parameters<typeof database.stores.activity.search>[0]> = {}) =>
    database.stores.activity.search({ connectionIds: ['connection-1'], limit: 10, ...over });
  const texts = async (...args: Parameters<typeof search>) => (await search(...args)).map(({ text }) => text);

  test('comes back as it was appended, newest first', async () => {
    const admin = entry('two', {
      side: 'master',
      actor: 'account-1',
      linkId: null,
      keys: { master: null, provider: null },
    });
    await database.stores.activity.append([entry('one'), admin]);
    await database.stores.activity.append([]);
    const found = await search();
    expect(found).toEqual([
      { ...admin, id: found[0]?.id },
      { ...entry('one'), id: found[1]?.id },
    ]);
  });

  test('filters, each alone and together', async () => {
    await database.stores.activity.append([
      entry('one'),
      entry('other contract', { contractId: 'contract-2' }),
      entry('other link', { linkId: 'link-2', keys: { master: 'SUP-2', provider: 'SUP-1' } }),
      entry('other kind', { kind: 'conflict' }),
      entry('other connection', { connectionId: 'connection-2' }),
      entry('no connection', { connectionId: null }),
    ]);
    expect(await texts({ contractId: 'contract-2' })).toEqual(['other contract']);
    expect(await texts({ linkId: 'link-2' })).toEqual(['other link']);
    expect(await texts({ issueKey: 'SUP-1', contractId: 'contract-1' })).toEqual(['other kind', 'other link', 'one']);
    expect(await texts({ kinds: ['conflict'], issueKey: 'DEV-1' })).toEqual(['other kind']);
    expect(await texts({ connectionIds: ['connection-2', 'connection-1'], limit: 2 })).toEqual([
      'other connection',
      'other kind',
    ]);
    expect(await texts({ connectionIds: [] })).toEqual([]);
    expect(await texts({ kinds: ['conflict', 'setFields'], limit: 2 })).toEqual(['other kind', 'other link']);
    expect(await texts({ kinds: [] })).toEqual([]);
  });

  test('a span of time, and what is new since an entry', async () => {
    const { activity } = database.stores;
    await activity.append([1, 2, 3, 4].map((ms) => entry(String(ms), { at: later(ms).toISOString() })));
    expect(await texts({ from: later(2).toISOString(), to: later(4).toISOString() })).toEqual(['3', '2']);
    const [newest, ...older] = await search();
    expect(await texts({ since: older[1]?.id ?? '' })).toEqual(['4', '3']);
    expect(await texts({ since: older[1]?.id ?? '', before: newest?.id ?? '' })).toEqual(['3']);
    expect(await texts({ since: newest?.id ?? '' })).toEqual([]);
  });

  test('pages by id without gaps, or by time', async () => {
    await database.stores.activity.append(['a', 'b', 'c', 'd'].map((text) => entry(text)));
    await database.stores.activity.append([entry('later', { at: later(5).toISOString() })]);
    const first = await search({ limit: 2 });
    expect(first.map(({ text }) => text)).toEqual(['later', 'd']);
    expect(await texts({ before: first[1]?.id ?? '', limit: 2 })).toEqual(['c', 'b']);
    expect(await texts({ before: later(5).toISOString() })).toEqual(['d', 'c', 'b', 'a']);
    expect(await database.stores.retention.forget('activity.old', later(5), 9)).toBe(4);
    expect(await texts()).toEqual(['later']);
  });
});

test('when something last went across, by connection', async () => {
  const { activity } = database.stores;
  const entry = (connectionId: string, kind: ActivityEntry['kind'], ms: number): Omit<ActivityEntry, 'id'> => ({
    at: later(ms).toISOString(),
    connectionId,
    contractId,
    linkId: null,
    side: null,
    kind,
    text: 'x',
    keys: { master: null, provider: null },
    actor: null,
  });
  await activity.append([
    entry('connection-1', 'setFields', 1),
    entry('connection-1', 'transition', 2),
    entry('connection-1', 'nothing', 3),
    entry('connection-2', 'half-saved', 4),
    entry('connection-3', 'ensureIssue', 5),
  ]);
  expect(await activity.lastChanges(['connection-1', 'connection-2'])).toEqual({
    'connection-1': later(2).toISOString(),
  });
  expect(await activity.lastChanges([])).toEqual({});
});

describe('problems', () => {
  const draft: ProblemDraft = {
    facet: 'field:Severity',
    side: 'provider',
    code: 'no-option',
    subject: 'Severity',
    cause: 'The option "Blocker" is not there.',
    remedy: 'Add it, or map it.',
    print: 'Blocker',
  };
  const open = (linkId: string | null, over: Partial<ProblemDraft> = {}, at = AT) =>
    database.stores.problems.open(contractId, linkId, { ...draft, ...over }, at);

  test('one open problem per link, facet and code; it keeps its id and age and says what holds now', async () => {
    const { problems } = database.stores;
    const id = await open('link-1');
    expect(await open('link-1', { cause: 'The option "Urgent" is not there.', print: 'Urgent' }, later(5))).toBe(id);
    expect(await problems.find(id)).toEqual({
      ...draft,
      cause: 'The option "Urgent" is not there.',
      print: 'Urgent',
      id,
      contractId,
      linkId: 'link-1',
      openedAt: AT.toISOString(),
      resolvedAt: null,
    });
    const others = [
      await open('link-2'),
      await open('link-1', { facet: 'workflow' }),
      await open('link-1', { code: 'x' }),
    ];
    expect(new Set([id, ...others]).size).toBe(4);
  });

  test('a problem of the contract itself is one as well', async () => {
    expect(await open(null)).toBe(await open(null));
    expect(await open(null)).not.toBe(await open('link-1'));
  });

  test('races open one', async () => {
    const ids = await Promise.all([1, 2, 3, 4, 5].map(() => open('link-1')));
    expect(new Set(ids).size).toBe(1);
  });

  test('resolved ones are history; the same fault opens a new one', async () => {
    const { problems } = database.stores;
    const first = await open('link-1');
    await open('link-1', { code: 'refused' });
    await problems.resolveFacet('link-1', 'field:Severity', later(1));
    expect(await problems.listOpen([contractId], 10)).toEqual([]);
    expect((await problems.find(first))?.resolvedAt).toBe(later(1).toISOString());
    const again = await open('link-1', {}, later(2));
    expect(again).not.toBe(first);
    expect((await problems.listOpen([contractId], 10)).map(({ id }) => id)).toEqual([again]);
    expect((await problems.listForLink('link-1')).map(({ id }) => id)[0]).toBe(again);
    expect(await problems.listForLink('link-1')).toHaveLength(3);
    await problems.resolve(again, later(3));
    await problems.resolve(again, later(9));
    expect((await problems.find(again))?.resolvedAt).toBe(later(3).toISOString());
    expect(await problems.find('unknown')).toBeNull();
  });

  test('lists open ones of the contracts asked for, newest first', async () => {
    const { problems } = database.stores;
    const ids = [await open('a', {}, AT), await open('b', {}, later(1)), await open('c', {}, later(2))].reverse();
    expect((await problems.listOpen([contractId], 2)).map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(await problems.listOpen(['other'], 10)).toEqual([]);
    expect(await problems.listOpen([], 10)).toEqual([]);
  });
});

describe('conflicts', () => {
  test('the latest of a facet is found by an index, however many there are', () =>
    onServer(database.url, async (client) => {
      await client.query(
        `INSERT INTO conflicts (id, contract_id, link_id, facet, rule, winner, draft, at)
         SELECT 'many-' || n, $1, 'many-' || n % 500, 'field:' || n % 7, 'master', 'master', '{}', now()
         FROM generate_series(1, 20000) AS n`,
        [contractId],
      );
      await client.query('ANALYZE conflicts');
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN SELECT * FROM conflicts WHERE link_id = 'many-7' AND facet = 'field:3' ORDER BY at DESC, id ASC LIMIT 1`,
      );
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('conflicts_link_facet');
    }));

  const draft: ConflictDraft = {
    facet: 'field:Title',
    rule: 'master',
    winner: 'master',
    values: { master: '"one"', provider: '"two \\ud83d"' },
  };
  const question: ConflictDraft = { ...draft, rule: 'ask', winner: null, park: 'p' };
  const record = (given: ConflictDraft, at = AT, linkId = 'link-1') =>
    database.stores.conflicts.record(contractId, linkId, given, at);

  test('the losing value stays readable, every time', async () => {
    const { conflicts } = database.stores;
    const ids = [await record(draft), await record(draft, later(1))];
    expect(await conflicts.find(ids[0] ?? '')).toEqual({
      ...draft,
      id: ids[0],
      linkId: 'link-1',
      contractId,
      at: AT.toISOString(),
      chosen: null,
    });
    expect((await conflicts.list([contractId], 10)).map(({ id }) => id)).toEqual([...ids].reverse());
    expect(await conflicts.list([contractId], 1)).toHaveLength(1);
    expect(await conflicts.list(['other'], 10)).toEqual([]);
    expect(await conflicts.findOpen('link-1', 'field:Title')).toBeNull();
    expect(await conflicts.choose(ids[0] ?? '', 'master', null)).toBe(false);
    expect(await conflicts.choose(ids[0] ?? '', 'provider', null)).toBe(true);
    expect(await conflicts.choose(ids[0] ?? '', 'both', null)).toBe(false);
    expect(await conflicts.choose(ids[0] ?? '', 'both', 'provider')).toBe(true);
    expect((await conflicts.find(ids[0] ?? ''))?.chosen).toBe('both');
  });

  test('one open question per facet, with the present values', async () => {
    const { conflicts } = database.stores;
    const id = await record(question);
    const newer = { ...question, values: { master: '"three"', provider: '"two"' } };
    expect(await record(newer, later(1))).toBe(id);
    expect(await conflicts.findOpen('link-1', 'field:Title')).toMatchObject({ id, values: newer.values, chosen: null });
    expect(await record(question, AT, 'link-2')).not.toBe(id);
  });

  test('is answered once; then a new question may be asked', async () => {
    const { conflicts } = database.stores;
    const id = await record(question);
    const answers = await Promise.all(
      (['master', 'provider'] as const).map((side) => conflicts.choose(id, side, null)),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect((await conflicts.find(id))?.chosen).toBe(answers[0] ? 'master' : 'provider');
    expect(await conflicts.findOpen('link-1', 'field:Title')).toBeNull();
    expect(await record(question, later(1))).not.toBe(id);
    expect(await conflicts.choose('unknown', 'master', null)).toBe(false);
  });
});

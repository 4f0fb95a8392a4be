import { type Link, type Operation, type Plan, type Receipt } from '../../../src/core/model';
import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { onServer } from '../../setup/server';
import { agree, aLink, AT, empty, later, linkIn } from './agreements';

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterEach(() => empty(database, 'plans'));
afterAll(() => database.close());

const comment = (id: string, text = 'secret words'): Operation => ({
  kind: 'ensureComment',
  id,
  side: 'provider',
  issueId: '20001',
  facet: `comment:master:${id}`,
  commentId: null,
  sourceCommentId: id,
  source: { print: 'sha256:1', elements: null },
  body: { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
  internal: false,
  visibility: null,
  pendingMedia: [],
  lookFirst: false,
});

const plan = (operations: readonly Operation[]): Plan => ({
  operations,
  baseline: {},
  conflicts: [],
  problems: [],
  skipped: [],
  link: aLink('contract') satisfies Link,
  branches: {},
});

const LANE = 'link:c:master:1';
const store = (planId: string, operations: readonly Operation[], at = AT, lane = LANE) =>
  database.stores.plans.store(planId, lane, 'link-1', plan(operations), at);
const unfinished = async (lane = LANE) =>
  (await database.stores.plans.unfinished(lane)).map(({ planId, operation }) => `${planId}/${operation.id}`);
const receipt: Receipt = { kind: 'comment', commentId: '7', body: { type: 'doc', version: 1, content: [] } };

const everything = async (): Promise<string> => {
  const { rows } = await onServer(database.url, (client) =>
    client.query<{ text: string }>('SELECT operations::text AS text FROM operations'),
  );
  return rows.map(({ text }) => text).join('\n');
};

test('what a crash left comes back as it was planned, in order', async () => {
  const operations = [comment('b'), comment('a', 'half a pair \ud83d and a \u0000'), comment('c')];
  await store('p1', operations);
  expect(await database.stores.plans.unfinished(LANE)).toEqual(
    operations.map((operation) => ({ planId: 'p1', operation })),
  );
  await store('p0', [comment('z')], later(1));
  await store('p2', [comment('x')], later(1), 'link:other');
  expect(await unfinished()).toEqual(['p1/b', 'p1/a', 'p1/c', 'p0/z']);
});

test('done, failed and dropped operations are finished, and their text is gone', async () => {
  const { plans } = database.stores;
  await store('p1', [comment('a'), comment('b'), comment('c'), comment('d')]);
  await plans.markDone('p1', 'a', receipt, later(1));
  await plans.markFailed('p1', 'b', 'Jira refused the comment.', later(1));
  expect(await unfinished()).toEqual(['p1/c', 'p1/d']);
  expect(await everything()).toContain('secret words');
  await plans.drop(LANE);
  expect(await unfinished()).toEqual([]);
  const left = await everything();
  expect(left).not.toContain('secret words');
  expect(left).toContain('Jira refused the comment.');
  expect(left).toContain('commentId');
});

test('an operation is settled once', async () => {
  const { plans } = database.stores;
  await store('p1', [comment('a')]);
  await plans.markDone('p1', 'a', receipt, later(1));
  await plans.markFailed('p1', 'a', 'too late', later(2));
  expect(await everything()).not.toContain('too late');
});

test.each<[Receipt, string]>([
  [
    {
      kind: 'issue',
      issueId: '1',
      key: 'DEV-1',
      fields: { summary: { kind: 'text', text: 'secret' } },
      status: 'Open',
      found: true,
    },
    '{"kind":"issue","issueId":"1","key":"DEV-1","found":true}',
  ],
  [
    { kind: 'fields', fields: { summary: { kind: 'text', text: 'secret' } }, refused: { labels: 'secret' } },
    '{"kind":"fields","fields":["summary"],"refused":["labels"]}',
  ],
  [
    { kind: 'attachment', attachmentId: '5', mediaId: null, bytes: 9 },
    '{"kind":"attachment","attachmentId":"5","bytes":9}',
  ],
  [{ kind: 'status', status: 'Done' }, '{"kind":"status","status":"Done"}'],
  [{ kind: 'removed' }, '{"kind":"removed"}'],
])('of the receipt %j only names and ids are kept', async (given, kept) => {
  await store('p1', [comment('a')]);
  await database.stores.plans.markDone('p1', 'a', given, later(1));
  const { rows } = await onServer(database.url, (client) =>
    client.query<{ outcome: string }>('SELECT outcome::text AS outcome FROM operations'),
  );
  expect(rows).toEqual([{ outcome: kept }]);
});

test('old plans are forgotten unless something of them is unfinished, or their pair is gone', async () => {
  const { plans, retention } = database.stores;
  const forget = (ms: number) => retention.forget('plans.carried-out', later(ms), 9);
  await linkIn(await agree(database), database, { id: 'link-1' });
  await store('done', [comment('a')]);
  await store('open', [comment('a')]);
  await store('young', [comment('a')], later(10));
  await plans.markDone('done', 'a', receipt, later(1));
  await plans.markDone('young', 'a', receipt, later(11));
  expect(await forget(10)).toBe(1);
  expect(await unfinished()).toEqual(['open/a']);
  await plans.drop(LANE);
  expect(await forget(10)).toBe(1);
  expect(await forget(11)).toBe(1);
  await store('open', [comment('a')]);
  await empty(database, 'links');
  expect(await forget(11)).toBe(1);
});

import { type ForeignValue } from '../../../src/core/model';
import { createTestDatabase, type TestDatabase } from '../../setup/database';

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.close());

test('whose comment and whose file', async () => {
  const { written } = database.stores;
  const entry = { siteId: 's', issueId: '1', objectId: '7', linkId: 'link-1', mirrors: '70' };
  await written.noteObject({ ...entry, kind: 'comment' });
  await written.noteObject({ ...entry, kind: 'attachment', mirrors: null });
  await written.noteObject({ ...entry, kind: 'comment', objectId: '8', linkId: 'link-2', mirrors: null });
  await written.noteObject({ ...entry, kind: 'comment', issueId: '2', objectId: '9' });
  await written.noteObject({ ...entry, kind: 'comment', siteId: 't' });
  await written.noteObject({ ...entry, kind: 'comment', mirrors: '71' });
  expect(await written.objects('s', '1')).toEqual({
    comments: { '7': { linkId: 'link-1', mirrors: '71' }, '8': { linkId: 'link-2', mirrors: null } },
    attachments: { '7': 'link-1' },
  });
  expect(await written.objects('s', 'unknown')).toEqual({ comments: {}, attachments: {} });
});

test('foreign values: what another link wrote last, in one transaction too', async () => {
  const value = (print: string, elements: readonly string[] | null = null): ForeignValue => ({ print, elements });
  const note = (linkId: string, fieldId: string, noted: ForeignValue) => ({
    siteId: 's',
    issueId: '1',
    fieldId,
    linkId,
    value: noted,
  });
  await database.transact(async ({ written }) => {
    await written.noteField(note('a', 'summary', value('from a')));
    await written.noteField(note('b', 'summary', value('from b')));
    await written.noteField(note('c', 'summary', value('from c')));
    await written.noteField(note('b', 'summary', value('b again')));
    await written.noteField(note('a', 'labels', value('x,y', ['x', 'y'])));
  });
  const { written } = database.stores;
  expect(await written.foreign('s', '1', 'a')).toEqual({ summary: value('b again') });
  expect(await written.foreign('s', '1', 'b')).toEqual({ summary: value('from c'), labels: value('x,y', ['x', 'y']) });
  expect(await written.foreign('s', '2', 'a')).toEqual({});
});

test('edges of a workflow are remembered once', async () => {
  const { workflowEdges } = database.stores;
  await workflowEdges.note('s', 'SUP', 'Bug', 'Open', ['Done', 'In Progress', 'Done']);
  await workflowEdges.note('s', 'SUP', 'Bug', 'Open', ['Done']);
  await workflowEdges.note('s', 'SUP', 'Task', 'Open', ['Closed']);
  await workflowEdges.note('s', 'SUP', 'Bug', 'Done', []);
  expect(await workflowEdges.list('s', 'SUP', 'Bug')).toEqual([
    { from: 'Open', to: 'Done' },
    { from: 'Open', to: 'In Progress' },
  ]);
  expect(await workflowEdges.list('t', 'SUP', 'Bug')).toEqual([]);
});

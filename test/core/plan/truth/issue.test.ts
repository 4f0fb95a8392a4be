import type { EventHint, HiddenBy, Operation, Side, SideState } from '../../../../src/core/model';
import { otherSide } from '../../../../src/core/model';
import { plan } from '../../../../src/core/plan';
import {
  aCatalog,
  aField,
  AFTER,
  aHalf,
  aLink,
  anInput,
  aSnapshot,
  present,
  receives,
  sends,
  settledAt,
  text,
} from '../../../builders';

/** The issue itself, in a pair that began at the master or at the provider. docs/truth-table.md says what a cell means. */
type State = 'new' | 'none' | 'same' | 'changed' | 'gone' | 'hidden';
interface Outcome {
  readonly does?: Operation['kind'];
  readonly closes?: boolean;
  readonly problem?: string;
}
type Row = readonly [
  cell: number | null,
  original: State,
  copy: State,
  rule: 'keep' | 'delete',
  note: string,
  outcome: Outcome,
];

/** By original and copy; the cell is that of a pair that began at the master. */
const table: readonly Row[] = [
  [null, 'same', 'same', 'delete', '1, 2, 4, 5, 6: both are there, so each facet has a cell of its own', {}],
  [4, 'new', 'none', 'keep', 'the partner gets its issue', { does: 'ensureIssue' }],
  [3, 'same', 'gone', 'delete', 'an original never follows its copy: the pair ends', { closes: true }],
  [7, 'changed', 'gone', 'delete', 'an original never follows its copy: the pair ends', { closes: true }],
  [8, 'gone', 'same', 'keep', 'the copy stays, and the pair ends', { closes: true }],
  [8, 'gone', 'same', 'delete', 'the copy goes', { does: 'removeIssue' }],
  [9, 'gone', 'changed', 'keep', 'the copy stays, and the pair ends', { closes: true }],
  [9, 'gone', 'changed', 'delete', 'the copy goes: its own side said so', { does: 'removeIssue' }],
  [10, 'gone', 'gone', 'delete', 'the pair ends', { closes: true }],
  [8, 'hidden', 'same', 'delete', 'what is only hidden keeps its copy and its pair', { problem: 'hidden' }],
  [3, 'same', 'hidden', 'delete', 'what is only hidden keeps its pair', { problem: 'hidden' }],
  [8, 'hidden', 'hidden', 'delete', 'what is only hidden keeps its pair', { problem: 'hidden' }],
  [8, 'gone', 'hidden', 'keep', 'nothing more is to be done: the pair ends', { closes: true }],
  [3, 'gone', 'hidden', 'delete', 'the copy is to go, and cannot be seen: the pair waits', { problem: 'hidden' }],
];

const MIRRORED: Readonly<Record<number, number>> = { 1: 1, 2: 4, 3: 8, 4: 2, 5: 5, 6: 6, 7: 9, 8: 3, 9: 7, 10: 10 };

const A = text('A');
const issueOf = (side: Side) => (side === 'master' ? { issueId: '1', key: 'P-1' } : { issueId: '2', key: 'P-2' });

const stateOf = (side: Side, state: State): SideState => {
  switch (state) {
    case 'none':
      return { state: 'absent' };
    case 'gone':
      return { state: 'gone', why: 'deleted' };
    case 'hidden':
      return { state: 'gone', why: 'hidden', by: 'level' };
    case 'new':
    case 'same':
    case 'changed':
      return present(aSnapshot({ ...issueOf(side), fields: { a: state === 'changed' ? text('B') : A } }));
  }
};

interface More {
  readonly events?: readonly EventHint[];
  readonly link?: Parameters<typeof aLink>[0];
  readonly at?: string;
  readonly states?: Partial<Record<Side, SideState>>;
}

const planFor = (from: Side, original: State, copy: State, rule: 'keep' | 'delete', more: More = {}) => {
  const half = aHalf({
    send: { createOn: ['issue_created'], fields: [sends('a', 'Title')] },
    receive: {
      create: { project: 'P', issueType: 'Bug', defaults: {} },
      fields: [receives('Title', 'a')],
      gone: rule,
    },
  });
  const to = otherSide(from);
  const isNew = copy === 'none';
  const issues = isNew
    ? { master: null, provider: null, [from]: { id: issueOf(from).issueId, key: issueOf(from).key } }
    : { master: { id: '1', key: 'P-1' }, provider: { id: '2', key: 'P-2' } };
  const facets = isNew ? {} : { 'field:Title': settledAt(A, A, { fields: { master: 'a', provider: 'a' } }) };
  return plan(
    anInput({
      halves: { master: half, provider: half },
      link: aLink({ origin: from, state: isNew ? 'creating' : 'active', issues, facets, ...more.link }),
      now: { [from]: stateOf(from, original), [to]: stateOf(to, copy), ...more.states },
      catalog: { master: aCatalog(aField('a')), provider: aCatalog(aField('a')) },
      events: more.events ?? [{ side: from, kind: isNew ? 'created' : 'updated' }],
      at: more.at ?? AFTER,
    }),
  );
};

const rows = (['master', 'provider'] as const).flatMap((from) =>
  table.map((row) => {
    const [cell] = row;
    // Of two that are not seen, the master's is named first, wherever the pair began.
    const bothHidden = row[1] === 'hidden' && row[2] === 'hidden';
    const own = cell === null || from === 'master' || bothHidden ? cell : (MIRRORED[cell] ?? 0);
    const name = `${own ?? '-'}: began at the ${from}: original ${row[1]}, copy ${row[2]}, rule ${row[3]}: ${row[4]}`;
    return [name, from, own, row] as const;
  }),
);

test.each(rows)('%s', (_name, from, cell, [, original, copy, rule, , outcome]) => {
  const result = planFor(from, original, copy, rule);
  expect(result.branches['issue'] ?? null).toBe(cell);
  expect(result.operations.map(({ kind, side }) => [kind, side])).toEqual(
    outcome.does === undefined ? [] : [[outcome.does, otherSide(from)]],
  );
  expect(result.link.state === 'closed').toBe(outcome.closes ?? false);
  expect(result.problems.map(({ code }) => code)).toEqual(outcome.problem === undefined ? [] : [outcome.problem]);
});

test('every cell in which a side is gone has its row, in both directions', () => {
  const cells = new Set(rows.map(([, , cell]) => cell));
  for (const cell of [3, 7, 8, 9, 10]) expect(cells).toContain(cell);
});

describe('what proves that an issue was deleted (law 12)', () => {
  const hidden = (by: HiddenBy): SideState => ({ state: 'gone', why: 'hidden', by });
  const deleted: EventHint = { side: 'master', kind: 'deleted' };
  const moved: EventHint = { side: 'master', kind: 'moved' };
  const NONE = { master: null, provider: null };

  const proofs: readonly (readonly [string, SideState, More, 'deleted' | 'hidden'])[] = [
    ['a proof of the adapter', { state: 'gone', why: 'deleted' }, {}, 'deleted'],
    ['the event of the deletion, whatever may hide it', hidden('level'), { events: [deleted] }, 'deleted'],
    ['the event, though the project is not seen', hidden('project'), { events: [deleted] }, 'deleted'],
    ['an event that came earlier', hidden('level'), { link: { heard: { ...NONE, master: 'deleted' } } }, 'deleted'],
    ['no event', hidden('level'), {}, 'hidden'],
    ['no event of this side', hidden('level'), { events: [{ side: 'provider', kind: 'deleted' }] }, 'hidden'],
    ['a move, against the proof of its old project', { state: 'gone', why: 'deleted' }, { events: [moved] }, 'hidden'],
    [
      'a move that came earlier',
      { state: 'gone', why: 'deleted' },
      { link: { heard: { ...NONE, master: 'moved' } } },
      'hidden',
    ],
    ['a move, and its deletion there', hidden('level'), { events: [moved, deleted] }, 'deleted'],
  ];

  test.each(proofs)('%s', (_name, state, more, is) => {
    const result = planFor('master', 'gone', 'same', 'delete', { events: [], ...more, states: { master: state } });
    expect(result.operations.map(({ kind }) => kind)).toEqual(is === 'deleted' ? ['removeIssue'] : []);
    expect(result.problems.map(({ code }) => code)).toEqual(is === 'deleted' ? [] : ['hidden']);
  });

  test('what was heard is forgotten when the issue is seen without an event', () => {
    const link = { heard: { ...NONE, master: 'moved' as const }, unseen: { ...NONE, master: { since: AFTER } } };
    const result = planFor('master', 'same', 'same', 'delete', { events: [], link });
    expect(result.link.heard).toBeUndefined();
    expect(result.link.unseen).toBeUndefined();
  });

  test('a look that is older than the event does not make it forgotten', () => {
    const result = planFor('master', 'same', 'same', 'delete', { events: [deleted] });
    expect(result.link.heard).toEqual({ ...NONE, master: 'deleted' });
  });
});

describe('after a while a person is asked', () => {
  const since = '2026-01-03T00:00:00.000Z';
  const unseen = (more: object = {}) => ({ unseen: { master: { since, ...more }, provider: null } });
  const later = '2026-01-18T00:00:00.000Z';
  const codesFor = (by: HiddenBy, at: string, link: object) =>
    planFor('master', 'gone', 'same', 'delete', {
      events: [],
      at,
      link,
      states: { master: { state: 'gone', why: 'hidden', by } },
    }).problems.map(({ code }) => code);

  test.each<[string, HiddenBy, string, object, string]>([
    ['not before two weeks are over', 'level', '2026-01-16T00:00:00.000Z', unseen(), 'hidden'],
    ['then', 'level', later, unseen(), 'was-deleted'],
    ['not again where somebody knows that it is still there', 'level', later, unseen({ stillThere: true }), 'hidden'],
    ['never where a policy keeps Accord out', 'policy', later, unseen(), 'hidden'],
    ['never of the archive', 'archived', later, unseen(), 'hidden'],
  ])('%s', (_name, by, at, link, code) => {
    expect(codesFor(by, at, link)).toEqual([code]);
  });
});

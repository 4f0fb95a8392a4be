import { printOf } from '../../../../src/core/map';
import type { CommentSnapshot, Operation, Plan, Side } from '../../../../src/core/model';
import { otherSide } from '../../../../src/core/model';
import { plan } from '../../../../src/core/plan';
import {
  aComment,
  aDoc,
  aFacet,
  aHalf,
  aLink,
  anInput,
  aSnapshot,
  present,
  receivesComments,
  sendsComments,
} from '../../../builders';

/** One comment with its copy, in both directions. docs/truth-table.md says what a cell means. */
type State = 'same' | 'changed' | 'gone' | 'hidden';
interface Outcome {
  readonly does?: Operation['kind'];
  readonly closed?: boolean;
  readonly conflicts?: number;
  readonly problem?: string;
}
type Row = readonly [cell: number, original: State, copy: State, note: string, outcome: Outcome, deletes?: false];

/** By original and copy; the cell is that of an original at the master. */
const table: readonly Row[] = [
  [1, 'same', 'same', 'nothing', {}],
  [2, 'same', 'changed', 'an edit of the copy stays there', {}],
  [3, 'same', 'gone', 'a copy that was removed is not made again', { closed: true }],
  [4, 'changed', 'same', 'the edit goes to the copy', { does: 'ensureComment' }],
  [
    6,
    'changed',
    'changed',
    "the author's words go over the copy, whose words are kept",
    { does: 'ensureComment', conflicts: 1 },
  ],
  [7, 'changed', 'gone', 'a copy that was removed is not made again', { closed: true }],
  [8, 'gone', 'same', 'the copy goes, where the contract lets deletions flow', { does: 'removeComment' }],
  [8, 'gone', 'same', 'else the copy stays, and the pair of comments ends', { closed: true }, false],
  [9, 'gone', 'changed', 'the copy goes, and its words are kept', { does: 'removeComment', conflicts: 1 }],
  [9, 'gone', 'changed', 'else the copy stays, and the pair of comments ends', { closed: true }, false],
  [10, 'gone', 'gone', 'the pair of comments ends', { closed: true }],
  [
    1,
    'hidden',
    'same',
    'what is only hidden is not deleted: the copy stays, and people are told',
    { problem: 'comment-hidden' },
  ],
  [1, 'hidden', 'changed', 'the same', { problem: 'comment-hidden' }],
  [3, 'hidden', 'gone', 'nobody wants the copy any more', { closed: true }],
  [1, 'same', 'hidden', 'a copy that is only hidden stands', {}],
  [1, 'changed', 'hidden', 'it cannot be written, and it is not made again', {}],
];

/** The same cell where the comment was written at the provider: rows and columns change places. */
const MIRRORED: Readonly<Record<number, number>> = { 1: 1, 2: 4, 3: 8, 4: 2, 5: 5, 6: 6, 7: 9, 8: 3, 9: 7, 10: 10 };

const print = (words: string) => printOf({ kind: 'richText', doc: aDoc(words) });
const words = { same: 'as settled', changed: 'edited', gone: '', hidden: '' };

const listed = (comment: CommentSnapshot, state: State, text: string = words[state]) => ({
  comments: state === 'gone' || state === 'hidden' ? [] : [{ ...comment, body: aDoc(text) }],
  ...(state === 'hidden' ? { hiddenComments: [comment.id] } : {}),
});

const facetOn = (from: Side) => `comment:${from}:10`;

const planFor = (from: Side, original: State, copy: State, deletes = true, copyText?: string): Plan => {
  const to = otherSide(from);
  const half = aHalf({
    send: { comments: sendsComments({ deletes }) },
    receive: { comments: receivesComments({ deletes }) },
  });
  const written = listed(aComment('10'), original);
  const edited = copyText ?? (copy === 'changed' ? 'edited there' : words[copy]);
  const mirrored = listed(aComment('20', { writtenFor: 'L', mirrors: '10' }), copy, edited);
  const of = (side: Side) => (side === from ? written : mirrored);
  const facet = aFacet({
    ids: from === 'master' ? { master: '10', provider: '20' } : { master: '20', provider: '10' },
    base: { master: print('as settled'), provider: print('as settled') },
  });
  return plan(
    anInput({
      halves: { master: half, provider: half },
      link: aLink({ facets: { [facetOn(from)]: facet } }),
      now: {
        master: present(aSnapshot(of('master'))),
        provider: present(aSnapshot({ issueId: '2', key: 'P-2', createdFor: 'L', ...of('provider') })),
      },
      events: [
        { side: from, kind: 'comment' },
        { side: to, kind: 'comment' },
      ],
    }),
  );
};

const rows = (['master', 'provider'] as const).flatMap((from) =>
  table.map((row) => {
    const cell = from === 'master' ? row[0] : (MIRRORED[row[0]] ?? 0);
    return [`${cell}: written at the ${from}: original ${row[1]}, copy ${row[2]}: ${row[3]}`, from, cell, row] as const;
  }),
);

test.each(rows)('%s', (_name, from, cell, [, original, copy, , outcome, deletes]) => {
  const result = planFor(from, original, copy, deletes);
  const key = facetOn(from);
  expect(result.branches[key]).toBe(cell);
  expect(result.operations.map(({ kind, side }) => [kind, side])).toEqual(
    outcome.does === undefined ? [] : [[outcome.does, otherSide(from)]],
  );
  expect(result.baseline[key]?.closed ?? false).toBe(outcome.closed ?? false);
  expect(result.conflicts).toHaveLength(outcome.conflicts ?? 0);
  expect(result.problems.map(({ code }) => code)).toEqual(outcome.problem === undefined ? [] : [outcome.problem]);
  // Law 10: what an event led to is seen, or said in a sentence.
  if (original !== 'same' || copy !== 'same')
    expect([...result.operations, ...result.skipped, ...result.problems, ...Object.keys(result.baseline)]).not.toEqual(
      [],
    );
});

test.each(['master', 'provider'] as const)(
  '5: written at the %s: both sides hold the same words: only remembered',
  (from) => {
    const result = planFor(from, 'changed', 'changed', true, 'edited');
    expect(result.branches[facetOn(from)]).toBe(5);
    expect(result.operations).toEqual([]);
    expect(result.conflicts).toEqual([]);
    expect(result.baseline[facetOn(from)]?.base).toEqual({ master: print('edited'), provider: print('edited') });
  },
);

test('every cell of the table has its row, in both directions', () => {
  const cells = new Set([...rows.map(([, , cell]) => cell), 5]);
  expect([...cells].sort((one, two) => one - two)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('a hidden comment is told once, and nothing is left of it when it is seen again', () => {
  const parked = { problemId: 'p', print: 'hidden', versions: '1.1' };
  const facet = aFacet({
    ids: { master: '10', provider: '20' },
    base: { master: print('as settled'), provider: print('as settled') },
    parked,
  });
  const half = aHalf({ send: { comments: sendsComments() }, receive: { comments: receivesComments() } });
  const planWith = (state: State) =>
    plan(
      anInput({
        halves: { master: half, provider: half },
        link: aLink({ facets: { 'comment:master:10': facet } }),
        now: {
          master: present(aSnapshot(listed(aComment('10'), state))),
          provider: present(
            aSnapshot({
              ...listed(aComment('20', { writtenFor: 'L', mirrors: '10' }), 'same'),
              issueId: '2',
              key: 'P-2',
            }),
          ),
        },
      }),
    );
  expect(planWith('hidden').problems).toEqual([]);
  expect(planWith('same').baseline['comment:master:10']?.parked).toBeNull();
  expect(planWith('changed').operations.map(({ kind }) => kind)).toEqual(['ensureComment']);
});

import { attachmentKey } from '../../../../src/core/plan/facet';
import { fileBase } from '../../../../src/core/plan/facet';
import { otherSide, type Operation, type Plan, type Side } from '../../../../src/core/model';
import { plan } from '../../../../src/core/plan';
import { aFacet, aFile, aHalf, aLink, anInput, aSnapshot, present, sendsFiles } from '../../../builders';

/**
 * One file with its copy, in both directions. docs/truth-table.md says what a cell means. Jira never changes a file: `new`
 * takes the place of `changed`, and a copy is new only where a crash kept Accord from remembering it.
 */
type State = 'same' | 'gone' | 'new' | 'none';
interface Outcome {
  readonly does?: Operation['kind'];
  readonly closed?: boolean;
  readonly adopts?: boolean;
}
type Row = readonly [cell: number, original: State, copy: State, note: string, outcome: Outcome, deletes?: false];

const table: readonly Row[] = [
  [1, 'same', 'same', 'nothing', {}],
  [3, 'same', 'gone', 'a copy that was removed is not made again', { closed: true }],
  [4, 'new', 'none', 'it is copied', { does: 'ensureAttachment' }],
  [8, 'gone', 'same', 'the copy goes, where the contract lets deletions flow', { does: 'removeAttachment' }],
  [8, 'gone', 'same', 'else the copy stays, and the pair of files ends', { closed: true }, false],
  [10, 'gone', 'gone', 'the pair of files ends', { closed: true }],
];

const MIRRORED: Readonly<Record<number, number>> = { 1: 1, 3: 8, 4: 2, 8: 3, 10: 10 };

const FILE = aFile('10', { name: 'plan.png', bytes: 5 });
const COPY = aFile('20', { name: 'plan.png', bytes: 5, writtenFor: 'L' });
const there = (state: State): boolean => state === 'same' || state === 'new';

const planFor = (from: Side, [original, copy]: readonly [State, State], deletes = true, adopting = false): Plan => {
  const to = otherSide(from);
  const half = aHalf({
    send: { attachments: sendsFiles({ deletes }) },
    receive: { attachments: { accept: true, deletes } },
  });
  const settled = aFacet({
    ids: from === 'master' ? { master: '10', provider: '20' } : { master: '20', provider: '10' },
    base: { master: fileBase(FILE), provider: fileBase(FILE) },
  });
  const lost = aFacet({
    ids: from === 'master' ? { master: '10', provider: null } : { master: null, provider: '10' },
    base: from === 'master' ? { master: fileBase(FILE), provider: null } : { master: null, provider: fileBase(FILE) },
    intent: true,
  });
  const known = original === 'new' ? {} : { [attachmentKey(from, '10')]: settled };
  const filesOn = (side: Side) => ({
    attachments: side === from ? (there(original) ? [FILE] : []) : there(copy) ? [COPY] : [],
  });
  return plan(
    anInput({
      halves: { master: half, provider: half },
      link: aLink({ facets: adopting ? { [attachmentKey(from, '10')]: lost } : known }),
      now: {
        master: present(aSnapshot(filesOn('master'))),
        provider: present(aSnapshot({ issueId: '2', key: 'P-2', createdFor: 'L', ...filesOn('provider') })),
      },
      events: [
        { side: from, kind: 'attachment' },
        { side: to, kind: 'attachment' },
      ],
    }),
  );
};

const rows = (['master', 'provider'] as const).flatMap((from) =>
  table.map((row) => {
    const cell = from === 'master' ? row[0] : (MIRRORED[row[0]] ?? 0);
    return [`${cell}: added at the ${from}: original ${row[1]}, copy ${row[2]}: ${row[3]}`, from, cell, row] as const;
  }),
);

test.each(rows)('%s', (_name, from, cell, [, original, copy, , outcome, deletes]) => {
  const result = planFor(from, [original, copy], deletes);
  const key = attachmentKey(from, '10');
  expect(result.branches[key]).toBe(cell);
  expect(result.operations.map(({ kind, side }) => [kind, side])).toEqual(
    outcome.does === undefined ? [] : [[outcome.does, otherSide(from)]],
  );
  expect(result.baseline[key]?.closed ?? false).toBe(outcome.closed ?? false);
  expect(result.problems).toEqual([]);
});

test.each(['master', 'provider'] as const)(
  '5: added at the %s: both are there although no receipt says so: the copy is taken for what it is',
  (from) => {
    const result = planFor(from, ['same', 'same'], true, true);
    const key = attachmentKey(from, '10');
    expect(result.branches[key]).toBe(5);
    expect(result.operations).toEqual([]);
    expect(result.baseline[key]?.ids[otherSide(from)]).toBe('20');
  },
);

test.each(['master', 'provider'] as const)(
  '7 and 9 of a file from the %s: an upload whose receipt was lost, and an original that is deleted meanwhile',
  (from) => {
    const result = planFor(from, ['gone', 'same'], true, true);
    expect(result.branches[attachmentKey(from, '10')]).toBe(from === 'master' ? 9 : 7);
    expect(result.operations.map(({ kind, side }) => [kind, side])).toEqual([['removeAttachment', otherSide(from)]]);
  },
);

test.each(['master', 'provider'] as const)('6 of a file from the %s: two files are never in conflict', (from) => {
  const to = otherSide(from);
  const both = anInput({
    halves: {
      master: aHalf({ send: { attachments: sendsFiles() }, receive: { attachments: { accept: true, deletes: true } } }),
      provider: aHalf({
        send: { attachments: sendsFiles() },
        receive: { attachments: { accept: true, deletes: true } },
      }),
    },
    now: {
      master: present(aSnapshot({ attachments: [aFile('30', { name: 'a.png' })] })),
      provider: present(aSnapshot({ issueId: '2', key: 'P-2', attachments: [aFile('40', { name: 'a.png' })] })),
    },
  });
  const result = plan(both);
  expect(result.conflicts).toEqual([]);
  expect(result.operations.filter(({ side }) => side === to)).toHaveLength(1);
});

import { text as words } from '../../../builders';
import { printOf } from '../../../../src/core/map';
import type { SideState } from '../../../../src/core/model';
import { plan } from '../../../../src/core/plan';
import { aFacet, aHalf, aLink, anInput, answers, aSnapshot, present, signals } from '../../../builders';

/**
 * The workflow: each side says "started" in its own status and answers it with its own. docs/truth-table.md says what a
 * cell means. A status is gone only with its issue.
 */
type State = 'same' | 'changed' | 'gone';
interface Outcome {
  readonly goes?: readonly [side: string, status: string];
  readonly conflicts?: number;
  readonly settled?: boolean;
  readonly says?: string;
}
type Row = readonly [
  cell: number,
  master: State,
  provider: State,
  note: string,
  outcome: Outcome,
  statuses?: readonly [string, string],
];

const table: readonly Row[] = [
  [1, 'same', 'same', 'nothing', {}],
  [2, 'same', 'changed', 'its signal moves the master', { goes: ['master', 'In Progress'] }],
  [
    2,
    'same',
    'changed',
    'a status without a signal stays where it is',
    { settled: true, says: 'no-signal' },
    ['Open', 'Lunch'],
  ],
  [4, 'changed', 'same', 'its signal moves the provider', { goes: ['provider', 'Working'] }],
  [
    4,
    'changed',
    'same',
    'a status without a signal stays where it is',
    { settled: true, says: 'no-signal' },
    ['Lunch', 'Open'],
  ],
  [5, 'changed', 'changed', 'both say the same: only remembered', { settled: true }],
  [
    6,
    'changed',
    'changed',
    'a conflict: the rule chooses',
    { goes: ['provider', 'Finished'], conflicts: 1 },
    ['Done', 'Working'],
  ],
  [3, 'same', 'gone', 'no status is set: the pair ends with its issue', {}],
  [7, 'changed', 'gone', 'no status is set: the pair ends with its issue', {}],
  [8, 'gone', 'same', 'no status is set: the pair ends with its issue', {}],
  [9, 'gone', 'changed', 'no status is set: the pair ends with its issue', {}],
  [10, 'gone', 'gone', 'no status is set: the pair ends with its issue', {}],
];

const base = (status: string) => printOf(words(status));
const STATUS = { master: { same: 'Open', changed: 'In Progress' }, provider: { same: 'Open', changed: 'Working' } };

const planRow = ([, master, provider, , , statuses]: Row) => {
  const on = (side: 'master' | 'provider', state: State, given: string | undefined): SideState => {
    if (state === 'gone') return { state: 'gone', why: 'deleted' };
    const name = given ?? STATUS[side][state];
    const issue = side === 'master' ? { issueId: '1', key: 'P-1' } : { issueId: '2', key: 'P-2' };
    return present(aSnapshot({ ...issue, status: { id: '1', name, category: 'new' } }));
  };
  return plan(
    anInput({
      halves: {
        master: aHalf({
          send: { workflow: [signals('In Progress', 'started'), signals('Done', 'resolved')] },
          receive: { workflow: [answers('started', 'In Progress'), answers('resolved', 'Done')] },
        }),
        provider: aHalf({
          send: { workflow: [signals('Working', 'started'), signals('Finished', 'resolved')] },
          receive: { workflow: [answers('started', 'Working'), answers('resolved', 'Finished')] },
        }),
      },
      link: aLink({ facets: { workflow: aFacet({ base: { master: base('Open'), provider: base('Open') } }) } }),
      now: { master: on('master', master, statuses?.[0]), provider: on('provider', provider, statuses?.[1]) },
    }),
  );
};

test.each(table.map((row) => [`${row[0]}: master ${row[1]}, provider ${row[2]}: ${row[3]}`, row] as const))(
  '%s',
  (_name, row) => {
    const result = planRow(row);
    const [cell, master, provider, , { goes, conflicts = 0, settled = false, says }] = row;
    const gone = master === 'gone' || provider === 'gone';
    expect(result.branches[gone ? 'issue' : 'workflow']).toBe(cell);
    expect(result.branches['workflow'] === undefined).toBe(gone);
    const moves = result.operations.flatMap((each) => (each.kind === 'transition' ? [[each.side, each.toStatus]] : []));
    expect(moves).toEqual(goes === undefined ? [] : [goes]);
    expect(result.conflicts).toHaveLength(conflicts);
    expect(result.baseline['workflow'] !== undefined && moves.length === 0).toBe(settled);
    if (says !== undefined) expect(result.skipped.map(({ code }) => code)).toContain(says);
  },
);

test('every cell of the table has its row', () => {
  expect([...new Set(table.map(([cell]) => cell))].sort((one, two) => one - two)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ]);
});

import { printOf } from '../../../../src/core/map';
import type { FacetState, Value } from '../../../../src/core/model';
import { aCatalog, aField, settledAt, text } from '../../../builders';
import { type Case, ONE_WAY, planOf, TWO_WAY, writtenBy } from '../cast';

/** One contract field "Title": `a` at the master, `b` at the provider. docs/truth-table.md says what a cell means. */
const [A, B, C] = [text('A'), text('B'), text('C')];
const KEY = 'field:Title';
const TO_PROVIDER = 'field:Title>provider';
const at = (more: Partial<FacetState> = {}): FacetState =>
  settledAt(A, A, { fields: { master: 'a', provider: 'b' }, ...more });

type Column = 'same' | 'changed' | 'gone';
interface Outcome {
  readonly writes?: Readonly<Record<string, Value>>;
  readonly problems?: readonly string[];
  readonly conflicts?: number;
  readonly settled?: boolean;
}
type Row = readonly [cell: number, master: Column, provider: Column, note: string, outcome: Outcome, how?: Case];

const NO_FIELD: Outcome = { problems: ['no-field'] };
const oneWay: Case = { halves: ONE_WAY, link: { facets: { [TO_PROVIDER]: at() } } };

const table: readonly Row[] = [
  [1, 'same', 'same', 'nothing', {}],
  [2, 'same', 'changed', 'to the master', { writes: { 'master.a': B } }],
  [2, 'same', 'changed', 'the contract does not let it flow', {}, oneWay],
  [3, 'same', 'gone', 'the master keeps its value, and an admin is told', NO_FIELD],
  [4, 'changed', 'same', 'to the provider', { writes: { 'provider.b': C } }],
  [5, 'changed', 'changed', 'to the same value: only remembered', { settled: true }, { master: B, provider: B }],
  [6, 'changed', 'changed', 'a conflict: the rule chooses', { writes: { 'provider.b': C }, conflicts: 1 }],
  [7, 'changed', 'gone', 'the change waits for the field, and an admin is told', NO_FIELD],
  [8, 'gone', 'same', 'the provider keeps its value, and an admin is told', NO_FIELD],
  [9, 'gone', 'changed', 'the change waits for the field, and an admin is told', NO_FIELD],
  [10, 'gone', 'gone', 'nothing is left to keep in step; an admin is told once', NO_FIELD],
];

const VALUES = {
  master: { same: A, changed: C, gone: { kind: 'empty' } },
  provider: { same: A, changed: B, gone: { kind: 'empty' } },
} as const;

const planRow = ([, master, provider, , , how = {}]: Row) =>
  planOf({
    halves: TWO_WAY,
    master: VALUES.master[master],
    provider: VALUES.provider[provider],
    link: { facets: { [KEY]: at() } },
    ...how,
    more: {
      catalog: {
        master: master === 'gone' ? {} : aCatalog(aField('a')),
        provider: provider === 'gone' ? {} : aCatalog(aField('b')),
      },
    },
  });

test.each(table.map((row) => [`${row[0]}: master ${row[1]}, provider ${row[2]}: ${row[3]}`, row] as const))(
  '%s',
  (_name, row) => {
    const plan = planRow(row);
    const key = row[5] === oneWay ? TO_PROVIDER : KEY;
    const [cell, , , , { writes = {}, problems = [], conflicts = 0, settled = false }] = row;
    expect(plan.branches[key]).toBe(cell);
    expect(writtenBy(plan.operations)).toEqual(writes);
    expect(plan.problems.map(({ code }) => code)).toEqual(problems);
    expect(plan.conflicts).toHaveLength(conflicts);
    if (settled) expect(plan.baseline[key]?.base).toEqual({ master: printOf(B), provider: printOf(B) });
  },
);

test('every cell of the table has its row', () => {
  expect([...new Set(table.map(([cell]) => cell))]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

const parked = at({ parked: { problemId: 'p', print: 'no-field', versions: '1.1' } });

test('a field that is gone is told once, and what its partner changed meanwhile goes when it is there again', () => {
  const gone = { halves: TWO_WAY, master: C, provider: A, link: { facets: { [KEY]: parked } } };
  expect(planOf({ ...gone, more: { catalog: { master: aCatalog(aField('a')), provider: {} } } }).problems).toEqual([]);
  expect(writtenBy(planOf(gone).operations)).toEqual({ 'provider.b': C });
});

test('a field that is there again leaves no problem, though nothing changed', () => {
  const plan = planOf({ halves: TWO_WAY, master: A, provider: A, link: { facets: { [KEY]: parked } } });
  expect(plan.branches[KEY]).toBe(1);
  expect(plan.baseline[KEY]?.parked).toBeNull();
});

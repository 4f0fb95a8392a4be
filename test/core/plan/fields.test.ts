import { printOf, sealedValue } from '../../../src/core/map';
import type { ConflictRule, FacetState, Value } from '../../../src/core/model';
import { aFacet, aField, optionsOf, option, receives, sends, settledAt, text } from '../../builders';
import { type Case, ONE_WAY, planOf, TWO_WAY, writtenBy } from './cast';

const [A, B, C] = [text('A'), text('B'), text('C')];
const EMPTY: Value = { kind: 'empty' };
const FIELDS = { master: 'a', provider: 'b' };
const settled = (master: Value, provider: Value, more: Partial<FacetState> = {}) =>
  settledAt(master, provider, { fields: FIELDS, ...more });

const TITLE = 'field:Title';
const TO_PROVIDER = 'field:Title>provider';

interface Row extends Case {
  readonly name: string;
  readonly branch: number;
  readonly writes?: Readonly<Record<string, Value>>;
  readonly conflict?: { readonly winner: string | null };
  readonly baseline?: boolean;
  readonly skipped?: string;
}

const linked = (state: FacetState, key = TITLE): Case['link'] => ({ facets: { [key]: state } });

const conflictRule = (conflict: ConflictRule): Case['halves'] => ({
  master: { ...TWO_WAY.master, conflict },
  provider: { ...TWO_WAY.provider, conflict },
});

const rows: readonly Row[] = [
  { name: 'nothing changed', branch: 1, master: A, provider: A, link: linked(settled(A, A)) },
  {
    name: 'nothing changed on a lossy side',
    branch: 1,
    master: text('Long'),
    provider: A,
    link: linked(settled(text('Long'), A)),
  },
  {
    name: 'the provider changed',
    branch: 2,
    master: A,
    provider: B,
    link: linked(settled(A, A)),
    writes: { 'master.a': B },
  },
  {
    name: 'the provider changed to what the master holds',
    branch: 2,
    master: A,
    provider: A,
    link: linked(settled(A, B)),
    baseline: true,
  },
  {
    name: 'the master changed',
    branch: 4,
    master: B,
    provider: A,
    link: linked(settled(A, A)),
    writes: { 'provider.b': B },
  },
  {
    name: 'the master emptied it',
    branch: 4,
    master: EMPTY,
    provider: A,
    link: linked(settled(A, A)),
    writes: { 'provider.b': EMPTY },
  },
  { name: 'both changed to the same', branch: 5, master: B, provider: B, link: linked(settled(A, A)), baseline: true },
  {
    name: 'both changed, the master decides',
    branch: 6,
    master: B,
    provider: C,
    link: linked(settled(A, A)),
    writes: { 'provider.b': B },
    conflict: { winner: 'master' },
  },
  {
    name: 'both changed, the provider decides',
    branch: 6,
    halves: conflictRule('provider'),
    master: B,
    provider: C,
    link: linked(settled(A, A)),
    writes: { 'master.a': C },
    conflict: { winner: 'provider' },
  },
  {
    name: 'both changed, the latest decides',
    branch: 6,
    halves: conflictRule('latest'),
    master: B,
    provider: C,
    updated: { master: '2026-01-05T00:00:00.000Z', provider: '2026-01-05T00:00:01.000Z' },
    link: linked(settled(A, A)),
    writes: { 'master.a': C },
    conflict: { winner: 'provider' },
  },
  {
    name: 'both changed, a person is asked',
    branch: 6,
    halves: conflictRule('ask'),
    master: B,
    provider: C,
    link: linked(settled(A, A)),
    conflict: { winner: null },
  },
  {
    name: 'both changed, a person chose',
    branch: 6,
    halves: conflictRule('ask'),
    master: B,
    provider: C,
    link: { ...linked(settled(A, A)), choices: { [TITLE]: 'provider' } },
    writes: { 'master.a': C },
    conflict: { winner: 'provider' },
  },
  {
    name: 'halves that disagree go by the master',
    branch: 6,
    halves: {
      master: { ...TWO_WAY.master, conflict: 'provider' },
      provider: { ...TWO_WAY.provider, conflict: 'master' },
    },
    master: B,
    provider: C,
    link: linked(settled(A, A)),
    writes: { 'master.a': C },
    conflict: { winner: 'provider' },
  },
  {
    name: "a field's own rule comes first",
    branch: 6,
    halves: {
      ...TWO_WAY,
      provider: {
        send: { fields: [sends('b', 'Title')] },
        receive: { fields: [receives('Title', 'b', { conflict: 'provider' })] },
      },
    },
    master: B,
    provider: C,
    link: linked(settled(A, A)),
    writes: { 'master.a': C },
    conflict: { winner: 'provider' },
  },
  { name: 'first contact of equal values', branch: 5, master: A, provider: A, baseline: true },
  { name: 'first contact with an empty provider', branch: 4, master: A, writes: { 'provider.b': A } },
  { name: 'first contact with an empty master', branch: 2, provider: B, writes: { 'master.a': B } },
  {
    name: 'first contact of two values',
    branch: 6,
    master: A,
    provider: B,
    writes: { 'provider.b': A },
    conflict: { winner: 'master' },
  },
  { name: 'first contact of nothing', branch: 1, baseline: true },
  {
    name: 'one way: changed at its source',
    branch: 4,
    halves: ONE_WAY,
    master: B,
    provider: A,
    link: linked(settled(A, A), TO_PROVIDER),
    writes: { 'provider.b': B },
  },
  {
    name: 'one way: changed at its target only',
    branch: 2,
    halves: ONE_WAY,
    master: A,
    provider: B,
    link: linked(settled(A, A), TO_PROVIDER),
    skipped: 'one-way',
  },
  {
    name: 'one way: the source wins, what people wrote at the target is kept',
    branch: 6,
    halves: ONE_WAY,
    master: B,
    provider: C,
    link: linked(settled(A, A), TO_PROVIDER),
    writes: { 'provider.b': B },
    conflict: { winner: 'master' },
  },
  { name: 'one way: first contact with an empty source', branch: 2, halves: ONE_WAY, provider: B, baseline: true },
];

describe('a field by the truth table', () => {
  it.each(rows)('$branch: $name', ({ branch, writes = {}, conflict, baseline, skipped, ...given }) => {
    const plan = planOf(given);
    expect(Object.values(plan.branches)).toContain(branch);
    expect(writtenBy(plan.operations)).toEqual(writes);
    expect(plan.conflicts.map(({ winner }) => winner)).toEqual(conflict === undefined ? [] : [conflict.winner]);
    expect(plan.skipped.map(({ code }) => code)).toEqual(skipped === undefined ? [] : [skipped]);
    if (baseline === true) {
      const [state] = Object.values(plan.baseline);
      expect(state?.base.master?.print).toBe(printOf(given.master ?? EMPTY).print);
      expect(state?.base.provider?.print).toBe(printOf(given.provider ?? EMPTY).print);
    }
    expect(plan.problems).toEqual([]);
  });

  it('keeps both values of a conflict readable, as the contract knows them', () => {
    const { conflicts } = planOf({ master: B, provider: C, link: linked(settled(A, A)) });
    expect(conflicts[0]?.values).toEqual({ master: JSON.stringify(B), provider: JSON.stringify(C) });
  });

  it('records the conflict once: the loser is known when the plan is stored, before the write', () => {
    const first = planOf({ master: B, provider: C, link: linked(settled(A, A)) });
    const again = planOf({ master: B, provider: C, link: { facets: { ...first.baseline } } });
    expect(writtenBy(again.operations)).toEqual({ 'provider.b': B });
    expect(again.conflicts).toEqual([]);
  });

  it('asks once for a pair of values, and again for another pair', () => {
    const halves = conflictRule('ask');
    const asked = planOf({ halves, master: B, provider: C, link: linked(settled(A, A)) });
    const parked = { problemId: '1', print: asked.conflicts[0]?.park ?? '', versions: '1.1' };
    const link = linked(settled(A, A, { parked }));
    expect(planOf({ halves, master: B, provider: C, link }).conflicts).toEqual([]);
    expect(planOf({ halves, master: B, provider: C, link }).skipped.map(({ code }) => code)).toEqual(['parked']);
    expect(planOf({ halves, master: A, provider: B, link }).conflicts).toEqual([]);
    expect(planOf({ halves, master: C, provider: B, link }).conflicts).toHaveLength(1);
  });

  it('forgets a choice once it was used', () => {
    const halves = conflictRule('ask');
    const link = { ...linked(settled(A, A)), choices: { [TITLE]: 'master' as const } };
    expect(planOf({ halves, master: B, provider: C, link }).link.choices).toBeUndefined();
  });

  it('starts anew where a half maps another field', () => {
    const old = settledAt(C, C, { fields: { master: 'x', provider: 'b' } });
    const plan = planOf({ master: A, provider: A, link: linked(old) });
    expect(plan.operations).toEqual([]);
    expect(plan.branches[TITLE]).toBe(5);
    expect(plan.baseline[TITLE]?.fields).toEqual(FIELDS);
  });
});

const when = (
  mode: 'always' | 'onCreate' | 'ifEmpty',
  more: Partial<ReturnType<typeof receives>> = {},
): Case['halves'] => ({
  master: { send: { fields: [sends('a', 'Title')] } },
  provider: { receive: { fields: [receives('Title', 'b', { when: mode, ...more })] } },
});

describe('when a field is received', () => {
  const link = linked(settled(A, A), TO_PROVIDER);

  it('onCreate: never afterwards', () => {
    const plan = planOf({ halves: when('onCreate'), master: B, provider: A, link });
    expect(plan.operations).toEqual([]);
    expect(plan.branches[TO_PROVIDER]).toBeUndefined();
  });

  it('ifEmpty: only into an empty field, and a refusal is said once', () => {
    const link2 = linked(settled(A, EMPTY), TO_PROVIDER);
    expect(writtenBy(planOf({ halves: when('ifEmpty'), master: B, link: link2 }).operations)).toEqual({
      'provider.b': B,
    });
    const filled = planOf({ halves: when('ifEmpty'), master: B, provider: A, link });
    expect(filled.operations).toEqual([]);
    expect(filled.skipped.map(({ code }) => code)).toEqual(['not-empty']);
    const again = planOf({ halves: when('ifEmpty'), master: B, provider: A, link: { facets: { ...filled.baseline } } });
    expect(again.skipped).toEqual([]);
  });

  it('an empty value gives the default where there is one', () => {
    const halves = when('always', { value: 'none given' });
    expect(writtenBy(planOf({ halves, master: EMPTY, provider: A, link }).operations)).toEqual({
      'provider.b': text('none given'),
    });
  });
});

describe('labels and tables', () => {
  const halves: Case['halves'] = {
    master: { send: { fields: [sends('a', 'Title', { values: { High: 'Blocker' } })] } },
    provider: { receive: { fields: [receives('Title', 'b', { otherwise: 'skip' })] } },
  };
  const fields = [
    aField('a', { type: 'option', options: optionsOf('High', 'Odd') }),
    aField('b', { type: 'option', options: optionsOf('Blocker') }),
  ] as const;

  it('go through the tables into the options of the target', () => {
    const plan = planOf({ halves, fields, master: option('High') });
    expect(writtenBy(plan.operations)).toEqual({ 'provider.b': option('Blocker') });
  });

  it('a label without an option is skipped once where the rule says so', () => {
    const plan = planOf({ halves, fields, master: option('Odd') });
    expect(plan.operations).toEqual([]);
    expect(plan.skipped).toHaveLength(1);
    expect(planOf({ halves, fields, master: option('Odd'), link: { facets: plan.baseline } }).skipped).toEqual([]);
  });

  it('a label without an option is a problem otherwise: it parks the facet until the value or the contract changes', () => {
    const strict: Case['halves'] = { ...halves, provider: { receive: { fields: [receives('Title', 'b')] } } };
    const plan = planOf({ halves: strict, fields, master: option('Odd') });
    expect(plan.problems).toMatchObject([{ facet: TO_PROVIDER, side: 'provider', code: 'no-option' }]);
    const parked = { problemId: '1', print: plan.problems[0]?.print ?? '', versions: '1.1' };
    const link = linked(aFacet({ fields: FIELDS, parked }), TO_PROVIDER);
    const waiting = planOf({ halves: strict, fields, master: option('Odd'), link });
    expect(waiting.problems).toEqual([]);
    expect(waiting.skipped.map(({ code }) => code)).toEqual(['parked']);
    const changed = { contract: { versions: { master: 2, provider: 1 } } };
    expect(planOf({ halves: strict, fields, master: option('Odd'), link, more: changed }).problems).toHaveLength(1);
  });

  it('a field that a project does not have is a problem of that side', () => {
    const plan = planOf({ master: A, more: { catalog: { master: {}, provider: {} } } });
    expect(plan.problems).toMatchObject([{ side: 'master', code: 'no-field' }]);
  });
});

describe.each([
  ['wrote', printOf(B)],
  ['wrote, of whom nothing is kept in clear any more', sealedValue(printOf(B))],
])('what another partner %s', (_when, value) => {
  const link = linked(settled(A, A));
  const foreign = { master: { a: value }, provider: {} };

  it('stays, and is no edit of this side', () => {
    const plan = planOf({ master: B, provider: A, link, more: { foreign } });
    expect(plan.operations).toEqual([]);
    expect(plan.skipped.map(({ code }) => code)).toEqual(['not-relayed']);
  });

  it('makes no conflict with an edit of the provider', () => {
    const plan = planOf({ master: B, provider: C, link, more: { foreign } });
    expect(writtenBy(plan.operations)).toEqual({ 'master.a': C });
    expect(plan.conflicts).toEqual([]);
  });

  it('goes where the half relays it', () => {
    const halves = {
      ...TWO_WAY,
      master: { ...TWO_WAY.master, send: { fields: [sends('a', 'Title', { relay: true })] } },
    };
    expect(writtenBy(planOf({ halves, master: B, provider: A, link, more: { foreign } }).operations)).toEqual({
      'provider.b': B,
    });
  });

  it('a person who changes it makes it the own value of the side', () => {
    const plan = planOf({ master: C, provider: A, link, more: { foreign } });
    expect(writtenBy(plan.operations)).toEqual({ 'provider.b': C });
  });
});

import { sealedValue } from '../../../src/core/map';
import type { Link, Value } from '../../../src/core/model';
import { BLANK } from '../../../src/core/plan/facet';
import { settle } from '../../../src/core/settle';
import { aField, labels, option, optionsOf, receives, sends, settledAt } from '../../builders';
import { type Case, ONE_WAY, planOf, TWO_WAY, writtenBy } from './cast';

const SETS = [aField('a', { type: 'labels' }), aField('b', { type: 'labels' })] as const;
const FIELDS = { master: 'a', provider: 'b' };
const AT = '2026-03-01T10:00:00.000Z';
const EMPTY: Value = { kind: 'empty' };

const known = (master: Value, provider: Value, key = 'field:Title'): Case['link'] => ({
  facets: { [key]: settledAt(master, provider, { fields: FIELDS }) },
});

interface Row extends Case {
  readonly name: string;
  readonly branch: number;
  readonly writes: Readonly<Record<string, readonly string[]>>;
}

const XY = labels('x', 'y');

const rows: readonly Row[] = [
  { name: 'nothing changed', branch: 1, master: XY, provider: XY, link: known(XY, XY), writes: {} },
  {
    name: 'one came at the master',
    branch: 4,
    master: labels('x', 'y', 'z'),
    provider: XY,
    link: known(XY, XY),
    writes: { 'provider.b': ['+z'] },
  },
  {
    name: 'one left at the provider',
    branch: 2,
    master: XY,
    provider: labels('x'),
    link: known(XY, XY),
    writes: { 'master.a': ['-y'] },
  },
  {
    name: 'one came at each',
    branch: 5,
    master: labels('x', 'y', 'm'),
    provider: labels('x', 'y', 'p'),
    link: known(XY, XY),
    writes: { 'master.a': ['+p'], 'provider.b': ['+m'] },
  },
  {
    name: 'the same came at both',
    branch: 5,
    master: labels('x', 'y', 'z'),
    provider: labels('x', 'y', 'z'),
    link: known(XY, XY),
    writes: {},
  },
  {
    name: 'one came, another left',
    branch: 5,
    master: labels('x', 'y', 'z'),
    provider: labels('x'),
    link: known(XY, XY),
    writes: { 'master.a': ['-y'], 'provider.b': ['+z'] },
  },
  {
    name: 'first contact',
    branch: 5,
    master: labels('m'),
    provider: labels('p'),
    writes: { 'master.a': ['+p'], 'provider.b': ['+m'] },
  },
  {
    name: 'one way: what people added at the target stays',
    branch: 5,
    halves: ONE_WAY,
    master: labels('x', 'z'),
    provider: labels('x', 'own'),
    link: known(labels('x'), labels('x'), 'field:Title>provider'),
    writes: { 'provider.b': ['+z'] },
  },
  {
    name: 'only what our baseline knows is removed',
    branch: 5,
    halves: ONE_WAY,
    master: EMPTY,
    provider: labels('x', 'own'),
    link: known(labels('x'), labels('x'), 'field:Title>provider'),
    writes: { 'provider.b': ['-x'] },
  },
];

describe('a set merges by element', () => {
  it.each(rows)('$branch: $name', ({ branch, writes, ...given }) => {
    const plan = planOf({ fields: SETS, ...given });
    expect(writtenBy(plan.operations)).toEqual(writes);
    expect(Object.values(plan.branches)).toContain(branch);
    expect(plan.conflicts).toEqual([]);
  });

  it('goes through the tables by element; what two labels map to stays while one of them does', () => {
    const halves: Case['halves'] = {
      master: { send: { fields: [sends('a', 'Title', { values: { one: 'N', uno: 'N' } })] } },
      provider: { receive: { fields: [receives('Title', 'b')] } },
    };
    const link = known(labels('one', 'uno'), labels('N'), 'field:Title>provider');
    expect(planOf({ halves, fields: SETS, master: labels('one'), provider: labels('N'), link }).operations).toEqual([]);
    expect(writtenBy(planOf({ halves, fields: SETS, master: EMPTY, provider: labels('N'), link }).operations)).toEqual({
      'provider.b': ['-N'],
    });
  });

  describe('an element that the target has no option for', () => {
    const fields = [
      aField('a', { type: 'labels' }),
      aField('b', { type: 'options', options: optionsOf('x', 'y', 'z') }),
    ] as const;
    const given = { fields, master: labels('x', 'odd', 'strange'), provider: labels('y'), link: known(EMPTY, EMPTY) };
    const parkedOn = (print: string) => ({ problemId: 'p', print, versions: '1.1' });

    it('is a problem that tells each, and holds back no other, in either direction', () => {
      const plan = planOf(given);
      expect(writtenBy(plan.operations)).toEqual({ 'provider.b': ['+x'], 'master.a': ['+y'] });
      expect(plan.problems).toMatchObject([{ code: 'no-option', side: 'provider' }]);
      expect(plan.problems[0]?.cause).toMatch(/"odd".*"strange".*others.*in step/);
    });

    it('stays parked while the others are written, is told once, and goes when there is an option', () => {
      const first = planOf(given);
      const print = first.problems[0]?.print ?? '';
      const state = { ...BLANK, ...first.baseline['field:Title'], parked: parkedOn(print) };
      const stored = { ...first.link, facets: { 'field:Title': state } };
      const receipts = { provider: { b: labels('x', 'y') }, master: { a: labels('x', 'y', 'odd', 'strange') } };
      const after = first.operations.reduce<Link>(
        (link, operation) =>
          settle(link, operation, { kind: 'fields', fields: receipts[operation.side], refused: {} }, AT),
        stored,
      );
      expect(after.facets['field:Title']?.parked).toEqual(parkedOn(print));
      const both = { fields, master: labels('x', 'y', 'odd', 'strange'), provider: labels('x', 'y') };
      const again = planOf({ ...both, link: after });
      expect([again.operations, again.problems]).toEqual([[], []]);
      const more = planOf({ ...both, master: labels('x', 'y', 'z', 'odd', 'strange'), link: after });
      expect([writtenBy(more.operations), more.problems]).toEqual([{ 'provider.b': ['+z'] }, []]);
      const options = optionsOf('x', 'y', 'odd', 'strange');
      const mended = planOf({
        ...both,
        fields: [fields[0], aField('b', { type: 'options', options })],
        link: after,
      });
      expect(writtenBy(mended.operations)).toEqual({ 'provider.b': ['+odd', '+strange'] });
    });

    it('alone is a problem, and what is there already is settled', () => {
      const plan = planOf({ fields, master: labels('x', 'odd'), provider: labels('x'), link: known(EMPTY, EMPTY) });
      expect(plan.operations).toEqual([]);
      expect(plan.problems).toMatchObject([{ code: 'no-option' }]);
      expect(plan.baseline['field:Title']?.base.master?.elements).toEqual(['x']);
    });
  });

  it.each([
    ['', { print: '', elements: ['theirs'] }],
    [' in digests', sealedValue({ print: '', elements: ['theirs'] })],
  ])('elements of another partner%s are not passed on unless the half relays them', (_how, value) => {
    const more = { foreign: { master: { a: value }, provider: {} } };
    const given = {
      fields: SETS,
      master: labels('x', 'theirs', 'ours'),
      provider: labels('x'),
      link: known(labels('x'), labels('x')),
      more,
    };
    const plan = planOf(given);
    expect(writtenBy(plan.operations)).toEqual({ 'provider.b': ['+ours'] });
    expect(plan.skipped.map(({ code }) => code)).toEqual(['not-relayed']);
    const relay = {
      ...TWO_WAY,
      master: { ...TWO_WAY.master, send: { fields: [sends('a', 'Title', { relay: true })] } },
    };
    expect(writtenBy(planOf({ ...given, halves: relay }).operations)).toEqual({ 'provider.b': ['+ours', '+theirs'] });
  });

  it('a single label into a set replaces only what it put there before', () => {
    const fields = [
      aField('a', { type: 'option', options: optionsOf('Low', 'High') }),
      aField('b', { type: 'labels' }),
    ] as const;
    const first = planOf({ halves: ONE_WAY, fields, master: option('Low'), provider: labels('own') });
    expect(writtenBy(first.operations)).toEqual({ 'provider.b': ['+Low'] });
    const [write] = first.operations.flatMap((each) => (each.kind === 'setFields' ? each.fields : []));
    const state = settledAt(option('Low'), labels('Low', 'own'), { fields: FIELDS });
    const base = { ...state.base, master: write?.source ?? null };
    const link = { facets: { 'field:Title>provider': { ...state, base } } };
    const given = { halves: ONE_WAY, fields, master: option('High'), provider: labels('Low', 'own'), link };
    expect(writtenBy(planOf(given).operations)).toEqual({ 'provider.b': ['+High', '-Low'] });
  });

  it('what waits for its trigger is not settled by the other direction', () => {
    const halves = { ...TWO_WAY, provider: { ...TWO_WAY.provider, send: { ...TWO_WAY.provider.send, updateOn: [] } } };
    const given = {
      halves,
      fields: SETS,
      master: labels('x', 'm'),
      provider: labels('x', 'p'),
      link: known(labels('x'), labels('x')),
    };
    const [operation] = planOf(given).operations;
    expect(operation).toMatchObject({
      side: 'provider',
      fields: [{ add: ['m'], leaves: { added: ['p'], removed: [] } }],
    });
  });

  describe('what people did while our write was on its way is theirs, and goes to the other side next', () => {
    /** The master's set goes to the provider, whose answer shows `held`; then everything is planned once more. */
    const writesAfter = (master: Value, held: Value): Readonly<Record<string, unknown>> => {
      const given = { fields: SETS, master, provider: XY, link: known(XY, XY) };
      const first = planOf(given);
      const [operation] = first.operations;
      if (operation === undefined) throw new Error('nothing was planned');
      const receipt = { kind: 'fields', fields: { b: held }, refused: {} } as const;
      const facets = { ...first.link.facets, ...first.baseline };
      const { facets: settled } = settle({ ...first.link, facets }, operation, receipt, '2026-01-11T09:00:00.000Z');
      return writtenBy(planOf({ ...given, provider: held, link: { facets: settled } }).operations);
    };

    it.each<readonly [string, Value, Value, Readonly<Record<string, readonly string[]>>]>([
      ['nobody', labels('x', 'y', 'm'), labels('x', 'y', 'm'), {}],
      ['one added', labels('x', 'y', 'm'), labels('x', 'y', 'm', 'p'), { 'master.a': ['+p'] }],
      ['one removed', labels('x', 'y', 'm'), labels('x', 'm'), { 'master.a': ['-y'] }],
      ['both', labels('x', 'm'), labels('m', 'p'), { 'master.a': ['+p', '-x'] }],
      [
        'beside one in the spelling of that Jira',
        labels('x', 'y', 'M'),
        labels('x', 'y', 'm', 'p'),
        { 'master.a': ['+p'] },
      ],
      ['one that this Jira writes its own way', labels('x', 'y', 'a b'), labels('x', 'y', 'a_b'), {}],
    ])('%s', (_name, master, held, writes) => {
      expect(writesAfter(master, held)).toEqual(writes);
    });
  });
});

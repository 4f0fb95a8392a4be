import type { Link, PlanInput, Side, Value } from '../../../src/core/model';
import { plan } from '../../../src/core/plan';
import { labels, aField, receives, sends, settledAt, text, type HalfParts } from '../../builders';
import { type Case, inputOf, TWO_WAY, writtenBy } from './cast';

const FIELDS = { master: 'a', provider: 'b' };
const [SENDS, TAKES] = [{ fields: [sends('a', 'Title')] }, { fields: [receives('Title', 'a')] }];

/** The same two fields, in one direction only. */
const TO_PROVIDER: Readonly<Record<Side, HalfParts>> = {
  master: { send: SENDS },
  provider: { send: { fields: [sends('b', 'Title')] }, receive: { fields: [receives('Title', 'b')] } },
};
const TO_MASTER: Readonly<Record<Side, HalfParts>> = {
  master: { receive: TAKES },
  provider: { send: { fields: [sends('b', 'Title')] }, receive: { fields: [receives('Title', 'b')] } },
};

const known = (key: string, value: Value, more = {}): Partial<Link> => ({
  facets: { [key]: settledAt(value, value, { fields: FIELDS, ...more }) },
});

interface Row extends Case {
  readonly name: string;
  readonly was: string;
  readonly is: string;
  readonly writes: Readonly<Record<string, unknown>>;
}

const [OLD, NEW] = [text('old'), text('new')];

const rows: readonly Row[] = [
  {
    name: 'the master stops to send: its edit stays its own',
    was: 'field:Title',
    is: 'field:Title>master',
    halves: TO_MASTER,
    master: NEW,
    provider: OLD,
    writes: {},
  },
  {
    name: 'the master stops to send: the provider’s edit still comes',
    was: 'field:Title',
    is: 'field:Title>master',
    halves: TO_MASTER,
    master: OLD,
    provider: NEW,
    writes: { 'master.a': NEW },
  },
  {
    name: 'the master stops to take: the provider’s edit stays its own',
    was: 'field:Title',
    is: 'field:Title>provider',
    halves: TO_PROVIDER,
    master: OLD,
    provider: NEW,
    writes: {},
  },
  {
    name: 'both ways again: what the provider changed meanwhile comes',
    was: 'field:Title>provider',
    is: 'field:Title',
    halves: TWO_WAY,
    master: OLD,
    provider: NEW,
    writes: { 'master.a': NEW },
  },
  {
    name: 'the other way round',
    was: 'field:Title>provider',
    is: 'field:Title>master',
    halves: TO_MASTER,
    master: NEW,
    provider: OLD,
    writes: {},
  },
];

const facetsAfter = (input: PlanInput) => {
  const { link, baseline } = plan(input);
  return { ...link.facets, ...baseline };
};

describe('a field that changes its direction is no first contact', () => {
  it.each(rows)('$name', ({ was, is, writes, ...given }) => {
    const input = inputOf({ ...given, link: known(was, OLD) });
    const made = plan(input);
    expect(writtenBy(made.operations)).toEqual(writes);
    expect(made.conflicts).toEqual([]);
    expect(Object.keys(facetsAfter(input))).toEqual([is]);
    expect(made.renamed).toEqual([was]);
  });

  it('nor is a set', () => {
    const fields = [aField('a', { type: 'labels' }), aField('b', { type: 'labels' })] as const;
    const given = { fields, halves: TO_MASTER, master: labels('x', 'mine'), provider: labels('x') };
    expect(plan(inputOf({ ...given, link: known('field:Title', labels('x')) })).operations).toEqual([]);
  });

  it('nor one that was settled before links remembered their fields', () => {
    const { fields: _none, ...facet } = settledAt(OLD, OLD, { fields: FIELDS });
    const input = inputOf({
      halves: TO_MASTER,
      master: NEW,
      provider: OLD,
      link: { facets: { 'field:Title': facet } },
    });
    expect(plan(input).operations).toEqual([]);
  });

  it('but other fields under the same name are', () => {
    const other = known('field:Title', OLD, { fields: { master: 'a', provider: 'c' } });
    const input = inputOf({ halves: TO_MASTER, master: OLD, provider: NEW, link: other });
    expect(writtenBy(plan(input).operations)).toEqual({ 'master.a': NEW });
    expect(Object.keys(facetsAfter(input)).sort()).toEqual(['field:Title', 'field:Title>master']);
  });

  it('what people chose under the old name still counts', () => {
    const halves = { ...TWO_WAY, master: { ...TWO_WAY.master, conflict: 'ask' as const } };
    const link = { ...known('field:Title>provider', OLD), choices: { 'field:Title>provider': 'provider' as const } };
    const input = inputOf({ halves, master: text('one'), provider: text('two'), link });
    expect(writtenBy(plan(input).operations)).toEqual({ 'master.a': text('two') });
  });

  it('what is left under the old name beside the new one is forgotten', () => {
    const both = { ...known('field:Title', OLD).facets, ...known('field:Title>master', NEW).facets };
    const input = inputOf({ halves: TWO_WAY, master: OLD, provider: OLD, link: { facets: both } });
    expect(Object.keys(facetsAfter(input))).toEqual(['field:Title']);
  });
});

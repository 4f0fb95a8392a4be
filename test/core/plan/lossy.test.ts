import { plainText } from '../../../src/core/map';
import type { Value } from '../../../src/core/model';
import { plan } from '../../../src/core/plan';
import { settle } from '../../../src/core/settle';
import { aField, aFile, EXCERPT, number, present, rich, settledAt, text } from '../../builders';
import { type Case, inputOf, planOf, writtenBy } from './cast';

const FIELDS = { master: 'a', provider: 'b' };

/** Master's value, and what the provider's Jira made of it. */
const lossy: readonly (readonly [string, Value, Value, Case['fields']])[] = [
  ['trims', text('  wide  open '), text('wide open'), [aField('a'), aField('b')]],
  ['shortens', text('a long title'), text('a long'), [aField('a'), aField('b')]],
  ['changes the case', text('Title'), text('TITLE'), [aField('a'), aField('b')]],
  ['rounds', number(2.5), number(3), [aField('a', { type: 'number' }), aField('b', { type: 'number' })]],
];

describe('a side that cannot hold a value as it is', () => {
  it.each(lossy)('%s: what it made of the value is its baseline and does not come back', (_, rich1, poor, fields) => {
    const given: Case = { master: rich1, ...(fields && { fields }) };
    const input = inputOf(given);
    const first = plan(input);
    const [operation] = first.operations;
    if (operation === undefined) throw new Error('nothing was planned');
    const link = settle({ ...first.link, facets: first.baseline }, operation, receiptOf(poor), input.at);
    const again = planOf({ ...given, provider: poor, link: { facets: link.facets } });
    expect(again.operations).toEqual([]);
    expect(again.baseline).toEqual({});
    expect(again.branches).toMatchObject({ 'field:Title': 1 });
  });

  const receiptOf = (value: Value) => ({ kind: 'fields', fields: { b: value }, refused: {} }) as const;

  it('a crash before the receipt was remembered does not bring the poor value back either', () => {
    const given: Case = { halves: undefined, master: text('a long title'), link: { facets: {} } };
    const first = planOf(given);
    const resumed = planOf({ ...given, provider: text('a long'), link: { facets: first.baseline } });
    expect(writtenBy(resumed.operations)).toEqual({ 'provider.b': text('a long title') });
    expect(resumed.conflicts.map(({ winner }) => winner)).toEqual(['master']);
  });

  it('nor when the source changed again before the resume', () => {
    const link = { facets: { 'field:Title': settledAt(text('old'), text('old'), { fields: FIELDS }) } };
    const first = planOf({ master: text('a long title'), provider: text('old'), link });
    const resumed = planOf({ master: text('old'), provider: text('a long'), link: { facets: first.baseline } });
    expect(writtenBy(resumed.operations)).toEqual({ 'provider.b': text('old') });
  });
});

const LONG = 'word '.repeat(100);
const RICH: Case['fields'] = [
  aField('a', { type: 'richText', maxLength: 32_767 }),
  aField('b', { type: 'richText', maxLength: 200 }),
];

describe('a text that is too long for the other side', () => {
  const excerptIn = (given: Case): Value => {
    const written = writtenBy(planOf(given).operations)['provider.b'] as Value | undefined;
    if (written === undefined) throw new Error('nothing was written');
    return written;
  };

  it('arrives as a marked excerpt and a file', () => {
    const plan1 = planOf({ fields: RICH, master: rich(LONG) });
    const [file, fields] = plan1.operations;
    expect(file).toMatchObject({ kind: 'ensureAttachment', side: 'provider', name: 'Title.txt', facet: EXCERPT });
    expect(fields).toMatchObject({ kind: 'setFields', fields: [{ excerpt: true }] });
    const value = excerptIn({ fields: RICH, master: rich(LONG) });
    expect(value.kind === 'richText' && plainText(value.doc)).toContain('Shortened by Accord');
  });

  const excerpted = (more: Case = {}): Case => {
    const value = excerptIn({ fields: RICH, master: rich(LONG) });
    const state = settledAt(rich(LONG), value, { fields: FIELDS, excerptOn: 'provider' });
    const file = { ...settledAt(text(LONG.trim()), text('x')), ids: { master: null, provider: '7' } };
    return {
      fields: RICH,
      master: rich(LONG),
      provider: value,
      link: { facets: { 'field:Title': state, [EXCERPT]: file } },
      ...more,
    };
  };

  it('is not sent again, and neither is its file', () => {
    const { operations, baseline } = planOf(excerpted());
    expect(operations.filter(({ kind }) => kind === 'setFields')).toEqual([]);
    expect(baseline).toEqual({});
  });

  it('an edit of the excerpt stays there and is kept as a conflict, once', () => {
    const edited = planOf(excerpted({ provider: rich('shorter') }));
    expect(edited.operations).toEqual([]);
    expect(edited.conflicts).toMatchObject([{ winner: 'master', rule: 'master' }]);
    expect(edited.conflicts[0]?.values.provider).toContain('shorter');
    expect(edited.skipped.map(({ code }) => code)).toEqual(['excerpt']);
    const { link } = excerpted();
    const again = planOf(
      excerpted({ provider: rich('shorter'), link: { facets: { ...link?.facets, ...edited.baseline } } }),
    );
    expect(again.conflicts).toEqual([]);
    expect(again.skipped).toEqual([]);
  });

  it('a new long text replaces the excerpt and the file', () => {
    const { operations } = planOf(excerpted({ master: rich(`new ${LONG}`) }));
    expect(operations[0]).toMatchObject({ kind: 'ensureAttachment', from: { replaces: '7' } });
    expect(operations[1]).toMatchObject({ kind: 'setFields', fields: [{ excerpt: true }] });
  });

  it('a short text ends the excerpt, and the file goes with it', () => {
    const given = excerpted({ master: rich('brief') });
    const input = inputOf(given);
    const first = plan(input);
    const fields = first.operations.find(({ kind }) => kind === 'setFields');
    if (fields === undefined) throw new Error('nothing was planned');
    const receipt = { kind: 'fields', fields: { b: rich('brief') }, refused: {} } as const;
    const link = settle(
      { ...first.link, facets: { ...first.link.facets, ...first.baseline } },
      fields,
      receipt,
      input.at,
    );
    expect(link.facets['field:Title']?.excerptOn).toBeNull();
    const later: Case = { ...given, provider: rich('brief'), link: { facets: link.facets } };
    const { now } = inputOf(later);
    const files = [aFile('7', { writtenFor: 'L' })];
    const provider =
      now.provider.state === 'present' ? present({ ...now.provider.snapshot, attachments: files }) : now.provider;
    const after = planOf({ ...later, more: { now: { ...now, provider } } });
    expect(after.operations).toMatchObject([{ kind: 'removeAttachment', attachmentId: '7' }]);
  });

  it('a crash after the excerpt was written remembers that it is one', () => {
    const value = excerptIn({ fields: RICH, master: rich(LONG) });
    const resumed = planOf({ fields: RICH, master: rich(LONG), provider: value });
    expect(resumed.baseline['field:Title']?.excerptOn).toBe('provider');
  });
});

import { sendValue } from '../../../src/core/map';
import { EMPTY, type SendField, type Value } from '../../../src/core/model';
import { doc, p } from './support/adf';
import { sendRule } from './support/metas';

const table = { Highest: 'Blocker', 'Hardware > Printer': 'Devices > Printing', Software: 'Apps' };
const one = (label: string): Value => ({ kind: 'option', label });
const path = (parent: string, child: string | null): Value => ({ kind: 'cascade', parent, child });

describe('sendValue', () => {
  it.each<[string, Partial<SendField>, Value, Value]>([
    ['maps a label', { values: table }, one('Highest'), one('Blocker')],
    ['passes a label without a row', { values: table }, one('Low'), one('Low')],
    ['reads a row without regard to case', { values: table }, one(' highest '), one('Blocker')],
    ['takes the default', { values: table, otherwise: { default: 'Other' } }, one('Low'), one('Other')],
    [
      'maps a text when there is a table',
      { values: table },
      { kind: 'text', text: 'Highest' },
      { kind: 'text', text: 'Blocker' },
    ],
    [
      'leaves a text alone when there is none',
      { otherwise: 'skip' },
      { kind: 'text', text: 'Low' },
      { kind: 'text', text: 'Low' },
    ],
    ['maps a whole path', { values: table }, path('Hardware', 'Printer'), path('Devices', 'Printing')],
    ['maps a parent', { values: table }, path('Software', 'Editor'), path('Apps', 'Editor')],
    ['passes a path', { values: table }, path('Hardware', 'Screen'), path('Hardware', 'Screen')],
    ['keeps a ">" inside a name that no row names', {}, path('A > B', 'C > D'), path('A > B', 'C > D')],
    ['sends emptiness', { values: table, otherwise: 'problem' }, { kind: 'options', labels: [] }, EMPTY],
    [
      'sends rich text as it is',
      { values: table, otherwise: 'skip' },
      { kind: 'richText', doc: doc(p('Highest')) },
      { kind: 'richText', doc: doc(p('Highest')) },
    ],
  ])('%s', (_name, rule, value, expected) => {
    expect(sendValue(sendRule(rule), value)).toEqual({ is: 'value', value: expected, pendingMedia: [] });
  });

  it('leaves out or stops at a label without a row, as the rule says', () => {
    expect(sendValue(sendRule({ otherwise: 'skip' }), one('Low'))).toEqual({
      is: 'skip',
      code: 'no-label',
      reason: '"Low" has no row in the values of "Severity". The rule says to skip it.',
    });
    expect(sendValue(sendRule({ otherwise: 'problem' }), path('A', 'B'))).toEqual({
      is: 'problem',
      code: 'no-label',
      cause: '"A > B" has no row in the values of "Severity".',
      remedy: 'Add a row for "A > B" to the values of "Severity".',
    });
  });

  it('treats a set element by element', () => {
    const value: Value = { kind: 'options', labels: ['Highest', 'Low', 'Blocker'] };
    expect(sendValue(sendRule({ values: table }), value)).toMatchObject({ value: { labels: ['Blocker', 'Low'] } });
    const skipping = sendValue(sendRule({ values: table, otherwise: 'skip' }), value);
    expect(skipping).toMatchObject({ is: 'value', value: { labels: ['Blocker'] } });
    expect(skipping.is === 'value' && skipping.omitted).toHaveLength(2);
    expect(sendValue(sendRule({ values: table, otherwise: 'problem' }), value)).toMatchObject({
      is: 'problem',
      code: 'no-label',
    });
  });
});

import { valueWords } from '../../views/scripts/admin/conflicts/value-words';

const paragraph = (...content: readonly object[]) => ({ type: 'paragraph', content });
const words = (text: string) => ({ type: 'text', text });

describe('a contract value in words', () => {
  it.each([
    [{ kind: 'empty' }, ''],
    [{ kind: 'text', text: 'Pump "P7" <b>' }, 'Pump "P7" <b>'],
    [{ kind: 'number', number: 1.5 }, '1.5'],
    [{ kind: 'date', date: '2026-01-31' }, '2026-01-31'],
    [{ kind: 'option', label: 'High' }, 'High'],
    [{ kind: 'options', labels: ['a', 'b'] }, 'a, b'],
    [{ kind: 'cascade', parent: 'EMEA', child: 'Bern' }, 'EMEA > Bern'],
    [{ kind: 'cascade', parent: 'EMEA', child: null }, 'EMEA'],
    [{ kind: 'user', user: { accountId: '1', name: 'Ann' } }, 'Ann'],
    [{ kind: 'users', users: [{ name: 'Ann' }, { name: 'Bo' }] }, 'Ann, Bo'],
    [{ kind: 'duration', original: 7200, remaining: null }, '2 h / –'],
    [{ kind: 'issue', id: '1', key: 'SUP-1' }, 'SUP-1'],
  ])('%j', (value, told) => {
    expect(valueWords(JSON.stringify(value))).toBe(told);
  });

  it('keeps paragraphs, breaks, lists, tables and mentions of a rich text apart', () => {
    const list = { type: 'bulletList', content: ['x', 'y'].map((text) => item(text)) };
    const cell = (text: string) => ({ type: 'tableCell', content: [paragraph(words(text))] });
    const row = { type: 'tableRow', content: [cell('1'), cell('2')] };
    const doc = {
      type: 'doc',
      content: [
        paragraph(words('One'), { type: 'hardBreak' }, words('two '), { type: 'mention', attrs: { text: '@Ann' } }),
        list,
        { type: 'table', content: [row] },
      ],
    };
    expect(valueWords(JSON.stringify({ kind: 'richText', doc }))).toBe('One\ntwo @Ann\n• x\n• y\n1 | 2');
  });

  it.each(['Done', '{"no": "value"}', '{broken', '7'])('what is no value stays as it is: %s', (value) => {
    expect(valueWords(value)).toBe(value);
  });
});

const item = (text: string) => ({ type: 'listItem', content: [paragraph(words(text))] });

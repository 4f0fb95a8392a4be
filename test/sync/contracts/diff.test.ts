import { diffHalves } from '../../../src/sync/contracts/diff';

const rule = (as: string, more: object = {}) => ({ as, field: 'summary', when: 'always', ...more });
const half = (fields: readonly object[], more: object = {}) => ({ send: { fields }, conflict: 'master', ...more });

describe('the difference of two halves', () => {
  test('nothing where nothing changed, whatever the order of keys and rules', () => {
    const before = half([rule('Title'), rule('Severity')]);
    const after = {
      conflict: 'master',
      send: { fields: [{ when: 'always', field: 'summary', as: 'Severity' }, rule('Title')] },
    };
    expect(diffHalves(before, after)).toEqual([]);
  });

  test.each<[string, object, object, object[]]>([
    [
      'a changed value',
      half([]),
      half([], { conflict: 'ask' }),
      [{ path: 'conflict', before: 'master', after: 'ask' }],
    ],
    [
      'a rule by its name, not its place',
      half([rule('Title'), rule('Severity')]),
      half([rule('Severity', { when: 'onCreate' }), rule('Title')]),
      [{ path: 'send.fields[Severity].when', before: 'always', after: 'onCreate' }],
    ],
    [
      'a rule that came',
      half([rule('Title')]),
      half([rule('Title'), rule('Severity')]),
      [{ path: 'send.fields[Severity]', before: null, after: rule('Severity') }],
    ],
    [
      'a rule that went',
      half([rule('Title')]),
      half([]),
      [{ path: 'send.fields[Title]', before: rule('Title'), after: null }],
    ],
    [
      'a list of plain words as a whole',
      half([], { names: ['a', 'b'] }),
      half([], { names: ['b'] }),
      [{ path: 'names', before: ['a', 'b'], after: ['b'] }],
    ],
    [
      'an entry of a table',
      half([rule('Title', { values: { High: 'A' } })]),
      half([rule('Title', { values: { High: 'B', Low: 'C' } })]),
      [
        { path: 'send.fields[Title].values.High', before: 'A', after: 'B' },
        { path: 'send.fields[Title].values.Low', before: null, after: 'C' },
      ],
    ],
    [
      'two steps of one signal, told apart by their statuses',
      {
        steps: [
          { signal: 'done', from: ['A'], to: 'X', via: [] },
          { signal: 'done', from: ['B'], to: 'Y', via: [] },
        ],
      },
      {
        steps: [
          { signal: 'done', from: ['A'], to: 'X', via: [] },
          { signal: 'done', from: ['B'], to: 'Y', via: ['Z'] },
        ],
      },
      [{ path: 'steps[done from B to Y].via', before: [], after: ['Z'] }],
    ],
  ])('%s', (_name, before, after, changes) => {
    expect(diffHalves(before, after)).toEqual(changes);
  });

  test('against nothing, every part is new', () => {
    expect(diffHalves(null, half([])).map(({ path }) => path)).toEqual(['send', 'conflict']);
  });
});

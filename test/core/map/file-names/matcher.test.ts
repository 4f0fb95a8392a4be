import fc from 'fast-check';
import { foldedSigns } from '../../../../src/core/map/file-names/fold';
import { matcherOf } from '../../../../src/core/map/file-names/matcher';

/** What the words `*` and `?` mean, as plainly as it can be said; slow on purpose. */
const means = (pattern: readonly string[], name: readonly string[]): boolean => {
  const [sign, ...rest] = pattern;
  if (sign === undefined) return name.length === 0;
  if (sign === '*') return means(rest, name) || (name.length > 0 && means(pattern, name.slice(1)));
  return name.length > 0 && (sign === '?' || sign === name[0]) && means(rest, name.slice(1));
};

const takes = (patterns: readonly string[], name: string): boolean => matcherOf(patterns)(foldedSigns(name));

/** Counts how often signs are taken out of the name. */
const counted = (signs: readonly string[]) => {
  let steps = 0;
  const name = {
    *[Symbol.iterator]() {
      for (const sign of signs) {
        steps += 1;
        yield sign;
      }
    },
  };
  return { name: name as unknown as readonly string[], steps: () => steps };
};

describe('matcherOf', () => {
  test('means what * and ? mean', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '😀'), maxLength: 8 });
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '😀', '*'), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 12 }), name, (patterns, text) => {
        const expected = patterns.some((each) => means([...each], [...text]));
        expect(takes(patterns, text)).toBe(expected);
      }),
      { numRuns: 3_000 },
    );
  });

  // The places of a pattern go over the edge of a word of 32 bits.
  test.each([30, 31, 32, 33, 63, 64, 65, 199])('%i signs in a row', (count) => {
    const run = 'x'.repeat(count);
    expect(takes([run], run)).toBe(true);
    expect(takes([run], `${run}x`)).toBe(false);
    expect(takes([run], run.slice(1))).toBe(false);
    expect(takes(['a', `${run}*y`, 'b'], `${run}--y`)).toBe(true);
    expect(takes(['a', `${run}*y`, 'b'], `${run}--z`)).toBe(false);
  });

  test('the first patterns do not run on into those behind them', () => {
    expect(takes(['ab', 'cd'], 'abcd')).toBe(false);
    expect(takes(['ab', '*cd'], 'abcd')).toBe(true);
  });

  test.each(['*a*a*a*a*a*a*a*a.pdf', '*?*?*?*?*?*?*?*?', `${'*a'.repeat(99)}b`, '?'.repeat(199), '*-*-*-*.pdf'])(
    '%s takes each sign of a name once',
    (pattern) => {
      for (const length of [250, 500, 1_000]) {
        const { name, steps } = counted([...'a-'.repeat(length / 2)]);
        matcherOf([pattern])(name);
        expect(steps()).toBe(length);
      }
    },
  );

  test('work for a sign grows with the signs of the patterns, not with what they say', () => {
    const words = (patterns: readonly string[]): number => matcherOf(patterns).words;
    expect(words(['*a'.repeat(100)])).toBe(4);
    expect(words(['*?'.repeat(100)])).toBe(4);
    expect(words(Array.from({ length: 10 }, () => '*a'.repeat(100)))).toBeLessThanOrEqual(32);
    expect(words(Array.from({ length: 100 }, () => 'a'.repeat(20)))).toBeLessThanOrEqual(66);
  });
});

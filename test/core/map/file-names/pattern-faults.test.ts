import { patternFault, patternFaults } from '../../../../src/core/map/file-names';
import { foldedSigns } from '../../../../src/core/map/file-names/fold';
import { matcherOf } from '../../../../src/core/map/file-names/matcher';
import { REFUSED, TAKEN } from './hostile-patterns';

const named = (patterns: readonly string[]) =>
  patterns.map((pattern) => [JSON.stringify(pattern).slice(0, 40), pattern] as const);

describe('patternFault', () => {
  test.each(named(REFUSED))('refuses %s, and says why and what to do', (_name, pattern) => {
    const fault = patternFault(pattern);
    expect(fault?.message.length).toBeGreaterThan(10);
    expect(fault?.message.length).toBeLessThan(200);
    expect(fault?.remedy.length).toBeGreaterThan(10);
  });

  test.each(named(TAKEN))('takes %s, and it costs no more than its signs', (_name, pattern) => {
    expect(patternFault(pattern)).toBeNull();
    const matcher = matcherOf([pattern.replace(/^!/, '')]);
    expect(matcher.words).toBeLessThanOrEqual(Math.ceil((pattern.length + 1) / 32));
    for (const name of ['a'.repeat(255), 'a-'.repeat(127), '😀'.repeat(255)]) matcher(foldedSigns(name));
  });

  test.each<[string, string]>([
    ['!*.{exe,bat}', '"{"'],
    ['report-[0-9]', '"["'],
    ['+(a)', '"("'],
    ['a|b', '"|"'],
    ['a\\*', '"\\"'],
    ['a/b', '"/"'],
    ['!!*.exe', '"!"'],
    [`*.exe\u200b`, 'U+200B'],
  ])('%s: the sign is named', (pattern, sign) => {
    expect(patternFault(pattern)?.message).toContain(sign);
  });
});

describe('patternFaults', () => {
  test('tells each by its place', () => {
    expect(patternFaults(['*.pdf', '[a]', '!*.exe', '!']).map(({ at }) => at)).toEqual([1, 3]);
  });

  test('bounds how many there are, and their signs together', () => {
    expect(patternFaults(Array.from({ length: 100 }, () => '*.pdf'))).toEqual([]);
    expect(patternFaults(Array.from({ length: 101 }, () => '*.pdf'))).toMatchObject([{ at: null }]);
    expect(patternFaults(Array.from({ length: 10 }, () => 'a'.repeat(200)))).toEqual([]);
    expect(patternFaults([...Array.from({ length: 10 }, () => 'a'.repeat(200)), 'b'])).toMatchObject([{ at: null }]);
  });
});

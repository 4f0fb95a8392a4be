import { takesName } from '../../../../src/core/map/file-names';

const K_OF_KELVIN = '\u212a';
const LONG_S = '\u017f';
const DOTLESS_I = '\u0131';

describe('names of files', () => {
  test.each<[string, string, boolean]>([
    ['*.PDF', 'a.pdf', true],
    ['é*', 'E\u0301tude.pdf', true],
    ['E\u0301*', 'étude.pdf', true],
    ['ΣΑΣ', 'σας', true],
    ['straße', 'STRAßE', true],
    // Unicode says that this one is a K in every respect.
    ['k', K_OF_KELVIN, true],
    ['s', LONG_S, false],
    ['i', DOTLESS_I, false],
    ['𐐀', '𐐨', true],
    ['?', '😀', true],
    ['??', '😀', false],
    ['a?b', 'a/b', true],
    ['a_b', 'a\\b', true],
    ['c++*', 'C++ notes.txt', true],
    ['$^.txt', '$^.txt', true],
    ['a.txt', 'axtxt', false],
    ['@home', '@home', true],
    ['*', '', true],
    ['**a**', 'bab', true],
    ['*\n*', 'a\nb', false],
    ['*', 'a\nb', true],
  ])('%j takes %j: %s', (pattern, name, expected) => {
    expect(takesName(name, [pattern])).toBe(expected);
  });

  test('one that is longer than Jira allows is not judged, so it stays', () => {
    const name = (signs: number): string => `${'😀'.repeat(signs - 4)}.exe`;
    expect(takesName(name(255), ['!*.txt'])).toBe(true);
    expect(takesName(name(256), ['!*.txt'])).toBe(false);
    expect(takesName('a'.repeat(10_000_000), ['*'])).toBe(false);
    expect(takesName('a'.repeat(300), [])).toBe(true);
  });
});

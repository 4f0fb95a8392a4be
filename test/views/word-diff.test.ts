import { diffWords, type Run } from '../../views/scripts/admin/conflicts/word-diff';

const shown = (runs: readonly Run[]): string => runs.map(({ text, same }) => (same ? text : `[${text}]`)).join('');
const diff = (mine: string, theirs: string): readonly [string, string] => {
  const { mine: a, theirs: b } = diffWords(mine, theirs);
  return [shown(a), shown(b)];
};

describe('the difference of two values by words', () => {
  it.each([
    ['the same', 'the same', 'the same', 'the same'],
    ['the old door', 'the new door', 'the [old] door', 'the [new] door'],
    ['', 'all new', '', '[all new]'],
    ['a b c d', 'a c d e', 'a [b ]c d', 'a c d[ e]'],
    ['High', 'Low', '[High]', '[Low]'],
    ['שלום עולם', 'שלום לך', 'שלום [עולם]', 'שלום [לך]'],
    ['Pump stops at night', 'Pump P7 stops', 'Pump stops[ at night]', 'Pump [P7 ]stops'],
  ])('%j and %j', (mine, theirs, markedMine, markedTheirs) => {
    expect(diff(mine, theirs)).toEqual([markedMine, markedTheirs]);
  });

  it('loses no character of either value', () => {
    const [mine, theirs] = ['one  two\n\nthree <b>"x"</b>', 'one two\nthree <i>"y"</i> 🎉'];
    const { mine: a, theirs: b } = diffWords(mine, theirs);
    expect(a.map(({ text }) => text).join('')).toBe(mine);
    expect(b.map(({ text }) => text).join('')).toBe(theirs);
  });

  it('stays quick with long texts that share only their ends', () => {
    const words = (n: number, word: string): string => Array.from({ length: n }, (_, i) => `${word}${i}`).join(' ');
    // Time of this process: what others take on a busy machine does not count.
    const started = process.cpuUsage();
    const [mine, theirs] = diff(`Start ${words(20_000, 'a')} end`, `Start ${words(20_000, 'b')} end`);
    expect(process.cpuUsage(started).user).toBeLessThan(1_500_000);
    expect(mine).toMatch(/^Start \[.*\] end$/);
    expect(theirs).toMatch(/^Start \[.*\] end$/);
  });
});

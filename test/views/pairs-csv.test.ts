import { MOST_PAIRS, readPairs } from '../../views/scripts/admin/bulk/pairs-csv';

const pair = (mine: string, theirs: string) => ({ mine, theirs });

describe('pairs of issues in a CSV', () => {
  it.each([
    ['commas', 'SUP-1,ACM-2\nSUP-3,ACM-4'],
    ['semicolons and a line of headings', 'Ours;Theirs\r\nSUP-1;ACM-2\r\nSUP-3;ACM-4\r\n'],
    ['tabs, from a spreadsheet', 'SUP-1\tACM-2\nSUP-3\tACM-4'],
    ['quotes, blanks, small letters and empty lines', '\n"SUP-1", acm-2 \n\n sup-3 ,"ACM-4",,\n'],
    ['a byte order mark', '\ufeffSUP-1,ACM-2\nSUP-3,ACM-4'],
  ])('are read with %s', (_, text) => {
    expect(readPairs(text)).toEqual({ pairs: [pair('SUP-1', 'ACM-2'), pair('SUP-3', 'ACM-4')], faults: [] });
  });

  it('may be ids', () => {
    expect(readPairs('10001,20002').pairs).toEqual([pair('10001', '20002')]);
  });

  it('are told line by line where they cannot be read', () => {
    const { pairs, faults } = readPairs('SUP-1,ACM-1\nSUP-2\nSUP-3,see mail\nSUP-1,ACM-9\nSUP-4,ACM-1\nA-1,B-1,C-1');
    expect(pairs).toEqual([pair('SUP-1', 'ACM-1')]);
    expect(faults).toEqual([
      { line: 2, code: 'missing', what: 'SUP-2' },
      { line: 3, code: 'notAKey', what: 'see mail' },
      { line: 4, code: 'twice', what: 'SUP-1' },
      { line: 5, code: 'twice', what: 'ACM-1' },
      { line: 6, code: 'tooMany', what: '3' },
    ]);
  });

  it('are at most ten thousand', () => {
    const { pairs, faults } = readPairs(Array.from({ length: MOST_PAIRS + 2 }, (_, i) => `A-${i},B-${i}`).join('\n'));
    expect(pairs).toHaveLength(MOST_PAIRS);
    expect(faults.map(({ code }) => code)).toEqual(['overLimit', 'overLimit']);
  });

  it('of an empty text are none', () => {
    expect(readPairs('')).toEqual({ pairs: [], faults: [] });
  });
});

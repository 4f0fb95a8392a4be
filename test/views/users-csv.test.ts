import { compare, fromApi, toApi, withChange } from '../../views/scripts/admin/users/pairs';
import { readUsersCsv, writeUsersCsv } from '../../views/scripts/admin/users/users-csv';

const HEADINGS = { mine: 'Umbrella account ID', theirs: 'Acme account ID' };
const HEAD = {
  mine: { account: 'Umbrella account ID', name: 'Umbrella name' },
  theirs: { account: 'Acme account ID', name: 'Acme name' },
};
const pair = (mine: string, theirs: string) => ({ mine, theirs });
const PAIRS = [pair('5b10a1', '557058:f5-8131'), pair('5b10a2', '557058:f5-8132')];

const pairsOf = (text: string) => readUsersCsv(text, HEADINGS).lines.map(({ mine, theirs }) => pair(mine, theirs));

describe('a list of users in a CSV', () => {
  it.each([
    ['two columns', '5b10a1,557058:f5-8131\n5b10a2,557058:f5-8132'],
    ['semicolons and foreign headings', 'Ours;Theirs\r\n5b10a1;557058:f5-8131\r\n5b10a2;557058:f5-8132\r\n'],
    ['names beside the accounts', '5b10a1\tAnn\t557058:f5-8131\tÁnn\n5b10a2\t\t557058:f5-8132\tBob'],
    ['empty lines and blanks', '\n 5b10a1 , 557058:f5-8131 ,,\n\n"5b10a2",557058:f5-8132\n'],
  ])('is read with %s', (_, text) => {
    expect(readUsersCsv(text, HEADINGS).faults).toEqual([]);
    expect(pairsOf(text)).toEqual(PAIRS);
  });

  it('of the partner is read the right way round, by its headings', () => {
    const text = 'Acme account ID,Acme name,Umbrella account ID,Umbrella name\n557058:f5-8131,Á,5b10a1,Ann';
    expect(pairsOf(text)).toEqual([PAIRS[0]]);
  });

  it('comes back as it was written, and no name of it is a formula in a spreadsheet', () => {
    const evil = '=HYPERLINK("http://evil.example";"x")';
    const text = writeUsersCsv(PAIRS, HEAD, { mine: () => evil, theirs: () => '@sum, "quoted"' });
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"";""x"")"`);
    expect(text).toContain(`"'@sum, ""quoted"""`);
    expect(readUsersCsv(text, HEADINGS).faults).toEqual([]);
    expect(pairsOf(text)).toEqual(PAIRS);
  });

  it('of a site whose name begins a formula is read again', () => {
    const odd = { mine: { account: '=1+1 account ID', name: 'n' }, theirs: { account: '-2 account ID', name: 'm' } };
    const text = writeUsersCsv(PAIRS, odd, { mine: () => '', theirs: () => '' });
    const headings = { mine: odd.mine.account, theirs: odd.theirs.account };
    expect(readUsersCsv(text, headings)).toMatchObject({ lines: PAIRS, faults: [] });
  });

  it.each([
    ['Smith; Sons', 'Ann | Acme'],
    ['A|B', 'Miller; Mary'],
  ])('of a site named %s, whose people have such signs in their names too, is read again', (site, name) => {
    const mine = { account: `${site} account ID`, name: `${site} name` };
    const text = writeUsersCsv(PAIRS, { ...HEAD, mine }, { mine: () => name, theirs: () => name });
    const headings = { mine: mine.account, theirs: HEADINGS.theirs };
    expect(readUsersCsv(text, headings)).toMatchObject({ lines: PAIRS, faults: [] });
  });

  it('may hold accounts with a bar in them', () => {
    expect(pairsOf('qm:1|a,557058|b\nqm:2|a,557058|c')).toEqual([
      pair('qm:1|a', '557058|b'),
      pair('qm:2|a', '557058|c'),
    ]);
  });

  it('is told line by line where it cannot be read', () => {
    const text = 'a1,b1\na2\na3,ann@acme.example\na1,b9\na4,b1\n1,2,3,4,5';
    const { lines, faults } = readUsersCsv(text, HEADINGS);
    expect(lines).toEqual([{ line: 1, mine: 'a1', theirs: 'b1' }]);
    expect(faults).toEqual([
      { line: 2, code: 'missing', what: 'a2' },
      { line: 3, code: 'notAnAccount', what: 'ann@acme.example' },
      { line: 4, code: 'twice', what: 'a1' },
      { line: 5, code: 'twice', what: 'b1' },
      { line: 6, code: 'tooMany', what: '5' },
    ]);
  });

  it('is at most five thousand lines', () => {
    const { lines, faults } = readUsersCsv(Array.from({ length: 5_001 }, (_, i) => `a${i},b${i}`).join('\n'), HEADINGS);
    expect(lines).toHaveLength(5_000);
    expect(faults).toEqual([{ line: 5_001, code: 'overLimit', what: 'a5000' }]);
  });
});

describe('the list of matched users', () => {
  it('is seen from either side', () => {
    const api = { pairs: [{ master: 'm', provider: 'p' }] };
    expect(fromApi(api, 'master')).toEqual([pair('m', 'p')]);
    expect(fromApi(api, 'provider')).toEqual([pair('p', 'm')]);
    expect(toApi(fromApi(api, 'provider'), 'provider')).toEqual(api);
  });

  it('gives each account one counterpart: the newest', () => {
    const before = [pair('a', '1'), pair('b', '2'), pair('c', '3')];
    const add = [pair('a', '2')];
    expect(withChange(before, { add, remove: [pair('c', '3')] })).toEqual([pair('a', '2')]);
    expect(compare(before, [pair('a', '2'), pair('c', '3'), pair('d', '4')])).toEqual({
      fresh: [pair('a', '2'), pair('d', '4')],
      already: 1,
      replaced: 2,
    });
  });

  it('keeps what the partner added meanwhile', () => {
    const now = [pair('a', '1'), pair('theirs', 'new')];
    expect(withChange(now, { add: [pair('b', '2')], remove: [pair('a', '1')] })).toEqual([
      pair('theirs', 'new'),
      pair('b', '2'),
    ]);
  });
});

import { type Problem } from '../../views/scripts/host/api-types';
import { offersOf } from '../../views/scripts/admin/conflicts/conflict-state';
import { contractsOf, filterProblems, groupBy } from '../../views/scripts/admin/problems/groups';
import { pairStateOf, splitPairs } from '../../views/scripts/panel/pair-state';

const problem = (over: Partial<Problem>): Problem => ({
  id: 'p',
  contract: { id: 'c1', name: 'Defects' },
  connection: 'k1',
  link: null,
  whose: 'mine',
  subject: 'Field "Severity"',
  code: 'refused',
  cause: 'The option is gone.',
  remedy: 'Add it.',
  mayRetry: true,
  answers: [],
  openedAt: '2026-01-01T00:00:00.000Z',
  resolvedAt: null,
  keys: { master: 'SUP-1', provider: null },
  ...over,
});

describe('problems', () => {
  it('stand in groups of one kind, the largest first', () => {
    const entries = [problem({ code: 'gone' }), problem({}), problem({})];
    expect(groupBy(entries, ({ code }) => code).map(({ kind, entries: { length } }) => [kind, length])).toEqual([
      ['refused', 2],
      ['gone', 1],
    ]);
  });

  it.each([
    ['', '', 2],
    ['', 'sup-1', 1],
    ['', 'severity SUP-2', 1],
    ['c2', '', 1],
    ['c2', 'sup-1', 0],
  ])('of contract %j with the words %j', (contract, words, found) => {
    const all = [
      problem({ id: '1' }),
      problem({ id: '2', keys: { master: 'SUP-2', provider: 'A-1' }, contract: { id: 'c2', name: 'Ask' } }),
    ];
    expect(filterProblems(all, { contract, words })).toHaveLength(found);
    expect(contractsOf(all).map(({ label }) => label)).toEqual(['Ask', 'Defects']);
  });
});

describe('what may be chosen of a conflict', () => {
  const open = { side: 'provider' as const, chosen: null, winner: null, both: true, open: true };
  const told = (conflict: Parameters<typeof offersOf>[0]): readonly string[] =>
    offersOf(conflict).map(({ whose, restores, choice }) => `${restores ? 'restore' : 'keep'} ${whose}=${choice}`);

  it('is everything while it is open', () => {
    expect(told(open)).toEqual(['keep mine=provider', 'keep theirs=master', 'keep both=both']);
    expect(told({ ...open, both: false })).toHaveLength(2);
  });

  it('is the value that lost, once it is decided', () => {
    expect(told({ ...open, winner: 'master', open: false, both: false })).toEqual(['restore mine=provider']);
    expect(told({ ...open, winner: 'master', chosen: 'provider', open: false, both: false })).toEqual([
      'restore theirs=master',
    ]);
    expect(told({ ...open, chosen: 'both', open: false })).toHaveLength(2);
  });
});

describe('the state of a pair', () => {
  const calm = { state: 'active' as const, waiting: null, problems: [], conflicts: 0 };
  it.each([
    [{}, 'inStep'],
    [{ waiting: 'It waits.' }, 'waiting'],
    [{ state: 'creating' as const }, 'creating'],
    [{ conflicts: 1, waiting: 'It waits.' }, 'undecided'],
    [{ problems: [{ whose: 'partner' as const }], conflicts: 1 }, 'partnerTrouble'],
    [{ problems: [{ whose: 'partner' as const }, { whose: 'mine' as const }] }, 'trouble'],
    [{ state: 'paused' as const, problems: [{ whose: 'mine' as const }] }, 'paused'],
    [{ state: 'closed' as const, waiting: 'It waits.' }, 'ended'],
  ])('%j is %s', (over, state) => {
    expect(pairStateOf({ ...calm, ...over })).toBe(state);
  });

  it('puts those in trouble first and ended ones apart', () => {
    const trouble = { ...calm, problems: [{ whose: 'mine' as const }] };
    const ended = { ...calm, state: 'closed' as const };
    expect(splitPairs([calm, ended, trouble])).toEqual({ open: [trouble, calm], ended: [ended] });
  });
});

import { joinedLink, plan, takenUp, whyNotJoined } from '../../../src/core/plan';
import { aHalf, aLink, aSnapshot, aFacet, settledAt, text } from '../../builders';
import { inputOf, TWO_WAY } from './cast';

const pair = joinedLink({
  id: 'link-1',
  contractId: 'contract-1',
  origin: 'provider',
  issue: { id: '2', key: 'P-2' },
  partner: { id: '1', key: 'M-1' },
  at: '2026-01-02T00:00:00.000Z',
});

test('a joined pair knows both issues and nothing else', () => {
  expect(pair).toMatchObject({
    state: 'active',
    origin: 'provider',
    issues: { master: { id: '1', key: 'M-1' }, provider: { id: '2', key: 'P-2' } },
    facets: {},
    createIntent: null,
  });
});

describe('its first settlement', () => {
  const first = (master: string, provider: string, conflict: 'master' | 'ask' = 'master') => {
    const halves = { master: { ...TWO_WAY.master, conflict }, provider: { ...TWO_WAY.provider, conflict } };
    return plan(inputOf({ halves, link: pair, master: text(master), provider: text(provider) }));
  };

  test('equal values are only remembered', () => {
    const { operations, baseline, conflicts } = first('Same', 'Same');
    expect([operations, conflicts]).toEqual([[], []]);
    expect(Object.keys(baseline)).toContain('field:Title');
  });

  test('different ones follow the rule, and the other one is kept', () => {
    const { operations, conflicts } = first('Of the master', 'Of the provider');
    expect(operations).toMatchObject([{ kind: 'setFields', side: 'provider' }]);
    expect(conflicts).toMatchObject([{ facet: 'field:Title', winner: 'master' }]);
  });

  test('or wait for a person', () => {
    const { operations, conflicts } = first('Of the master', 'Of the provider', 'ask');
    expect(operations).toEqual([]);
    expect(conflicts).toMatchObject([{ winner: null }]);
  });
});

describe('an issue is not joined', () => {
  test.each([
    ['of another project', { projectKey: 'OTHER' }, /not in the contract's project/],
    ['of another type', { issueType: 'Epic' }, /type that the contract does not cover/],
    ['that the JQL leaves out', { matchesJql: false }, /does not match/],
    ['with a security level', { secured: true }, /security level/],
    ['of another partner', { createdFor: 'link-0' }, /came from another partner/],
  ])('%s', (_what, more, why) => {
    const half = aHalf({ scope: { issueTypes: ['Bug'], jql: 'labels = acme' } });
    expect(whyNotJoined(half, aSnapshot())).toBeNull();
    expect(whyNotJoined(half, aSnapshot(more))).toMatch(why);
  });

  test('unless the half says that it may go', () => {
    const half = aHalf({ send: { relay: true, securityLevels: true } });
    expect(whyNotJoined(half, aSnapshot({ secured: true, createdFor: 'link-0' }))).toBeNull();
  });
});

describe('a pair that ended is taken up again', () => {
  const former = aLink({
    id: 'link-0',
    state: 'closed',
    formerly: ['link-00'],
    facets: {
      'field:Title': settledAt(text('old'), text('old'), {
        fields: { master: 'a', provider: 'b' },
        parked: { problemId: 'p', print: 'x', versions: '1.1' },
      }),
      'comment:master:7': aFacet({ ids: { master: '7', provider: '70' } }),
      workflow: settledAt(text('Open'), text('Open')),
    },
  });
  const again = takenUp(pair, former);

  test('with what it remembers, but for its status and for what waited', () => {
    expect(Object.keys(again.facets)).toEqual(['field:Title', 'comment:master:7']);
    expect(again.facets['field:Title']?.parked).toBeNull();
    expect(again.formerly).toEqual(['link-0', 'link-00']);
    expect(again).toMatchObject({ id: 'link-1', state: 'active', linkedAt: pair.linkedAt });
  });

  test('an edit of meanwhile goes the way that it would have gone, and is no conflict', () => {
    const made = plan(inputOf({ link: again, master: text('old'), provider: text('new') }));
    expect(made.operations).toMatchObject([{ kind: 'setFields', side: 'master' }]);
    expect(made.conflicts).toEqual([]);
  });
});

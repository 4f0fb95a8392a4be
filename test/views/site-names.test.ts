import { sidesOf } from '../../views/scripts/admin/activity/sides';
import { type Overview } from '../../views/scripts/host/api-types';
import { inSiteNames, NO_NAMES } from '../../views/scripts/text/site-names';

const NAMES = { master: 'Umbrella', provider: 'Ac$&me' };

describe('a sentence about the two sides', () => {
  it.each([
    ['Set field Title at the provider.', 'Set field Title at Ac$&me.'],
    ["The master's Jira did not take it.", "Umbrella's Jira did not take it."],
    ['The provider switched off its side of "The master list".', 'Ac$&me switched off its side of "The master list".'],
    ['The masterpiece was moved.', 'The masterpiece was moved.'],
  ])('%s', (sentence, wanted) => expect(inSiteNames(sentence, NAMES)).toBe(wanted));

  it('stays as it is where nobody has a name', () => {
    expect(inSiteNames('Added a file at the master.', NO_NAMES)).toBe('Added a file at the master.');
  });
});

describe('the sides of a record', () => {
  const record = { connection: 'c', keys: { master: 'SUP-1', provider: 'OPS-2' } };
  const overview = (internal: boolean): Pick<Overview, 'site' | 'connections'> => ({
    site: { name: 'Umbrella', url: 'https://u' },
    connections: [
      { id: 'c', side: 'provider', internal, partner: { name: 'Acme', url: '' } },
    ] as unknown as Overview['connections'],
  });

  it('are called by their sites', () => {
    const names = { master: 'Acme', provider: 'Umbrella' };
    expect(sidesOf(record, overview(false))).toEqual({ side: 'provider', names });
  });

  it('are called by their projects inside one Jira', () => {
    expect(sidesOf(record, overview(true))).toEqual({ side: null, names: { master: 'SUP', provider: 'OPS' } });
  });

  it('have no names before the connections are known', () => {
    expect(sidesOf(record, null)).toEqual({ side: null, names: NO_NAMES });
  });
});

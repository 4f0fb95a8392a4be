import { type Connection } from '../../../src/core/model';
import { asSeenBy, demandActive, Refusal, sideOf, siteName } from '../../../src/sync/agreements';
import { type Site } from '../../../src/sync/ports';

const connection = (master: string | null, provider: string | null, more: Partial<Connection> = {}): Connection => ({
  id: 'c',
  name: 'Defects',
  sites: { master, provider },
  state: 'active',
  paused: { master: false, provider: false },
  createdAt: '2026-01-01T00:00:00.000Z',
  ...more,
});

describe('where a site stands in a connection', () => {
  test.each<[string, Connection, 'master' | 'provider' | null, string | null]>([
    ['the master', connection('a', 'b'), null, 'master'],
    ['the provider', connection('b', 'a'), null, 'provider'],
    ['nowhere', connection('b', 'c'), null, null],
    ['nowhere while nobody has accepted', connection('b', null), null, null],
    ['on its one side, whatever it asks for', connection('a', 'b'), 'provider', 'master'],
    ['on both: the master unless it says', connection('a', 'a'), null, 'master'],
    ['on both: the side it says', connection('a', 'a'), 'provider', 'provider'],
  ])('%s', (_name, each, wanted, side) => {
    expect(sideOf(each, 'a', wanted)).toBe(side);
  });

  test('an open invitation of one site is no internal connection', () => {
    expect(asSeenBy(connection('a', null), 'a', null)).toMatchObject({ side: 'master', internal: false });
    expect(asSeenBy(connection('a', 'a'), 'a', null)).toMatchObject({ internal: true });
  });
});

test.each(['invited', 'declined', 'revoked', 'expired', 'ended'] as const)(
  'a connection that is %s takes no change',
  (state) => {
    expect(() => demandActive(connection('a', 'b', { state }))).toThrow(Refusal);
  },
);

test('a site is called by its host', () => {
  expect(siteName({ displayUrl: 'https://acme.atlassian.net/jira' } as Site)).toBe('acme.atlassian.net');
  expect(siteName({ displayUrl: 'http://127.0.0.1:4001' } as Site)).toBe('127.0.0.1:4001');
});

import { mapUser } from '../../../src/core/map';
import { type UserTable } from '../../../src/core/model';

const users: UserTable = {
  pairs: [{ master: 'm1', provider: 'p1' }],
  known: { master: ['both'], provider: ['both', 'm1'] },
};

describe('mapUser', () => {
  it.each([
    ['a pair, before the same id', 'm1', 'provider', 'p1'],
    ['a pair, the other way', 'p1', 'master', 'm1'],
    ['the same account on both sites', 'both', 'master', 'both'],
    ['nobody knows', 'x', 'provider', null],
    ['an id of the wrong side of a pair', 'p1', 'provider', null],
  ] as const)('%s', (_name, accountId, towards, expected) => {
    const mapped = mapUser({ accountId, name: 'Ann' }, towards, users);
    expect(mapped).toEqual(expected === null ? null : { accountId: expected, name: 'Ann' });
  });
});

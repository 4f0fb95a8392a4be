import { linkLane, parseLinkLane, parseSweepLane, sweepLane } from '../../src/sync/lane-key';

test('a lane key gives back its address', () => {
  const address = { contractId: 'c1', origin: 'provider', issueId: '10001' } as const;
  expect(parseLinkLane(linkLane(address))).toEqual(address);
  const again = { ...address, replaces: 'l1' };
  expect(parseLinkLane(linkLane(again))).toEqual(again);
  expect(linkLane(again)).not.toBe(linkLane(address));
  expect(parseSweepLane(sweepLane('c1', 'master'))).toEqual({ contractId: 'c1', side: 'master' });
});

test.each(['', 'link:c1', 'link:c1:left:1', 'sweep:c1:master', 'link::master:1'])('%p is no lane of a link', (key) => {
  expect(() => parseLinkLane(key)).toThrow(/not a lane of a link/);
});

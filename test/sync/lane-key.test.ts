import { linkLane, parseLinkLane, parseSweepLane, projectSweepLane, wholeSweepLane } from '../../src/sync/lane-key';

test('a lane key gives back its address', () => {
  const address = { contractId: 'c1', origin: 'provider', issueId: '10001' } as const;
  expect(parseLinkLane(linkLane(address))).toEqual(address);
  const again = { ...address, replaces: 'l1' };
  expect(parseLinkLane(linkLane(again))).toEqual(again);
  expect(linkLane(again)).not.toBe(linkLane(address));
  expect(parseSweepLane(wholeSweepLane('c1'))).toEqual({ of: 'contract', contractId: 'c1' });
  expect(parseSweepLane(projectSweepLane('s1', 'SUP'))).toEqual({ of: 'project', siteId: 's1', project: 'SUP' });
});

test.each(['', 'link:c1', 'link:c1:left:1', 'sweep:contract:c1', 'link::master:1'])(
  '%p is no lane of a link',
  (key) => {
    expect(() => parseLinkLane(key)).toThrow(/not a lane of a link/);
  },
);

import { newLink, statusBase } from '../../src/core/plan';
import { type FacetState, type Link, type TransitionTo } from '../../src/core/model';
import { lastSignalOf, noteDelivery } from '../../src/sync/delivered';
import { aHalf } from './world';

const AT = '2026-03-01T00:00:00.000Z';
const LATER = '2026-03-02T00:00:00.000Z';
const link = newLink({ id: 'l', contractId: 'c', origin: 'master', issue: { id: '1', key: 'A-1' }, at: AT });

const move = (signal: string): TransitionTo => ({
  id: 'transition:master',
  side: 'master',
  kind: 'transition',
  issueId: '1',
  facet: 'workflow',
  toStatus: 'Done',
  via: [],
  fields: {},
  signal,
  source: statusBase('Resolved'),
});

const settledIn = (status: string): Link => {
  const workflow: FacetState = {
    base: { master: null, provider: statusBase(status) },
    ids: { master: null, provider: null },
    intent: false,
    pendingMedia: [],
    excerptOn: null,
    parked: null,
    closed: false,
  };
  return { ...link, facets: { workflow } };
};

const half = aHalf('P', { workflow: [{ from: null, to: 'Resolved', signal: 'solved' }] });

test('each side’s last delivery, and the signal that came with it', () => {
  const first = noteDelivery(link, { ...move('solved'), side: 'provider' }, AT);
  const second = noteDelivery(first, { id: 'x', kind: 'removeIssue', side: 'master', issueId: '1' }, LATER);
  expect(second.delivered).toEqual({ master: LATER, provider: AT });
  expect(second.told).toEqual({ master: 'solved', provider: null });
});

test('the signal of the status that was settled, else the last one that was told, else none', () => {
  const told = noteDelivery(link, move('accepted'), AT);
  expect(lastSignalOf(link, 'provider', half)).toBeNull();
  expect(lastSignalOf(told, 'provider', half)).toBe('accepted');
  expect(
    lastSignalOf({ ...settledIn('Resolved'), told: { master: null, provider: 'accepted' } }, 'provider', half),
  ).toBe('solved');
  expect(
    lastSignalOf({ ...settledIn('Waiting'), told: { master: null, provider: 'accepted' } }, 'provider', half),
  ).toBe('accepted');
  expect(lastSignalOf(told, 'master', half)).toBeNull();
});

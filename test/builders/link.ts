import { printOf } from '../../src/core/map';
import type { FacetState, Link, PerSide, PlanInput, SideState, Snapshot, Value } from '../../src/core/model';
import { aHalf } from './half';
import { AFTER, aSnapshot, LINKED_AT } from './snapshot';

const NONE = { master: null, provider: null };

/** A pair that was made by Accord out of the master's issue 1. */
export const aLink = (more: Partial<Link> = {}): Link => ({
  id: 'L',
  contractId: 'C',
  state: 'active',
  origin: 'master',
  issues: { master: { id: '1', key: 'P-1' }, provider: { id: '2', key: 'P-2' } },
  facets: {},
  fired: { master: false, provider: false },
  lastStatus: { master: 'Open', provider: 'Open' },
  createIntent: null,
  linkedAt: LINKED_AT,
  seen: NONE,
  scopeSeen: NONE,
  ...more,
});

export const aFacet = (more: Partial<FacetState> = {}): FacetState => ({
  base: NONE,
  ids: NONE,
  intent: false,
  pendingMedia: [],
  excerptOn: null,
  parked: null,
  closed: false,
  ...more,
});

/** A facet whose sides were settled at these values. */
export const settledAt = (master: Value, provider: Value, more: Partial<FacetState> = {}): FacetState =>
  aFacet({ base: { master: printOf(master), provider: printOf(provider) }, ...more });

export const present = (snapshot: Snapshot): SideState => ({ state: 'present', snapshot });

export type InputParts = Partial<Omit<PlanInput, 'contract' | 'now'>> & {
  readonly halves?: Partial<PerSide<PlanInput['contract']['halves']['master']>>;
  readonly contract?: Partial<PlanInput['contract']>;
  readonly now?: Partial<PerSide<SideState>>;
};

/** Two present, empty issues that are linked, under two halves that do nothing. */
export const anInput = ({ halves, contract, now, ...more }: InputParts = {}): PlanInput => ({
  contract: {
    id: 'C',
    name: 'Defects',
    halves: { master: aHalf(), provider: aHalf(), ...halves },
    versions: { master: 1, provider: 1 },
    ...contract,
  },
  siteNames: { master: 'umbrella', provider: 'acme' },
  link: aLink(),
  now: {
    master: present(aSnapshot()),
    provider: present(aSnapshot({ issueId: '2', key: 'P-2', createdFor: 'L' })),
    ...now,
  },
  catalog: { master: {}, provider: {} },
  events: [],
  users: { pairs: [], known: { master: [], provider: [] } },
  foreign: { master: {}, provider: {} },
  linkedIssues: { master: {}, provider: {} },
  at: AFTER,
  ...more,
});

import { type Side } from '../core/model';

/** Address of a lane of links: the contract, and the issue that came (or comes) first. */
export interface LinkAddress {
  readonly contractId: string;
  readonly origin: Side;
  readonly issueId: string;
  /** The ended link in whose place a person asked for a new one: that one has a lane of its own. */
  readonly replaces?: string;
}

export const linkLane = ({ contractId, origin, issueId, replaces }: LinkAddress): string =>
  ['link', contractId, origin, issueId, ...(replaces === undefined ? [] : [replaces])].join(':');

/** A look for what changed in a project, for all contracts together. */
export const projectSweepLane = (siteId: string, project: string): string => `sweep:project:${siteId}:${project}`;

/** A look at every pair of a contract. */
export const wholeSweepLane = (contractId: string): string => `sweep:contract:${contractId}`;

export const bulkLane = (runId: string): string => `bulk:${runId}`;

export const HOUSEKEEPING_LANE = 'housekeeping';

const isSide = (text: string | undefined): text is Side => text === 'master' || text === 'provider';

/** Throws when the key is not one of a link's lane: only `linkLane` makes them. */
export const parseLinkLane = (key: string): LinkAddress => {
  const [kind, contractId, origin, issueId, replaces] = key.split(':');
  if (kind !== 'link' || !contractId || !isSide(origin) || !issueId) throw new Error(`not a lane of a link: ${key}`);
  return { contractId, origin, issueId, ...(replaces ? { replaces } : {}) };
};

export type SweepAddress =
  | { readonly of: 'project'; readonly siteId: string; readonly project: string }
  | { readonly of: 'contract'; readonly contractId: string };

export const parseSweepLane = (key: string): SweepAddress => {
  const [kind, of, id, ...rest] = key.split(':');
  if (kind === 'sweep' && id && of === 'contract') return { of, contractId: id };
  if (kind === 'sweep' && id && of === 'project') return { of, siteId: id, project: rest.join(':') };
  throw new Error(`not a lane of a sweep: ${key}`);
};

export const parseBulkLane = (key: string): { readonly runId: string } => {
  const [kind, runId] = key.split(':');
  if (kind !== 'bulk' || !runId) throw new Error(`not a lane of a bulk run: ${key}`);
  return { runId };
};

import { listLinked, type Deal, type LinkedIssues } from '../deals';
import { findIssue } from '../jira';
import { comparePair } from './compare-pair';
import type { HashFile } from './files';
import { rulesOf } from './half';
import type { Difference, Pair } from './pair';
import { readEnd } from './read-end';

export interface Comparison {
  readonly compared: number;
  /** Links whose issue is gone on a side, or that were closed: nothing to compare. */
  readonly closed: number;
  readonly differences: readonly Difference[];
}

/** All linked pairs of one contract. */
export async function compareDeal(deal: Deal, hash: HashFile): Promise<Comparison> {
  let closed = 0;
  const differences: Difference[] = [];
  const links = await listLinked(deal);
  for (const link of links) {
    const pair = link.state === 'closed' ? null : await readPair(deal, link);
    if (pair === null) closed += 1;
    else differences.push(...(await comparePair(pair, hash)));
  }
  return { compared: links.length - closed, closed, differences };
}

/** Null where one side has no issue (any more). */
export async function readPair(deal: Deal, link: LinkedIssues): Promise<Pair | null> {
  const { master, provider } = link;
  if (master === null || provider === null) return null;
  const both = [findIssue(deal.master.session, master.id), findIssue(deal.provider.session, provider.id)];
  if ((await Promise.all(both)).includes(null)) return null;
  return {
    contract: deal.name,
    linkId: link.linkId,
    users: deal.users,
    master: await readEnd('master', deal.master.session, rulesOf(deal.master.half), master.id),
    provider: await readEnd('provider', deal.provider.session, rulesOf(deal.provider.half), provider.id),
  };
}

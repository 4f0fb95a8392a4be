import { listLinked, type Deal, type LinkedIssues } from '../deals';
import { findIssue } from '../jira';
import { comparePair } from './compare-pair';
import type { HashFile } from './files';
import { rulesOf } from './half';
import type { Difference, Pair } from './pair';
import { readEnd } from './read-end';

export interface Comparison {
  /** Of the contract. */
  readonly name: string;
  readonly compared: number;
  /** Links whose issue is gone on a side, or that were closed: nothing to compare. */
  readonly closed: number;
  readonly differences: readonly Difference[];
  readonly delivered: readonly string[];
}

/**
 * All linked pairs of all contracts. Where several partners write one field of the master, the last one has it and the
 * others differ: that is a difference only when the master holds what nobody wrote.
 */
export async function compareDeals(deals: readonly Deal[], hash: HashFile): Promise<readonly Comparison[]> {
  const all = await Promise.all(deals.map((deal) => compareDeal(deal, hash)));
  const delivered = new Set(all.flatMap((comparison) => comparison.delivered));
  return all.map((comparison) => ({
    ...comparison,
    differences: comparison.differences.filter(({ shared }) => shared === null || !delivered.has(shared)),
  }));
}

/** All linked pairs of one contract. */
async function compareDeal(deal: Deal, hash: HashFile): Promise<Comparison> {
  let closed = 0;
  const differences: Difference[] = [];
  const delivered: string[] = [];
  const links = await listLinked(deal);
  for (const link of links) {
    const pair = link.state === 'closed' ? null : await readPair(deal, link, links);
    if (pair === null) {
      closed += 1;
      continue;
    }
    const found = await comparePair(pair, hash);
    differences.push(...found.differences);
    delivered.push(...found.delivered);
  }
  return { name: deal.name, compared: links.length - closed, closed, differences, delivered };
}

/** Null where one side has no issue (any more). */
export async function readPair(deal: Deal, link: LinkedIssues, all: readonly LinkedIssues[]): Promise<Pair | null> {
  const { master, provider } = link;
  if (master === null || provider === null) return null;
  const both = [findIssue(deal.master.session, master.id), findIssue(deal.provider.session, provider.id)];
  if ((await Promise.all(both)).includes(null)) return null;
  return {
    contract: deal.name,
    linkId: link.linkId,
    users: deal.users,
    linked: all.flatMap((each) =>
      each.master && each.provider ? [{ master: each.master.id, provider: each.provider.id }] : [],
    ),
    master: await readEnd('master', deal.master.session, rulesOf(deal.master.half), master.id),
    provider: await readEnd('provider', deal.provider.session, rulesOf(deal.provider.half), provider.id),
  };
}

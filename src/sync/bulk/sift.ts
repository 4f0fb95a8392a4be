import { inScope, whyNotJoined } from '../../core/plan';
import { otherSide, type Side } from '../../core/model';
import { type Agreement } from '../agreement';
import { type ReadingDeps } from '../deps';
import { type BulkVerdict, type IssueFinding } from '../ports';
import { type Sample } from './cost';
import { namedIssue, NOBODY } from './named-issue';
import { type IssuePair } from './request';
import { NAMED_TWICE, NO_ISSUE, NO_KEY, NOT_OFFERED, TAKEN } from './verdicts';

/** What would become of some issues. */
export interface Sifted {
  readonly ready: readonly Sample[];
  readonly linked: number;
  readonly outside: number;
  readonly unmatched: readonly { readonly issue: string; readonly reason: string }[];
}

type Found = ReadonlyMap<string, IssueFinding>;
type Sorted =
  | { readonly is: 'ready'; readonly sample: Sample }
  | { readonly is: 'linked' | 'outside' }
  | { readonly is: 'unmatched'; readonly issue: string; readonly reason: string };

const sum = (sorted: readonly Sorted[]): Sifted => ({
  ready: sorted.flatMap((each) => (each.is === 'ready' ? [each.sample] : [])),
  linked: sorted.filter(({ is }) => is === 'linked').length,
  outside: sorted.filter(({ is }) => is === 'outside').length,
  unmatched: sorted.flatMap((each) => (each.is === 'unmatched' ? [{ issue: each.issue, reason: each.reason }] : [])),
});

const unmatched = (issue: string, verdict: Extract<BulkVerdict, { is: 'failed' }>): Sorted => ({
  is: 'unmatched',
  issue,
  reason: verdict.cause,
});

/**
 * Those that match the half's JQL; all of them where it has none. Names that found no issue are asked for as well: neither
 * the time nor a failure may tell which issues a partner's Jira has (law 8).
 */
const matchingHalf = async (
  deps: ReadingDeps,
  { sites, halves }: Agreement,
  side: Side,
  names: readonly string[],
  found: Found,
): Promise<ReadonlySet<string>> => {
  const ids = names.map((name) => found.get(name)?.id ?? NOBODY);
  const { jql } = halves[side].scope;
  if (jql === null || ids.length === 0) return new Set(ids);
  return new Set(await (await deps.jira.on(sites[side].id)).matching(ids, jql));
};

interface Looked {
  readonly found: Found;
  readonly matching: ReadonlySet<string>;
  readonly linked: ReadonlyMap<string, string | null>;
}

const lookUp = async (
  deps: ReadingDeps,
  agreement: Agreement,
  side: Side,
  names: readonly string[],
): Promise<Looked> => {
  const site = await deps.jira.on(agreement.sites[side].id);
  const found = await site.findIssues(names);
  const ids = [...found.values()].map(({ id }) => id);
  const linked = await deps.database.stores.links.openAmong(agreement.contract.id, side, ids);
  return { found, matching: await matchingHalf(deps, agreement, side, names, found), linked };
};

/** Issues of the own half (a search found them within its scope) that are to be created at the partner. */
export const siftFindings = async (
  deps: ReadingDeps,
  agreement: Agreement,
  side: Side,
  findings: readonly IssueFinding[],
): Promise<Sifted> => {
  const { links } = deps.database.stores;
  const ids = findings.map(({ id }) => id);
  const linked = await links.openAmong(agreement.contract.id, side, ids);
  const sorted = findings.map((mine): Sorted => {
    if (linked.has(mine.id)) return { is: 'linked' };
    const why = whyNotJoined(agreement.halves[side], { ...mine, matchesJql: true });
    return why === null
      ? { is: 'ready', sample: { mine, theirs: null } }
      : { is: 'unmatched', issue: mine.key, reason: why };
  });
  return sum(sorted);
};

/** Issues of the own half that name their partner in a field. */
export const siftNaming = (
  deps: ReadingDeps,
  agreement: Agreement,
  side: Side,
  findings: readonly IssueFinding[],
): Promise<Sifted> => {
  const mine = new Map(findings.map((finding) => [finding.id, finding]));
  const pairs = findings.map(({ id, text }) => ({ mine: id, theirs: namedIssue(text) }));
  return siftPairs(deps, agreement, side, pairs, mine);
};

/** Pairs of a list. `known`: own issues that a search found within the scope. */
export const siftPairs = async (
  deps: ReadingDeps,
  agreement: Agreement,
  side: Side,
  pairs: readonly { readonly mine: string; readonly theirs: IssuePair['theirs'] | null }[],
  known: Found | null = null,
): Promise<Sifted> => {
  const theirNames = pairs.flatMap(({ theirs }) => theirs ?? []);
  const [own, partner] = await Promise.all([
    known === null
      ? lookUp(
          deps,
          agreement,
          side,
          pairs.map(({ mine }) => mine),
        )
      : lookAtKnown(deps, agreement, side, known),
    lookUp(deps, agreement, otherSide(side), theirNames),
  ]);
  return sum(onlyOnce(pairs.map(({ mine, theirs }) => sort(agreement, side, { mine, theirs }, own, partner))));
};

/** The first of the pairs that could be made counts: one issue goes by its key, its id, and its keys of before. */
const onlyOnce = (sorted: readonly Sorted[]): readonly Sorted[] => {
  const seen = { mine: new Set<string>(), theirs: new Set<string>() };
  return sorted.map((each) => {
    if (each.is !== 'ready' || each.sample.theirs === null) return each;
    const { mine, theirs } = each.sample;
    if (seen.mine.has(mine.id) || seen.theirs.has(theirs.id)) return unmatched(mine.key, NAMED_TWICE);
    seen.mine.add(mine.id);
    seen.theirs.add(theirs.id);
    return each;
  });
};

const lookAtKnown = async (deps: ReadingDeps, agreement: Agreement, side: Side, found: Found): Promise<Looked> => {
  const ids = [...found.values()].map(({ id }) => id);
  const linked = await deps.database.stores.links.openAmong(agreement.contract.id, side, ids);
  return { found, matching: new Set(ids), linked };
};

const sort = (
  { halves }: Agreement,
  side: Side,
  names: { readonly mine: string; readonly theirs: string | null },
  own: Looked,
  partner: Looked,
): Sorted => {
  const mine = own.found.get(names.mine);
  if (mine === undefined) return unmatched(names.mine, NO_ISSUE);
  if (own.linked.has(mine.id)) return { is: 'linked' };
  const scoped = { ...mine, matchesJql: own.matching.has(mine.id) };
  if (!inScope(halves[side], scoped).in) return { is: 'outside' };
  const why = whyNotJoined(halves[side], scoped);
  if (why !== null) return { is: 'unmatched', issue: mine.key, reason: why };
  if (names.theirs === null) return unmatched(mine.key, NO_KEY);
  const theirs = partner.found.get(names.theirs);
  const offered =
    theirs !== undefined &&
    whyNotJoined(halves[otherSide(side)], { ...theirs, matchesJql: partner.matching.has(theirs.id) }) === null;
  if (!offered) return unmatched(mine.key, NOT_OFFERED);
  return partner.linked.has(theirs.id) ? unmatched(mine.key, TAKEN) : { is: 'ready', sample: { mine, theirs } };
};

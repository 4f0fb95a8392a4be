import { inScope, whyNotJoined } from '../../core/plan';
import { otherSide, type Side } from '../../core/model';
import { type Agreement } from '../agreement';
import { type ReadingDeps } from '../deps';
import { onlyLiving } from '../living-marks';
import { type BulkVerdict, type IssueFinding } from '../ports';
import { needsYes } from './consent';
import { type Sample } from './cost';
import { namedIssue, NOBODY } from './named-issue';
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
  | { readonly is: 'linked' }
  | { readonly is: 'outside' | 'unmatched'; readonly issue: string; readonly reason: string };

const sum = (sorted: readonly Sorted[]): Sifted => ({
  ready: sorted.flatMap((each) => (each.is === 'ready' ? [each.sample] : [])),
  linked: sorted.filter(({ is }) => is === 'linked').length,
  outside: sorted.filter(({ is }) => is === 'outside').length,
  unmatched: sorted.flatMap((each) => (each.is === 'unmatched' ? [{ issue: each.issue, reason: each.reason }] : [])),
});

const unmatched = (issue: string, verdict: Extract<BulkVerdict, { is: 'failed' }>) =>
  ({ is: 'unmatched', issue, reason: verdict.cause }) as const;

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

/** What a pair that ended left behind may be joined again. */
const livingFound = async ({ database }: ReadingDeps, found: Found): Promise<Found> => {
  const names = [...found.keys()];
  const issues = await onlyLiving(database.stores, [...found.values()]);
  return new Map(issues.flatMap((issue, index) => (names[index] === undefined ? [] : [[names[index], issue]])));
};

const lookUp = async (
  deps: ReadingDeps,
  agreement: Agreement,
  side: Side,
  names: readonly string[],
): Promise<Looked> => {
  const site = await deps.jira.on(agreement.sites[side].id);
  const found = await livingFound(deps, await site.findIssues(names));
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
  // To be created, not joined: what came from a partner, be it in a pair that ended, is no issue of this side's own.
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
  pairs: readonly Names[],
  known: Found | null = null,
): Promise<Sifted> => {
  if (needsYes(agreement, side)) return siftAsking(deps, agreement, side, pairs, known);
  const theirNames = pairs.flatMap(({ theirs }) => theirs ?? []);
  const [own, partner] = await Promise.all([
    lookUpOwn(deps, agreement, side, pairs, known),
    lookUp(deps, agreement, otherSide(side), theirNames),
  ]);
  return sum(onlyOnce(pairs.map(({ mine, theirs }) => sort(agreement, side, { mine, theirs }, own, partner))));
};

const lookUpOwn = (
  deps: ReadingDeps,
  agreement: Agreement,
  side: Side,
  pairs: readonly Names[],
  known: Found | null,
): Promise<Looked> => {
  const names = pairs.map(({ mine }) => mine);
  return known === null ? lookUp(deps, agreement, side, names) : lookAtKnown(deps, agreement, side, known);
};

export type Proposal =
  | { readonly is: 'linked' }
  | { readonly is: 'unmatched'; readonly issue: string; readonly reason: string; readonly outside: boolean }
  | { readonly is: 'twice'; readonly issue: string }
  | { readonly is: 'own'; readonly mine: IssueFinding; readonly theirs: string };

/**
 * Pairs that the partner is to be asked for, in their order: looks at the own half only. The partner's issues are names, of
 * which two are the same when they are written the same (law 8).
 */
export const siftOwn = async (
  deps: ReadingDeps,
  agreement: Agreement,
  side: Side,
  pairs: readonly Names[],
  known: Found | null = null,
): Promise<readonly Proposal[]> => {
  const own = await lookUpOwn(deps, agreement, side, pairs, known);
  const seen = new Set<string>();
  return pairs.map((names): Proposal => {
    const sorted = sortOwn(agreement, side, names, own);
    if (sorted.is === 'linked') return sorted;
    if (sorted.is !== 'own') return { ...sorted, is: 'unmatched', outside: sorted.is === 'outside' };
    const both = [`mine ${sorted.mine.id}`, `theirs ${sorted.theirs}`];
    if (both.some((name) => seen.has(name))) return { is: 'twice', issue: sorted.mine.key };
    for (const name of both) seen.add(name);
    return sorted;
  });
};

const siftAsking = async (...asked: Parameters<typeof siftOwn>): Promise<Sifted> =>
  sum(
    (await siftOwn(...asked)).map((each): Sorted => {
      if (each.is === 'own') return { is: 'ready', sample: { mine: each.mine, theirs: null } };
      if (each.is === 'twice') return unmatched(each.issue, NAMED_TWICE);
      return each.is === 'linked' ? each : { ...each, is: each.outside ? 'outside' : 'unmatched' };
    }),
  );

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

const lookAtKnown = async (deps: ReadingDeps, agreement: Agreement, side: Side, known: Found): Promise<Looked> => {
  const found = await livingFound(deps, known);
  const ids = [...found.values()].map(({ id }) => id);
  const linked = await deps.database.stores.links.openAmong(agreement.contract.id, side, ids);
  return { found, matching: new Set(ids), linked };
};

interface Names {
  readonly mine: string;
  readonly theirs: string | null;
}

/** What the own half says of its issue. */
const sortOwn = (
  { halves }: Agreement,
  side: Side,
  names: Names,
  own: Looked,
): Exclude<Sorted, { is: 'ready' }> | { readonly is: 'own'; readonly mine: IssueFinding; readonly theirs: string } => {
  const mine = own.found.get(names.mine);
  if (mine === undefined) return unmatched(names.mine, NO_ISSUE);
  if (own.linked.has(mine.id)) return { is: 'linked' };
  const scoped = { ...mine, matchesJql: own.matching.has(mine.id) };
  const scope = inScope(halves[side], scoped);
  if (!scope.in) return { is: 'outside', issue: mine.key, reason: scope.reason };
  const why = whyNotJoined(halves[side], scoped);
  if (why !== null) return { is: 'unmatched', issue: mine.key, reason: why };
  return names.theirs === null ? unmatched(mine.key, NO_KEY) : { is: 'own', mine, theirs: names.theirs };
};

const sort = (agreement: Agreement, side: Side, names: Names, own: Looked, partner: Looked): Sorted => {
  const sorted = sortOwn(agreement, side, names, own);
  if (sorted.is !== 'own') return sorted;
  const { halves } = agreement;
  const { mine } = sorted;
  const theirs = partner.found.get(sorted.theirs);
  const offered =
    theirs !== undefined &&
    whyNotJoined(halves[otherSide(side)], { ...theirs, matchesJql: partner.matching.has(theirs.id) }) === null;
  if (!offered) return unmatched(mine.key, NOT_OFFERED);
  return partner.linked.has(theirs.id) ? unmatched(mine.key, TAKEN) : { is: 'ready', sample: { mine, theirs } };
};

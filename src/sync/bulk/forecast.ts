import { type Half } from '../../core/model';
import { type Agreement } from '../agreement';
import { type Actor, type MyContract, Refusal } from '../agreements';
import { type ContractDeps } from '../contracts/deps';
import { type IssueFinding, JiraError, type JiraSite } from '../ports';
import { needsYes } from './consent';
import { callsForEach, type Sample } from './cost';
import { withinScope, withoutOrder } from './jql';
import { type BulkRequestOf, demandRequest, type Demanded } from './request';
import { siftFindings, siftNaming, siftPairs, type Sifted } from './sift';

export interface Forecast {
  /** Issues that the run would work on. */
  readonly issues: number;
  /** How many of them are pairs that the partner is asked for first: nothing of its issues is looked at before. */
  readonly asked: number;
  readonly alreadyLinked: number;
  readonly outOfScope: number;
  /** How many the run would refuse. */
  readonly withoutMatch: number;
  /** The first of them. */
  readonly unmatched: readonly { readonly issue: string; readonly reason: string }[];
  /** Calls of Jira, of both sites together. */
  readonly calls: number;
  readonly minutes: number;
  /** Keys of some of the issues. */
  readonly sample: readonly string[];
}

/** Issues that are looked at one by one; of more, the rest is reckoned to be like them. */
const LOOKED_AT = 2_000;
const PAGE = 100;
const SAMPLED = 3;
const SHOWN = 5;
const MOST_UNMATCHED = 100;
/** What both sites together take without asking us to wait, with room for the sync of every day. */
const CALLS_PER_SECOND = 10;

/** How many issues there are of those that some were looked at. */
interface Seen {
  readonly sifted: Sifted;
  readonly total: number;
  readonly looked: number;
  readonly outside: number;
}

const surveyed = async (
  site: JiraSite,
  jql: string,
  field: string | null,
): Promise<{ readonly found: readonly IssueFinding[]; readonly more: boolean }> => {
  const found: IssueFinding[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<JiraSite['survey']>> = await site.survey(jql, { field, limit: PAGE, after });
    found.push(...page.found);
    after = page.next;
  } while (after !== null && found.length < LOOKED_AT);
  return { found, more: after !== null };
};

const seeSearch = async (
  deps: ContractDeps,
  { agreement, asked }: Demanded,
  mine: MyContract,
  request: Extract<BulkRequestOf, { jql: string }>,
): Promise<Seen> => {
  const half: Half = agreement.halves[mine.side];
  const site = await deps.jira.on(agreement.sites[mine.side].id);
  const jql = withinScope(request.jql, half.scope);
  const field = request.kind === 'link' ? request.keyField : null;
  const { found, more } = await surveyed(site, jql, field);
  const total = more ? Math.max(found.length, await site.countIssues(withoutOrder(jql))) : found.length;
  const sift = request.kind === 'link' ? siftNaming : siftFindings;
  const sifted = await sift(deps, agreement, mine.side, found);
  return { sifted, total, looked: found.length, outside: Math.max(0, asked - total) };
};

const seePairs = async (
  deps: ContractDeps,
  { agreement }: Demanded,
  mine: MyContract,
  { pairs }: Extract<BulkRequestOf, { pairs: unknown }>,
): Promise<Seen> => {
  const looked = pairs.slice(0, LOOKED_AT).map((pair) => ({
    mine: pair.mine.trim().toUpperCase(),
    theirs: pair.theirs.trim().toUpperCase(),
  }));
  const sifted = await siftPairs(deps, agreement, mine.side, looked);
  return { sifted, total: pairs.length, looked: looked.length, outside: 0 };
};

/** Some of all, from the beginning to the end. */
const spread = (all: readonly Sample[], count: number): readonly Sample[] => {
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, index) => index % step === 0).slice(0, count);
};

const forecastOf = async (
  deps: ContractDeps,
  agreement: Agreement,
  { side }: MyContract,
  kind: BulkRequestOf['kind'],
  { sifted, total, looked, outside }: Seen,
): Promise<Forecast> => {
  const ofAll = (count: number): number => (looked === 0 ? 0 : Math.round((count * total) / looked));
  const issues = ofAll(sifted.ready.length);
  const asks = kind === 'link' && needsYes(agreement, side);
  const each = await callsForEach(deps, agreement, side, kind, asks ? [] : spread(sifted.ready, SAMPLED));
  const calls = Math.ceil(issues * each);
  return {
    issues,
    asked: asks ? issues : 0,
    alreadyLinked: ofAll(sifted.linked),
    outOfScope: outside + ofAll(sifted.outside),
    withoutMatch: ofAll(sifted.unmatched.length),
    unmatched: sifted.unmatched.slice(0, MOST_UNMATCHED),
    calls,
    minutes: Math.ceil((calls * 10) / CALLS_PER_SECOND / 60) / 10,
    sample: sifted.ready.slice(0, SHOWN).map(({ mine }) => mine.key),
  };
};

/** Without Jira's words: they may be those of the partner's Jira. */
const notAnswered = (error: unknown): unknown =>
  error instanceof JiraError
    ? new Refusal(
        'unavailable',
        'jira-unavailable',
        'One of the two Jira sites did not answer what the forecast has to ask.',
        'Nothing was changed. Try again in a moment.',
      )
    : error;

/** What a run would do and take. Asks both sites; writes nothing anywhere. */
export const forecastBulk = async (
  deps: ContractDeps,
  actor: Actor,
  mine: MyContract,
  request: BulkRequestOf,
): Promise<Forecast> => {
  const demanded = await demandRequest(deps, actor.siteId, mine, request);
  try {
    const seen =
      'pairs' in request
        ? await seePairs(deps, demanded, mine, request)
        : await seeSearch(deps, demanded, mine, request);
    return await forecastOf(deps, demanded.agreement, mine, request.kind, seen);
  } catch (error) {
    throw notAnswered(error);
  }
};

import { whyNotJoined } from '../../../core/plan';
import { type Half } from '../../../core/model';
import { withinIds } from '../../../sync/bulk/jql';
import { type Actor } from '../../../sync/agreements';
import { onlyLiving } from '../../../sync/living-marks';
import {
  type Database,
  type IssueFinding,
  type Jira,
  JiraError,
  type JiraSite,
  type PairRequest,
  type Stores,
} from '../../../sync/ports';

/**
 * The own issue that the partner named. `none`: no issue that the contract covers; `hidden`: this person may not browse it;
 * `unknown`: Jira did not answer.
 */
export type NamedIssue =
  | { readonly is: 'found'; readonly key: string; readonly summary: string }
  | { readonly is: 'none' | 'hidden' | 'unknown' };

const coveredBy = async (site: JiraSite, half: Half, found: readonly IssueFinding[]): Promise<ReadonlySet<string>> => {
  const ids = found.map(({ id }) => id);
  const { jql } = half.scope;
  const matching = new Set(jql === null || ids.length === 0 ? ids : await site.matching(ids, jql));
  const covered = found.filter(
    (issue) => whyNotJoined(half, { ...issue, matchesJql: matching.has(issue.id) }) === null,
  );
  return new Set(covered.map(({ id }) => id));
};

/** Read with the rights of Accord: only for those that the person may browse. */
const summariesOf = async (site: JiraSite, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  const { found } = await site.survey(withinIds(ids), { field: 'summary', limit: ids.length, after: null });
  return new Map(found.map(({ id, text }) => [id, text]));
};

const look = async (
  stores: Stores,
  site: JiraSite,
  { accountId, half, names }: { readonly accountId: string; readonly half: Half; readonly names: readonly string[] },
): Promise<ReadonlyMap<string, NamedIssue>> => {
  const found = await site.findIssues(names);
  const all = await onlyLiving(stores, [...new Map([...found.values()].map((issue) => [issue.id, issue])).values()]);
  const covered = await coveredBy(site, half, all);
  const browsed = new Set<string>();
  for (const { id } of all) if (covered.has(id) && (await site.browses(accountId, id))) browsed.add(id);
  const summaries = await summariesOf(site, [...browsed]);
  const view = (name: string): NamedIssue => {
    const issue = found.get(name);
    if (!issue || !covered.has(issue.id)) return { is: 'none' };
    if (!browsed.has(issue.id)) return { is: 'hidden' };
    return { is: 'found', key: issue.key, summary: summaries.get(issue.id) ?? '' };
  };
  return new Map(names.map((name) => [name, view(name)]));
};

/** What the partner's names mean on the own site, for the person who is to answer. */
export const lookAtNames = async (
  { jira, database }: { readonly jira: Jira; readonly database: Database },
  { siteId, accountId }: Actor,
  half: Half | null,
  requests: readonly PairRequest[],
): Promise<ReadonlyMap<string, NamedIssue>> => {
  const names = [...new Set(requests.map(({ theirs }) => theirs))];
  if (half === null || names.length === 0) return new Map();
  try {
    return await look(database.stores, await jira.on(siteId), { accountId, half, names });
  } catch (error) {
    if (error instanceof JiraError) return new Map();
    throw error;
  }
};

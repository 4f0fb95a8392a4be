import { type IssueHead, type JiraSite } from '../../../sync/ports';
import { ask, isMissing, parseAnswer, type SiteAccess } from '../access';
import { type JiraRequest } from '../http/request';
import * as requests from '../requests/issues';
import { headShape, jqlMatchesShape, jqlParsedShape, searchShape } from '../schemas';
import { readChangelog } from './history';
import { isoTime } from './time';

const HEAD_FIELDS = ['created', 'updated', 'issuetype', 'project'] as const;
const PAGE = 100;
export const ID_OR_KEY = /^(\d+|[A-Za-z][A-Za-z0-9_]*-\d+)$/;

const headOf = ({ id, key, fields }: ReturnType<typeof headShape.parse>): IssueHead => ({
  id,
  key,
  created: isoTime(fields.created),
  updated: isoTime(fields.updated),
  issueType: fields.issuetype.name,
  projectKey: fields.project.key,
});

const headIn = (access: SiteAccess, request: JiraRequest, issue: unknown): IssueHead =>
  headOf(parseAnswer(access, request, { status: 200, headers: {}, body: issue }, headShape));

/** One page of a bounded JQL. A page without anything is the last one, whatever else it says. */
export const searchHeads: (
  access: SiteAccess,
  ...args: Parameters<JiraSite['heads']>
) => ReturnType<JiraSite['heads']> = async (access, jql, { limit, after }) => {
  const request = requests.searchPage(jql, HEAD_FIELDS, Math.min(PAGE, limit), after);
  const { issues, nextPageToken, isLast } = await ask(access, request, searchShape);
  const next = issues.length === 0 || isLast === true ? null : (nextPageToken ?? null);
  return { heads: issues.map((issue) => headIn(access, request, issue)), next };
};

export const headsOf = async (
  access: SiteAccess,
  issueIds: readonly string[],
): Promise<ReadonlyMap<string, IssueHead>> => {
  const found = new Map<string, IssueHead>();
  for (let from = 0; from < issueIds.length; from += PAGE) {
    const request = requests.fetchIssues(issueIds.slice(from, from + PAGE), HEAD_FIELDS, []);
    const { issues } = await ask(access, request, searchShape);
    for (const issue of issues) {
      const head = headIn(access, request, issue);
      found.set(head.id, head);
    }
  }
  return found;
};

/** Null where there is no such issue, or none that the app may see. */
export const findIssue = async (access: SiteAccess, idOrKey: string): Promise<IssueHead | null> => {
  if (!ID_OR_KEY.test(idOrKey)) return null;
  try {
    return headOf(await ask(access, requests.readIssue(idOrKey, HEAD_FIELDS), headShape));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
};

export const matchesJql = async (access: SiteAccess, issueId: string, jql: string): Promise<boolean> =>
  (await matchingIssues(access, [issueId], jql)).includes(issueId);

/** Those of the issues that match. What cannot be evaluated matches nothing: it is an error. */
export const matchingIssues = async (
  access: SiteAccess,
  issueIds: readonly string[],
  jql: string,
): Promise<readonly string[]> => {
  if (issueIds.length === 0) return [];
  const { matches } = await ask(access, requests.matchJql([...new Set(issueIds)], jql), jqlMatchesShape);
  const match = matches[0];
  if (match && match.errors.length > 0) {
    throw access.client.error({
      kind: 'rejected',
      fields: {},
      detail: `Jira cannot evaluate the JQL that says which issues belong to the contract: ${match.errors.join('; ')}`,
    });
  }
  return match?.matchedIssues ?? [];
};

/** Jira's words on what is wrong with a JQL; empty when nothing is. */
export const checkJql = async (access: SiteAccess, jql: string): Promise<readonly string[]> => {
  const { queries } = await ask(access, requests.parseJql(jql), jqlParsedShape);
  return queries.flatMap(({ errors }) => errors);
};

/** Status changes of an issue since `since` (ISO), oldest first, by status name. */
export const statusHistory = async (
  access: SiteAccess,
  issueId: string,
  since: string,
): Promise<readonly { readonly from: string; readonly to: string; readonly at: string }[]> => {
  const from = Date.parse(since);
  return (await readChangelog(access, issueId))
    .map(({ created, items }) => ({ at: isoTime(created), items }))
    .filter(({ at }) => Date.parse(at) >= from)
    .flatMap(({ at, items }) =>
      items
        .filter(({ field, fieldId }) => (fieldId ?? field) === 'status')
        .map((item) => ({ from: item.fromString ?? '', to: item.toString ?? '', at })),
    );
};

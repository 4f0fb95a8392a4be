import { type IssueHead } from '../../../sync/ports';
import { ask, isMissing, parseAnswer, type SiteAccess } from '../access';
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

/** Issues of a bounded JQL, page by page, at most `limit`. The index lags behind writes. */
export async function* searchIssues(access: SiteAccess, jql: string, limit: number): AsyncGenerator<IssueHead> {
  let left = limit;
  let token: string | null = null;
  while (left > 0) {
    const request = requests.searchPage(jql, HEAD_FIELDS, Math.min(PAGE, left), token);
    const page: ReturnType<typeof searchShape.parse> = await ask(access, request, searchShape);
    for (const issue of page.issues.slice(0, left)) {
      yield headOf(parseAnswer(access, request, { status: 200, headers: {}, body: issue }, headShape));
    }
    left -= page.issues.length;
    token = page.nextPageToken ?? null;
    if (token === null || page.isLast === true || page.issues.length === 0) return;
  }
}

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

import { type IssueLine, JiraError } from '../../../sync/ports';
import { ask, isMissing, type SiteAccess } from '../access';
import { browsable } from '../metadata/people';
import * as requests from '../requests/issues';
import { lineShape, linesShape } from '../schemas';

const LINE_FIELDS = ['summary', 'issuetype', 'status'] as const;
const KEY = /^[A-Za-z][A-Za-z0-9_]*-\d+$/;

type LineJson = ReturnType<typeof lineShape.parse>;

const lineOf = ({ id, key, fields }: LineJson): IssueLine => ({
  id,
  key,
  summary: fields.summary ?? '',
  type: fields.issuetype.name,
  status: fields.status.name,
});

/** What is typed into a picker is words, never JQL: signs and words that Jira's text search reads as operators lose that meaning. */
const wordsOf = (query: string): string[] =>
  query
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Bounded in every case: Jira refuses a search over everything. */
const jqlFor = (query: string, projectKey: string | null): string => {
  const words = wordsOf(query);
  const clauses = [
    ...(projectKey === null ? [] : [`project = ${quoted(projectKey)}`]),
    ...(words.length === 0 ? [] : [`summary ~ ${quoted(`${words.join(' ')}*`)}`]),
  ];
  return `${clauses.length === 0 ? 'updated >= -90d' : clauses.join(' AND ')} ORDER BY updated DESC`;
};

/** The issue that the text names, as `SUP-7` or, within a project, as `7`. */
const keyIn = (query: string, projectKey: string | null): string | null => {
  if (KEY.test(query)) return query.toUpperCase();
  return projectKey !== null && /^\d+$/.test(query) ? `${projectKey}-${query}` : null;
};

const findByKey = async (access: SiteAccess, key: string | null, projectKey: string | null): Promise<LineJson[]> => {
  if (key === null || (projectKey !== null && !key.startsWith(`${projectKey}-`))) return [];
  try {
    return [await ask(access, requests.readIssue(key, LINE_FIELDS), lineShape)];
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
};

/** A project that is not there is a fault in JQL; in a picker it is a place without issues. */
const searchLines = async (access: SiteAccess, jql: string, limit: number): Promise<LineJson[]> => {
  try {
    return (await ask(access, requests.searchPage(jql, LINE_FIELDS, limit, null), linesShape)).issues;
  } catch (error) {
    if (error instanceof JiraError && error.failure.kind === 'rejected') return [];
    throw error;
  }
};

/** The app sees more than a person may: what Jira found is held against this person's own rights. */
export const pickIssues = async (
  access: SiteAccess,
  accountId: string,
  { query, projectKey }: { readonly query: string; readonly projectKey: string | null },
  limit: number,
): Promise<readonly IssueLine[]> => {
  const text = query.trim();
  const named = await findByKey(access, keyIn(text, projectKey), projectKey);
  const issues = await searchLines(access, jqlFor(text, projectKey), limit);
  const found = [...named, ...issues.filter(({ id }) => id !== named[0]?.id)].slice(0, limit);
  const seen = await browsable(
    access,
    accountId,
    found.map(({ id }) => id),
  );
  return found.filter(({ id }) => seen.has(id)).map(lineOf);
};

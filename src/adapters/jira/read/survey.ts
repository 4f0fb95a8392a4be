import { type IssueFinding, type JiraSite } from '../../../sync/ports';
import { ask, orNull, type SiteAccess } from '../access';
import * as requests from '../requests/issues';
import { ISSUE_MARK } from '../requests/marks';
import { countShape, type FindingJson, findingShape, findingsShape } from '../schemas';
import { linkOfMark } from './marks';
import { ID_OR_KEY, matchingIssues } from './search';

const FIELDS = ['issuetype', 'project', 'security'] as const;
const CHUNK = 100;

/** Texts, addresses and labels hold words; anything else holds none that could name an issue. */
const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string').join(' ') : '';
};

const findingOf = ({ id, key, fields, properties }: FindingJson, field: string | null): IssueFinding => ({
  id,
  key,
  projectKey: fields.project.key,
  issueType: fields.issuetype.name,
  secured: fields.security !== null && fields.security !== undefined,
  createdFor: linkOfMark(properties?.[ISSUE_MARK]),
  text: field === null ? '' : textOf(fields[field]),
});

const isFor =
  (asked: string) =>
  ({ id, key }: IssueFinding): boolean =>
    id === asked || key.toUpperCase() === asked.toUpperCase();

const chunksOf = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, index) => all.slice(index * CHUNK, (index + 1) * CHUNK));

/** One page of a bounded JQL. The index lags behind writes. */
export const surveyIssues: (
  access: SiteAccess,
  ...args: Parameters<JiraSite['survey']>
) => ReturnType<JiraSite['survey']> = async (access, jql, { field, limit, after }) => {
  const fields = field === null ? FIELDS : [...FIELDS, field];
  const request = requests.searchPage(jql, fields, limit, after, [ISSUE_MARK]);
  const { issues, nextPageToken } = await ask(access, request, findingsShape);
  // A page that is empty is the last one, whatever else it says.
  return { found: issues.map((issue) => findingOf(issue, field)), next: (issues.length > 0 && nextPageToken) || null };
};

/** A key of before a move: Jira gives the issue under its new one, so only the question itself tells which it was. */
const findOne = async (access: SiteAccess, asked: string): Promise<IssueFinding | null> => {
  const found = await orNull(ask(access, requests.readIssue(asked, FIELDS, [ISSUE_MARK]), findingShape));
  return found && findingOf(found, null);
};

const findChunk = async (access: SiteAccess, asked: readonly string[]): Promise<[string, IssueFinding][]> => {
  const { issues } = await ask(access, requests.fetchIssues(asked, FIELDS, [ISSUE_MARK]), findingsShape);
  const found = issues.map((issue) => findingOf(issue, null));
  const entries: [string, IssueFinding][] = [];
  const moved = found.some((finding) => !asked.some((each) => isFor(each)(finding)));
  for (const each of asked) {
    const finding = found.find(isFor(each)) ?? (moved ? await findOne(access, each) : null);
    if (finding) entries.push([each, finding]);
  }
  return entries;
};

/** A hundred at a time. What is no id and no key names no issue. */
export const findIssues = async (
  access: SiteAccess,
  idsOrKeys: readonly string[],
): Promise<ReadonlyMap<string, IssueFinding>> => {
  const plausible = [...new Set(idsOrKeys)].filter((each) => ID_OR_KEY.test(each));
  const found = new Map<string, IssueFinding>();
  for (const chunk of chunksOf(plausible)) {
    for (const [asked, finding] of await findChunk(access, chunk)) found.set(asked, finding);
  }
  return found;
};

/** A hundred at a time. */
export const matching = async (
  access: SiteAccess,
  issueIds: readonly string[],
  jql: string,
): Promise<readonly string[]> => {
  const matched: string[] = [];
  for (const chunk of chunksOf(issueIds)) matched.push(...(await matchingIssues(access, chunk, jql)));
  return matched;
};

export const countIssues = async (access: SiteAccess, jql: string): Promise<number> =>
  (await ask(access, requests.countIssues(jql), countShape)).count;

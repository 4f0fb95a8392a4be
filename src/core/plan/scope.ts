import type { Half, Snapshot } from '../model';

/** What says whether a half covers an issue. */
export type Scoped = Pick<Snapshot, 'key' | 'projectKey' | 'issueType' | 'matchesJql'>;

export interface ScopeVerdict {
  readonly in: boolean;
  /** One sentence; empty when the issue is in scope. */
  readonly reason: string;
}

const IN: ScopeVerdict = { in: true, reason: '' };

const out = (reason: string): ScopeVerdict => ({ in: false, reason });

const same = (one: string, two: string): boolean => one.trim().toLowerCase() === two.trim().toLowerCase();

/** Whether the half covers this issue: project, issue type, and what Jira said of the JQL. */
export function inScope({ scope }: Half, snapshot: Scoped): ScopeVerdict {
  const { key, projectKey, issueType, matchesJql } = snapshot;
  if (!same(scope.project, projectKey)) return out(`${key} is not in the contract's project.`);
  if (scope.issueTypes.length > 0 && !scope.issueTypes.some((type) => same(type, issueType))) {
    return out(`${key} is of a type that the contract does not cover.`);
  }
  return matchesJql ? IN : out(`${key} does not match the contract's JQL.`);
}

const WORDS_BEFORE_A_LIST = new Set(['in', 'and', 'or', 'not']);
const CALL = /([a-z_]+)\s*\(/gi;
/** `-7d`, `"1w 2d"`: counted from now on. */
const FROM_NOW = /(^|[\s"'(=<>,])[-+]?\d+\s*[wdhmy]\b/i;
/** Another query, which may say anything and change without us. */
const SAVED = /\b(filter|savedfilter|searchrequest|request)\s*(=|!=|in\b|not\b)/i;

/**
 * Whether the answer may change although the issue does not: functions (`openSprints()`, `now()`), times counted from now,
 * saved filters. One asked too often costs a call; so in doubt it may.
 */
export function answersWithTime(jql: string): boolean {
  const calls = [...jql.matchAll(CALL)].map(([, name = '']) => name.toLowerCase());
  return calls.some((name) => !WORDS_BEFORE_A_LIST.has(name)) || FROM_NOW.test(jql) || SAVED.test(jql);
}

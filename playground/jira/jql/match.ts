import { aliasesOf, type PropertyAlias } from '../connect/descriptor';
import type { Site } from '../site';
import type { IssueRecord, UserRecord } from '../store/records';
import { JqlFault, type Clause, type Jql, type Query } from './ast';
import { jqlField } from './find-field';
import { historyMatches } from './history-clause';
import type { JqlAt } from './jql-field';
import { emptyTest, equalTest, orderTest, textTest, unless, type Test } from './operator-tests';
import { parseJql } from './parse';

/** Every alias that installed add-ons brought. */
export const jqlAt = (site: Site, user: UserRecord): JqlAt => ({
  site,
  user,
  aliases: site.state.installations.all().flatMap(({ descriptor }) => aliasesOf(descriptor)),
});

/** Makes a test of the query once; names, values and dates are checked now, so that a bad query fails before it runs. */
export function compile(at: JqlAt, query: Query | null): Test {
  if (query === null) return () => true;
  switch (query.kind) {
    case 'and': {
      const parts = query.parts.map((part) => compile(at, part));
      return (issue) => parts.every((part) => part(issue));
    }
    case 'or': {
      const parts = query.parts.map((part) => compile(at, part));
      return (issue) => parts.some((part) => part(issue));
    }
    case 'not': {
      const part = compile(at, query.part);
      return (issue) => !part(issue);
    }
    case 'clause':
      return clauseTest(at, query);
  }
}

function clauseTest(at: JqlAt, clause: Clause): Test {
  const field = jqlField(at, clause.field);
  switch (clause.operator) {
    case '=':
    case 'in':
      return equalTest(at, field, clause.operand);
    case '!=':
    case 'not in':
      return unless(field, equalTest(at, field, clause.operand));
    case 'is':
    case 'is not':
      return emptyTest(clause, field);
    case '~':
      return textTest(field, clause.operand);
    case '!~':
      return unless(field, textTest(field, clause.operand));
    case 'was':
    case 'changed':
      return (issue) => historyMatches(at, clause, field, issue);
    default:
      return orderTest(at, field, clause.operator, clause.operand);
  }
}

const compiled = new WeakMap<Site, Map<string, Jql>>();

/** The query parsed, remembered per site: webhook filters ask the same ones again and again. */
export function parsed(site: Site, jql: string): Jql {
  const known = compiled.get(site) ?? new Map<string, Jql>();
  compiled.set(site, known);
  const query = known.get(jql) ?? parseJql(jql);
  if (known.size > 500) known.clear();
  known.set(jql, query);
  return query;
}

/** Whether this issue is in the query, seen as it is now. A query that cannot be understood matches nothing. */
export function issueMatches(
  site: Site,
  user: UserRecord,
  issue: IssueRecord,
  jql: string,
  aliases: readonly PropertyAlias[],
): boolean {
  try {
    return compile({ site, user, aliases }, parsed(site, jql).where)(issue);
  } catch (error) {
    if (error instanceof JqlFault) return false;
    throw error;
  }
}

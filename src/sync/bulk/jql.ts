import { type Scope } from '../../core/model';

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

const QUOTED = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/gs;

/** A condition without its order, so that it can stand in brackets. Words in quotes are left alone. */
export const withoutOrder = (jql: string): string => {
  const bare = jql.replace(QUOTED, (text) => '_'.repeat(text.length));
  const at = bare.search(/\border\s+by\b/i);
  return (at < 0 ? jql : jql.slice(0, at)).trim();
};

/** The issues of a JQL that the half covers; in an order that new issues do not disturb. */
export const withinScope = (jql: string, { project, issueTypes, jql: own }: Scope): string => {
  const types = issueTypes.length === 0 ? [] : [`issuetype in (${issueTypes.map(quoted).join(', ')})`];
  const conditions = [jql, own ?? ''].map(withoutOrder).filter((condition) => condition !== '');
  const clauses = [`project = ${quoted(project)}`, ...types, ...conditions.map((condition) => `(${condition})`)];
  return `${clauses.join(' AND ')} ORDER BY created ASC`;
};

import { type Scope } from '../../core/model';

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Where the quoted text that begins at `from` ends; beyond the text where it never does. */
const endOfQuoted = (jql: string, from: number): number => {
  const quote = jql[from];
  let at = from + 1;
  while (at < jql.length && jql[at] !== quote) at += jql[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, jql.length);
};

/** What stands in quotes is blotted out. One way through, so that open quotes cost no more than others. */
const unquoted = (jql: string): string => {
  const parts: string[] = [];
  for (let at = 0; at < jql.length;) {
    const isQuote = jql[at] === '"' || jql[at] === "'";
    const next = isQuote ? endOfQuoted(jql, at) : at + 1;
    parts.push(isQuote ? '_'.repeat(next - at) : (jql[at] ?? ''));
    at = next;
  }
  return parts.join('');
};

/** A condition without its order, so that it can stand in brackets. Words in quotes are left alone. */
export const withoutOrder = (jql: string): string => {
  const at = unquoted(jql).search(/\border\s+by\b/i);
  return (at < 0 ? jql : jql.slice(0, at)).trim();
};

/** The issues of a JQL that the half covers; in an order that new issues do not disturb. */
export const withinScope = (jql: string, { project, issueTypes, jql: own }: Scope): string => {
  const types = issueTypes.length === 0 ? [] : [`issuetype in (${issueTypes.map(quoted).join(', ')})`];
  const conditions = [jql, own ?? ''].map(withoutOrder).filter((condition) => condition !== '');
  const clauses = [`project = ${quoted(project)}`, ...types, ...conditions.map((condition) => `(${condition})`)];
  return `${clauses.join(' AND ')} ORDER BY created ASC`;
};

/** Issues by their ids, which are digits and nothing else. */
export const withinIds = (ids: readonly string[]): string =>
  `id in (${ids.filter((id) => /^\d+$/.test(id)).join(', ')})`;

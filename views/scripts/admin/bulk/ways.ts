import { ApiError } from '../../host/call';
import { type BulkRequest, type Contract, type IssuePair } from '../../host/api-types';

/** How issues are told: by a field with the partner's key, by a list, or those that have no partner issue yet. */
export type Way = 'field' | 'list' | 'create';

export interface Draft {
  readonly way: Way;
  readonly jql: string;
  readonly keyField: string | null;
  readonly pairs: readonly IssuePair[];
}

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** The contract's own issues; a good start for a narrower question. */
export const scopeJql = ({ half }: Pick<Contract, 'half'>): string => {
  if (!half) return '';
  const { project, issueTypes, jql } = half.scope;
  const parts = [`project = ${quoted(project)}`];
  if (issueTypes && issueTypes.length > 0) parts.push(`issuetype in (${issueTypes.map(quoted).join(', ')})`);
  if (jql) parts.push(`(${jql.replace(/\s+order\s+by\s+.*$/is, '')})`);
  return parts.join(' AND ');
};

/** What is asked of the server; null while something is missing. */
export const requestOf = ({ way, jql, keyField, pairs }: Draft): BulkRequest | null => {
  if (way === 'list') return pairs.length === 0 ? null : { kind: 'link', pairs };
  if (jql.trim() === '') return null;
  if (way === 'create') return { kind: 'create', jql };
  return keyField === null ? null : { kind: 'link', jql, keyField };
};

const AT_FIELDS: readonly string[] = ['jql', 'keyField'];

/** What the server says of one field of the form, each in a sentence or two. */
export const faultsAt = (error: Error | null, field: 'jql' | 'keyField'): readonly string[] =>
  error instanceof ApiError
    ? error.faults.filter(({ path }) => path === field).map(({ message, remedy = '' }) => `${message} ${remedy}`.trim())
    : [];

/** True where all that is wrong can stand beside the fields. */
export const isAtFields = (error: Error): boolean =>
  error instanceof ApiError && error.faults.length > 0 && error.faults.every(({ path }) => AT_FIELDS.includes(path));

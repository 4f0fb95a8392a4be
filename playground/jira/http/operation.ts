import { isObject, type Json } from '../json';
import { OPERATIONS } from '../rest/operations';
import { PRIVACY_OPERATIONS } from '../rest/report-accounts';

export interface Operation {
  /** `GET /rest/api/3/issue/{issueIdOrKey}` */
  readonly name: string;
  readonly method: string;
  readonly scope: string;
  readonly issue: string | null;
}

interface Template extends Omit<Operation, 'issue'> {
  readonly pattern: RegExp;
  readonly fixed: number;
}

const templates: readonly Template[] = Object.entries({ ...OPERATIONS, ...PRIVACY_OPERATIONS })
  .map(([name, scope]) => {
    const [method = '', path = ''] = name.split(' ');
    const pattern = new RegExp(`^${path.replace(/\{(\w+)\}/g, (_all, word: string) => `(?<${word}>[^/]+)`)}/?$`);
    return { name, method, scope, pattern, fixed: path.replace(/\{\w+\}/g, '').length };
  })
  // `/issue/createmeta` before `/issue/{issueIdOrKey}`: the longer fixed text is the closer match.
  .sort((a, b) => b.fixed - a.fixed);

export function findOperation(method: string, path: string): Operation | null {
  for (const template of templates) {
    const match = template.method === method && template.pattern.exec(path);
    if (match) return { ...template, issue: match.groups?.issueIdOrKey ?? null };
  }
  return null;
}

/** Objects of identity cost 2 points, others 1; each call costs 1 besides, and a write costs 1 flat (rate-limiting page). */
const IDENTITY = /\/(user|users|myself|group|groups|permissions|mypermissions)(\/|$)/;
const READS_BY_POST = /\/(search|jql|bulkfetch|list|check|approximate-count)/;

/** Some operations only read, though they are called by POST. */
export const isRead = ({ method, name }: Operation): boolean =>
  method === 'GET' || (method === 'POST' && READS_BY_POST.test(name));

export function pointsOf(operation: Operation, answer: Json | undefined): number {
  if (!isRead(operation)) return 1;
  return 1 + countOf(answer) * (IDENTITY.test(operation.name) ? 2 : 1);
}

function countOf(answer: Json | undefined): number {
  if (Array.isArray(answer)) return answer.length;
  if (!isObject(answer)) return 1;
  const list = ['values', 'issues', 'comments', 'worklogs', 'issueTypes', 'fields', 'issueChangeLogs']
    .map((key) => answer[key])
    .find(Array.isArray);
  return list ? list.length : 1;
}

import { type JiraRequest } from './request';

/** Endpoints whose objects are identities (users, permissions), which cost two points each. */
const IDENTITY = /^\/rest\/api\/3\/(user|permissions|myself)\b/;
const LISTS = ['issues', 'values', 'comments', 'matches', 'queries', 'transitions'] as const;

/**
 * Points of Jira's hourly budget that a call costs: 1 for the call, and for reads 1 per object (2 per identity);
 * a write costs 1 flat. Our own count, because Jira shows its own only near the limit.
 * Source: https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
export const pointsOf = (request: JiraRequest, body: unknown): number => {
  if (!request.reads) return 1;
  return 1 + objectsIn(body) * (IDENTITY.test(request.route) ? 2 : 1);
};

const objectsIn = (body: unknown): number => {
  if (Array.isArray(body)) return body.length;
  if (typeof body !== 'object' || body === null) return 1;
  const list = LISTS.map((name) => (body as Readonly<Record<string, unknown>>)[name]).find(Array.isArray);
  return list?.length ?? 1;
};

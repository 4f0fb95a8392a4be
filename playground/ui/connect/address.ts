import type { Request } from 'express';
import type { PageQuery } from '../../client/control';
import type { Visit } from '../site';

/** What a page of an add-on is about; the names are those of Jira's own addresses. */
export interface About {
  readonly 'issue.key'?: string;
  readonly 'issue.id'?: string;
  readonly 'project.key'?: string;
  readonly 'project.id'?: string;
}

/** Address of an add-on's page in Jira, as Jira forms it. */
export function servletAddress(addon: string, module: string, about: About = {}): string {
  const query = new URLSearchParams(Object.entries(about)).toString();
  const path = `/plugins/servlet/ac/${encodeURIComponent(addon)}/${encodeURIComponent(module)}`;
  return query === '' ? path : `${path}?${query}`;
}

export function pageQueryOf({ person }: Visit, request: Request): PageQuery {
  const named = (...names: readonly string[]): string | undefined =>
    names.map((name) => request.query[name]).find((value): value is string => typeof value === 'string');
  return {
    user: person.accountId,
    issue: named('issue.key', 'issue.id'),
    project: named('project.key', 'project.id'),
  };
}

/** Parameters of the address that are meant for the add-on. */
export const customOf = (request: Request): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.query).flatMap(([name, value]) =>
      name.startsWith('ac.') && typeof value === 'string' ? [[name, value]] : [],
    ),
  );

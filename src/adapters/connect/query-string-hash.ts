import { createQueryStringHash } from 'atlassian-jwt';

export interface HashedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * `qsh` of a request relative to its base URL. The body is never covered.
 * https://developer.atlassian.com/cloud/bitbucket/query-string-hash (the same rules hold for Jira)
 */
export const queryStringHash = ({ method, path, query }: HashedRequest): string => {
  // The library sorts repeated values in place: it gets copies.
  const copies = Object.entries(query).map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]);
  return createQueryStringHash({
    method,
    pathname: path,
    query: Object.fromEntries(copies) as Record<string, unknown>,
  });
};

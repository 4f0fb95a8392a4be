import { encodeSymmetric, SymmetricAlgorithm } from 'atlassian-jwt';
import { queryStringHash } from './query-string-hash';

/** Long enough for a slow answer, short enough to be worthless when it leaks. */
const TOKEN_LIFE_SECONDS = 180;
const TIMEOUT_MS = 4_000;

export interface SignedCall {
  readonly appKey: string;
  readonly secret: string;
  readonly method: string;
  /** Relative to the base URL, encoded as it will be sent. */
  readonly pathAndQuery: string;
  readonly now: Date;
}

const split = (pathAndQuery: string): { path: string; query: Record<string, string | string[]> } => {
  const { pathname, searchParams } = new URL(pathAndQuery, 'http://site.invalid');
  const keys = [...new Set(searchParams.keys())];
  const values = keys.map((key): [string, string | string[]] => {
    const [first = '', ...more] = searchParams.getAll(key);
    return [key, more.length === 0 ? first : [first, ...more]];
  });
  return { path: pathname, query: Object.fromEntries(values) };
};

/** `JWT <token>` for one request to a site, signed with the shared secret. */
export const signCall = (call: SignedCall): { readonly value: string; readonly expiresAt: Date } => {
  const iat = Math.floor(call.now.getTime() / 1000);
  const exp = iat + TOKEN_LIFE_SECONDS;
  const qsh = queryStringHash({ method: call.method, ...split(call.pathAndQuery) });
  const token = encodeSymmetric({ iss: call.appKey, iat, exp, qsh }, call.secret, SymmetricAlgorithm.HS256);
  return { value: `JWT ${token}`, expiresAt: new Date(exp * 1000) };
};

export interface SiteAnswer {
  readonly status: number;
  readonly json: unknown;
}

/** GET on a site; `authorization` null for what is public. Throws when there is no answer in time. */
export type AskSite = (url: string, authorization: string | null) => Promise<SiteAnswer>;

export const askSite: AskSite = async (url, authorization) => {
  const headers = { accept: 'application/json', ...(authorization === null ? {} : { authorization }) };
  // A redirect is an answer here and never followed: it could lead the token elsewhere.
  const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const body = await response.text();
  try {
    return { status: response.status, json: JSON.parse(body) as unknown };
  } catch {
    return { status: response.status, json: null };
  }
};

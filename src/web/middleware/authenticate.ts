import { parse as parseQuery } from 'node:querystring';
import { type Request, type RequestHandler } from 'express';
import { type Caller, type HostTokens, type SignedRequest, TokenError } from '../../sync/ports';
import { setCaller } from './caller';
import { HttpError } from './http-error';
import { route } from './route';

const SCHEME = /^JWT (\S+)$/;

const headerToken = (req: Request): string | null => SCHEME.exec(req.headers.authorization ?? '')?.[1] ?? null;

/**
 * The request as it was signed. Path and query are taken from the raw URL and not from what a query parser of the app
 * made of it: nested parameters would change the hash.
 */
export const signedRequestOf = (req: Request): SignedRequest => {
  const [path = '/', ...rest] = req.originalUrl.split('?');
  const { jwt, ...query } = { ...parseQuery(rest.join('?')) };
  const inHeader = headerToken(req);
  if (Array.isArray(jwt) || (jwt !== undefined && inHeader !== null)) throw new TokenError('more than one token');
  const token = inHeader ?? jwt;
  if (!token) throw new TokenError('no token');
  const present = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return { method: req.method, path, query: Object.fromEntries(present), token };
};

const RETRY_SECONDS = 5;

/** A token that cannot be looked up is not a bad token: a 401 would be the end of a webhook, a 503 brings it again. */
const prove = async (verify: () => Promise<Caller>): Promise<Caller> => {
  try {
    return await verify();
  } catch (cause) {
    if (cause instanceof TokenError) throw cause;
    const more = { retryAfterSeconds: RETRY_SECONDS, cause };
    throw new HttpError(503, 'unavailable', 'The token could not be checked. Try again in a moment.', more);
  }
};

/** For calls that Jira itself makes or frames: webhooks, pages. The token is bound to exactly this request. */
export const authenticateBound = (tokens: HostTokens): RequestHandler =>
  route(async function authenticateBound(req, res, next) {
    setCaller(res, await prove(async () => tokens.verifyBound(signedRequestOf(req))));
    next();
  });

/** For calls of our own pages: the context token, in the header only, so that it never stands in a URL. */
export const authenticateContext = (tokens: HostTokens): RequestHandler =>
  route(async function authenticateContext(req, res, next) {
    const token = headerToken(req);
    if (token === null) throw new TokenError('no token');
    setCaller(res, await prove(async () => tokens.verifyContext(token)));
    next();
  });

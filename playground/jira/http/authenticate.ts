import type { Request } from 'express';
import { hashOf, peek, verifyHs256 } from '../connect/jwt';
import type { Site } from '../site';
import type { Caller } from './call';

export type Authenticated = { caller: Caller } | { fault: string };

const LEEWAY_SECONDS = 30;

/** Connect JWT of an installed add-on, or Basic with a person's e-mail address and API token. */
export function authenticate(site: Site, req: Request): Authenticated {
  const header = req.get('authorization') ?? '';
  const token = /^JWT (.+)$/i.exec(header)?.[1];
  if (token !== undefined) return connect(site, req, token);
  const basic = /^Basic (.+)$/i.exec(header)?.[1];
  if (basic !== undefined) return person(site, Buffer.from(basic, 'base64').toString('utf8'));
  return { fault: 'Client must be authenticated to access this resource.' };
}

function connect(site: Site, req: Request, token: string): Authenticated {
  const issuer = peek(token)?.iss;
  const installation = typeof issuer === 'string' ? site.state.installations.find(issuer) : null;
  if (!installation?.enabled) return { fault: 'No add-on is installed under this issuer.' };
  const claims = verifyHs256(token, installation.sharedSecret);
  if (!claims) return { fault: 'JWT signature verification failed.' };
  // Real time, also when the site's clock is moved: the add-on signs by its own clock.
  const now = Math.floor(Date.now() / 1000);
  if (typeof claims.exp !== 'number' || claims.exp < now - LEEWAY_SECONDS) return { fault: 'The JWT has expired.' };
  if (typeof claims.iat === 'number' && claims.iat > now + LEEWAY_SECONDS)
    return { fault: 'The JWT is issued in the future.' };
  if (claims.qsh !== hashOf(req.method, req.originalUrl))
    return { fault: 'The query string hash (qsh) does not match this request.' };
  const user = site.state.users.get(installation.accountId);
  return { caller: { user, installation } };
}

function person(site: Site, credentials: string): Authenticated {
  const colon = credentials.indexOf(':');
  const [email, apiToken] = [credentials.slice(0, colon), credentials.slice(colon + 1)];
  const user = site.state.users
    .all()
    .find((each) => each.accountType !== 'app' && each.active && each.email === email && each.apiToken === apiToken);
  return user
    ? { caller: { user, installation: null } }
    : { fault: 'Basic authentication with passwords or an unknown token failed.' };
}

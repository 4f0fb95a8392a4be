import { type RequestHandler, type Response } from 'express';
import helmet from 'helmet';

const HSTS_SECONDS = 365 * 24 * 60 * 60;

/**
 * https://developer.atlassian.com/platform/marketplace/security-requirements (TLS with HSTS of a year, security headers).
 * No X-Frame-Options: it knows no list of hosts; `frame-ancestors` says who may frame. The default answer is data and may
 * be framed by nobody.
 */
export const securityHeaders = (): RequestHandler => {
  const handler = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    strictTransportSecurity: { maxAge: HSTS_SECONDS, includeSubDomains: true },
    frameguard: false,
    // The token of a page stands in its URL: it must not travel on in a Referer.
    referrerPolicy: { policy: 'no-referrer' },
  });
  return function securityHeaders(req, res, next) {
    handler(req, res, next);
  };
};

/** For pages and the API: what they show belongs to one person of one tenant. */
export const noStore: RequestHandler = function noStore(_req, res, next) {
  res.setHeader('cache-control', 'no-store');
  next();
};

export interface PagePolicy {
  /** Origin of Atlassian's host script. */
  readonly scriptOrigin: string;
  readonly frameAncestors: readonly string[];
}

/** CSP of a framed page. No inline scripts or styles, calls to ourselves only. */
export const setPagePolicy = (res: Response, { scriptOrigin, frameAncestors }: PagePolicy): void => {
  const directives = [
    "default-src 'none'",
    `script-src 'self' ${scriptOrigin}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors.join(' ')}`,
  ];
  res.setHeader('content-security-policy', directives.join('; '));
};

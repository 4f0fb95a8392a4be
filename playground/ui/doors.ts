import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Posted } from './fields/form';
import { faultPage } from './pages/fault';
import { visitOf, type UiSite, type Visit } from './site';

/** Any app may be framed, as in Jira. Inline styles are there for the colours that rich text may carry. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  'frame-src http: https:',
  "img-src 'self' data: http: https:",
  "style-src 'self' 'unsafe-inline'",
  "form-action 'self'",
  "base-uri 'none'",
].join('; ');

type Answer = (
  visit: Visit,
  request: Request,
  response: Response,
  /** Answers with a page. */
  sendText: (text: string) => void,
) => Promise<void>;

/** The three ways to answer: with a page, with an address to go to after something was done, or by hand. */
export interface Doors {
  readonly show: (path: string, make: (visit: Visit, request: Request) => string | Promise<string>) => void;
  readonly act: (path: string, perform: (visit: Visit, posted: Posted, request: Request) => Promise<string>) => void;
  readonly raw: (method: 'get' | 'post' | 'put' | 'delete', path: string, answer: Answer) => void;
  readonly router: Router;
}

export function doorsOf(router: Router, site: UiSite): Doors {
  const form = express.urlencoded({ extended: false, limit: '4mb' });
  const raw: Doors['raw'] = (method, path, answer) => {
    router[method](path, (request: Request, response: Response, next: NextFunction) => {
      const visit = visitOf(site, request.headers.cookie ?? '', request.originalUrl);
      answer(visit, request, response, (text) => sendPage(response, text)).catch((error: unknown) => {
        if (response.headersSent) return next(error);
        const fault = faultPage(visit, error);
        sendPage(response.status(fault.status), fault.text);
      });
    });
  };
  return {
    raw,
    router,
    show: (path, make) =>
      raw('get', path, async (visit, request, response) => sendPage(response, await make(visit, request))),
    act: (path, perform) => {
      router.post(path, form);
      raw('post', path, async (visit, request, response) =>
        response.redirect(303, await perform(visit, (request.body ?? {}) as Posted, request)),
      );
    },
  };
}

function sendPage(response: Response, text: string): void {
  response.set({ 'content-security-policy': POLICY, 'cache-control': 'no-store' }).type('html').send(text);
}

/** A text of the query, empty where there is none. */
export function queryText(request: Request, name: string): string {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
}

export const param = (request: Request, name: string): string => request.params[name] ?? '';

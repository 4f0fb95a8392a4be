import { type RequestHandler } from 'express';
import { callerOf } from './caller';
import { HttpError } from './http-error';
import { route } from './route';

/** Whether the person administers Jira on the site; asked of Jira, cached shortly behind this function. */
export type Administers = (siteId: string, accountId: string) => Promise<boolean>;

/** A token proves who calls, not what they may do; conditions in the descriptor only hide a page. */
export const requireAdmin = (administers: Administers): RequestHandler =>
  route(async function requireAdmin(_req, res, next) {
    const { siteId, accountId } = callerOf(res);
    if (accountId === null || !(await administers(siteId, accountId))) {
      throw new HttpError(403, 'not-admin', 'This needs an administrator of Jira.', {
        remedy: 'Ask someone with the global permission "Administer Jira" to do it.',
      });
    }
    next();
  });

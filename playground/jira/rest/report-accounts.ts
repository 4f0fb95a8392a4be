import { type Router } from 'express';
import { type Call, routes } from '../http/call';
import { badRequest, HttpFault } from '../http/faults';
import { isObject } from '../json';
import type { Site } from '../site';

/** Not in Atlassian's OpenAPI document; described in the user privacy guide for app developers. */
export const PRIVACY_OPERATIONS: Readonly<Record<string, string>> = {
  'POST /rest/atlassian-connect/latest/report-accounts': 'NONE',
};

const MOST = 90;
const ACCOUNT = /^[A-Za-z0-9:_-]{1,128}$/;

interface Reported {
  readonly accountId: string;
  readonly updatedAt: number;
}

/** Personal data reporting: an app names the accounts of which it keeps something, and hears which are closed or changed. */
export const reportAccountsRoutes = (site: Site): Router => routes(site, { 'post /report-accounts': report });

function report({ site, caller, req, res }: Call): void {
  if (!caller.installation) throw new HttpFault(403, ['Only an app can report accounts.']);
  const accounts = reportedIn(req.body);
  const known = site.settings.accounts;
  const answered = accounts.flatMap(({ accountId, updatedAt }) => {
    const account = known[accountId];
    if (account === undefined) return [];
    if (account.status === 'closed') return [{ accountId, status: 'closed' }];
    return updatedAt < Date.parse(account.at) ? [{ accountId, status: 'updated' }] : [];
  });
  res.set('Cycle-Period', String(site.settings.reportCycleDays));
  if (answered.length === 0) res.status(204).end();
  else res.json({ accounts: answered });
}

function reportedIn(body: unknown): readonly Reported[] {
  const accounts = isObject(body) ? body.accounts : undefined;
  if (!Array.isArray(accounts) || accounts.length === 0) throw badRequest('accounts must not be empty.');
  if (accounts.length > MOST) throw badRequest(`Not more than ${MOST} accounts can be reported at once.`);
  return accounts.map((account: unknown) => {
    const { accountId, updatedAt } = isObject(account) ? account : {};
    const at = typeof updatedAt === 'string' ? Date.parse(updatedAt) : Number.NaN;
    if (typeof accountId !== 'string' || !ACCOUNT.test(accountId)) throw badRequest('accountId is not valid.');
    if (Number.isNaN(at)) throw badRequest('updatedAt must be a date and time of ISO 8601.');
    return { accountId, updatedAt: at };
  });
}

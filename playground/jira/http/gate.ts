import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { RestFault } from '../control/faults';
import { withoutSecrets } from '../control/request-log';
import { allows } from '../connect/scopes';
import { findIssue } from '../issues/find';
import type { Json } from '../json';
import type { Site } from '../site';
import { authenticate } from './authenticate';
import type { Caller } from './call';
import { findOperation, isRead, pointsOf, type Operation } from './operation';
import { answer429, quotaHeaders } from './rate-limit';

/** Everything between the socket and a REST handler: log, latency, faults on demand, token, scope, limits. */
export function gate(site: Site): RequestHandler {
  return (req, res, next) => {
    pass(site, req, res, next).catch(next);
  };
}

/** Open to everybody, as in Jira. */
const ANONYMOUS = new Set(['GET /rest/api/3/serverInfo']);

async function pass(site: Site, req: Request, res: Response, next: NextFunction): Promise<void> {
  const operation = findOperation(req.method, req.path);
  observe(site, req, res, operation);
  await delay(site.settings.latencyMs);
  if (!operation) return refuse(res, 404, `null for uri: ${site.url}${req.path}`);
  const fault = site.faults.forCall(req.method, req.path);
  await delay(fault?.latencyMs ?? 0);
  if (fault?.when === 'before' && strike(fault, res)) return;
  const open = ANONYMOUS.has(operation.name) && req.headers.authorization === undefined;
  if (!open && !admit(site, req, res, operation)) return;
  if (fault?.when === 'after') strikeAfter(fault, res);
  next();
}

/** Token, scope and limits; what fails is answered here. */
function admit(site: Site, req: Request, res: Response, operation: Operation): boolean {
  const known = authenticate(site, req);
  if ('fault' in known) {
    refuse(res, 401, known.fault);
    return false;
  }
  const { caller } = known;
  res.locals.caller = caller;
  const scopeFault = missingScope(operation, caller);
  if (scopeFault !== null) {
    refuse(res, 403, scopeFault);
    return false;
  }
  return !braked(site, operation, caller, res);
}

const delay = async (ms: number): Promise<void> => {
  if (ms > 0) await new Promise((done) => setTimeout(done, ms));
};

function refuse(res: Response, status: number, message: string): void {
  res.status(status).json({ errorMessages: [message], errors: {} });
}

function missingScope({ name, scope }: Operation, { installation }: Caller): string | null {
  if (!installation || allows(installation.scopes, scope)) return null;
  if (scope === 'INACCESSIBLE') return `Connect apps cannot use ${name}.`;
  return `The add-on does not have the scope ${scope}, which ${name} demands.`;
}

/** The two limits that hold without any fault: the points of an hour, and writes to one issue. */
function braked(site: Site, operation: Operation, caller: Caller, res: Response): boolean {
  return (caller.installation !== null && overQuota(site, caller, res)) || overWrites(site, operation, res);
}

function overQuota(site: Site, caller: Caller, res: Response): boolean {
  const { hourlyPoints } = site.settings;
  if (hourlyPoints === null) return false;
  const now = Date.now();
  const spent = site.counters.spentInHour(caller.user.id, now, 0);
  if (spent < hourlyPoints) res.set(quotaHeaders(hourlyPoints, spent, now));
  else answer429(res, 'jira-quota-tenant-based', now, null);
  return spent >= hourlyPoints;
}

function overWrites(site: Site, operation: Operation, res: Response): boolean {
  const issue = operation.issue === null || isRead(operation) ? null : findIssue(site, operation.issue);
  if (!issue || !site.settings.perIssueWriteLimit) return false;
  const now = Date.now();
  const waitMs = site.brake.admit(issue.id, now);
  if (waitMs > 0) answer429(res, 'jira-per-issue-on-write', now, waitMs);
  return waitMs > 0;
}

/** Returns whether the call ends here; a fault that only adds latency lets it pass. */
function strike(fault: RestFault, res: Response): boolean {
  if (fault.status === null) res.socket?.destroy();
  else if (fault.status === 0) return false;
  else answer(fault, fault.status, res);
  return true;
}

function answer(fault: RestFault, status: number, res: Response): void {
  res.status(status).set(fault.headers);
  if (fault.body === null) res.end();
  else res.json(fault.body);
}

/** The handler does its work; then its answer is thrown away and replaced, or the connection is cut. */
function strikeAfter(fault: RestFault, res: Response): void {
  const end = res.end.bind(res);
  res.end = (() => {
    if (fault.status === null) res.socket?.destroy();
    else {
      res.end = end;
      for (const name of ['content-length', 'etag', 'content-type', 'location']) res.removeHeader(name);
      answer(fault, fault.status, res);
    }
    return res;
  }) as typeof res.end;
}

/** Notes the request, and when it is answered its status, calls and points. */
function observe(site: Site, req: Request, res: Response, operation: Operation | null): void {
  const url = new URL(req.originalUrl, site.url);
  const logged = site.requests.add({
    at: site.clock.iso(),
    method: req.method,
    path: url.pathname,
    query: queryOf(url),
    body: (req.body as Json | undefined) ?? null,
    headers: withoutSecrets(req.headers),
  });
  let answered: Json | undefined;
  const json = res.json.bind(res);
  res.json = (body: Json) => {
    answered = body;
    return json(body);
  };
  res.once('close', () => {
    logged.by = (res.locals as { caller?: Caller }).caller?.user.id ?? null;
    logged.status = res.writableFinished ? res.statusCode : null;
    count(site, res, operation, answered);
  });
}

function queryOf(url: URL): Record<string, string | string[]> {
  const names = new Set(url.searchParams.keys());
  return Object.fromEntries(
    [...names].map((name) => {
      const all = url.searchParams.getAll(name);
      return [name, all.length === 1 ? (all[0] ?? '') : all];
    }),
  );
}

function count(site: Site, res: Response, operation: Operation | null, answered: Json | undefined): void {
  const { caller } = res.locals as { caller?: Caller };
  const points = operation ? pointsOf(operation, answered) : 1;
  const by = caller ? (caller.installation?.id ?? caller.user.displayName) : 'anonymous';
  site.counters.add(operation?.name ?? 'unknown', by, points, res.statusCode >= 400 || !res.writableFinished);
  if (caller?.installation) site.counters.spentInHour(caller.user.id, Date.now(), points);
}

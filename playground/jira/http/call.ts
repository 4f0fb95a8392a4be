import { Router, type Request, type Response } from 'express';
import { objectOf, type JsonObject } from '../json';
import type { Cause, Site } from '../site';
import type { InstallationRecord, UserRecord } from '../store/records';

/** Who is calling: a person, or an add-on with its installation. */
export interface Caller {
  readonly user: UserRecord;
  readonly installation: InstallationRecord | null;
}

/** One authenticated REST call. */
export interface Call {
  readonly site: Site;
  readonly caller: Caller;
  readonly user: UserRecord;
  readonly cause: Cause;
  readonly req: Request;
  readonly res: Response;
  readonly body: JsonObject;
}

export type Handler = (call: Call) => void | Promise<void>;
type Method = 'get' | 'post' | 'put' | 'delete';

/** Routes of one area: `{'get /issue/:id': handler}`. What a handler throws goes to the one error handler. */
export function routes(site: Site, handlers: Readonly<Record<string, Handler>>): Router {
  const router = Router();
  for (const [route, handler] of Object.entries(handlers)) {
    const [method, path] = route.split(' ') as [Method, string];
    router[method](path, (req, res, next) => {
      Promise.resolve()
        .then(() => handler(callOf(site, req, res)))
        .catch(next);
    });
  }
  return router;
}

const TRACE_LIMIT = 1024;

function callOf(site: Site, req: Request, res: Response): Call {
  const caller = (res.locals as { caller: Caller }).caller;
  const trace = req.get('x-atlassian-webhook-trace') ?? null;
  const kept = trace !== null && trace.length <= TRACE_LIMIT && /^[\x20-\x7e]+$/.test(trace) ? trace : null;
  const cause = { actor: caller.user, trace: kept };
  return { site, caller, user: caller.user, cause, req, res, body: objectOf(req.body) };
}

export const param = (call: Call, name: string): string => String(call.req.params[name] ?? '');

/** A query parameter once; null when it is absent. Of repeated ones the first. */
export function query(call: Call, name: string): string | null {
  const value = call.req.query[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : null;
}

/** A parameter that may be repeated or hold a comma list. */
export function queryList(call: Call, name: string): string[] {
  const value = call.req.query[name];
  const all: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return all.flatMap((item) => (typeof item === 'string' ? item.split(',') : [])).filter((item) => item !== '');
}

export const flag = (call: Call, name: string, standard: boolean): boolean => {
  const value = query(call, name);
  return value === null ? standard : value === 'true';
};

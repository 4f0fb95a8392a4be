import { type RequestHandler, type Response } from 'express';
import { type Caller, type Ids, type Log, type Metrics } from '../../sync/ports';

const REQUEST_ID = /^[\w.-]{1,64}$/;
const AREAS = new Set(['api', 'admin', 'panel', 'webhooks', 'installed', 'uninstalled', 'enabled', 'disabled']);
const QUIET = /^\/(healthz|readyz|metrics|static\/)/;

export interface RequestLogDeps {
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Metrics;
}

export const requestIdOf = (res: Response): string => String(res.locals['requestId']);

/** First segment of the path where it is one of ours, so that a stranger cannot make up metric labels. */
const areaOf = (path: string): string => {
  const [, first = ''] = path.split('/');
  return AREAS.has(first) ? first : 'other';
};

/**
 * One line for each answer: method, path, status, time, tenant. Never the query, which carries the token of a page, and
 * never a header.
 */
export const requestLog = ({ ids, log, metrics }: RequestLogDeps): RequestHandler =>
  function requestLog(req, res, next) {
    const given = req.headers['x-request-id'];
    const requestId = typeof given === 'string' && REQUEST_ID.test(given) ? given : ids.next();
    res.locals['requestId'] = requestId;
    res.setHeader('x-request-id', requestId);
    const started = process.hrtime.bigint();
    const { path, method } = req;
    res.once('close', () => {
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      const area = areaOf(path);
      const status = res.writableFinished ? String(res.statusCode) : 'aborted';
      metrics.count('http_requests', { area, status });
      metrics.observe('http', seconds, { area });
      const siteId = (res.locals['caller'] as Caller | undefined)?.siteId;
      // A flood that is slowed down is counted above; a line for each call would be a flood of its own.
      const level = QUIET.test(path) || area === 'webhooks' || status === '429' ? 'debug' : 'info';
      log[level]({ requestId, method, path, status, ms: Math.round(seconds * 1000), siteId }, 'request');
    });
    next();
  };

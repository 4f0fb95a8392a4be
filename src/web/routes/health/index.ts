import { createHash, timingSafeEqual } from 'node:crypto';
import { type RequestHandler, Router } from 'express';
import { HttpError, route } from '../../middleware';

export interface HealthDeps {
  readonly production: boolean;
  readonly metricsToken: string | null;
  /** Throws unless the database answers and its migrations are done. */
  readonly ready: () => Promise<void>;
  readonly renderMetrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Digests are compared: their length tells nothing about that of the token. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const isSame = (given: string, expected: string): boolean => timingSafeEqual(digest(given), digest(expected));

/**
 * A token where one is set. Without one there is nothing here in production, from whatever address: a proxy on the same
 * machine makes everybody a caller from loopback.
 */
const guardMetrics = ({ production, metricsToken }: HealthDeps): RequestHandler =>
  function guardMetrics(req, _res, next) {
    if (metricsToken === null)
      return next(production ? new HttpError(404, 'not-found', 'There is nothing at this address.') : undefined);
    const isAllowed = isSame(req.headers.authorization ?? '', `Bearer ${metricsToken}`);
    next(isAllowed ? undefined : new HttpError(401, 'unauthorised', 'This needs the metrics token.'));
  };

export const healthRoutes = (deps: HealthDeps): Router => {
  const router = Router();
  router.get('/healthz', function healthz(_req, res) {
    res.json({ status: 'alive' });
  });
  router.get(
    '/readyz',
    route(async function readyz(_req, res) {
      try {
        await deps.ready();
      } catch (cause) {
        throw new HttpError(503, 'not-ready', 'The database does not answer.', { retryAfterSeconds: 1, cause });
      }
      res.json({ status: 'ready' });
    }),
  );
  router.get(
    '/metrics',
    guardMetrics(deps),
    route(async function metrics(_req, res) {
      const { contentType, text } = await deps.renderMetrics();
      res.type(contentType).send(text);
    }),
  );
  return router;
};

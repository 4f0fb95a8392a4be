import { timingSafeEqual } from 'node:crypto';
import { type RequestHandler, Router } from 'express';
import { HttpError, route } from '../../middleware';

export interface HealthDeps {
  readonly production: boolean;
  readonly metricsToken: string | null;
  /** Throws unless the database answers and its migrations are done. */
  readonly ready: () => Promise<void>;
  readonly renderMetrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

const isSame = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** A token where one is set; else loopback only in production. The socket's address, not a header that anyone may send. */
const guardMetrics = ({ production, metricsToken }: HealthDeps): RequestHandler =>
  function guardMetrics(req, _res, next) {
    const isAllowed =
      metricsToken === null
        ? !production || LOOPBACK.has(req.socket.remoteAddress ?? '')
        : isSame(req.headers.authorization ?? '', `Bearer ${metricsToken}`);
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

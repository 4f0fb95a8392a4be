import express, { type RequestHandler, Router } from 'express';
import { type Delivery, type HostTokens, type Metrics } from '../../../sync/ports';
import { authenticateBound, callerOf, HttpError, route } from '../../middleware';
import { createLargeBodies } from './large/large-bodies';
import { readAnyDelivery } from './read-delivery';

/** Jira sends none over 25 MB (platform.md 4.1), and what it sends must not be refused: it would never come again. */
const BODY_LIMIT = '25mb';
/** Jira tries again on 503, with its own spacing of minutes; this is for other hosts. */
const RETRY_SECONDS = 5;

/** Resolves when the delivery is durable. */
export type Receive = (siteId: string, delivery: Delivery) => Promise<void>;

export interface WebhookDeps {
  readonly tokens: HostTokens;
  readonly receive: Receive;
  readonly metrics: Metrics;
  /** Events of the descriptor. Others are taken and counted, never refused: an error would only bring them again. */
  readonly events: ReadonlySet<string>;
}

const store = async ({ receive }: WebhookDeps, siteId: string, delivery: Delivery): Promise<void> => {
  try {
    await receive(siteId, delivery);
  } catch (cause) {
    const more = { retryAfterSeconds: RETRY_SECONDS, cause };
    throw new HttpError(503, 'not-stored', 'The event could not be stored. Send it again.', more);
  }
};

/** Named, because body parsers of Express all share one name and the snapshot of the routes shows names. */
const readBody = (): RequestHandler => {
  const parse = express.raw({ type: () => true, limit: BODY_LIMIT });
  return function readBody(req, res, next) {
    parse(req, res, next);
  };
};

/** Law 1: 2xx only after it is stored. The token is proved before the body is read. */
export const webhookRoutes = (deps: WebhookDeps): Router => {
  const router = Router();
  const large = createLargeBodies();
  router.post(
    '/webhooks/:event',
    authenticateBound(deps.tokens),
    readBody(),
    route(async function receiveWebhook(req, res) {
      const body: unknown = req.body;
      const { siteId } = callerOf(res);
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      const delivery = await readAnyDelivery(large, siteId, req.headers, bytes);
      if (deps.events.has(delivery.event)) await store(deps, siteId, delivery);
      else deps.metrics.count('webhooks', { event: 'other', outcome: 'unknown' });
      res.status(204).end();
    }),
  );
  return router;
};

import { join } from 'node:path';
import express, { type Express, type Request, type RequestHandler, Router } from 'express';
import { create } from 'express-handlebars';
import { type Config } from '../config';
import { type Clock, type HostTokens, type Ids, type Log, type Metrics, type Sites } from '../sync/ports';
import {
  type Administers,
  authenticateContext,
  createCallLimits,
  errors,
  HttpError,
  noStore,
  requestLog,
  securityHeaders,
  slowFailures,
  unknownRoute,
} from './middleware';
import { projectFolder } from './project-folder';
import { describedEvents, descriptorRoutes } from './routes/descriptor';
import { type HealthDeps, healthRoutes } from './routes/health';
import { pageRoutes } from './routes/pages';
import { builtAssets, builtFolder } from './routes/pages/assets';
import { DEEPEST, isTooDeep } from './routes/shapes';
import { type Receive, webhookRoutes } from './routes/webhooks';

export interface WebDeps {
  readonly config: Pick<
    Config,
    | 'production'
    | 'baseUrl'
    | 'appKey'
    | 'frameAncestors'
    | 'hostScriptUrl'
    | 'trustedProxies'
    | 'metricsToken'
    | 'apiLimits'
  >;
  readonly tokens: HostTokens;
  readonly sites: Pick<Sites, 'find'>;
  /** POST /installed and the like, with its own authentication. */
  readonly lifecycle: RequestHandler;
  readonly receive: Receive;
  readonly administers: Administers;
  /** Routers of the JSON API, mounted at /api behind the context token. */
  readonly api: readonly RequestHandler[];
  readonly ready: HealthDeps['ready'];
  readonly renderMetrics: HealthDeps['renderMetrics'];
  readonly metrics: Metrics;
  readonly log: Log;
  readonly ids: Ids;
  readonly clock: Clock;
  /** How long an answer to a flood is held back; tests do not wait. */
  readonly floodPauseMs?: number;
}

/** A half with its tables, or a list of 10,000 pairs. Whatever else people send is a few words. */
const LARGE_BODY = '1mb';
const BODY = '100kb';
const LARGE =
  /^\/(contracts\/[^/]+\/(half|half\/check|bulk|bulk\/forecast|preview)|connections\/[^/]+\/(users|contracts\/import)|templates(\/[^/]+)?)\/?$/i;
const STATIC_AGE_MS = 60 * 60 * 1000;
/** Their names change with what is in them. */
const BUILT_AGE_MS = 365 * 24 * STATIC_AGE_MS;
/** Failed signatures of one network: Jira has none, so a few mistakes are enough. */
const FAILED_SIGNATURES = { perSecond: 1, atOnce: 60 };

/** Express takes any case and a slash at the end: so does this, or the count could be walked around. */
const LIFECYCLE = /^\/(installed|uninstalled|enabled|disabled)\/?$/i;

const setUp = (app: Express, { config }: WebDeps): void => {
  const views = join(projectFolder(), 'views');
  app.disable('x-powered-by');
  app.disable('etag');
  // Nested parameters would make one signed query mean two things.
  app.set('query parser', 'simple');
  app.set('trust proxy', config.trustedProxies);
  const handlebars = create({ extname: '.hbs', layoutsDir: join(views, 'layouts'), partialsDir: [] });
  app.engine('hbs', (path, options, callback) => void handlebars.renderView(path, { ...options }, callback));
  app.set('view engine', 'hbs');
  app.set('views', views);
  if (config.production) app.enable('view cache');
};

const carriesBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** Jira's own page shows our icon; nothing here is secret. */
const letOthersShow: RequestHandler = function letOthersShow(_req, res, next) {
  res.setHeader('cross-origin-resource-policy', 'cross-origin');
  next();
};

/** Before it is parsed. Only UTF-8, the one encoding of JSON (RFC 8259): another could hide brackets from the look. */
const refuseDeep = (_req: unknown, _res: unknown, body: Buffer, encoding: string): void => {
  if (encoding !== 'utf-8') throw new HttpError(415, 'not-utf-8', 'The body is not encoded in UTF-8.');
  if (!isTooDeep(body)) return;
  throw new HttpError(400, 'too-deep', `The body is nested more than ${DEEPEST.toLocaleString('en')} levels deep.`);
};

/** A body of another type would be passed over in silence, and the call answered as if nothing had been sent. */
const jsonBody = (): RequestHandler => {
  const parser = (limit: string): RequestHandler => express.json({ limit, verify: refuseDeep });
  const [parseLarge, parseUsual] = [parser(LARGE_BODY), parser(BODY)];
  return function jsonBody(req, res, next) {
    const parse = LARGE.test(req.path) ? parseLarge : parseUsual;
    if (!carriesBody(req) || req.is('application/json')) return parse(req, res, next);
    const remedy = 'Send it as JSON, with "content-type: application/json".';
    next(new HttpError(415, 'not-json', 'The type of the body is not JSON.', { remedy }));
  };
};

const apiRoutes = ({ tokens, api, config, clock, floodPauseMs }: WebDeps): Router => {
  const router = Router();
  const { refuseFlood, limitCalls } = createCallLimits(config.apiLimits, clock, floodPauseMs);
  router.use(noStore, refuseFlood, authenticateContext(tokens), limitCalls, jsonBody());
  for (const area of api) router.use(area);
  return router;
};

const healthOf = ({ config, ready, renderMetrics }: WebDeps): HealthDeps => ({
  production: config.production,
  metricsToken: config.metricsToken,
  ready,
  renderMetrics,
});

/** Everything the add-on answers to, without a port to listen on. */
export const createApp = (deps: WebDeps): Express => {
  const { config, tokens, sites, administers, receive, metrics } = deps;
  const { hostScriptUrl, frameAncestors } = config;
  const app = express();
  const assets = builtAssets();
  setUp(app, deps);
  app.use(requestLog(deps), securityHeaders());
  app.use(healthRoutes(healthOf(deps)));
  app.use(descriptorRoutes(config));
  app.use('/static', letOthersShow);
  app.use('/static', express.static(builtFolder(), { index: false, immutable: true, maxAge: BUILT_AGE_MS }));
  app.use('/static', express.static(join(projectFolder(), 'views', 'assets'), { index: false, maxAge: STATIC_AGE_MS }));
  app.use(webhookRoutes({ tokens, receive, metrics, events: describedEvents() }));
  app.use(pageRoutes({ tokens, sites, administers, hostScriptUrl, frameAncestors, assets }));
  app.use('/api', apiRoutes(deps));
  app.use(deps.lifecycle);
  app.use(LIFECYCLE, slowFailures(FAILED_SIGNATURES, deps.clock));
  app.use(unknownRoute, errors({ ...deps, errorStyle: () => assets.findName('accord.css') }));
  return app;
};

/** A process that only works through lanes still answers whether it lives. */
export const createHealthApp = (
  deps: Pick<WebDeps, 'config' | 'ready' | 'renderMetrics' | 'metrics' | 'log' | 'ids'>,
): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestLog(deps), securityHeaders());
  app.use(healthRoutes({ ...deps.config, ...deps }));
  app.use(unknownRoute, errors(deps));
  return app;
};

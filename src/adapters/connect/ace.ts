import ace from 'atlassian-connect-express';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { type Log } from '../../sync/ports';
import { LifecycleError } from './lifecycle-error';

const STORE = 'accord';

/** ACE reads these on its own, at start or at each request, and lets them beat what it is given. */
const ACE_VARIABLES = [
  'AC_OPTS',
  'AC_PRODUCT',
  'AC_LOCAL_BASE_URL',
  'AC_ALLOWED_BASE_URLS',
  'AC_HOST_WHITELIST',
  'AC_HOST_SCRIPT_URL',
  'AC_APP_ID',
  'DB_URL',
  'CONNECT_KEYS_CDN_URL',
];

export interface AceSettings {
  readonly baseUrl: string;
  readonly appKey: string;
  readonly allowedHosts: readonly string[];
}

/** A lifecycle call whose token our own check has proved (`lifecycle-token`). */
export interface ProvedCall {
  readonly req: Request;
  readonly res: Response;
  /** `iss` of the proved token. */
  readonly issuer: string;
}

/** The two checks of ACE that Accord uses. Each throws LifecycleError. */
export interface Ace {
  verifyInstallation(call: ProvedCall): Promise<void>;
  verifyUninstallation(call: ProvedCall): Promise<void>;
}

/** The config alone decides. `AC_OPTS=no-auth` would switch its checks off at run time. */
const clearEnvironment = (): void => {
  for (const name of ACE_VARIABLES) delete process.env[name];
};

/** Its constructor adds a listener that only logs, which would keep a broken process alive. Ours decides (main.ts). */
const withoutNewRejectionListeners = <T>(make: () => T): T => {
  const before = new Set(process.listeners('unhandledRejection'));
  const made = make();
  for (const listener of process.listeners('unhandledRejection')) {
    if (!before.has(listener)) process.off('unhandledRejection', listener);
  }
  return made;
};

const toConsole = (log: Log): Console => {
  // Details of ACE hold parts of tokens and bodies: only that something was said is kept.
  const say = (): void => log.debug({}, 'atlassian-connect-express refused or reported something');
  return Object.assign(Object.create(console) as Console, { log: say, info: say, warn: say, error: say, debug: say });
};

const hostOnly = (pattern: string): string => pattern.replace(/:.*$/, '');

/** Calls back through `next` with a plain object `{code, message}` when it refuses. */
const run = async (handler: RequestHandler, { req, res }: ProvedCall): Promise<void> =>
  new Promise((resolve, reject) => {
    const refuse = (cause: unknown): void =>
      reject(
        new LifecycleError(401, 'unauthorised', 'The call is not signed by Atlassian for this add-on.', { cause }),
      );
    handler(req, res, (error?: unknown) => {
      if (error) refuse(error);
      else resolve();
    });
  });

/**
 * Where ACE would check the signature it fetches the key by a package with known holes, without a time limit. Our own
 * check has done that by then, so in its place stands who was proved; a call that nobody vouched for is refused.
 */
const vouch = (addon: ace.AddOn): ((call: ProvedCall) => void) => {
  const issuers = new WeakMap<Request, string>();
  const authenticateAsymmetric = (): RequestHandler => (req, _res, next) => {
    const clientKey = issuers.get(req);
    Object.assign(req, { context: { clientKey } });
    next(clientKey === undefined ? { code: 401, message: 'nobody has proved this call' } : undefined);
  };
  Object.assign(addon, { authenticateAsymmetric });
  return ({ req, issuer }) => void issuers.set(req, issuer);
};

/**
 * atlassian-connect-express, held to what we want of it: a second opinion on the host and the tenant of a lifecycle
 * call, without any I/O. It gets a router of its own that is never served, so that its routes (descriptor, `installed`,
 * webhooks answered before they are stored) do not exist; no config.json and no descriptor file; no watch, no
 * registration, no tunnel.
 */
export const createAce = (settings: AceSettings, store: ace.StoreAdapter, log: Log): Ace => {
  clearEnvironment();
  ace.store.register(STORE, () => store);
  const app = express();
  // Otherwise it prints installations, secret included.
  app.set('env', 'production');
  const production = {
    store: { adapter: STORE },
    expressErrorHandling: true,
    setupInstallRoute: false,
    watch: false,
    validateDescriptor: false,
    localBaseUrl: settings.baseUrl,
    product: 'jira',
    whitelist: settings.allowedHosts.map(hostOnly),
  };
  const descriptor = { key: settings.appKey, name: 'Accord', baseUrl: settings.baseUrl } as ace.Descriptor;
  const options = { config: { production, descriptorTransformer: () => descriptor } };
  const files = { configFileName: '', descriptorFilename: '' };
  const addon = withoutNewRejectionListeners(() => ace(app, options, toConsole(log), files));
  const vouchFor = vouch(addon);
  const checked =
    (handler: RequestHandler) =>
    async (call: ProvedCall): Promise<void> => {
      vouchFor(call);
      await run(handler, call);
    };
  return {
    verifyInstallation: checked(addon.verifyInstallation()),
    verifyUninstallation: checked(addon.authenticateInstall()),
  };
};

import ace from 'atlassian-connect-express';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { type Log } from '../../sync/ports';
import { LifecycleError } from './lifecycle-error';

const STORE = 'accord';
const TIMEOUT_MS = 10_000;

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
];

export interface AceSettings {
  readonly baseUrl: string;
  readonly appKey: string;
  readonly allowedHosts: readonly string[];
  readonly installKeysUrl: string;
}

/** The two checks of ACE that Accord uses. Each throws LifecycleError. */
export interface Ace {
  verifyInstallation(req: Request, res: Response): Promise<void>;
  verifyUninstallation(req: Request, res: Response): Promise<void>;
}

/**
 * The environment of ACE becomes what the config says. `AC_OPTS=no-auth` would switch its checks off at run time; the
 * key server has no other door than a variable.
 */
const fixEnvironment = ({ installKeysUrl }: AceSettings): void => {
  for (const name of ACE_VARIABLES) delete process.env[name];
  process.env['CONNECT_KEYS_CDN_URL'] = installKeysUrl;
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
const run = async (handler: RequestHandler, req: Request, res: Response): Promise<void> =>
  new Promise((resolve, reject) => {
    const refuse = (cause: unknown): void =>
      reject(
        new LifecycleError(401, 'unauthorised', 'The call is not signed by Atlassian for this add-on.', { cause }),
      );
    // Its key fetch has no time limit of its own.
    const timer = setTimeout(
      () => reject(new LifecycleError(503, 'no-key', 'The public key of this call could not be fetched. Try again.')),
      TIMEOUT_MS,
    );
    handler(req, res, (error?: unknown) => {
      clearTimeout(timer);
      if (error) refuse(error);
      else resolve();
    });
  });

/**
 * atlassian-connect-express, held to what we want of it: a second opinion on signed lifecycle calls. It gets a router of
 * its own that is never served, so that its routes (descriptor, `installed`, webhooks answered before they are stored)
 * do not exist; no config.json and no descriptor file; no watch, no registration, no tunnel.
 */
export const createAce = (settings: AceSettings, store: ace.StoreAdapter, log: Log): Ace => {
  fixEnvironment(settings);
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
  const verifyInstallation = addon.verifyInstallation();
  const authenticateInstall = addon.authenticateInstall();
  return {
    verifyInstallation: async (req, res) => run(verifyInstallation, req, res),
    verifyUninstallation: async (req, res) => run(authenticateInstall, req, res),
  };
};

import { contextToken, frameUrl, type PageContext } from '../connect/context';
import { pagesOf } from '../connect/descriptor';
import { disable, enable, getInstallation, install, uninstall } from '../connect/install';
import type { InstallKeys } from '../connect/install-keys';
import { badRequest, notFound } from '../http/faults';
import { stringOf } from '../json';
import type { Site } from '../site';
import type { ControlCall, ControlHandler } from './routes';

/** The Connect host: lifecycle, tokens and frame addresses. `addon` may be left out where only one is installed. */
export function connectControl(site: Site, keys: InstallKeys): Record<string, ControlHandler> {
  const keyOf = ({ query, body }: ControlCall): string =>
    getInstallation(site, query.addon ?? (typeof body.addon === 'string' ? body.addon : null)).id;
  const token: ControlHandler = (call) => ({
    token: contextToken(site, getInstallation(site, keyOf(call)), contextOf(site, call)),
  });
  return {
    'post /install': ({ body }) => {
      if (typeof body.descriptorUrl !== 'string') throw badRequest("'descriptorUrl' must be given.");
      return install(site, keys, body.descriptorUrl);
    },
    'post /uninstall': (call) => uninstall(site, keys, keyOf(call)),
    'post /disable': (call) => disable(site, keys, keyOf(call)),
    'post /enable': (call) => enable(site, keys, keyOf(call)),
    'get /context-token': token,
    'post /context-token': token,
    'get /frame-url': (call) => {
      if (call.query.module === undefined) throw badRequest("'module' must be given.");
      return { url: frameUrl(site, getInstallation(site, keyOf(call)), call.query.module, contextOf(site, call)) };
    },
    'get /modules': (call) => ({ modules: pagesOf(getInstallation(site, keyOf(call)).descriptor) }),
  };
}

/** From the query, or from a JSON body: `user` (or `accountId`), `issue`, `project`. */
function contextOf(site: Site, { query, body }: ControlCall): PageContext {
  const named = (name: string): string | null => query[name] ?? stringOf(body[name]);
  const accountId = named('user') ?? named('accountId') ?? '';
  const user = site.state.users.find(accountId);
  if (!user) throw notFound(`There is no user '${accountId}' here.`);
  return { user, issue: named('issue'), project: named('project') };
}

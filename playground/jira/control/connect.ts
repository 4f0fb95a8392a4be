import { contextToken, frameUrl, pageClaims, type PageContext } from '../connect/context';
import { pagesOf } from '../connect/descriptor';
import { disable, enable, getInstallation, install, uninstall } from '../connect/install';
import type { InstallKeys } from '../connect/install-keys';
import { placedPages } from '../connect/places';
import { badRequest, notFound } from '../http/faults';
import { objectOf, stringOf } from '../json';
import type { Site } from '../site';
import type { InstallationRecord } from '../store/records';
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
    'get /apps': (call) => ({ apps: appsFor(site, contextOf(site, call)) }),
    'get /page': (call) => pageFor(site, getInstallation(site, keyOf(call)), call),
  };
}

/** Installed add-ons with the page modules that this person is shown in this context. */
const appsFor = (site: Site, context: PageContext): unknown =>
  site.state.installations.all().map((installation) => ({
    key: installation.id,
    name: stringOf(installation.descriptor.name) ?? installation.id,
    vendor: stringOf(objectOf(installation.descriptor.vendor).name),
    description: stringOf(installation.descriptor.description),
    baseUrl: installation.baseUrl,
    scopes: installation.scopes,
    enabled: installation.enabled,
    modules: placedPages(site, installation, context),
  }));

/** All that Jira's own page needs to frame a module; 404 for what this person is not shown. */
function pageFor(site: Site, installation: InstallationRecord, call: ControlCall): unknown {
  const context = contextOf(site, call);
  const page = placedPages(site, installation, context).find(({ key }) => key === call.query.module);
  if (!page) throw notFound('This page does not exist, or you are not allowed to see it.');
  return {
    addon: { key: installation.id, name: stringOf(installation.descriptor.name) ?? installation.id },
    module: page,
    url: frameUrl(site, installation, page.key, context),
    context: pageClaims(site, context),
  };
}

/** From the query, or from a JSON body: `user` (or `accountId`), `issue`, `project`. */
function contextOf(site: Site, { query, body }: ControlCall): PageContext {
  const named = (name: string): string | null => query[name] ?? stringOf(body[name]);
  const accountId = named('user') ?? named('accountId') ?? '';
  const user = site.state.users.find(accountId);
  if (!user) throw notFound(`There is no user '${accountId}' here.`);
  return { user, issue: named('issue'), project: named('project'), custom: customOf(query) };
}

const CUSTOM = /^ac\.(.+)$/;

function customOf(query: ControlCall['query']): Record<string, string> {
  const entries = Object.entries(query).flatMap(([name, value]) => {
    const custom = CUSTOM.exec(name)?.[1];
    return custom === undefined || value === undefined ? [] : [[custom, value] as const];
  });
  return Object.fromEntries(entries);
}

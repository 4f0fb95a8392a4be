import type { Router } from 'express';
import { param, routes, type Call } from '../http/call';
import { HttpFault } from '../http/faults';
import { checkProperty } from '../issues/properties';
import type { Json } from '../json';
import type { Site } from '../site';
import type { InstallationRecord } from '../store/records';

/** `/rest/atlassian-connect/1/addons/{addonKey}/properties`: an add-on reads and writes its own only. */
export const appPropertyRoutes = (site: Site): Router =>
  routes(site, {
    'get /addons/:addon/properties': list,
    'get /addons/:addon/properties/:key': get,
    'put /addons/:addon/properties/:key': put,
    'delete /addons/:addon/properties/:key': remove,
  });

function ownInstallation(call: Call): InstallationRecord {
  const { installation } = call.caller;
  if (!installation || installation.id !== param(call, 'addon'))
    throw new HttpFault(401, ['An app can only access its own properties.']);
  return installation;
}

const selfOf = (call: Call, key: string): string =>
  `${call.site.url}/rest/atlassian-connect/1/addons/${param(call, 'addon')}/properties/${encodeURIComponent(key)}`;

function list(call: Call): void {
  const keys = Object.keys(ownInstallation(call).properties);
  call.res.json({ keys: keys.map((key) => ({ key, self: selfOf(call, key) })) });
}

const missing = (): HttpFault => new HttpFault(404, ['Property does not exist.']);

function get(call: Call): void {
  const [{ properties }, key] = [ownInstallation(call), param(call, 'key')];
  if (!(key in properties)) throw missing();
  call.res.json({ key, value: properties[key] });
}

function put(call: Call): void {
  const [installation, key] = [ownInstallation(call), param(call, 'key')];
  const known = key in installation.properties;
  installation.properties[key] = checkProperty(key, call.req.body as Json | undefined);
  call.site.state.installations.put(installation);
  const message = known ? 'Property updated.' : 'Property created.';
  call.res.status(known ? 200 : 201).json({ message, statusCode: known ? 200 : 201 });
}

function remove(call: Call): void {
  const [installation, key] = [ownInstallation(call), param(call, 'key')];
  if (!(key in installation.properties)) throw missing();
  delete installation.properties[key];
  call.site.state.installations.put(installation);
  call.res.status(204).end();
}

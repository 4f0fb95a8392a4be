import { listActivity, listConnections, type Admin, type Connection } from '../../playground/client/accord';
import { adminAt } from '../../playground/client/deals';
import type { WorldSite } from '../../playground/client/world';
import type { BrowserWorld } from './harness';

/** What the API says of a site's connections, to hold against what its pages say. */
export interface Agreed {
  admin(site: WorldSite): Admin;
  /** The one of that name; fails where there is none or more than one. */
  named(site: WorldSite, name: string): Promise<Connection>;
  names(site: WorldSite): Promise<readonly string[]>;
  /** How often it happened, as the activity of the connection tells it. */
  times(site: WorldSite, connection: string, kind: string): Promise<number>;
}

export const agreedIn = (world: BrowserWorld): Agreed => {
  const admin = (site: WorldSite): Admin => adminAt(world.stage.world.addonUrl, site);
  return {
    admin,
    named: async (site, name) => {
      const found = (await listConnections(admin(site))).filter((each) => each.name === name);
      if (found[0] === undefined || found.length > 1) throw new Error(`${site.name} has ${found.length} of ${name}`);
      return found[0];
    },
    names: async (site) => (await listConnections(admin(site))).map(({ name }) => name),
    times: async (site, connection, kind) => (await listActivity(admin(site), { connection, kind })).length,
  };
};

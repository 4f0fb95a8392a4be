import { type Clock, type Credentials, type Sites } from '../../sync/ports';
import { signCall } from './ask-site';

/** Signs calls to sites with the newest shared secret. */
export const createCredentials = (sites: Pick<Sites, 'get' | 'secrets'>, clock: Clock): Credentials => ({
  headerFor: async (siteId, method, pathAndQuery) => {
    const now = clock.now();
    const [site, [secret]] = await Promise.all([sites.get(siteId), sites.secrets(siteId, now)]);
    if (secret === undefined)
      throw new Error(`Site ${siteId} has no shared secret: the add-on must be installed again.`);
    return signCall({ appKey: site.appKey, secret, method, pathAndQuery, now });
  },
});

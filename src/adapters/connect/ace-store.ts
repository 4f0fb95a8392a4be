import type * as ace from 'atlassian-connect-express';
import { type Installation, type Log, type Sites } from '../../sync/ports';
import { findReadable } from './find-readable';

const CLIENT_INFO = 'clientInfo';

const notKept = (): never => {
  throw new Error('Accord keeps installations only; nothing else goes through the store of ACE.');
};

const toClientInfo = ({ payload, sharedSecret }: Installation): ace.ClientInfo =>
  ({ ...payload, sharedSecret }) as unknown as ace.ClientInfo;

/**
 * ACE's view of our own encrypted table. It reads installations for its checks; what it would write comes in through
 * `save`, after our checks. Its own store keeps secrets in clear text and makes its tables itself.
 */
export const createAceStore = (sites: Pick<Sites, 'installationOf' | 'list'>, log: Log): ace.StoreAdapter => {
  const find = async (clientKey: string): Promise<ace.ClientInfo | null> => {
    const installation = await findReadable(sites, clientKey, log);
    return installation && toClientInfo(installation);
  };
  return {
    get: async <T>(key: string, clientKey: string): Promise<T> =>
      (key === CLIENT_INFO ? await find(clientKey) : null) as T,
    getAllClientInfos: async () => {
      const infos = await Promise.all((await sites.list()).map(({ clientKey }) => find(clientKey)));
      return infos.flatMap((info) => (info ? [info] : []));
    },
    set: notKept,
    del: notKept,
    saveInstallation: notKept,
    getClientSettingsForForgeInstallation: notKept,
    deleteAssociation: notKept,
    forForgeInstallation: notKept,
  };
};

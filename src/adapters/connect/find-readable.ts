import { type Installation, type Log, type Sites } from '../../sync/ports';

/**
 * The present installation of a tenant. One whose secret no key opens any more (a key was lost) counts as none: a
 * re-install is then the only way back, and must not fail for it.
 */
export const findReadable = async (
  sites: Pick<Sites, 'installationOf'>,
  clientKey: string,
  log: Log,
): Promise<Installation | null> => {
  try {
    return await sites.installationOf(clientKey);
  } catch (error) {
    // By name: adapters do not know one another. Any other failure (no database) must stop the call.
    if (!(error instanceof Error) || error.name !== 'SecretError') throw error;
    log.warn({ error }, 'the stored secret of a site cannot be opened');
    return null;
  }
};

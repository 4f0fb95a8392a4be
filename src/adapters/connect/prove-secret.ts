import { type Clock, type Installation, type Log, type Site } from '../../sync/ports';
import { type AskSite, signCall } from './ask-site';
import { LifecycleError } from './lifecycle-error';

/** Cheap, open to every app, and refused for an unknown secret. */
const PROBE = '/rest/api/3/myself';

export interface ProofDeps {
  readonly ask: AskSite;
  readonly clock: Clock;
  readonly log: Log;
}

type Answer = 'accepted' | 'refused' | 'untold';

const probe = async (
  { ask, clock }: ProofDeps,
  { baseUrl, appKey, sharedSecret }: Pick<Installation, 'baseUrl' | 'appKey' | 'sharedSecret'>,
): Promise<Answer> => {
  const call = { appKey, secret: sharedSecret, method: 'GET', pathAndQuery: PROBE, now: clock.now() };
  try {
    const { status } = await ask(`${baseUrl}${PROBE}`, signCall(call).value);
    if (status >= 200 && status < 300) return 'accepted';
    return status === 401 || status === 403 ? 'refused' : 'untold';
  } catch {
    return 'untold';
  }
};

/**
 * Before the secret of a known tenant is replaced: the body that brings the new one is not signed, so the site is asked.
 * The present secret still works and the new one does not, or it came with another address: someone else wrote the body.
 * When neither works, that proves nothing: Jira refuses an app's calls until `installed` has been answered, and the old
 * secret is dead after an uninstall. Then the signature of the token decides alone, as on a first installation.
 */
export const proveSecret = async (
  deps: ProofDeps,
  present: { readonly installation: Installation; readonly site: Site },
  next: Installation,
): Promise<void> => {
  const { installation, site } = present;
  const moved = installation.baseUrl !== next.baseUrl;
  if (installation.sharedSecret === next.sharedSecret && !moved) return;
  const answer = await probe(deps, next);
  if (answer === 'accepted' && !moved) return;
  const isInUse = site.state !== 'uninstalled' && (await probe(deps, installation)) === 'accepted';
  if (isInUse) {
    throw new LifecycleError(
      403,
      'unproven-secret',
      'The site still accepts its present secret and does not know the new one, so nothing was changed. ' +
        'Uninstall the add-on on the site and install it again.',
    );
  }
  deps.log.warn({ siteId: site.id, answer }, 'new secret taken without proof: the site accepts neither secret yet');
};

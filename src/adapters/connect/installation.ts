import { z } from 'zod';
import { matchesHost } from '../../host-pattern';
import { type Installation } from '../../sync/ports';
import { plainOrigin } from './display-url';
import { LifecycleError } from './lifecycle-error';

export interface InstallRules {
  readonly production: boolean;
  readonly appKey: string;
  readonly allowedHosts: readonly string[];
}

/** `new URL` passes over control characters at the ends, which would then be kept. */
const text = z
  .string()
  .min(1)
  .max(2_000)
  .regex(/^\P{Cc}*$/u);

/** https://developer.atlassian.com/cloud/jira/platform/connect-app-descriptor/#lifecycle; unknown fields are kept. */
const payloadSchema = z.looseObject({
  key: text,
  clientKey: text,
  sharedSecret: text,
  baseUrl: text,
  displayUrl: text.optional().catch(undefined),
  cloudId: text.optional().catch(undefined),
  installationId: text.optional().catch(undefined),
});

/**
 * The origin, as it is called: only such a host is ever called, so the door here is also the guard against being sent to
 * addresses of our own network. Asked anew with each installation, since a re-install may bring another address.
 */
const readBaseUrl = (baseUrl: string, { production, allowedHosts }: InstallRules): string => {
  const origin = plainOrigin(baseUrl);
  const url = origin === null ? null : new URL(origin);
  if (!url || !allowedHosts.some((pattern) => matchesHost(url, pattern))) {
    throw new LifecycleError(
      403,
      'foreign-host',
      'The address of this site is not a plain address of a host that may install.',
    );
  }
  if (production && url.protocol !== 'https:') {
    throw new LifecycleError(403, 'foreign-host', 'A site must be reached over https.');
  }
  return url.origin;
};

/** The body of `installed`. It is not covered by the signature: each part is held against what is. */
export const readInstallation = (body: unknown, issuer: string, rules: InstallRules): Installation => {
  const parsed = payloadSchema.safeParse(body);
  if (!parsed.success) {
    const paths = parsed.error.issues.map((issue) => issue.path.join('.') || 'the body').join(', ');
    throw new LifecycleError(400, 'bad-installation', `The installation lacks or misstates: ${paths}.`);
  }
  const { sharedSecret, ...payload } = parsed.data;
  if (payload.clientKey !== issuer) {
    throw new LifecycleError(401, 'unauthorised', 'The client key is not the issuer of the token.');
  }
  if (payload.key !== rules.appKey) throw new LifecycleError(403, 'foreign-app', 'This installs another add-on.');
  const baseUrl = readBaseUrl(payload.baseUrl, rules);
  return {
    clientKey: payload.clientKey,
    appKey: payload.key,
    sharedSecret,
    baseUrl,
    // The body's own is not signed: a customer's own domain is learned from the site (`learn-site`).
    displayUrl: baseUrl,
    cloudId: payload.cloudId ?? null,
    installationId: payload.installationId ?? null,
    payload,
  };
};

import { z } from 'zod';
import { matchesHost } from '../../host-pattern';
import { type Installation } from '../../sync/ports';
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

const parseUrl = (value: string): URL | null => {
  const url = URL.canParse(value) ? new URL(value) : null;
  const isPlain = url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return url && isPlain && (url.protocol === 'https:' || url.protocol === 'http:') ? url : null;
};

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** Only such a host is ever called, so the door here is also the guard against being sent to addresses of our own network. */
const checkHost = (baseUrl: string, { production, allowedHosts }: InstallRules): void => {
  const url = parseUrl(baseUrl);
  if (!url || !allowedHosts.some((pattern) => matchesHost(url, pattern))) {
    throw new LifecycleError(
      403,
      'foreign-host',
      'The host of this site is not on the list of hosts that may install.',
    );
  }
  if (production && url.protocol !== 'https:') {
    throw new LifecycleError(403, 'foreign-host', 'A site must be reached over https.');
  }
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
  checkHost(payload.baseUrl, rules);
  const display = parseUrl(payload.displayUrl ?? '');
  return {
    clientKey: payload.clientKey,
    appKey: payload.key,
    sharedSecret,
    baseUrl: withoutSlash(payload.baseUrl),
    displayUrl: withoutSlash(display ? (payload.displayUrl ?? '') : payload.baseUrl),
    cloudId: payload.cloudId ?? null,
    installationId: payload.installationId ?? null,
    payload,
  };
};

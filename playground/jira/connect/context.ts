import type { JsonObject } from '../json';
import { getIssue, getProject } from '../permissions';
import { notFound } from '../http/faults';
import type { Site } from '../site';
import { factOf } from '../store/state';
import type { InstallationRecord, UserRecord } from '../store/records';
import { pagesOf } from './descriptor';
import { boundClaims, signHs256 } from './jwt';

/** What a page is about: the context that Jira puts into tokens and addresses. */
export interface PageContext {
  readonly user: UserRecord;
  readonly issue: string | null;
  readonly project: string | null;
  /** Parameters of the page's own address that start with `ac.`, without that start. */
  readonly custom: Readonly<Record<string, string>>;
}

/** The token of `AP.context.getToken()`: bound to no request, which its literal `qsh` says. */
export function contextToken(site: Site, installation: InstallationRecord, context: PageContext): string {
  const iat = Math.floor(Date.now() / 1000);
  return signHs256(
    {
      iss: factOf(site.state, 'clientKey'),
      sub: context.user.id,
      iat,
      exp: iat + site.settings.contextTokenSeconds,
      qsh: 'context-qsh',
      context: pageClaims(site, context),
    },
    installation.sharedSecret,
  );
}

/** What tokens carry as `context`; `AP.context.getContext()` gives its `jira`. */
export function pageClaims(site: Site, context: PageContext): JsonObject {
  const issue = context.issue === null ? null : getIssue(site, context.user, context.issue);
  const projectId = issue?.projectId ?? context.project;
  const project = projectId === null ? null : getProject(site, context.user, projectId);
  return {
    jira: {
      ...(issue ? { issue: { id: issue.id, key: issue.key, issuetype: { id: issue.typeId } } } : {}),
      ...(project ? { project: { id: project.id, key: project.key } } : {}),
    },
    user: { accountId: context.user.id, displayName: context.user.displayName },
  };
}

/** Address of a module's frame, with the token that is bound to exactly this address. */
export function frameUrl(
  site: Site,
  installation: InstallationRecord,
  moduleKey: string,
  context: PageContext,
): string {
  const page = pagesOf(installation.descriptor).find((each) => each.key === moduleKey);
  if (!page) throw notFound(`The add-on has no page module ${moduleKey}.`);
  const url = new URL(`${installation.baseUrl}${filled(site, page.url, context)}`);
  url.searchParams.set('xdm_e', site.url);
  url.searchParams.set('xdm_c', `channel-${installation.id}__${moduleKey}`);
  url.searchParams.set('cp', '');
  url.searchParams.set('lic', 'none');
  url.searchParams.set('cv', '1001.0.0-SNAPSHOT');
  const claims = boundClaims(factOf(site.state, 'clientKey'), 'GET', url.href, installation.baseUrl, Date.now());
  const token = signHs256(
    { ...claims, sub: context.user.id, context: pageClaims(site, context) },
    installation.sharedSecret,
  );
  url.searchParams.set('jwt', token);
  return url.href;
}

/** `{issue.key}` and the like in a module's address. */
function filled(site: Site, path: string, context: PageContext): string {
  const issue = context.issue === null ? null : getIssue(site, context.user, context.issue);
  const projectId = issue?.projectId ?? context.project;
  const project = projectId === null ? null : getProject(site, context.user, projectId);
  const values: Readonly<Record<string, string | undefined>> = {
    'issue.id': issue?.id,
    'issue.key': issue?.key,
    'issuetype.id': issue?.typeId,
    'project.id': project?.id,
    'project.key': project?.key,
    ...Object.fromEntries(Object.entries(context.custom).map(([name, value]) => [`ac.${name}`, value])),
  };
  return path.replace(/\$?\{([\w.-]+)\}/g, (_all, name: string) => encodeURIComponent(values[name] ?? ''));
}

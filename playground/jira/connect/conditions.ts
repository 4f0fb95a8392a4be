import { objectOf, stringOf, type JsonObject } from '../json';
import { administers, getIssue, getProject, may, PROJECT_PERMISSIONS } from '../permissions';
import type { Site } from '../site';
import type { ProjectRecord } from '../store/records';
import type { PageContext } from './context';

type Test = (site: Site, context: PageContext, params: JsonObject) => boolean;

const TESTS: Readonly<Record<string, Test>> = {
  user_is_logged_in: () => true,
  user_is_admin: (site, { user }) => administers(site, user),
  user_is_sysadmin: (site, { user }) => administers(site, user),
  user_is_project_admin: (site, context) => holds(site, context, 'ADMINISTER_PROJECTS'),
  has_project_permission: (site, context, { permission }) => holds(site, context, stringOf(permission) ?? ''),
  has_issue_permission: (site, context, { permission }) => holds(site, context, stringOf(permission) ?? ''),
};

/** Conditions hide an item and no more. One that Jira does not know hides it too. */
export function meets(site: Site, context: PageContext, conditions: readonly JsonObject[]): boolean {
  return conditions.every((condition) => {
    const test = TESTS[stringOf(condition.condition) ?? ''];
    return test !== undefined && test(site, context, objectOf(condition.params)) !== (condition.invert === true);
  });
}

/** The project of the page, where it has one that the person sees. */
export function projectOf(site: Site, { user, issue, project }: PageContext): ProjectRecord | null {
  if (issue !== null) return site.state.projects.get(getIssue(site, user, issue).projectId);
  return project === null ? null : getProject(site, user, project);
}

function holds(site: Site, context: PageContext, name: string): boolean {
  const project = projectOf(site, context);
  const permission = PROJECT_PERMISSIONS.find((each) => each === name.toUpperCase());
  return project !== null && permission !== undefined && may(site, context.user, project, permission);
}

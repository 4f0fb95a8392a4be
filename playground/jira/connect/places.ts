import { administers, may } from '../permissions';
import type { Site } from '../site';
import type { InstallationRecord } from '../store/records';
import { meets, projectOf } from './conditions';
import type { PageContext } from './context';
import { pagesOf, type PageModule } from './descriptor';

/** Where in Jira a page module is shown. */
export type Place = 'settings' | 'issue' | 'project-settings' | 'project' | 'site';

export interface PlacedModule extends PageModule {
  readonly place: Place;
}

const PLACES: Readonly<Record<string, Place>> = {
  adminPages: 'settings',
  configurePage: 'settings',
  postInstallPage: 'settings',
  jiraIssueContexts: 'issue',
  jiraIssueGlances: 'issue',
  jiraProjectAdminTabPanels: 'project-settings',
  jiraProjectPages: 'project',
  generalPages: 'site',
};

const ISSUE_PANELS = /^atl\.jira\.view\.issue\./;

function placeOf({ type, location }: PageModule): Place | null {
  if (type === 'webPanels') return ISSUE_PANELS.test(location ?? '') ? 'issue' : null;
  return PLACES[type] ?? null;
}

/** What Jira itself demands of a person, whatever the module's conditions say. */
function isOpen(site: Site, context: PageContext, place: Place): boolean {
  if (place === 'site') return true;
  if (place === 'settings') return administers(site, context.user);
  if (place === 'issue') return context.issue !== null && projectOf(site, context) !== null;
  const project = projectOf(site, context);
  if (project === null) return false;
  return place === 'project' || may(site, context.user, project, 'ADMINISTER_PROJECTS');
}

/** Page modules that this person is shown in this context, in Jira's order. */
export function placedPages(
  site: Site,
  installation: InstallationRecord,
  context: PageContext,
): readonly PlacedModule[] {
  if (!installation.enabled) return [];
  const placed = pagesOf(installation.descriptor).flatMap((module) => {
    const place = placeOf(module);
    return place !== null && isOpen(site, context, place) && meets(site, context, module.conditions)
      ? [{ ...module, place }]
      : [];
  });
  return placed.sort((a, b) => a.weight - b.weight);
}

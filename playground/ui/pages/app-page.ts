import type { AppPage, PageQuery } from '../../client/control';
import { mount } from '../connect/mount';
import { html } from '../html';
import type { Visit } from '../site';
import { page } from './layout';
import { projectSettingsPage } from './project-settings';
import { adminFramePage } from './settings';

/** A page of an app inside the part of Jira that it belongs to. */
export async function appPage(
  visit: Visit,
  opened: AppPage,
  query: PageQuery,
  more: Readonly<Record<string, string>>,
): Promise<string> {
  const { addon, module } = opened;
  if (module.place === 'settings') return adminFramePage(visit, opened, more);
  if (module.place === 'project-settings')
    return projectSettingsPage(visit, { key: query.project ?? '', opened, more });
  const about = {
    ...(query.issue === undefined ? {} : { 'issue.key': query.issue }),
    ...(query.project === undefined ? {} : { 'project.key': query.project }),
  };
  return page(visit, module.name, html`<div class="sheet">${mount(addon.key, module, about, more)}</div>`, 'wide');
}

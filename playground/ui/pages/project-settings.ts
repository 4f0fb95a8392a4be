import { listApps, type AppPage } from '../../client/control';
import { getProject } from '../../client/jira';
import { asObject, asText } from '../../client/json';
import { servletAddress, type About } from '../connect/address';
import { mount } from '../connect/mount';
import { html, type Html, type Part } from '../html';
import type { Visit } from '../site';
import { page } from './layout';
import { sideLink } from './settings';

export const projectSettings = (key: string): string => `/plugins/servlet/project-config/${encodeURIComponent(key)}`;

interface Asked {
  readonly key: string;
  /** The open tab; null on the first page. */
  readonly opened: AppPage | null;
  readonly more: Readonly<Record<string, string>>;
}

/** Project settings: its details, and the tabs that apps bring for the project's administrators. */
export async function projectSettingsPage(visit: Visit, { key, opened, more }: Asked): Promise<string> {
  const project = await getProject(visit.session, key);
  const about: About = { 'project.key': project.key, 'project.id': project.id };
  const apps = await listApps(visit.site.baseUrl, { user: visit.person.accountId, project: project.key });
  const tabs = apps.flatMap((app) =>
    app.modules.filter(({ place }) => place === 'project-settings').map((module) => ({ app, module })),
  );
  const links = tabs.map(({ app, module }) =>
    sideLink(
      module.name,
      servletAddress(app.key, module.key, about),
      opened?.addon.key === app.key && opened.module.key === module.key,
    ),
  );
  const body: Part = opened
    ? mount(opened.addon.key, opened.module, about, more)
    : details(project.name, project.key, asText(asObject(asObject(project).lead).displayName), tabs.length);
  return page(
    visit,
    `${project.name} settings`,
    html`<div class="settings">
      <nav class="side" aria-label="Project settings">
        <strong>${project.name}</strong>
        <a href="/projects/${project.key}">Back to project</a>
        ${sideLink('Details', projectSettings(project.key), opened === null)} ${links}
      </nav>
      <div class="sheet">${body}</div>
    </div>`,
    'wide',
  );
}

const details = (name: string, key: string, lead: string, tabs: number): Html =>
  html`<h1>Details</h1>
    <dl class="facts">
      <dt>Name</dt>
      <dd>${name}</dd>
      <dt>Key</dt>
      <dd>${key}</dd>
      <dt>Lead</dt>
      <dd>${lead === '' ? 'Nobody' : lead}</dd>
    </dl>
    ${
      tabs === 0
        ? html`<p class="empty">No app adds pages here for you: they are shown to administrators of the project.</p>`
        : null
    }`;

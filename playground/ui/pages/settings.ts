import { listApps, type App, type AppPage } from '../../client/control';
import { adminNames } from '../site';
import type { Visit } from '../site';
import { servletAddress } from '../connect/address';
import { mount } from '../connect/mount';
import { html, type Html, type Part } from '../html';
import { page, section } from './layout';

/** The address of Jira's own page of all apps. */
export const APPS = '/plugins/servlet/upm';

/** Jira settings > Apps: what is installed, and the pages that it brings for Jira's administrators. */
export async function appsPage(visit: Visit): Promise<string> {
  const apps = await listApps(visit.site.baseUrl, { user: visit.person.accountId });
  if (!visit.person.admin) return page(visit, 'Apps', adminsOnly(visit));
  return page(
    visit,
    'Apps',
    frameOfSettings(apps, null, [
      html`<h1>Apps</h1>`,
      apps.length === 0 ? html`<p class="empty">No app is installed.</p>` : apps.map(appCard),
    ]),
    'wide',
  );
}

const adminsOnly = (visit: Visit): Html =>
  html`<h1>You're not an administrator of ${visit.site.name}'s Jira</h1>
    <p>Jira settings are open to ${adminNames(visit.site)}. Switch the acting person at the top of the page.</p>`;

function appCard(app: App): Html {
  const pages = settingsPages(app);
  return section(app.name, null, [
    html`<p>${app.description}</p>
      <dl class="facts">
        <dt>Vendor</dt>
        <dd>${app.vendor}</dd>
        <dt>App key</dt>
        <dd><code>${app.key}</code></dd>
        <dt>Address</dt>
        <dd>${app.baseUrl}</dd>
        <dt>Scopes</dt>
        <dd>${app.scopes.join(', ')}</dd>
        <dt>State</dt>
        <dd>${app.enabled ? 'Enabled' : 'Disabled'}</dd>
      </dl>`,
    pages.length === 0
      ? null
      : html`<p class="row">
          ${pages.map(
            ({ key, name }) => html`<a class="button primary" href="${servletAddress(app.key, key)}">Open ${name}</a>`,
          )}
        </p>`,
  ]);
}

const settingsPages = (app: App): App['modules'] => app.modules.filter(({ place }) => place === 'settings');

/** The chosen admin page, at full width beside the settings' own navigation. */
export async function adminFramePage(
  visit: Visit,
  opened: AppPage,
  more: Readonly<Record<string, string>>,
): Promise<string> {
  const apps = await listApps(visit.site.baseUrl, { user: visit.person.accountId });
  const { addon, module } = opened;
  const body = frameOfSettings(apps, `${addon.key}/${module.key}`, mount(addon.key, module, {}, more));
  return page(visit, module.name, body, 'wide');
}

const frameOfSettings = (apps: readonly App[], current: string | null, body: Part): Html =>
  html`<div class="settings">
    <nav class="side" aria-label="Jira settings">
      <strong>Jira settings</strong>
      ${sideLink('Apps', APPS, current === null)}
      ${apps.flatMap((app) =>
        settingsPages(app).map(({ key, name }) =>
          sideLink(name, servletAddress(app.key, key), current === `${app.key}/${key}`),
        ),
      )}
    </nav>
    <div class="sheet">${body}</div>
  </div>`;

export const sideLink = (name: string, href: string, isCurrent: boolean): Html =>
  html`<a href="${href}" ${isCurrent ? html`aria-current="page"` : null}>${name}</a>`;

import { html, type Html, type Part } from '../html';
import type { Theme, Visit } from '../site';

/** As Jira marks its pages: apps in frames are told of it by Atlassian's host script. */
const THEMES = 'light:light dark:dark spacing:spacing typography:typography shape:shape';

const SHEETS = ['light', 'dark', 'spacing', 'typography', 'shape'];

/** A whole page; `wide` leaves its middle to frames. */
export function page(visit: Visit, title: string, body: Part, width: 'column' | 'wide' = 'column'): string {
  return html`<!doctype html>
    <html lang="en" data-theme="${THEMES}" data-color-mode="${visit.theme}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${visit.site.name}</title>
        <link rel="icon" href="data:," />
        ${SHEETS.map(
          (name) => html`<link rel="stylesheet" href="/atlassian-connect/themes/atlaskit-tokens_${name}.css" />`,
        )}
        <link rel="stylesheet" href="/atlassian-connect/connect-host.css" />
        <link rel="stylesheet" href="/ui/style.css" />
        <script src="/ui/color-mode.js"></script>
        <script src="/ui/host.js" defer></script>
      </head>
      <body class="${visit.site.accent}" data-theme-choice="${visit.theme}">
        ${header(visit)}
        <main class="${width}">${body}</main>
      </body>
    </html>`.text;
}

const header = (visit: Visit): Html =>
  html`<header class="top">
    <a class="site" href="/"
      ><span class="mark" aria-hidden="true">${visit.site.name.slice(0, 1)}</span>${visit.site.name}</a
    >
    <nav aria-label="Jira">
      <a href="/">Projects</a>
      <a href="/create">Create</a>
      ${visit.person.admin ? html`<a href="/plugins/servlet/upm">Settings</a>` : null}
      ${visit.site.others.map((other) => html`<a class="other" href="${other.baseUrl}/">${other.name} ↗</a>`)}
    </nav>
    ${themeSwitch(visit.theme)} ${personSwitch(visit)}
  </header>`;

const CHOICES: readonly (readonly [Theme, string])[] = [
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['auto', 'Match browser'],
];

const option = (value: string, name: string, isChosen: boolean): Html =>
  html`<option value="${value}" ${isChosen ? html`selected="selected"` : null}>${name}</option>`;

/** Without a reload, so that frames are seen to follow. */
const themeSwitch = (theme: Theme): Html =>
  html`<label class="switch"
    >Theme
    <select id="theme">
      ${CHOICES.map(([value, name]) => option(value, name, value === theme))}
    </select></label
  >`;

const personSwitch = ({ site, person, here }: Visit): Html =>
  html`<form method="post" action="/ui/act-as" class="switch" id="act-as">
    <input type="hidden" name="back" value="${here}" />
    <label
      >Acting as
      <select name="person">
        ${site.people.map((each) =>
          option(
            each.accountId,
            each.admin ? `${each.displayName} (admin)` : each.displayName,
            each.accountId === person.accountId,
          ),
        )}
      </select></label
    >
    <button>Switch</button>
  </form>`;

export const section = (title: string, count: number | null, body: Part): Html =>
  html`<section>
    <h2>${title}${count === null ? null : html` <span class="count">${count}</span>`}</h2>
    ${body}
  </section>`;

/** Status as a small coloured word. */
export const statusMark = (name: string, category: string): Html =>
  html`<span class="status status-${category.replace(/\W/g, '')}">${name}</span>`;

export const time = (iso: string): Html =>
  html`<time datetime="${iso}">${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')}</time>`;

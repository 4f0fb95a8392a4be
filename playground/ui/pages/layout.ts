import { html, type Html, type Part } from '../html';
import type { Visit } from '../site';

/** A whole page. */
export function page(visit: Visit, title: string, body: Part): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${visit.site.name}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/ui/style.css" />
      </head>
      <body class="${visit.site.accent}">
        ${header(visit)}
        <main>${body}</main>
      </body>
    </html>`.text;
}

const header = ({ site, person, here }: Visit): Html =>
  html`<header class="top">
    <a class="site" href="/"><span class="mark">${site.name.slice(0, 1)}</span>${site.name}</a>
    <nav>
      <a href="/create">Create</a>
      ${site.others.map((other) => html`<a class="other" href="${other.baseUrl}/">${other.name} ↗</a>`)}
    </nav>
    <form method="post" action="/ui/act-as" class="act-as">
      <input type="hidden" name="back" value="${here}" />
      <label
        >Acting as
        <select name="person">
          ${site.people.map(
            (each) =>
              html`<option
                value="${each.accountId}"
                ${each.accountId === person.accountId ? html`selected="selected"` : null}
              >
                ${each.displayName}
              </option>`,
          )}
        </select></label
      >
      <button>Switch</button>
    </form>
  </header>`;

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

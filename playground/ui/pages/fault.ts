import { HttpError } from '../../client/http';
import { asList, asObject, asText } from '../../client/json';
import { html } from '../html';
import type { Visit } from '../site';
import { page } from './layout';

/** What Jira refused, in its own words. */
export function faultPage(visit: Visit, error: unknown): { readonly status: number; readonly text: string } {
  const status = error instanceof HttpError ? error.status : 500;
  const body = error instanceof HttpError ? asObject(error.body) : {};
  const lines = [
    ...asList(body.errorMessages).map(asText),
    ...Object.entries(asObject(body.errors)).map(([field, text]) => `${field}: ${asText(text)}`),
  ];
  const said = lines.length > 0 ? lines : [error instanceof Error ? error.message : 'Something broke.'];
  return {
    status,
    text: page(
      visit,
      'Refused',
      html`<h1>${status === 404 ? 'Not there, or not for this person' : 'Jira refused this'}</h1>
        <div class="panel panel-error">${said.map((line) => html`<p>${line}</p>`)}</div>
        <p>
          <span class="muted">Asked as ${visit.person.displayName}, answered ${status}.</span>
          Your browser's Back keeps what you wrote.
        </p>`,
    ),
  };
}

import { isDoc } from '../../client/adf';
import { asList, asObject, asText, isObject, type Json } from '../../client/json';
import { html, safeHref, type Html } from '../html';
import { renderAdf, type FindMedia } from '../render-adf';

/** Any field value for people to read; null where there is nothing to show. */
export function showValue(value: Json | undefined, find: FindMedia): Html | null {
  if (value === null || value === undefined || value === '') return null;
  if (isDoc(value)) return renderAdf(value, find);
  if (Array.isArray(value)) return showList(asList(value), find);
  if (isObject(value)) return showObject(value);
  const href = typeof value === 'string' && /^https?:/.test(value) ? safeHref(value) : null;
  return href === null ? html`${showText(asText(value))}` : html`<a href="${href}" rel="noreferrer">${href}</a>`;
}

/** Times as people write them; everything else as it is. */
const showText = (text: string): string =>
  /^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d{4}$/.test(text)
    ? `${new Date(text).toISOString().slice(0, 16).replace('T', ' ')} UTC`
    : text;

function showList(values: readonly Json[], find: FindMedia): Html | null {
  if (values.length === 0) return null;
  return html`<span class="tags"
    >${values.map((value) => html`<span class="tag">${showValue(value, find)}</span>`)}</span
  >`;
}

function showObject(value: { readonly [key: string]: Json | undefined }): Html | null {
  if (value.displayName !== undefined) return html`<span class="person">${asText(value.displayName)}</span>`;
  if (value.originalEstimate !== undefined || value.remainingEstimate !== undefined) return showTime(value);
  if (value.key !== undefined && value.fields !== undefined) {
    return html`<a href="/browse/${asText(value.key)}">${asText(value.key)}</a>
      ${asText(asObject(value.fields).summary)}`;
  }
  const label = asText(value.value) || asText(value.name) || asText(value.key);
  const child = asObject(value.child);
  if (label === '') return Object.keys(value).length === 0 ? null : html`<code>${JSON.stringify(value)}</code>`;
  return html`${label}${child.value === undefined ? null : html` / ${asText(child.value)}`}`;
}

const showTime = (value: { readonly [key: string]: Json | undefined }): Html =>
  html`${asText(value.originalEstimate) || 'no estimate'}, ${asText(value.remainingEstimate) || 'nothing'} left`;

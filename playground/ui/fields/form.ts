import type { FieldSpec, User } from '../../client/jira';
import { asList, asText, type Json, type JsonObject } from '../../client/json';
import { html, type Html } from '../html';
import { controlOf } from './controls';
import { controlKindOf } from '../../client/field-kind';

/** A posted form: `express.urlencoded` gives one text or a list. */
export type Posted = Readonly<Record<string, string | readonly string[] | undefined>>;

export const inputsOf = (posted: Posted, name: string): readonly string[] => {
  const value = posted[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
};

export const oneOf = (posted: Posted, name: string): string => inputsOf(posted, name)[0] ?? '';

const HINTS: Partial<Record<ReturnType<typeof controlKindOf>, string>> = {
  rich: '# heading, **bold**, - list, | table |, :::info panel, or ADF as JSON',
  labels: 'separated by spaces',
  issue: 'issue key',
  dateTime: 'in UTC',
};

/** Form rows for the fields this page can edit; `values` are Jira's. What stood there is kept, to send only changes. */
export function drawFields(specs: readonly FieldSpec[], values: JsonObject, people: readonly User[]): Html[] {
  return [...specs].sort(byWeight).flatMap((spec) => {
    const control = controlOf(spec);
    if (control === null) return [];
    const inputs = control.fill(values[spec.id]);
    const hint = HINTS[controlKindOf(spec.id, spec.schema)];
    return [
      html`<div class="field">
        <label class="label" for="f.${spec.id}"
          >${spec.name}${spec.required ? html` <span class="needed" title="required">*</span>` : null}
          ${hint === undefined ? null : html`<small>${hint}</small>`}</label
        >
        ${control.draw(spec, `f.${spec.id}`, inputs, people)}
        <input type="hidden" name="was.${spec.id}" value="${JSON.stringify(inputs)}" />
      </div>`,
    ];
  });
}

const FIRST = ['summary', 'description', 'priority', 'assignee', 'labels', 'components', 'fixVersions', 'duedate'];

const weight = (spec: FieldSpec): number => {
  const place = FIRST.indexOf(spec.id);
  return (place === -1 ? FIRST.length : place) - (spec.required ? 20 : 0);
};

const byWeight = (a: FieldSpec, b: FieldSpec): number => weight(a) - weight(b);

/** Only what differs from what stood in the form when it was drawn. */
export function changedFields(specs: readonly FieldSpec[], posted: Posted): JsonObject {
  const changed: Record<string, Json> = {};
  for (const spec of specs) {
    const control = controlOf(spec);
    if (control === null || posted[`was.${spec.id}`] === undefined) continue;
    const inputs = inputsOf(posted, `f.${spec.id}`).map((input) => input.replace(/\r\n/g, '\n'));
    const was = asList(JSON.parse(oneOf(posted, `was.${spec.id}`))).map(asText);
    if (!sameInputs(was, inputs)) changed[spec.id] = control.read(inputs, spec);
  }
  return changed;
}

/** An empty box is sent as one empty text, an empty list not at all: both are empty. */
const sameInputs = (a: readonly string[], b: readonly string[]): boolean =>
  JSON.stringify(a.filter((text) => text !== '')) === JSON.stringify(b.filter((text) => text !== ''));

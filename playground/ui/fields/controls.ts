import { isDoc } from '../../client/adf';
import { asList, asObject, asText, type Json, type JsonObject } from '../../client/json';
import type { FieldSpec, User } from '../../client/jira';
import { html, type Html } from '../html';
import { fromAdf, toAdf } from '../markup';
import { controlKindOf, type ControlKind } from '../../client/field-kind';

/** One kind of form field. `inputs` are the texts that stand in the form, in order. */
interface Control {
  /** Jira's value -> what stands in the form. */
  readonly fill: (value: Json | undefined) => readonly string[];
  /** What was sent by the form -> Jira's value. */
  readonly read: (inputs: readonly string[], spec: FieldSpec) => Json;
  readonly draw: (spec: FieldSpec, name: string, inputs: readonly string[], people: readonly User[]) => Html;
}

const first = (inputs: readonly string[]): string => inputs[0] ?? '';
const orNull = (text: string): string | null => (text === '' ? null : text);
const required = (spec: FieldSpec): Html => (spec.required ? html`required="required"` : html``);
const idOf = (value: Json | undefined): string => asText(asObject(value).id);
const labelOf = (value: JsonObject): string => asText(value.value) || asText(value.name) || asText(value.key);

const fillText = (value: Json | undefined): readonly string[] => [asText(value)];
const fillOne = (value: Json | undefined): readonly string[] => [idOf(value)];
const fillMany = (value: Json | undefined): readonly string[] => asList(value).map(idOf);
const readText = (inputs: readonly string[]): Json => orNull(first(inputs).trim());
const readOne = (inputs: readonly string[]): Json => (first(inputs) === '' ? null : { id: first(inputs) });
const readMany = (inputs: readonly string[]): Json => inputs.filter((id) => id !== '').map((id) => ({ id }));

const drawInput =
  (type: string): Control['draw'] =>
  (spec, name, inputs) =>
    html`<input type="${type}" id="${name}" name="${name}" value="${first(inputs)}" step="any" ${required(spec)} />`;

const drawOption = (id: string, label: string, inputs: readonly string[]): Html =>
  html`<option value="${id}" ${inputs.includes(id) ? html`selected="selected"` : null}>${label}</option>`;

const drawOptions = (spec: FieldSpec, inputs: readonly string[]): Html[] =>
  (spec.allowedValues ?? []).map((value) => drawOption(asText(value.id), labelOf(value), inputs));

const drawSelect: Control['draw'] = (spec, name, inputs) =>
  html`<select id="${name}" name="${name}" ${required(spec)}>
    <option value=""></option>
    ${drawOptions(spec, inputs)}
  </select>`;

const drawSelectMany: Control['draw'] = (spec, name, inputs) =>
  html`<select id="${name}" name="${name}" multiple="multiple" size="4">
    ${drawOptions(spec, inputs)}
  </select>`;

const drawChecks: Control['draw'] = (spec, name, inputs) =>
  html`<span class="checks" role="group" aria-label="${spec.name}"
    >${(spec.allowedValues ?? []).map((value) => {
      const id = asText(value.id);
      const checked = inputs.includes(id) ? html`checked="checked"` : null;
      return html`<label><input type="checkbox" name="${name}" value="${id}" ${checked} /> ${labelOf(value)}</label>`;
    })}</span
  >`;

const drawCascade: Control['draw'] = (spec, name, inputs) =>
  html`<select id="${name}" name="${name}" ${required(spec)}>
    <option value=""></option>
    ${(spec.allowedValues ?? []).map((parent) => [
      drawOption(asText(parent.id), labelOf(parent), inputs),
      ...asList(parent.children).map((child) =>
        drawOption(`${asText(parent.id)}>${idOf(child)}`, `${labelOf(parent)} / ${labelOf(asObject(child))}`, inputs),
      ),
    ])}
  </select>`;

const drawPeople =
  (many: boolean): Control['draw'] =>
  (spec, name, inputs, people) =>
    html`<select id="${name}" name="${name}" ${many ? html`multiple="multiple" size="4"` : required(spec)}>
      ${many ? null : html`<option value=""></option>`}
      ${people.map((person) => drawOption(person.accountId, person.displayName, inputs))}
    </select>`;

const drawRich: Control['draw'] = (spec, name, inputs) =>
  html`<textarea id="${name}" name="${name}" rows="8" spellcheck="true" ${required(spec)}>${first(inputs)}</textarea>`;

function readCascade(inputs: readonly string[]): Json {
  const [parent, child] = first(inputs).split('>');
  if (!parent) return null;
  return child ? { id: parent, child: { id: child } } : { id: parent };
}

function fillCascade(value: Json | undefined): readonly string[] {
  const child = idOf(asObject(value).child);
  return [child === '' ? idOf(value) : `${idOf(value)}>${child}`];
}

const toUtcMinutes = (value: Json | undefined): string => {
  const at = new Date(asText(value));
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, 16);
};

const drawTime: Control['draw'] = (spec, name, inputs) =>
  html`<span class="pair" role="group" aria-label="${spec.name}"
    ><label>Estimate <input name="${name}" value="${inputs[0] ?? ''}" placeholder="3d 4h" /></label>
    <label>Remaining <input name="${name}" value="${inputs[1] ?? ''}" placeholder="1h" /></label
  ></span>`;

function readTime(inputs: readonly string[]): Json {
  const [originalEstimate = '', remainingEstimate = ''] = inputs.map((input) => input.trim());
  return { ...(originalEstimate && { originalEstimate }), ...(remainingEstimate && { remainingEstimate }) };
}

const CONTROLS: Readonly<Record<Exclude<ControlKind, 'none'>, Control>> = {
  line: { fill: fillText, read: readText, draw: drawInput('text') },
  address: { fill: fillText, read: readText, draw: drawInput('url') },
  date: { fill: fillText, read: readText, draw: drawInput('date') },
  number: {
    fill: fillText,
    read: (inputs) => (first(inputs).trim() === '' ? null : Number(first(inputs))),
    draw: drawInput('number'),
  },
  dateTime: {
    fill: (value) => [toUtcMinutes(value)],
    read: (inputs) => (first(inputs) === '' ? null : `${first(inputs)}:00.000+0000`),
    draw: drawInput('datetime-local'),
  },
  rich: {
    fill: (value) => [fromAdf(isDoc(value) ? value : null)],
    read: (inputs) => toAdf(first(inputs)) as unknown as Json,
    draw: drawRich,
  },
  choice: { fill: fillOne, read: readOne, draw: drawSelect },
  choices: { fill: fillMany, read: readMany, draw: drawSelectMany },
  checks: { fill: fillMany, read: readMany, draw: drawChecks },
  cascade: { fill: fillCascade, read: readCascade, draw: drawCascade },
  person: {
    fill: (value) => [asText(asObject(value).accountId)],
    read: (inputs) => (first(inputs) === '' ? null : { accountId: first(inputs) }),
    draw: drawPeople(false),
  },
  people: {
    fill: (value) => asList(value).map((person) => asText(asObject(person).accountId)),
    read: (inputs) => inputs.map((accountId) => ({ accountId })),
    draw: drawPeople(true),
  },
  labels: {
    fill: (value) => [asList(value).map(asText).join(' ')],
    read: (inputs) =>
      first(inputs)
        .split(/[\s,]+/)
        .filter((label) => label !== ''),
    draw: drawInput('text'),
  },
  issue: {
    fill: (value) => [asText(asObject(value).key)],
    read: (inputs) => (first(inputs).trim() === '' ? null : { key: first(inputs).trim() }),
    draw: drawInput('text'),
  },
  time: {
    fill: (value) => [asText(asObject(value).originalEstimate), asText(asObject(value).remainingEstimate)],
    read: readTime,
    draw: drawTime,
  },
};

export function controlOf(spec: FieldSpec): Control | null {
  const kind = controlKindOf(spec.id, spec.schema);
  return kind === 'none' ? null : CONTROLS[kind];
}

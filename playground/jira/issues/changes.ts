import { isObject, objectOf, sameJson, type Json, type JsonObject } from '../json';
import { FieldFault, type FieldAt, type FieldKind, type Verb } from '../fields/kind';
import { findField, kindOfField, onScreen, placeOf } from '../fields/catalog';
import { HttpFault } from '../http/faults';
import { may } from '../permissions';
import type { Cause, Site } from '../site';
import type { FieldRecord, IssueRecord, ProjectRecord, ScreenField } from '../store/records';

/** `fields` and `update` of a create, edit or transition request. */
export interface FieldInput {
  readonly fields: JsonObject;
  readonly update: JsonObject;
}

export interface ChangeScope {
  readonly site: Site;
  readonly cause: Cause;
  readonly project: ProjectRecord;
  readonly issue: IssueRecord | null;
  /** Null: any field may be set (screen security overridden). */
  readonly screen: readonly ScreenField[] | null;
}

/** Verbs in `update` that make other things than field values. */
export const SIDE_EFFECTS = new Set(['comment', 'worklog', 'issuelinks', 'attachment']);
/** Read from the request by the create call itself. */
const STRUCTURAL = new Set(['project', 'issuetype']);

export const inputOf = (body: JsonObject): FieldInput => ({
  fields: objectOf(body.fields),
  update: objectOf(body.update),
});

/** New stored values by field id; every field that is wrong is named in one 400, as Jira does. */
export function gatherChanges(scope: ChangeScope, input: FieldInput, creating: boolean): Map<string, Json> {
  const values = new Map<string, Json>();
  const errors: Record<string, string> = {};
  const attempt = (id: string, work: (at: FieldAt, kind: FieldKind) => Json): void => {
    try {
      const field = demandField(scope, id);
      values.set(
        id,
        work(placeOf(scope.site, field, scope.project, scope.issue, scope.cause.actor), kindOfField(field)),
      );
    } catch (error) {
      if (!(error instanceof FieldFault)) throw error;
      errors[id] = error.message;
    }
  };
  for (const [id, json] of Object.entries(input.fields)) {
    if (creating && STRUCTURAL.has(id)) continue;
    attempt(id, (at, kind) => written(kind, json, at));
  }
  for (const [id, verbs] of Object.entries(input.update)) {
    if (SIDE_EFFECTS.has(id)) continue;
    if (id in input.fields) errors[id] = `Field '${id}' cannot appear in both 'fields' and 'update'`;
    else attempt(id, (at, kind) => applyVerbs(at, kind, heldValue(scope.issue, id), verbs));
  }
  if (Object.keys(errors).length > 0) throw fieldFaults(errors);
  return values;
}

/** Faults of a document or its files are told as messages, faults of values by field. */
const MESSAGES = new Set(['INVALID_INPUT', 'ATTACHMENT_VALIDATION_ERROR']);

export function fieldFaults(errors: Readonly<Record<string, string>>): HttpFault {
  const messages = Object.values(errors).filter((text) => MESSAGES.has(text));
  const rest = Object.entries(errors).filter(([, text]) => !MESSAGES.has(text));
  return new HttpFault(400, [...new Set(messages)], Object.fromEntries(rest));
}

const NOT_ON_SCREEN = (id: string): string =>
  `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`;

const DEMANDS: Readonly<
  Record<string, 'MODIFY_REPORTER' | 'ASSIGN_ISSUES' | 'SET_ISSUE_SECURITY' | 'SCHEDULE_ISSUES'>
> = {
  reporter: 'MODIFY_REPORTER',
  assignee: 'ASSIGN_ISSUES',
  security: 'SET_ISSUE_SECURITY',
  duedate: 'SCHEDULE_ISSUES',
};

function demandField(scope: ChangeScope, id: string): FieldRecord {
  const field = findField(scope.site, id);
  if (!field || (scope.screen && !onScreen(scope.screen, id))) throw new FieldFault(NOT_ON_SCREEN(id));
  const permission = DEMANDS[id];
  if (permission && !may(scope.site, scope.cause.actor, scope.project, permission))
    throw new FieldFault(NOT_ON_SCREEN(id));
  return field;
}

export const heldValue = (issue: IssueRecord | null, id: string): Json => issue?.fields[id] ?? null;

const written = (kind: FieldKind, json: Json, at: FieldAt): Json => {
  if (json !== null) return kind.write(json, at);
  if (at.field.kind === 'summary') throw new FieldFault('You must specify a summary of the issue.');
  return null;
};

function applyVerbs(at: FieldAt, kind: FieldKind, held: Json, verbs: Json): Json {
  if (!Array.isArray(verbs)) throw new FieldFault('data was not an array');
  return verbs.reduce<Json>((value, entry) => {
    const [verb, operand] = Object.entries(objectOf(entry))[0] ?? [];
    if (verb === undefined || !kind.verbs.includes(verb as Verb))
      throw new FieldFault(`Field does not support update '${verb ?? ''}'`);
    return applyVerb(at, kind, value, verb as Verb, operand ?? null);
  }, held);
}

function applyVerb(at: FieldAt, kind: FieldKind, value: Json, verb: Verb, operand: Json): Json {
  switch (verb) {
    case 'set':
      return written(kind, operand, at);
    case 'edit':
      return kind.edit && isObject(operand) ? kind.edit(value, operand, at) : written(kind, operand, at);
    case 'add':
      return united(at, kind, value, kind.write([operand], at));
    case 'remove':
      return without(value, kind.write([operand], at));
    case 'copy':
      throw new FieldFault("Field does not support update 'copy'");
  }
}

const listOf = (value: Json): Json[] => (Array.isArray(value) ? value : []);

/** The field's own normal order (labels by letter, options as configured) is kept by writing the union anew. */
function united(at: FieldAt, kind: FieldKind, value: Json, added: Json): Json {
  const all = [
    ...listOf(value),
    ...listOf(added).filter((item) => !listOf(value).some((held) => sameJson(held, item))),
  ];
  if (all.length === 0) return null;
  return at.field.kind === 'labels' ? kind.write(all, at) : all;
}

function without(value: Json, removed: Json): Json {
  const rest = listOf(value).filter((item) => !listOf(removed).some((gone) => sameJson(gone, item)));
  return rest.length > 0 ? rest : null;
}

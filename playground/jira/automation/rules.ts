import { badRequest } from '../http/faults';
import { isObject, type Json, type JsonObject, stringsOf, wordOf } from '../json';

/** One thing that a rule does to the new issue, as a person could. */
export type Action =
  /** Body of an edit: `fields`, `update`. */
  | { readonly edit: JsonObject }
  /** Name of the status to go to. */
  | { readonly transition: string }
  | { readonly comment: string };

/** When an issue is created: what is done to it. */
export interface Rule {
  readonly id: number;
  readonly name: string;
  /** Key; null is every project. */
  readonly project: string | null;
  /** Names; empty is every type. */
  readonly issueTypes: readonly string[];
  /** Whose issues: those of apps, those of people, or all. */
  readonly createdBy: 'app' | 'people' | 'anyone';
  /** Jira's own app user for automation, or whoever created the issue. */
  readonly actor: 'automation' | 'initiator';
  /** How long after the creation, from and to. At 0 it is done before the call that creates the issue is answered. */
  readonly afterMs: readonly [number, number];
  readonly probability: number;
  readonly actions: readonly Action[];
  enabled: boolean;
}

/** `{name?, project?, issueTypes?, createdBy?, actor?, afterMs?: n or [from, to], probability?, enabled?, actions: [...]}`. */
export function readRule(id: number, body: JsonObject): Rule {
  const actions = Array.isArray(body.actions) ? body.actions.map(readAction) : [];
  if (actions.length === 0) throw badRequest('Give actions: [{edit} or {transition} or {comment}].');
  return {
    id,
    name: wordOf(body.name) || `Rule ${id}`,
    project: body.project === undefined ? null : wordOf(body.project),
    issueTypes: stringsOf(body.issueTypes),
    createdBy: oneOf(body.createdBy, ['anyone', 'app', 'people'], 'createdBy'),
    actor: oneOf(body.actor, ['automation', 'initiator'], 'actor'),
    afterMs: rangeOf(body.afterMs),
    probability: typeof body.probability === 'number' ? body.probability : 1,
    actions,
    enabled: body.enabled !== false,
  };
}

function readAction(json: Json): Action {
  if (isObject(json)) {
    if (isObject(json.edit)) return { edit: json.edit };
    if (typeof json.transition === 'string') return { transition: json.transition };
    if (typeof json.comment === 'string') return { comment: json.comment };
  }
  throw badRequest('An action is {edit: {fields, update}}, {transition: <status>} or {comment: <text>}.');
}

/** The first is the standard. */
function oneOf<T extends string>(json: Json | undefined, names: readonly [T, ...T[]], what: string): T {
  if (json === undefined) return names[0];
  const found = names.find((name) => name === json);
  if (found === undefined) throw badRequest(`'${what}' must be one of ${names.join(', ')}.`);
  return found;
}

const STANDARD_MS = [5, 50] as const;

function rangeOf(json: Json | undefined): readonly [number, number] {
  if (typeof json === 'number') return [json, json];
  if (!Array.isArray(json)) return STANDARD_MS;
  const [low, high] = json.map(Number);
  return low === undefined || high === undefined ? STANDARD_MS : [low, high];
}

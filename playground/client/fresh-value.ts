import { bulletList, doc, paragraph, panel, text } from './adf';
import { controlKindOf, type ControlKind } from './field-kind';
import type { FieldSpec, User } from './jira';
import { asList, asObject, asText, type Json, type JsonObject } from './json';

/** What a made-up value may draw from. Another `turn` gives another value. */
export interface Source {
  readonly turn: number;
  readonly people: readonly User[];
}

type Make = (spec: FieldSpec, source: Source) => Json | undefined;

const DAY_MS = 86_400_000;
const START = Date.UTC(2027, 0, 4, 9, 30);

const pick = <T>(list: readonly T[], turn: number): T | undefined => list[turn % Math.max(1, list.length)];
const dayAt = (turn: number): string => new Date(START + (turn % 300) * DAY_MS).toISOString();
const idOf = (value: JsonObject | undefined): { readonly id: string } | undefined => value && { id: asText(value.id) };

const one: Make = (spec, { turn }) => idOf(pick(spec.allowedValues ?? [], turn));

const two: Make = (spec, { turn }) => {
  const allowed = spec.allowedValues ?? [];
  const picked = [pick(allowed, turn), pick(allowed, turn + 1)].map(idOf).filter((each) => each !== undefined);
  return picked.length === 0 ? undefined : allowed.length === 1 ? picked.slice(0, 1) : picked;
};

const child: Make = (spec, { turn }) => {
  const parent = pick(spec.allowedValues ?? [], turn);
  if (parent === undefined) return undefined;
  const inner = pick(asList(parent.children), turn);
  return inner === undefined
    ? { id: asText(parent.id) }
    : { id: asText(parent.id), child: { id: asText(asObject(inner).id) } };
};

const person: Make = (_spec, { people, turn }) => {
  const picked = pick(people, turn);
  return picked && { accountId: picked.accountId };
};

const MAKE: Readonly<Record<ControlKind, Make>> = {
  line: (spec, { turn }) => `${spec.name} as of turn ${turn}`,
  rich: (spec, { turn }) =>
    doc(
      paragraph(`${spec.name} `, text(`turn ${turn}`, 'strong'), ', with ', text('code', 'code')),
      bulletList('first', `item ${turn}`),
      panel('info', `Written in turn ${turn}.`),
    ) as unknown as Json,
  number: (_spec, { turn }) => turn + 0.25,
  date: (_spec, { turn }) => dayAt(turn).slice(0, 10),
  dateTime: (_spec, { turn }) => dayAt(turn).replace('Z', '+0000'),
  address: (_spec, { turn }) => `https://example.com/turn/${turn}?a=1&b=2`,
  choice: one,
  choices: two,
  checks: two,
  cascade: child,
  person,
  people: (spec, source) => [person(spec, source)].filter((each) => each !== undefined),
  labels: (_spec, { turn }) => [`turn-${turn}`, 'playground'],
  issue: () => undefined,
  time: (_spec, { turn }) => ({ originalEstimate: `${(turn % 5) + 2}d`, remainingEstimate: `${(turn % 5) + 1}d` }),
  none: () => undefined,
};

/** A value that this field takes, in Jira's JSON; undefined where none can be made up. */
export const freshValue = (spec: FieldSpec, source: Source): Json | undefined =>
  MAKE[controlKindOf(spec.id, spec.schema)](spec, source);

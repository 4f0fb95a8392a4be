import type { End, Pair } from '../client/compare/pair';
import { plainOf, wordsOf } from '../client/compare/plain';
import type { Deal } from '../client/deals';
import { asObject, asText } from '../client/json';
import { dealsOf, findPair, type Day } from './day';

/** What the master and each partner hold of an issue now, contract field by contract field. */
export async function showHeld(day: Day, masterIssue: string, names: readonly string[] | null = null): Promise<void> {
  for (const deal of dealsOf(day)) {
    const pair = await findPair(deal, masterIssue);
    if (pair !== null) showPair(day, deal, pair, names);
  }
}

function showPair(day: Day, deal: Deal, pair: Pair, names: readonly string[] | null): void {
  const all = [...new Set([...contractFields(pair.master), ...contractFields(pair.provider)])];
  const shown = names === null ? all : all.filter((name) => names.includes(name));
  day.report.table([
    ['', `${deal.master.site.name} ${pair.master.key}`, `${deal.provider.site.name} ${pair.provider.key}`],
    ...shown.map((name) => [name, heldAs(pair.master, name), heldAs(pair.provider, name)]),
    ['status', statusOf(pair.master), statusOf(pair.provider)],
    ['comments, files', countsOf(pair.master), countsOf(pair.provider)],
  ]);
}

const contractFields = ({ rules }: End): string[] => [
  ...rules.send.map((rule) => rule.as),
  ...rules.receive.flatMap((rule) => rule.from ?? []),
];

/** The field that stands for this contract field at this end. */
export const fieldOf = ({ rules }: End, name: string): string | null =>
  rules.send.find((rule) => rule.as === name)?.field ?? rules.receive.find((rule) => rule.from === name)?.field ?? null;

/** What a person reads there. */
export function heldAs(end: End, name: string): string {
  const field = fieldOf(end, name);
  return field === null ? '-' : wordsOf(plainOf(end.specs[field]?.schema, end.fields[field]));
}

export const statusOf = (end: End): string => asText(asObject(end.fields.status).name);

const countsOf = (end: End): string => `${end.comments.length}, ${end.files.length}`;

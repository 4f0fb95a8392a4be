import type { End } from '../client/compare/pair';
import { plainOf, wordsOf } from '../client/compare/plain';
import type { Deal } from '../client/deals';
import { asObject, asText } from '../client/json';
import { sitesOf } from '../client/world';
import { dealsOf, findPair, type Day } from './day';

/** What the master and each partner hold of an issue now, contract field by contract field; empty rows are left out. */
export async function showHeld(
  day: Day,
  masterIssue: string,
  names: readonly string[] | null = null,
  deals: readonly Deal[] = dealsOf(day),
): Promise<void> {
  const found = await Promise.all(deals.map((deal) => findPair(deal, masterIssue)));
  const pairs = found.filter((pair) => pair !== null);
  const first = pairs[0];
  if (first === undefined) return day.report.line(`${masterIssue} has no partner`);
  const ends = [first.master, ...pairs.map((pair) => pair.provider)];
  const all = [...new Set(ends.flatMap(contractFields))].filter((name) => names?.includes(name) ?? true);
  const rows = all.map((name) => [name, ...ends.map((end) => heldAs(end, name))]);
  day.report.table([
    ['', ...ends.map((end) => `${siteName(day, end)} ${end.key}`)],
    ...rows.filter((row) => row.slice(1).some((words) => words !== '' && words !== '-')),
    ['status', ...ends.map(statusOf)],
    ['comments, files', ...ends.map(countsOf)],
  ]);
}

const siteName = (day: Day, end: End): string =>
  sitesOf(day.world).find((site) => site.baseUrl === end.session.baseUrl)?.name ?? '';

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

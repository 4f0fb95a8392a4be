import { freshValue } from '../../client/fresh-value';
import { assignableUsers, editFields, editIssue, type FieldSpec, type Session, type User } from '../../client/jira';
import type { End, Pair } from '../../client/compare/pair';
import { asObject, asText, type Json } from '../../client/json';
import { pairOf, type Day } from '../day';
import { fieldOf, heldAs, showHeld } from '../show';
import { createShared } from './birth';

export async function fields(day: Day): Promise<void> {
  const key = await createShared(day, 'Every field in turn');
  await bothWays(day, key);
  await severityTable(day, key);
  await staysBetweenTwo(day, key);
}

/** The master's half passes on most of what a provider writes, but not this field: it is between the two of them. */
async function staysBetweenTwo(day: Day, key: string): Promise<void> {
  const { report } = day;
  report.step('What Acme writes into a field that the master does not pass on stays between the two');
  const { provider } = await pairOf(day, day.acmeDeal, key);
  const field = fieldOf(provider, 'Customer') ?? '';
  await editIssue(day.acme.agent, provider.id, { fields: { [field]: 'ACME-CUSTOMER-MARK' } });
  await day.quiet();
  await showHeld(day, key, ['Title', 'Customer']);
  const [acme, globex] = [await pairOf(day, day.acmeDeal, key), await pairOf(day, day.globexDeal, key)];
  report.check('the master has it', heldAs(acme.master, 'Customer') === 'ACME-CUSTOMER-MARK');
  report.check('Globex does not', heldAs(globex.provider, 'Customer') !== 'ACME-CUSTOMER-MARK');
}

async function bothWays(day: Day, key: string): Promise<void> {
  const { report } = day;
  for (const turn of [3, 4]) {
    report.step(`Every field of the contract is edited on the master, turn ${turn}`);
    const before = await pairOf(day, day.acmeDeal, key);
    const names = await editEveryField(before.master, flowing(before, 'master'), turn, day.master.agent);
    report.line(`edited at once: ${names.join(', ')}`);
    await day.quiet();
    await showHeld(day, key);
  }
  report.step('Every field that flows back is edited at Acme');
  const before = await pairOf(day, day.acmeDeal, key);
  const names = await editEveryField(before.provider, flowing(before, 'provider'), 7, day.acme.agent);
  report.line(`edited at once: ${names.join(', ')}`);
  await day.quiet();
  await showHeld(day, key);
}

/** Own fields of a side that its half sends on and the other side keeps. */
export function flowing(pair: Pair, side: 'master' | 'provider'): readonly string[] {
  const [from, to] = side === 'master' ? [pair.master, pair.provider] : [pair.provider, pair.master];
  const kept = new Set(to.rules.receive.filter((rule) => rule.when === 'always').map((rule) => rule.from));
  return from.rules.send.filter((rule) => kept.has(rule.as)).map((rule) => rule.field);
}

export async function editEveryField(
  end: End,
  wanted: readonly string[],
  turn: number,
  session: Session,
): Promise<readonly string[]> {
  const specs = (await editFields(session, end.id)).filter((spec) => wanted.includes(spec.id));
  const people = await assignableUsers(session, asText(asObject(end.fields.project).key));
  const changes = specs.flatMap((spec) => changeOf(spec, turn, people));
  await editIssue(session, end.id, { fields: Object.fromEntries(changes) });
  return changes.map(([id]) => specs.find((spec) => spec.id === id)?.name ?? id);
}

function changeOf(spec: FieldSpec, turn: number, people: readonly User[]): readonly (readonly [string, Json])[] {
  const value = freshValue(spec, { turn, people: people.filter((user) => user.accountType !== 'app') });
  return value === undefined ? [] : [[spec.id, value]];
}

/** Each option of the field behind "Severity", through both sides' tables. */
async function severityTable(day: Day, key: string): Promise<void> {
  const { report } = day;
  report.step('Each priority of the master becomes the severity that the tables say');
  const { master } = await pairOf(day, day.acmeDeal, key);
  const field = fieldOf(master, 'Severity') ?? 'priority';
  const options = master.specs[field]?.allowedValues ?? [];
  const rows: string[][] = [['master', 'Acme', 'Globex']];
  for (const option of options) {
    await editIssue(day.master.agent, key, { fields: { [field]: { id: asText(option.id) } } });
    await day.quiet();
    const [acme, globex] = [await pairOf(day, day.acmeDeal, key), await pairOf(day, day.globexDeal, key)];
    rows.push([
      asText(option.name) || asText(option.value),
      heldAs(acme.provider, 'Severity'),
      heldAs(globex.provider, 'Severity'),
    ]);
  }
  report.table(rows);
}

import { plainText } from '../adf';
import type { Change, FieldSpec } from '../jira';
import { asList, asObject, asText } from '../json';
import type { ReceiveRule, SendRule } from './half';
import { isExcerpt } from './excerpt';
import { differenceOf, flowsOf, isApp, waits, type End, type Findings, type Flow, type Pair } from './pair';
import { plainOf, wordsOf, type Plain } from './plain';
import { canonicalDoc } from './rich';

interface Crossing extends Flow {
  readonly send: SendRule;
  readonly receive: ReceiveRule;
}

/** Every contract field that one half sends and the other receives, from the one side to the other. */
const crossingsOf = (flow: Flow): Crossing[] =>
  flow.from.rules.send.flatMap((send) =>
    flow.to.rules.receive.filter((receive) => receive.from === send.as).map((receive) => ({ ...flow, send, receive })),
  );

export function compareFields(pair: Pair): Findings {
  const [there, back] = flowsOf(pair);
  const crossings = [...crossingsOf(there), ...crossingsOf(back)].filter(isKept);
  const names = [...new Set(crossings.map((crossing) => crossing.send.as))];
  const found = names.map((name) => compareField(crossings.filter((crossing) => crossing.send.as === name)));
  return {
    differences: found.flatMap(({ differences }) => differences),
    delivered: found.flatMap(({ delivered }) => delivered),
  };
}

/** Where a field flows both ways, one side may hold less than the other can say: one fitting way is enough. */
function compareField(ways: readonly Crossing[]): Findings {
  const [first, second] = ways;
  if (first === undefined) return { differences: [], delivered: [] };
  const shared = second === undefined && first.to.side === 'master' ? `${first.to.id} ${first.receive.field}` : null;
  if (ways.some(fits)) return { differences: [], delivered: shared === null ? [] : [shared] };
  if (ways.some(isWaiting) || ways.some(isForeign)) return { differences: [], delivered: [] };
  const [sent, held] = [wordsOf(sentOf(first)), wordsOf(heldOf(first))];
  return { differences: [differenceOf(first, `field "${first.send.as}"`, sent, held, shared)], delivered: [] };
}

const isKept = ({ send, receive }: Crossing): boolean => send.when === 'always' && receive.when === 'always';

/** The sender changed it after its trigger last fired. */
function isWaiting({ from, send }: Crossing): boolean {
  const last = [...from.changes].reverse().find((change) => !isApp(change.author) && touches(change, send.field));
  return last !== undefined && waits(from, 'issue_updated', last.created);
}

/** What stands there was written by the add-on for another partner, perhaps, and the half does not pass such things on. */
function isForeign({ from, send }: Crossing): boolean {
  const last = [...from.changes].reverse().find((change) => touches(change, send.field));
  return !send.relay && last !== undefined && isApp(last.author) && from.side === 'master';
}

const touches = (change: Change, field: string): boolean =>
  change.items.some((item) => item.fieldId === field || item.field === field);

const valueOf = (end: End, field: string): Plain => plainOf(end.specs[field]?.schema, end.fields[field]);
const sentOf = ({ from, send }: Crossing): Plain => valueOf(from, send.field);
const heldOf = ({ to, receive }: Crossing): Plain => valueOf(to, receive.field);

function fits(crossing: Crossing): boolean {
  const sent = sentOf(crossing);
  const held = heldOf(crossing);
  if (sent.is === 'empty') return held.is === 'empty';
  if (sent.is === 'rich' && held.is === 'rich') return richFits(crossing, sent.doc, held.doc);
  if (sent.is === 'people') return peopleFit(crossing, sent, held);
  if (sent.is === 'issue' && held.is === 'issue') return issuesFit(crossing, sent.id, held.id);
  if (isLeftOut(crossing, sent)) return true;
  return printOf(translate(crossing, sent)) === printOf(held) || sameWords(translate(crossing, sent), held);
}

/** A value that the receiver has no option for, where its half says to skip such: what was there before stays. */
function isLeftOut(crossing: Crossing, sent: Plain): boolean {
  const first = sent.is === 'label' ? sent.label : sent.is === 'path' ? sent.labels[0] : undefined;
  return first !== undefined && crossing.receive.otherwise === 'skip' && translateLabel(crossing, first) === null;
}

/** Each names the other's partner. */
const issuesFit = ({ pair, from, to }: Flow, sent: string, held: string): boolean =>
  pair.linked.some((link) => link[from.side] === sent && link[to.side] === held);

/** Fields of different kinds hold the same when a person reads the same. */
const sameWords = (sent: Plain, held: Plain): boolean =>
  sent.is !== held.is && squeeze(wordsOf(sent)) === squeeze(wordsOf(held));

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

const printOf = (plain: Plain): string => JSON.stringify(plain);

/** The sender's table, then the receiver's, then what is to be done with a label that nobody knows. */
function translate(crossing: Crossing, sent: Plain): Plain {
  const one = (label: string): string | null => translateLabel(crossing, label);
  switch (sent.is) {
    case 'label':
      return asLabel(one(sent.label));
    case 'labels':
      return { is: 'labels', labels: [...new Set(sent.labels.flatMap((label) => one(label) ?? []))].sort() };
    case 'path':
      return { is: 'path', labels: sent.labels.flatMap((label) => one(label) ?? []) };
    default:
      return sent;
  }
}

const asLabel = (label: string | null): Plain => (label === null ? { is: 'empty' } : { is: 'label', label });

function translateLabel({ send, receive, to }: Crossing, label: string): string | null {
  const agreed = send.values[label] ?? label;
  const own = receive.values[agreed] ?? agreed;
  const known = optionsOf(to.specs[receive.field]);
  if (known === null || known.includes(own)) return own;
  return typeof receive.otherwise === 'string' ? null : receive.otherwise.default;
}

/** Null where any label will do. */
function optionsOf(spec: FieldSpec | undefined): readonly string[] | null {
  if (spec?.allowedValues === null || spec?.allowedValues === undefined) return null;
  return spec.allowedValues.flatMap((value) => [
    asText(value.value) || asText(value.name),
    ...asList(value.children).map((child) => asText(asObject(child).value)),
  ]);
}

/** The same person on the other side: by the admin's table, else with the same account, else nobody. */
const mapPerson =
  ({ pair, from, to }: Flow) =>
  (accountId: string): string | null => {
    const row = pair.users.find((user) => user[from.side] === accountId);
    const mapped = row === undefined ? accountId : row[to.side];
    return to.people.has(mapped) ? mapped : null;
  };

function peopleFit(crossing: Crossing, sent: Plain & { is: 'people' }, held: Plain): boolean {
  const expected = sent.ids.flatMap((id) => mapPerson(crossing)(id) ?? []).sort();
  if (held.is === 'empty') return expected.length === 0;
  if (held.is !== 'people') return squeeze(wordsOf(sent)) === squeeze(wordsOf(held));
  return expected.join() === held.ids.join();
}

function richFits(crossing: Crossing, sent: AdfOf, held: AdfOf): boolean {
  if (canonicalDoc(sent, mapPerson(crossing)) === canonicalDoc(held)) return true;
  return isExcerpt(plainText(sent), plainText(held), crossing.to);
}

type AdfOf = Parameters<typeof canonicalDoc>[0];

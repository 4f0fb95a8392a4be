import { plainText } from '../adf';
import type { Change, FieldSpec } from '../jira';
import { asList, asObject, asText } from '../json';
import type { ReceiveRule, SendRule } from './half';
import { differenceOf, flowsOf, isApp, waits, type Difference, type End, type Flow, type Pair } from './pair';
import { plainOf, wordsOf, type Plain } from './plain';
import { canonicalDoc } from './rich';

/** A text of more characters than this does not fit into Jira's rich text. */
const TEXT_LIMIT = 32_767;

interface Crossing extends Flow {
  readonly send: SendRule;
  readonly receive: ReceiveRule;
}

/** Every contract field that one half sends and the other receives, from the one side to the other. */
const crossingsOf = (flow: Flow): Crossing[] =>
  flow.from.rules.send.flatMap((send) =>
    flow.to.rules.receive.filter((receive) => receive.from === send.as).map((receive) => ({ ...flow, send, receive })),
  );

export function compareFields(pair: Pair): Difference[] {
  const [there, back] = flowsOf(pair);
  const crossings = [...crossingsOf(there), ...crossingsOf(back)];
  const names = [...new Set(crossings.map((crossing) => crossing.send.as))];
  return names.flatMap((name) => {
    const ways = crossings.filter((crossing) => crossing.send.as === name && isKept(crossing));
    const first = ways[0];
    // Where a field flows both ways, one side may hold less than the other can say: one fitting way is enough.
    if (first === undefined || ways.some(fits) || ways.some(isWaiting) || isAnothers(ways)) return [];
    return [differenceOf(first, `field "${name}"`, wordsOf(sentOf(first)), wordsOf(heldOf(first)))];
  });
}

/** One way towards the master, where several partners write into one field: a partner that never did sends nothing. */
const isAnothers = (ways: readonly Crossing[]): boolean => {
  const [only, second] = ways;
  if (only === undefined || second !== undefined || only.to.side !== 'master') return false;
  return sentOf(only).is === 'empty' && !only.from.changes.some((change) => touches(change, only.send.field));
};

const isKept = ({ send, receive }: Crossing): boolean => send.when === 'always' && receive.when === 'always';

/** The sender changed it after its trigger last fired. */
function isWaiting({ from, send }: Crossing): boolean {
  const last = [...from.changes].reverse().find((change) => !isApp(change.author) && touches(change, send.field));
  return last !== undefined && waits(from, 'issue_updated', last.created);
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
  return printOf(translate(crossing, sent)) === printOf(held) || sameWords(translate(crossing, sent), held);
}

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

const mapPerson =
  ({ pair, from }: Flow) =>
  (accountId: string): string | null => {
    const row = pair.users.find((user) => user[from.side] === accountId);
    return row === undefined ? null : row[from.side === 'master' ? 'provider' : 'master'];
  };

function peopleFit(crossing: Crossing, sent: Plain & { is: 'people' }, held: Plain): boolean {
  if (held.is !== 'people') return squeeze(wordsOf(sent)) === squeeze(wordsOf(held)) || held.is === 'empty';
  const map = mapPerson(crossing);
  const expected = sent.ids.flatMap((id) => map(id) ?? []).sort();
  // Somebody with the same account on both sites may stand there too: account ids are Atlassian's, not the site's.
  return held.ids.every((id) => expected.includes(id) || sent.ids.includes(id)) && held.ids.length >= expected.length;
}

function richFits(crossing: Crossing, sent: AdfOf, held: AdfOf): boolean {
  const map = mapPerson(crossing);
  if (canonicalDoc(sent, map) === canonicalDoc(held)) return true;
  if (canonicalDoc(sent, (id) => map(id) ?? id) === canonicalDoc(held)) return true;
  return plainText(sent).length > TEXT_LIMIT && isExcerpt(plainText(sent), plainText(held), crossing.to);
}

type AdfOf = Parameters<typeof canonicalDoc>[0];

/** The beginning stands in the field, the whole as a text file beside it. */
const isExcerpt = (whole: string, held: string, to: End): boolean =>
  squeeze(held).startsWith(squeeze(whole).slice(0, 1000)) &&
  to.files.some((file) => isApp(file.author) && /\.(txt|md)$/.test(file.filename));

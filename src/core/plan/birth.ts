import { isSet, printOf } from '../map';
import {
  type BaseValue,
  EMPTY,
  type EventHint,
  type FieldMeta,
  type HistoryItem,
  type HistoryValue,
  type Link,
  type Newborn,
  otherSide,
  type PerSide,
  type Side,
  SIDES,
  type Snapshot,
  withSide,
} from '../model';
import { type Desk } from './desk';
import { facetOf, WORKFLOW } from './facet';
import { setBase } from './set-base';
import { type Move, sameName, statusBase } from './status';

const movesIn = ({ history = [] }: Pick<Snapshot, 'history'>): readonly Move[] =>
  history.flatMap(({ fieldId, from, to }) => (fieldId === 'status' ? [{ from: from.text, to: to.text ?? '' }] : []));

/** The status in which an issue came into the world. */
const firstStatus = (snapshot: Snapshot): string => movesIn(snapshot)[0]?.from ?? snapshot.status.name;

const sameMove = (one: Move, two: Move): boolean =>
  sameName(one.to, two.to) && (one.from === null || two.from === null || sameName(one.from, two.from));

/**
 * The status of an issue before the events that make its pair: what it reached since then is news to the partner. A new
 * issue begins with its creation. Without an event the pair was asked for, and the issue stands where it stood long ago.
 */
export function statusBefore(snapshot: Snapshot, side: Side, events: readonly EventHint[]): string {
  const own = events.filter((hint) => hint.side === side);
  const told = own.flatMap((hint) => (hint.kind === 'transitioned' ? [{ from: hint.from, to: hint.to }] : []));
  const moves = movesIn(snapshot);
  if (moves.length === 0) return before(snapshot.status.name, told);
  if (own.some(({ kind }) => kind === 'created')) return firstStatus(snapshot);
  const isTold = (move: Move): boolean => told.some((each) => sameMove(each, move));
  const last = moves.findLastIndex(isTold);
  if (last < 0) return snapshot.status.name;
  const stop = moves.slice(0, last).findLastIndex((move) => !isTold(move));
  return moves[stop + 1]?.from ?? snapshot.status.name;
}

/** Back along the moves that were told, as far as they lead. */
function before(now: string, told: readonly Move[]): string {
  let [here, left] = [now, [...told]];
  for (;;) {
    const move = left.findLast(({ to, from }) => sameName(to, here) && from !== null);
    if (move?.from === undefined || move.from === null) return here;
    left = left.filter((each) => each !== move);
    here = move.from;
  }
}

/** The link as it was when the copy was born, and what happened to both issues since, as events. */
export function atBirth(link: Link, snapshots: PerSide<Snapshot>): { link: Link; events: readonly EventHint[] } {
  const { newborn } = link;
  if (newborn === undefined) return { link, events: [] };
  const { side } = newborn;
  const began = firstStatus(snapshots[side]);
  const workflow = facetOf(link, WORKFLOW);
  const state = { ...workflow, base: withSide(workflow.base, side, statusBase(began)) };
  const events = SIDES.flatMap((each) =>
    movesIn(snapshots[each]).map((move): EventHint => ({ side: each, kind: 'transitioned', ...move })),
  );
  return {
    link: {
      ...link,
      facets: { ...link.facets, [WORKFLOW]: state },
      lastStatus: withSide(link.lastStatus, side, began),
    },
    events,
  };
}

const TIMES = ['timeoriginalestimate', 'timeestimate'];

const concerns = ({ id, type }: FieldMeta, { fieldId }: HistoryItem): boolean =>
  fieldId === id || (type === 'timeTracking' && TIMES.includes(fieldId));

const wordOf = ({ id, text }: HistoryValue): string => id ?? text ?? '';

/** A value that was changed and changed back is no edit. Of a set each entry may tell of other elements. */
function wasEdited(meta: FieldMeta, { history = [] }: Snapshot, { late = [] }: Newborn): boolean {
  // Rules may act under the account of whoever created the issue, so ours alone tells nothing.
  const items = history.filter((item) => concerns(meta, item) && !(item.own && late.includes(meta.id)));
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined) return false;
  return isSet(meta) || meta.type === 'timeTracking' || wordOf(first.from) !== wordOf(last.to);
}

/** Elements in the spelling that the side gave them. */
const inItsWords = (base: BaseValue, now: BaseValue): BaseValue =>
  base.elements === null
    ? base
    : setBase(base.elements.map((each) => now.elements?.find((held) => sameName(held, each)) ?? each));

/**
 * The copy's baseline at its first look. What its history does not name is what Jira made of the creation: trimmed,
 * rounded, or a default. Where people wrote, it is what was sent or the default of the create screen, so that theirs is an
 * edit like any other.
 */
export function bornBase({ link, snapshots }: { link: Link; snapshots: PerSide<Snapshot> }, desk: Desk): Desk {
  const { newborn } = link;
  const { facet, state, known } = desk;
  if (newborn === undefined || !known || newborn.settled.includes(facet.key)) return desk;
  const { side, found } = newborn;
  const now = desk.now[side];
  const sent = state.base[side];
  const bases = (base: BaseValue, source = state.base[otherSide(side)]): Desk => ({
    ...desk,
    fresh: true,
    state: { ...state, base: withSide(withSide(state.base, side, base), otherSide(side), source) },
  });
  if (wasEdited(now.meta, snapshots[side], newborn)) {
    return bases(inItsWords(sent ?? printOf(now.meta.initial ?? EMPTY), now.print));
  }
  // Shortened by Jira, or refused by it: the lost answer would have said which. Once more does no harm.
  return found && sent !== null && !isTaken(sent, now.print) ? bases(now.print, null) : bases(now.print);
}

/** Whether the copy holds what was sent; of a set, anything of it. */
const isTaken = (sent: BaseValue, now: BaseValue): boolean => {
  const [all, held] = [sent.elements ?? [], now.elements ?? []];
  return sent.print === now.print || all.some((each) => held.some((other) => sameName(each, other)));
};

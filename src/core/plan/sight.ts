import {
  type EventHint,
  type Link,
  type PerSide,
  perSide,
  type PlanInput,
  type Side,
  SIDES,
  type SideState,
  withSide,
} from '../model';

type Gone = Extract<SideState, { state: 'gone' }>;
type Word = 'deleted' | 'moved';

/** What the events of this pass tell of the side's issue: a deletion is Jira's last word. */
const wordIn = (events: readonly EventHint[], side: Side): Word | null => {
  const own = events.filter((event) => event.side === side);
  return (['deleted', 'moved'] as const).find((word) => own.some(({ kind }) => kind === word)) ?? null;
};

const heardOf = ({ link, now, events }: PlanInput, side: Side): Word | null => {
  const word = wordIn(events, side);
  // A look may be older than the event that came before it: only one without an event is news.
  if (word !== null || now[side].state === 'present') return word;
  return link.heard?.[side] ?? null;
};

const unseenOf = ({ link, now, at }: PlanInput, side: Side): NonNullable<Link['unseen']>[Side] =>
  now[side].state === 'gone' ? (link.unseen?.[side] ?? { since: at }) : null;

const isNothing = (both: PerSide<unknown>): boolean => SIDES.every((side) => both[side] === null);

/** The link with what was heard and seen of its issues: events come once, so it is kept whatever becomes of the plan. */
export function noteSight(input: PlanInput): Link {
  const { heard: _heard, unseen: _unseen, ...link } = input.link;
  const heard = perSide((side) => heardOf(input, side));
  const unseen = perSide((side) => unseenOf(input, side));
  return { ...link, ...(isNothing(heard) ? {} : { heard }), ...(isNothing(unseen) ? {} : { unseen }) };
}

/** What a person says of an issue that is not seen. */
export function toldOfGone(link: Link, side: Side, deleted: boolean): Link {
  const none = { master: null, provider: null };
  if (deleted) return { ...link, heard: withSide<Word | null>(link.heard ?? none, side, 'deleted') };
  const unseen = link.unseen?.[side];
  if (!unseen) return link;
  return { ...link, unseen: withSide(link.unseen ?? none, side, { ...unseen, stillThere: true as const }) };
}

/**
 * Law 12: an issue is deleted where Jira told so, or where the adapter proved it; not where Jira told that it went
 * elsewhere, because the proof looks only at the project that it was in.
 */
export const isDeleted = (link: Link, side: Side, state: Gone): boolean => {
  const heard = link.heard?.[side] ?? null;
  return heard === 'deleted' || (heard === null && state.why === 'deleted');
};

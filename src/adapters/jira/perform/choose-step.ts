import { type StatusRef } from '../../../core/model';

/** A transition that Jira offers from where the issue stands. */
export interface Offer {
  readonly id: string;
  readonly name: string;
  readonly to: string;
  readonly category: StatusRef['category'];
}

export interface Edge {
  readonly from: string;
  readonly to: string;
}

export interface View {
  readonly here: string;
  readonly target: string;
  /** Statuses that the half names as the way. */
  readonly via: readonly string[];
  readonly offers: readonly Offer[];
  /** What is known of the workflow, besides the offers. */
  readonly edges: readonly Edge[];
  /** Statuses that the issue was in during this operation, or that were asked about in vain. */
  readonly seen: ReadonlySet<string>;
  /** Statuses whose way out was looked up already. */
  readonly explored: ReadonlySet<string>;
  /** Category by status name in lower case, as far as known. */
  readonly categories: ReadonlyMap<string, StatusRef['category']>;
  /** Ends may be passed. */
  readonly mayEnd?: true;
}

export type Choice =
  | { readonly is: 'step'; readonly offer: Offer }
  /** No known way, but the way out of this status is unknown: look at another issue that stands in it. */
  | { readonly is: 'explore'; readonly status: string }
  | { readonly is: 'stuck' };

export const sameStatus = (a: string, b: string): boolean => fold(a) === fold(b);

/** Status names are compared without regard to case, as Jira's own JQL does. */
export const fold = (status: string): string => status.trim().toLowerCase();

const ORDER: Readonly<Record<StatusRef['category'], number>> = { undefined: 0, new: 1, indeterminate: 2, done: 3 };

/**
 * The next step towards the target: a direct transition, else the half's `via`, else the shortest known way, else
 * learn more, else a known way back through where it was, else forward through statuses not seen yet, else wherever
 * there is something left to find out, also back behind the target. Not through a done status on the way to another one,
 * because reaching it may close, notify and resolve things, unless the issue stands in one and no other way is known.
 */
export const chooseStep = (view: View): Choice => {
  const { target, offers } = view;
  const step = (offer: Offer | undefined): Choice | null => (offer ? { is: 'step', offer } : null);
  const direct = offers.find(({ to }) => sameStatus(to, target));
  const passable = offers.filter((offer) => isPassable(view, offer.to, offer.category));
  const open = passable.filter(({ to }) => !view.seen.has(fold(to)));
  /** Where it was, each way out is known as this very issue has it. */
  const again: View = { ...view, seen: NOWHERE };
  const explore = (): Choice | null => {
    const status = unexplored(view, open);
    return status === null ? null : { is: 'explore', status };
  };
  return (
    step(direct) ??
    step(firstVia(view, open)) ??
    step(firstOfWay(view, open)) ??
    explore() ??
    step(firstOfWay(again, passable)) ??
    step(forward(view, open)) ??
    step(throughEnds(again)) ??
    step(firstTo(again, passable, (status) => isUnknown(view, status))) ?? { is: 'stuck' }
  );
};

/** From one end the only known way may lead through another. */
const throughEnds = (view: View): Offer | undefined =>
  view.categories.get(fold(view.here)) === 'done' ? firstOfWay({ ...view, mayEnd: true }, view.offers) : undefined;

/** Not seen before, and nobody knows what leads out of it. Not an end: on a guess it may be the wrong one. */
const isUnknown = (view: View, status: string): boolean =>
  !view.seen.has(fold(status)) && !isKnown(view, status) && view.categories.get(fold(status)) !== 'done';

const NOWHERE: ReadonlySet<string> = new Set();

/** A done status is an end: it is passed only when the target is an end too. */
const isPassable = (view: View, status: string, category: StatusRef['category'] | undefined): boolean => {
  const known = view.categories.get(fold(status)) ?? category;
  return (
    sameStatus(status, view.target) ||
    known !== 'done' ||
    view.mayEnd === true ||
    view.categories.get(fold(view.target)) === 'done'
  );
};

const firstVia = ({ via }: View, open: readonly Offer[]): Offer | undefined =>
  via.flatMap((status) => open.filter(({ to }) => sameStatus(to, status)))[0];

/** Breadth first from here over the offers and the known edges: the offer that begins the shortest way. */
const firstOfWay = (view: View, open: readonly Offer[]): Offer | undefined =>
  firstTo(view, open, (status) => sameStatus(status, view.target));

const firstTo = (view: View, open: readonly Offer[], isIt: (status: string) => boolean): Offer | undefined => {
  const reached = new Set([view.here, ...open.map(({ to }) => to)].map(fold));
  let front = open.map((first) => ({ first, at: first.to }));
  while (front.length > 0) {
    const arrived = front.find(({ at }) => isIt(at));
    if (arrived) return arrived.first;
    front = front.flatMap(({ first, at }) => unreached(view, at, reached).map((status) => ({ first, at: status })));
  }
  return undefined;
};

/** Statuses that lead on from `from` and were not reached before; they are now. */
const unreached = (view: View, from: string, reached: Set<string>): readonly string[] =>
  view.edges.flatMap((edge) => {
    const to = fold(edge.to);
    if (!sameStatus(edge.from, from) || reached.has(to) || view.seen.has(to)) return [];
    if (!isPassable(view, edge.to, undefined)) return [];
    reached.add(to);
    return [edge.to];
  });

/** The nearest reachable status of which no way out is known. */
const unexplored = (view: View, open: readonly Offer[]): string | null => {
  const reached = new Set([view.here, ...open.map(({ to }) => to)].map(fold));
  let front = open.map(({ to }) => to);
  while (front.length > 0) {
    const unknown = front.find((status) => !view.explored.has(fold(status)) && !isKnown(view, status));
    if (unknown !== undefined) return unknown;
    front = front.flatMap((status) => unreached(view, status, reached));
  }
  return null;
};

/** All that it leads to is known, and the target is not among it. */
const isDeadEnd = (view: View, status: string): boolean => {
  const reached = new Set([fold(status)]);
  let front: readonly string[] = [status];
  while (front.length > 0) {
    if (front.some((each) => !isKnown(view, each))) return false;
    front = front.flatMap((each) => unreached(view, each, reached));
  }
  return true;
};

const isKnown = ({ edges }: View, status: string): boolean => edges.some(({ from }) => sameStatus(from, status));

/**
 * Towards the target's category: the furthest that is not beyond it, and never back behind where the issue stands. Not
 * into an end on a guess: it may be the wrong one ("Cancelled" on the way to "Resolved").
 */
const forward = (view: View, open: readonly Offer[]): Offer | undefined => {
  const rank = (status: string, category?: StatusRef['category']): number =>
    ORDER[view.categories.get(fold(status)) ?? category ?? 'undefined'];
  const goal = rank(view.target);
  const here = rank(view.here);
  const fits = open.filter(({ to, category }) => {
    const at = rank(to, category);
    if (at === ORDER.done || isDeadEnd(view, to)) return false;
    return goal >= here ? at >= here && at <= goal : at <= here && at >= goal;
  });
  const distance = ({ to, category }: Offer): number => Math.abs(goal - rank(to, category));
  return [...fits].sort((a, b) => distance(a) - distance(b))[0];
};

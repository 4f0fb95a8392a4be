import type { EventHint, Half, Side } from '../model';

/** An issue without a pair, as a search and its history tell of it. */
export interface Unpaired {
  /** ISO times. */
  readonly created: string;
  readonly updated: string;
  readonly moves: readonly { readonly from: string; readonly to: string; readonly at: string }[];
}

/**
 * The events that an issue must have told of since `since`, whether anybody heard them or not. Each stands for the webhook
 * that may have been lost, and is judged like it (`wantsCreate`); what is older was judged in its own time.
 */
export function missedEvents({ send }: Half, side: Side, issue: Unpaired, since: string): readonly EventHint[] {
  const isNew = (at: string): boolean => Date.parse(at) >= Date.parse(since);
  const { createOn } = send;
  const created = createOn.includes('issue_created') && isNew(issue.created);
  const updated = createOn.includes('issue_updated') && isNew(issue.updated);
  const moves = createOn.some((trigger) => typeof trigger === 'object')
    ? issue.moves.filter(({ at }) => isNew(at))
    : [];
  return [
    ...(created ? [{ side, kind: 'created' } as const] : []),
    ...(updated ? [{ side, kind: 'updated' } as const] : []),
    ...moves.map(({ from, to }): EventHint => ({ side, kind: 'transitioned', from, to })),
  ];
}

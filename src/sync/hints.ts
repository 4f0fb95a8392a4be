import { type EventHint, type Side } from '../core/model';
import { type Delivery } from './ports';

const KINDS: Readonly<Record<string, EventHint['kind']>> = {
  'jira:issue_created': 'created',
  'jira:issue_updated': 'updated',
  'jira:issue_deleted': 'deleted',
  comment_created: 'comment',
  comment_updated: 'comment',
  comment_deleted: 'comment',
  attachment_created: 'attachment',
  attachment_deleted: 'attachment',
};

/** For metrics: whatever a body calls its event, labels stay few. */
export const eventLabel = (event: string): string => (Object.hasOwn(KINDS, event) ? event : 'other');

/** What a webhook hints at, seen from one side of a contract. Empty for events that no contract asks for. */
export const hintsOf = (delivery: Delivery, side: Side): readonly EventHint[] => {
  const kind = KINDS[delivery.event];
  if (kind === undefined || kind === 'transitioned') return [];
  const moved = delivery.transitions.map(({ from, to }): EventHint => ({ side, kind: 'transitioned', from, to }));
  return [{ side, kind }, ...moved];
};

import { type EventHint, type Side } from '../core/model';
import { type Delivery } from './ports';

const KINDS: Readonly<Record<string, Exclude<EventHint['kind'], 'transitioned' | 'moved'>>> = {
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

const ELSEWHERE = new Set(['project', 'issuekey', 'key', 'security']);

/** A move or another security level, by the field's id or its name in the history. */
const mayHide = ({ changedFields }: Delivery): boolean =>
  changedFields.some((field) => ELSEWHERE.has(field.toLowerCase()));

/** What a webhook hints at, seen from one side of a contract. Empty for events that no contract asks for. */
export const hintsOf = (delivery: Delivery, side: Side): readonly EventHint[] => {
  const kind = KINDS[delivery.event];
  if (kind === undefined) return [];
  const elsewhere: readonly EventHint[] = mayHide(delivery) ? [{ side, kind: 'moved' }] : [];
  const moved = delivery.transitions.map(({ from, to }): EventHint => ({ side, kind: 'transitioned', from, to }));
  return [{ side, kind }, ...elsewhere, ...moved];
};

import { type Delivery } from './ports';

/**
 * The trace that our writes carry and that Jira gives back with the webhooks they cause
 * (`X-Atlassian-Webhook-Trace`, <= 1024 printable ASCII characters).
 */
export interface Trace {
  readonly linkId: string;
  readonly what: 'issue' | 'comment' | 'attachment' | 'transition' | 'fields';
  /** With `fields`: the ids that were written. */
  readonly fieldIds: readonly string[];
}

const SHAPE = /^accord\.v1\.([0-9a-f-]{36})\.(issue|comment|attachment|transition|fields)(?::([\x21-\x7e]*))?$/;

/** Null when the trace is absent or not ours. */
export const parseTrace = (text: string | null): Trace | null => {
  const match = text === null ? null : SHAPE.exec(text);
  if (!match?.[1] || !match[2]) return null;
  return { linkId: match[1], what: match[2] as Trace['what'], fieldIds: match[3] ? match[3].split('+') : [] };
};

const within = (changed: readonly string[], allowed: readonly string[]): boolean =>
  changed.every((field) => allowed.includes(field.toLowerCase()));

const STATUS_FIELDS = ['status', 'resolution', 'resolutiondate'];

/**
 * Whether a webhook tells of nothing but our own write. Anything else that changed in the same event (a post function,
 * an automation rule) makes it a real event. This only saves reads; that an echo changes nothing is decided by value.
 */
export const isEcho = (trace: Trace, delivery: Delivery): boolean => {
  const { event, changedFields } = delivery;
  switch (trace.what) {
    case 'issue':
      return event === 'jira:issue_created';
    case 'comment':
      return event.startsWith('comment_') || (event === 'jira:issue_updated' && changedFields.length === 0);
    case 'attachment':
      return (
        event.startsWith('attachment_') || (event === 'jira:issue_updated' && within(changedFields, ['attachment']))
      );
    case 'transition':
      return event === 'jira:issue_updated' && within(changedFields, STATUS_FIELDS);
    case 'fields':
      return (
        event === 'jira:issue_updated' &&
        changedFields.length > 0 &&
        within(
          changedFields,
          trace.fieldIds.map((id) => id.toLowerCase()),
        )
      );
  }
};

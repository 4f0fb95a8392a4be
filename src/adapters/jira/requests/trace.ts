/** What a write does, as its webhooks will tell it back to us. */
export type TraceWhat = 'issue' | 'comment' | 'attachment' | 'transition' | { readonly fields: readonly string[] };

/** Jira gives back at most this many printable ASCII characters of `X-Atlassian-Webhook-Trace`. */
const LONGEST = 1024;

/**
 * The trace of a write of this link: `accord.v1.<linkId>.<what>`. A list of fields that does not fit is cut at a
 * whole id: the echo is then read like any other event, which costs a read and nothing else.
 */
export const traceOf = (linkId: string, what: TraceWhat): string => {
  const head = `accord.v1.${linkId}.`;
  if (typeof what === 'string') return head + what;
  let text = `${head}fields:`;
  for (const [index, id] of what.fields.entries()) {
    const next = index === 0 ? id : `+${id}`;
    if (text.length + next.length > LONGEST) break;
    text += next;
  }
  return text;
};

import { createHash } from 'node:crypto';
import { type IncomingHttpHeaders } from 'node:http';
import { type Delivery } from '../../../sync/ports';
import { HttpError } from '../../middleware';
import { payloadSchema, type WebhookPayload } from './payload-schema';

/** `comment.self` names the issue where the body has none; with or without `/issue/` in it. */
const ISSUE_IN_SELF = /\/rest\/api\/[^/]+\/(?:issue\/)?(\d+)\/comment\//;
const MAX_ID_LENGTH = 200;
const MAX_TRACE_LENGTH = 1_024;

const header = (headers: IncomingHttpHeaders, name: string): string | null => {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** Jira's id is the same over its retries. A host that sends none still gets its repeats recognised, by content. */
const deliveryIdOf = (headers: IncomingHttpHeaders, event: string, body: Buffer): string => {
  const given = header(headers, 'x-atlassian-webhook-identifier');
  if (given !== null && given.length <= MAX_ID_LENGTH) return given;
  return `sha256:${createHash('sha256').update(event).update('\n').update(body).digest('hex')}`;
};

const parsePayload = (body: Buffer): WebhookPayload => {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    throw new HttpError(400, 'bad-json', 'The body is not JSON.');
  }
  const parsed = payloadSchema.safeParse(json);
  if (!parsed.success) throw new HttpError(400, 'no-event', 'The body names no webhookEvent.');
  return parsed.data;
};

type ChangelogItem = NonNullable<NonNullable<WebhookPayload['changelog']>['items'][number]>;

const itemsOf = ({ changelog }: WebhookPayload): readonly ChangelogItem[] =>
  (changelog?.items ?? []).flatMap((item) => (item ? [item] : []));

const transitionOf = (item: ChangelogItem): Delivery['transitions'] => {
  const isStatus = (item.fieldId ?? item.field)?.toLowerCase() === 'status';
  const { fromString: from, toString: to } = item;
  return isStatus && from !== null && to !== null ? [{ from, to }] : [];
};

/** Issue events name their user; the others only the author of what they carry. */
const actorOf = ({ user, comment, worklog, attachment }: WebhookPayload): Delivery['actor'] => {
  const candidates = [
    user,
    comment?.updateAuthor,
    comment?.author,
    worklog?.updateAuthor,
    worklog?.author,
    attachment?.author,
  ];
  const found = candidates.find((one) => one !== null && one !== undefined);
  return found ? { accountId: found.accountId, type: found.accountType } : null;
};

const issueIdOf = ({ issue, comment, worklog }: WebhookPayload): string | null =>
  issue?.id ?? ISSUE_IN_SELF.exec(comment?.self ?? '')?.[1] ?? worklog?.issueId ?? null;

const flowOf = (headers: IncomingHttpHeaders): Pick<Delivery, 'trace' | 'secondary' | 'retry'> => {
  const retry = Number(header(headers, 'x-atlassian-webhook-retry') ?? 0);
  return {
    trace: header(headers, 'x-atlassian-webhook-trace')?.slice(0, MAX_TRACE_LENGTH) ?? null,
    secondary: header(headers, 'x-atlassian-webhook-flow')?.toLowerCase() === 'secondary',
    retry: Number.isInteger(retry) && retry >= 0 ? retry : 0,
  };
};

/**
 * A webhook as a hint. Throws HttpError 400 for a body that is not JSON or names no event, and for nothing else.
 * Headers: platform.md 4.1, https://developer.atlassian.com/cloud/jira/platform/webhooks/
 */
export const readDelivery = (headers: IncomingHttpHeaders, body: Buffer): Delivery => {
  const payload = parsePayload(body);
  const items = itemsOf(payload);
  const changed = items.flatMap(({ fieldId, field }) => fieldId ?? field ?? []);
  return {
    deliveryId: deliveryIdOf(headers, payload.webhookEvent, body),
    event: payload.webhookEvent,
    issueId: issueIdOf(payload),
    issueKey: payload.issue?.key ?? null,
    projectKey: payload.issue?.fields?.project?.key ?? null,
    issueType: payload.issue?.fields?.issuetype?.name ?? null,
    commentId: payload.comment?.id ?? null,
    changedFields: [...new Set(changed)],
    transitions: items.flatMap(transitionOf),
    ...flowOf(headers),
    actor: actorOf(payload),
  };
};

import { createHash } from 'node:crypto';
import { type IncomingHttpHeaders } from 'node:http';
import { type Delivery } from '../../../sync/ports';
import { HttpError } from '../../middleware';
import { DEEPEST, isTooDeep } from '../shapes';
import { type LargeBodies, NotReadNow, type ReadBody } from './large/large-bodies';
import { type ChangelogItem, payloadSchema, type WebhookPayload } from './payload-schema';

/** `comment.self` names the issue where the body has none; with or without `/issue/` in it. */
const ISSUE_IN_SELF = /\/rest\/api\/[^/]+\/(?:issue\/)?(\d+)\/comment\//;
const MAX_ID_LENGTH = 200;
const MAX_TRACE_LENGTH = 1_024;
const BUSY_SECONDS = 30;

const header = (headers: IncomingHttpHeaders, name: string): string | null => {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** Up to here parsing takes a few milliseconds; what is larger is read by a thread beside the main loop. */
export const LARGE_BYTES = 256 * 1024;

/** Jira's id is the same over its retries. */
const givenId = (headers: IncomingHttpHeaders): string | null => {
  const given = header(headers, 'x-atlassian-webhook-identifier');
  return given !== null && given.length <= MAX_ID_LENGTH ? given : null;
};

/** A host that sends no id still gets its repeats recognised, by content. */
const digestOf = (event: string, body: Buffer): string =>
  createHash('sha256').update(event).update('\n').update(body).digest('hex');

const FAULTS = {
  'bad-json': [400, 'The body is not JSON.'],
  'too-deep': [400, `The body is nested more than ${DEEPEST.toLocaleString('en')} levels deep.`],
  'too-large': [413, 'The body holds too many values to be read.'],
} as const;

const refusal = (code: keyof typeof FAULTS): HttpError => {
  const [status, message] = FAULTS[code];
  return new HttpError(status, code, message);
};

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    throw refusal('bad-json');
  }
};

const readPayload = (json: unknown): WebhookPayload => {
  const parsed = payloadSchema.safeParse(json);
  if (!parsed.success) throw new HttpError(400, 'no-event', 'The body names no webhookEvent.');
  return parsed.data;
};

const itemsOf = ({ changelog }: WebhookPayload): readonly ChangelogItem[] => changelog?.items ?? [];

const transitionOf = (item: ChangelogItem): Delivery['transitions'] => {
  const isStatus = (item.fieldId ?? item.field)?.toLowerCase() === 'status';
  const { from, to } = item;
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

const deliveryOf = (headers: IncomingHttpHeaders, payload: WebhookPayload, deliveryId: string): Delivery => {
  const items = itemsOf(payload);
  const changed = items.flatMap(({ fieldId, field }) => fieldId ?? field ?? []);
  return {
    deliveryId,
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

/**
 * A webhook as a hint. Throws HttpError 400 for a body that is not JSON, names no event or is nested beyond all reason, and
 * for nothing else. Headers: platform.md 4.1, https://developer.atlassian.com/cloud/jira/platform/webhooks/
 */
export const readDelivery = (headers: IncomingHttpHeaders, body: Buffer): Delivery => {
  if (isTooDeep(body)) throw refusal('too-deep');
  const payload = readPayload(parseJson(body.toString('utf8')));
  const deliveryId = givenId(headers) ?? `sha256:${digestOf(payload.webhookEvent, body)}`;
  return deliveryOf(headers, payload, deliveryId);
};

/** Jira sends again what is answered with 503. */
const readBeside = async (
  large: LargeBodies,
  siteId: string,
  body: Buffer,
  wantsDigest: boolean,
): Promise<ReadBody> => {
  try {
    return await large.read({ siteId, body, wantsDigest });
  } catch (cause) {
    if (!(cause instanceof NotReadNow)) throw cause;
    const more = { retryAfterSeconds: BUSY_SECONDS, cause };
    throw new HttpError(503, 'busy', 'Too many large events wait to be read. Send it again.', more);
  }
};

/** The same for a body of any size: a large one is parsed off the main loop, and only its few parts come back. */
export const readAnyDelivery = async (
  large: LargeBodies,
  siteId: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<Delivery> => {
  if (body.length <= LARGE_BYTES) return readDelivery(headers, body);
  const given = givenId(headers);
  const read = await readBeside(large, siteId, body, given === null);
  if ('fault' in read) throw refusal(read.fault);
  return deliveryOf(headers, readPayload(parseJson(read.parts)), given ?? `sha256:${read.digest ?? ''}`);
};

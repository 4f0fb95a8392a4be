import { badRequest } from '../http/faults';
import { isRateLimitReason, RATE_LIMIT_REASONS, rateLimitHeaders } from '../http/rate-limit';
import { isObject, type Json, type JsonObject, objectOf, stringsOf, wordOf } from '../json';
import { seedOf } from '../random';
import type { Site } from '../site';
import type { RestFault } from './faults';
import type { ControlHandler } from './routes';
import type { Settings } from './settings';

/** Making things go wrong, late or differently. */
export function faultControl(site: Site): Record<string, ControlHandler> {
  return {
    'get /faults': () => ({
      webhooks: site.faults.webhooks,
      rest: site.faults.rest.map((fault) => ({ ...fault, path: fault.path.source })),
    }),
    'delete /faults': () => site.faults.clear(),
    'delete /faults/:id': ({ params }) => void site.faults.remove(Number(params.id)),
    'post /faults/webhooks': ({ body }) => addWebhookFault(site, body),
    'post /faults/rest': ({ body }) => ({ id: addRestFault(site, restFault(body)) }),
    'post /faults/rate-limit': ({ body }) => ({ id: addRestFault(site, rateLimitFault(body)) }),
    'get /settings': () => site.settings,
    'put /settings': ({ body }) => changeSettings(site, body),
    'put /seed': ({ body }) => site.random.restart(seedOf(wordOf(body.seed))),
    'get /clock': () => ({ now: site.clock.iso() }),
    'put /clock': ({ body }) => setClock(site, body),
    'delete /clock': () => site.clock.reset(),
  };
}

const numberOr = <T>(json: Json | undefined, standard: T): number | T => (typeof json === 'number' ? json : standard);

function rangeOf(json: Json | undefined): [number, number] | null {
  if (typeof json === 'number') return [json, json];
  if (!Array.isArray(json)) return null;
  const [low, high] = json.map(Number);
  return low === undefined || high === undefined ? null : [low, high];
}

function addWebhookFault(site: Site, body: JsonObject): unknown {
  const { id } = site.faults.addWebhook({
    events: stringsOf(body.events),
    probability: numberOr(body.probability, 1),
    lose: body.lose === true,
    duplicate: body.duplicate === true,
    delayMs: rangeOf(body.delayMs),
    reorderMs: body.reorder === true ? 300 : numberOr(body.reorderMs, null),
    times: numberOr(body.times, null),
  });
  return { id };
}

type NewRestFault = Omit<RestFault, 'id'>;

const addRestFault = (site: Site, fault: NewRestFault): number => site.faults.addRest(fault).id;

/** `{method?, path?, status | cut, body?, headers?, when?, times?, probability?, latencyMs?}`; only latency: the call passes. */
function restFault(body: JsonObject): NewRestFault {
  const status = body.cut === true ? null : numberOr(body.status, 0);
  if (status === 0 && typeof body.latencyMs !== 'number') throw badRequest('Give a status, cut: true or latencyMs.');
  const headers = isObject(body.headers) ? body.headers : {};
  return {
    method: typeof body.method === 'string' ? body.method.toUpperCase() : null,
    path: patternOf(body.path),
    probability: numberOr(body.probability, 1),
    when: body.when === 'after' ? 'after' : 'before',
    status,
    body: body.body === undefined ? { errorMessages: ['A fault on demand.'], errors: {} } : body.body,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, wordOf(value)])),
    latencyMs: numberOr(body.latencyMs, 0),
    times: numberOr(body.times, null),
  };
}

function patternOf(json: Json | undefined): RegExp {
  try {
    return new RegExp(typeof json === 'string' ? json : '.');
  } catch {
    throw badRequest(`'${wordOf(json)}' is no regular expression.`);
  }
}

/** `{reason, retryAfterMs?, method?, path?, times?}`; reason `none` is a gateway's 429 without any header. */
function rateLimitFault(body: JsonObject): NewRestFault {
  const { reason } = body;
  if (reason !== 'none' && !isRateLimitReason(reason))
    throw badRequest(`'reason' must be one of ${[...RATE_LIMIT_REASONS, 'none'].join(', ')}.`);
  const headers = reason === 'none' ? {} : rateLimitHeaders(reason, Date.now(), numberOr(body.retryAfterMs, null));
  const answer = { errorMessages: [`Rate limit exceeded (${reason}).`], errors: {} };
  return restFault({ ...body, status: 429, body: answer, headers, when: 'before' });
}

function changeSettings(site: Site, body: JsonObject): Settings {
  const { settings } = site;
  const numbers = ['indexLagMs', 'latencyMs', 'webhookTimeoutMs', 'uploadLimit', 'contextTokenSeconds'] as const;
  for (const name of numbers) settings[name] = numberOr(body[name], settings[name]);
  for (const name of ['perIssueWriteLimit', 'issueUpdatedOnComment', 'emptyFiles'] as const)
    if (typeof body[name] === 'boolean') settings[name] = body[name];
  if (body.hourlyPoints !== undefined) settings.hourlyPoints = numberOr(body.hourlyPoints, null);
  settings.reportCycleDays = numberOr(body.reportCycleDays, settings.reportCycleDays);
  if (body.accounts !== undefined) settings.accounts = accountsOf(body.accounts);
  settings.webhookRetryMs = rangeOf(body.webhookRetryMs) ?? settings.webhookRetryMs;
  if (body.ceilings !== undefined) settings.ceilings = ceilingsOf(settings.ceilings, objectOf(body.ceilings));
  if (Array.isArray(body.blockedProjects)) settings.blockedProjects = stringsOf(body.blockedProjects);
  if (body.indexLagMs !== undefined) site.index.lag(settings.indexLagMs > 0, site.state.issues.all());
  return settings;
}

/** `{comments?, attachments?, links?}`: what one issue may have at most. */
const ceilingsOf = (now: Settings['ceilings'], body: JsonObject): Settings['ceilings'] => ({
  comments: numberOr(body.comments, now.comments),
  attachments: numberOr(body.attachments, now.attachments),
  links: numberOr(body.links, now.links),
});

/** `{<account id>: {status: closed | updated, at?: time of the change}}`; replaces what was said before. */
function accountsOf(json: Json | undefined): Settings['accounts'] {
  const accounts = Object.entries(objectOf(json)).map(([accountId, said]) => {
    const { status, at } = objectOf(said);
    if (status !== 'closed' && status !== 'updated') throw badRequest("'status' must be closed or updated.");
    return [accountId, { status, at: typeof at === 'string' ? at : new Date().toISOString() }] as const;
  });
  return Object.fromEntries(accounts);
}

/** `{now}` jumps and runs on from there; `{freezeAt}` stands still; `{advanceMs}` moves on. */
function setClock(site: Site, body: JsonObject): unknown {
  const moment = (json: Json): number => {
    const at = Date.parse(wordOf(json));
    if (Number.isNaN(at)) throw badRequest(`'${wordOf(json)}' is no time.`);
    return at;
  };
  if (body.now !== undefined) site.clock.moveTo(moment(body.now));
  else if (body.freezeAt !== undefined) site.clock.freeze(moment(body.freezeAt));
  else site.clock.moveTo(site.clock.now() + numberOr(body.advanceMs, 0));
  return { now: site.clock.iso() };
}

import { isIP } from 'node:net';
import { pipeline, type Readable, Transform } from 'node:stream';
import { type Failure } from '../../../core/model';
import { matchesHost } from '../../../host-pattern';
import { type JiraError } from '../../../sync/ports';
import { type SiteAccess } from '../access';
import { failureOf, failureWithoutAnswer } from '../http/errors';
import { type JiraRequest } from '../http/request';
import { exchange, type Incoming, readText } from '../http/transport';
import { attachmentContent } from '../requests/attachments';
import { watchIdle } from './idle';
import { isRedirect, mediaIdIn } from './redirect';

export interface OpenFile {
  readonly stream: Readable;
  readonly bytes: number | null;
  readonly mimeType: string;
}

const MOST_HOPS = 5;

/** The content of an attachment, streamed. Jira answers with a redirect to its media host, which is followed by hand. */
export const openAttachment = async (access: SiteAccess, attachmentId: string): Promise<OpenFile> => {
  const request = attachmentContent(attachmentId);
  let incoming = await access.client.open(request);
  let url = new URL(access.site.baseUrl + request.target);
  for (let hop = 0; isRedirect(incoming.status); hop += 1) {
    incoming.stream.destroy();
    if (hop === MOST_HOPS) throw refused(access, 'it was redirected too often');
    url = nextAddress(access, incoming, url);
    const mediaId = mediaIdIn(url.href);
    if (mediaId !== null) access.memory.media.set(attachmentId, { id: mediaId });
    incoming = await follow(access, request, url);
  }
  return {
    stream: watched(incoming, access.options.transferIdleMs),
    bytes: lengthOf(incoming),
    mimeType: incoming.headers['content-type'] ?? 'application/octet-stream',
  };
};

const nextAddress = (access: SiteAccess, { headers }: Incoming, from: URL): URL => {
  const location = headers['location'] ?? '';
  if (!URL.canParse(location, from.href)) throw refused(access, 'it was redirected to what is no address');
  return new URL(location, from);
};

/**
 * Fetches from where Jira sent us. Without our token, also on Jira's own host: it is bound to the path it was made
 * for.
 */
const follow = async (access: SiteAccess, request: JiraRequest, url: URL): Promise<Incoming> => {
  if (!mayFollow(url, access.site.baseUrl, access.options.mediaHosts)) {
    throw refused(access, `it was redirected to ${url.protocol}//${url.host}, which is on no list of media hosts`);
  }
  let incoming: Incoming;
  try {
    incoming = await exchange({
      method: 'GET',
      url: url.href,
      headers: { 'user-agent': access.options.userAgent, 'accept-encoding': 'identity' },
      body: null,
      headMs: access.options.timeoutMs,
      signal: null,
    });
  } catch (error) {
    throw access.client.error(failureWithoutAnswer(error, request), error);
  }
  if (incoming.status < 400) return incoming;
  const text = await readText(incoming).catch(() => '');
  throw access.client.error(mediaFailure({ ...incoming, text }, request, access.clock.now()));
};

/** The media host knows nothing of our token: its 401 and 403 mean that the link ran out, and pass with the next one. */
const mediaFailure = (answer: Parameters<typeof failureOf>[0], request: JiraRequest, now: Date): Failure => {
  const failure = failureOf(answer, request, now);
  return failure.kind === 'unauthorised' || failure.kind === 'forbidden'
    ? { kind: 'unavailable', maybeDone: false, retryAfterMs: null, detail: `${failure.detail} (media host)` }
    : failure;
};

/**
 * Atlassian's media hosts and the site itself, by name, over https and on its own port: a site can send us nowhere else, and
 * least of all into the network that Accord runs in. Loopback only from a site that stands on loopback.
 */
export const mayFollow = (url: URL, baseUrl: string, mediaHosts: readonly string[]): boolean => {
  const site = new URL(baseUrl);
  if (url.username !== '' || url.password !== '') return false;
  if (isLoopback(url)) return /^https?:$/.test(url.protocol) && isLoopback(site);
  if (url.protocol !== 'https:' || isIP(hostOf(url)) !== 0) return false;
  return url.host === site.host || mediaHosts.some((pattern) => matchesHost(url, pattern));
};

/** Without the brackets of an IPv6 address. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

const isLoopback = (url: URL): boolean => {
  const host = hostOf(url);
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
};

const refused = ({ client }: SiteAccess, why: string): JiraError =>
  client.error({ kind: 'malformed', detail: `The file was not fetched: ${why}` });

const lengthOf = ({ headers }: Incoming): number | null => {
  const length = Number(headers['content-length'] ?? NaN);
  return Number.isInteger(length) && headers['content-encoding'] === undefined ? length : null;
};

const watched = ({ stream }: Incoming, idleMs: number): Readable => {
  const watch = watchIdle(idleMs);
  const passed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      watch.touch();
      done(null, chunk);
    },
  });
  watch.signal.addEventListener('abort', () => stream.destroy(new Error('The file stood still for too long.')));
  // The error, if any, is on `passed`, where the reader of the file sees it.
  pipeline(stream, passed, () => watch.stop());
  return passed;
};

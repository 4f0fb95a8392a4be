import { type Json } from '../../../core/model';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

type Parameters = Readonly<Record<string, string>>;
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

/** One call of Jira's REST API as data: the same value is sent by `perform` and shown by `describe`. */
export interface JiraRequest {
  readonly method: Method;
  /** Path template as in Atlassian's OpenAPI document: names the endpoint in metrics, limits and messages. */
  readonly route: string;
  /** Path with query, relative to the site's base URL: exactly what is signed and sent. */
  readonly target: string;
  readonly body: Json | null;
  /** Changes nothing in Jira; also a POST that only asks. */
  readonly reads: boolean;
  /** Sending it twice does no more than sending it once. */
  readonly repeatable: boolean;
  /** The issue that a write falls on, because Jira counts writes per issue. */
  readonly issueId: string | null;
  /** `X-Atlassian-Webhook-Trace`, given back by Jira with the webhooks that this call causes. */
  readonly trace: string | null;
}

interface WriteOptions {
  readonly issueId?: string;
  readonly trace?: string;
  readonly query?: Query;
}

/** RFC 3986: encodeURIComponent leaves `! ' ( ) *` alone, which a qsh does not. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const fill = (route: string, parameters: Parameters): string =>
  route.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = parameters[name];
    // A URL parser would fold dot segments into another path than the one that was meant.
    if (value === undefined || value === '' || /^\.{1,2}$/.test(value)) {
      throw new RangeError(`"${value ?? ''}" cannot stand for {${name}} in ${route}.`);
    }
    return encode(value);
  });

const queryText = (query: Query): string => {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    if (value === null) return [];
    const values = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
    return values.map((one) => `${encode(name)}=${encode(one)}`);
  });
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
};

const base = { body: null, issueId: null, trace: null };

export const get = (route: string, parameters: Parameters = {}, query: Query = {}): JiraRequest => ({
  ...base,
  method: 'GET',
  route,
  target: fill(route, parameters) + queryText(query),
  reads: true,
  repeatable: true,
});

/** A POST that only asks. */
export const ask = (route: string, body: Json, query: Query = {}): JiraRequest => ({
  ...get(route, {}, query),
  method: 'POST',
  body,
});

const write =
  (method: Method, repeatable: boolean) =>
  (route: string, parameters: Parameters, body: Json | null, options: WriteOptions = {}): JiraRequest => ({
    method,
    route,
    target: fill(route, parameters) + queryText(options.query ?? {}),
    body,
    reads: false,
    repeatable,
    issueId: options.issueId ?? null,
    trace: options.trace ?? null,
  });

/** Jira has no idempotency key: a POST that timed out may have been carried out. */
export const post = write('POST', false);
export const put = write('PUT', true);
export const remove = write('DELETE', true);

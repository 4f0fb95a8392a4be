import request from 'supertest';
import { hashOf, seconds, signHs256 } from '../../adapters/connect/sign';
import { type ApiWorld, secretOf, type SiteName } from './api-world';
import { type Operation, operations } from './description';
import { type Call, callsOf } from './marked-calls';
import { type MarkedIds } from './marked-world';
import { type Role, type Row } from './rights-table';

/** Who stands behind a role. All but the partner ask about acme's things; so does the partner, with its own rights. */
export const PERSONS: Readonly<Record<Role, { readonly site: SiteName; readonly accountId: string } | null>> = {
  nobody: null,
  stranger: { site: 'initech', accountId: 'admin' },
  guest: { site: 'acme', accountId: 'guest' },
  agent: { site: 'acme', accountId: 'agent' },
  lead: { site: 'acme', accountId: 'lead' },
  admin: { site: 'acme', accountId: 'admin' },
  partner: { site: 'globex', accountId: 'admin' },
};

/** Beside the API: an address that a route answers to. */
const ADDRESSES: Readonly<Record<string, string>> = {
  'ALL /static': '/static/icon.svg',
  'POST /webhooks/:event': '/webhooks/comment_created',
  'ALL /(installed|uninstalled|enabled|disabled)/?$': '/enabled',
  'GET /panel': '/panel?issueId=1',
  'GET /project': '/project?projectKey=ACMEPRJ',
};

/** Those of the lifecycle name acme, whoever signs. */
const ACME = {
  key: 'com.accord.sync',
  clientKey: 'client-acme',
  baseUrl: 'https://acme.atlassian.net',
  productType: 'jira',
};
const BODIES: Readonly<Record<string, object>> = {
  'POST /webhooks/:event': { webhookEvent: 'comment_created', timestamp: 1 },
  'POST /installed': { ...ACME, sharedSecret: 'another-secret-'.repeat(4), eventType: 'installed' },
  'POST /uninstalled': { ...ACME, eventType: 'uninstalled' },
  'POST /enabled': { ...ACME, eventType: 'enabled' },
  'POST /disabled': { ...ACME, eventType: 'disabled' },
};

export interface Answered {
  readonly status: number;
  readonly text: string;
}

const API = '/api';
const unnamed = (path: string): string => path.replaceAll(/:\w+|\{\w+\}/g, '*');

const operationOf = ({ method, path }: Row): Operation => {
  const found = operations.find(
    (each) => each.method === method.toLowerCase() && API + unnamed(each.path) === unnamed(path),
  );
  if (!found) throw new Error(`The document does not describe ${method} ${path}.`);
  return found;
};

const isApi = ({ path }: Row): boolean => path.startsWith(`${API}/`);

/** What the route needs to be answered well; an invitation's code is a good one only for those who hold it. */
export const callOf = (row: Row, ids: MarkedIds, by: SiteName, codes: readonly string[] = []): Call => {
  const operation = operationOf(row);
  const call = callsOf(ids, 'acme', by)[operation.id];
  if (!call) throw new Error(`${operation.id} has no call.`);
  const code = codes[['previewInvitation', 'acceptInvitation', 'declineInvitation'].indexOf(operation.id)];
  return code === undefined ? call : { ...call, body: { token: code } };
};

/** Things end only when all else is done. */
export const isLast = (row: Row, ids: MarkedIds): boolean => isApi(row) && callOf(row, ids, 'acme').last === true;

const fill = (path: string, params: readonly string[]): string => {
  const left = [...params];
  return path.replaceAll(/:\w+/g, () => left.shift() ?? 'missing');
};

interface Bare {
  readonly method: string;
  readonly url: string;
  readonly token: string | null;
  readonly body?: object | undefined;
}

const sendBare = async ({ app }: ApiWorld, { method, url, token, body }: Bare): Promise<Answered> => {
  const verb = method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
  const call = request(app)[verb](url);
  if (token !== null) void call.set('authorization', `JWT ${token}`);
  const { status, text } = await (body === undefined ? call : call.send(body));
  return { status, text };
};

/** As Jira signs a page, a webhook or a call of its own: bound to this one request. */
const boundToken = (role: Role, method: string, url: string): string | null => {
  const person = PERSONS[role];
  if (!person) return null;
  const { site, accountId: sub } = person;
  const claims = { iss: `client-${site}`, sub, iat: seconds(), exp: seconds() + 180, qsh: hashOf(method, url) };
  return signHs256(claims, secretOf(site));
};

const sendBeside = (world: ApiWorld, row: Row, role: Role): Promise<Answered> => {
  const route = `${row.method} ${row.path}`;
  const method = row.method === 'ALL' ? 'GET' : row.method;
  const url = ADDRESSES[route] ?? row.path;
  return sendBare(world, { method, url, token: boundToken(role, method, url), body: BODIES[route] });
};

const sendApi = async (world: ApiWorld, row: Row, role: Role, call: Call): Promise<Answered> => {
  const url = fill(row.path, call.params ?? []) + (call.query ?? '');
  const person = PERSONS[role];
  if (!person) return sendBare(world, { method: row.method, url, token: null, body: call.body });
  // Through the client, which holds every answer against the document.
  const client = world.as(person.site, person.accountId);
  const path = url.slice(API.length);
  const send = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;
  const { status, text } = await client[send[row.method as keyof typeof send]](path, call.body);
  return { status, text };
};

export const send = (world: ApiWorld, row: Row, role: Role, call: () => Call): Promise<Answered> =>
  isApi(row) ? sendApi(world, row, role, call()) : sendBeside(world, row, role);

/** Three invitations that wait for an answer, from a site that only the test knows. */
export const issueCodes = async (world: ApiWorld, inviter: SiteName): Promise<readonly string[]> => {
  const codes: string[] = [];
  for (const name of ['Preview', 'Accept', 'Decline']) {
    const body = { name, side: 'master' };
    codes.push((await world.as(inviter).post<{ token: string }>('/connections/invitations', body)).body.token);
  }
  return codes;
};

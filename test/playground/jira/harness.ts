import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createQueryStringHash, encodeSymmetric, fromMethodAndUrl } from 'atlassian-jwt';
import {
  startInstallKeys,
  startJira,
  type InstallKeys,
  type JiraOptions,
  type JiraSite,
} from '../../../playground/jira';
import { masterSeed } from '../../../playground/jira/seeds';
import { type Held } from '../../../playground/taking';
import { listen, taking } from '../../setup/taking';

export interface Stage {
  readonly site: JiraSite;
  readonly keys: InstallKeys;
  stop(): Promise<void>;
}

export const startStage = (options: Partial<JiraOptions> = {}): Promise<Stage> =>
  taking(async (held) => {
    const keys = held.keep(options.keyHost ?? (await startInstallKeys()), (it) => it.stop());
    const settings = { name: 'umbrella', title: 'Umbrella', seed: masterSeed(), keyHost: keys, ...options };
    const site = held.keep(await startJira(settings), (it) => it.stop());
    return { site, keys, stop: () => held.release() };
  });

/** JSON of a shape that the test knows: any path may be written down, and `text` makes sure of a leaf. */
export interface Tree {
  readonly [key: string]: Tree;
}

export function text(tree: unknown): string {
  if (typeof tree === 'string' || typeof tree === 'number') return String(tree);
  throw new Error(`Not a text: ${JSON.stringify(tree)}`);
}

export const list = (tree: unknown): Tree[] => {
  if (Array.isArray(tree)) return tree as Tree[];
  throw new Error(`Not a list: ${JSON.stringify(tree)}`);
};

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or the text. */
  readonly body: Tree;
}

export interface Caller {
  /** What the request is signed or authenticated with. */
  authorization(method: string, path: string): string;
}

export const as = (site: JiraSite, name: string): Caller => {
  const user = site.users.find((each) => each.displayName === name);
  if (!user) throw new Error(`There is nobody called ${name}`);
  return { authorization: () => `Basic ${Buffer.from(`${user.email}:${user.apiToken}`).toString('base64')}` };
};

/** Path below the site, with its query. */
export async function call(
  site: { url: string },
  caller: Caller | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const json = body !== undefined && !(body instanceof FormData);
  const answer = await fetch(`${site.url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(caller ? { authorization: caller.authorization(method, path) } : {}),
      ...(json ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : body }),
  });
  const { status, headers: received } = answer;
  return { status, headers: received, body: parsed(await answer.text()) as Tree };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

export const doc = (...lines: string[]): Record<string, unknown> => ({
  type: 'doc',
  version: 1,
  content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

export async function createBug(
  site: JiraSite,
  fields: Record<string, unknown> = {},
  who = 'Alice Abernathy',
): Promise<{ id: string; key: string }> {
  const answer = await call(site, as(site, who), 'POST', '/rest/api/3/issue', {
    fields: { project: { key: 'SUP' }, issuetype: { name: 'Bug' }, summary: 'A bug', ...fields },
  });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return { id: text(answer.body.id), key: text(answer.body.key) };
}

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Tree;
}

/** A tiny add-on: a descriptor, lifecycle calls and webhooks that it only notes down. */
export interface FakeAddon extends Caller {
  readonly url: string;
  readonly descriptorUrl: string;
  readonly received: Received[];
  /** Webhooks only, oldest first. */
  webhooks(event?: string): Received[];
  /** Next answers to webhooks, one each; 204 when the list is empty. 0 cuts the connection. */
  readonly answers: number[];
  descriptor: Record<string, unknown>;
  /** Status for `installed`. */
  installStatus: number;
  secret: string | null;
  waitFor(count: number, event?: string): Promise<Received[]>;
  stop(): Promise<void>;
}

const EVENTS = [
  'jira:issue_created',
  'jira:issue_updated',
  'jira:issue_deleted',
  'comment_created',
  'comment_updated',
  'comment_deleted',
  'attachment_created',
  'attachment_deleted',
  'issue_property_set',
  'issuelink_created',
  'worklog_created',
];

export const ADDON_KEY = 'com.example.fake';

export const startAddon = (changes: Record<string, unknown> = {}): Promise<FakeAddon> =>
  taking((held) => takeAddon(held, changes));

async function takeAddon(held: Held, changes: Record<string, unknown>): Promise<FakeAddon> {
  const received: Received[] = [];
  const answers: number[] = [];
  const server = createServer();
  await listen(held, server);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/app`;
  const addon: FakeAddon = {
    url,
    descriptorUrl: `${url}/descriptor`,
    received,
    answers,
    installStatus: 204,
    secret: null,
    descriptor: {
      key: ADDON_KEY,
      name: 'Fake',
      baseUrl: url,
      authentication: { type: 'jwt' },
      apiMigrations: { 'signed-install': true, 'context-qsh': true },
      lifecycle: { installed: '/installed', uninstalled: '/uninstalled', enabled: '/enabled', disabled: '/disabled' },
      scopes: ['READ', 'WRITE', 'DELETE'],
      modules: {
        webhooks: EVENTS.map((event) => ({ event, url: `/hook/${event}` })),
        jiraEntityProperties: [
          {
            key: 'link',
            name: { value: 'Link' },
            keyConfigurations: [
              {
                propertyKey: 'accord.link',
                extractions: [{ objectName: 'link', type: 'string', alias: 'accordLink' }],
              },
            ],
          },
        ],
        adminPages: [{ key: 'admin', name: { value: 'Admin' }, url: '/admin?project={project.key}' }],
        jiraIssueContexts: [{ key: 'panel', target: { type: 'web_panel', url: '/panel?issue={issue.key}' } }],
      },
      ...changes,
    },
    webhooks: (event) => received.filter(({ path }) => path.startsWith(`/app/hook/${event ?? ''}`)),
    authorization: (method, path) => `JWT ${sign(addon.secret ?? '', method, path)}`,
    async waitFor(count, event) {
      const until = Date.now() + 20_000;
      while (addon.webhooks(event).length < count && Date.now() < until)
        await new Promise((done) => setTimeout(done, 10));
      return addon.webhooks(event);
    },
    stop: () => held.release(),
  };
  server.on('request', (req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const sent = Buffer.concat(chunks).toString('utf8');
      const path = req.url ?? '';
      if (path === '/app/descriptor') {
        res.setHeader('content-type', 'application/json');
        res.end(JSON.stringify(addon.descriptor));
        return;
      }
      received.push({ path, headers: req.headers, body: (sent === '' ? null : parsed(sent)) as Tree });
      if (path === '/app/installed') {
        if (addon.installStatus < 300) addon.secret = (parsed(sent) as { sharedSecret: string }).sharedSecret;
        res.statusCode = addon.installStatus;
      } else if (path.startsWith('/app/hook/')) {
        const status = answers.shift() ?? 204;
        if (status === 0) {
          req.socket.destroy();
          return;
        }
        res.statusCode = status;
      } else res.statusCode = 204;
      res.end();
    });
  });
  return addon;
}

export function sign(secret: string, method: string, path: string, claims: Record<string, unknown> = {}): string {
  const iat = Math.floor(Date.now() / 1000);
  const qsh = createQueryStringHash(fromMethodAndUrl(method, path));
  return encodeSymmetric({ iss: ADDON_KEY, iat, exp: iat + 180, qsh, ...claims }, secret);
}

export async function installed(stage: Stage, changes: Record<string, unknown> = {}): Promise<FakeAddon> {
  const addon = await startAddon(changes);
  await stage.site.install(addon.descriptorUrl);
  return addon;
}

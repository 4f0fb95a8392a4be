import { type Express } from 'express';
import request from 'supertest';
import { createConnectHost } from '../../../src/adapters/connect';
import { type AskSite } from '../../../src/adapters/connect/ask-site';
import { randomIds } from '../../../src/adapters/ids';
import { LIMIT_NAMES } from '../../../src/limits/api-limits';
import {
  type Clock,
  type Database,
  type PipelineActions,
  type PreviewResult,
  type Site,
} from '../../../src/sync/ports';
import { createApp } from '../../../src/web/app';
import { apiRouter } from '../../../src/web/routes/api';
import { seconds, signHs256 } from '../../adapters/connect/sign';
import { countingMetrics, listeningLog } from '../../adapters/connect/silent';
import { fakeJira, FakeJiraSite, fieldMeta } from '../../fakes/fake-jira-port';
import { createTestDatabase } from '../../setup/database';
import { type Held } from '../../../playground/taking';
import { taking } from '../../setup/taking';
import { config } from '../web-world';
import { holdAgainstDescription, type Operation, operationFor } from './description';

/** acme invites as the master, globex accepts as the provider, initech has nothing to do with either. */
export const SITE_NAMES = ['acme', 'globex', 'initech'] as const;
export type SiteName = (typeof SITE_NAMES)[number];

interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
  readonly faults?: readonly { readonly path: string; readonly message: string; readonly remedy: string }[];
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  /** Of an answer that is no success. */
  readonly error: ErrorBody;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Client {
  get<T = unknown>(path: string): Promise<Answer<T>>;
  post<T = unknown>(path: string, body?: object): Promise<Answer<T>>;
  put<T = unknown>(path: string, body?: object): Promise<Answer<T>>;
  patch<T = unknown>(path: string, body?: object): Promise<Answer<T>>;
  delete<T = unknown>(path: string): Promise<Answer<T>>;
}

export interface Seen {
  readonly site: SiteName;
  readonly operation: Operation;
  readonly status: number;
  readonly text: string;
}

export interface ApiWorld {
  readonly app: Express;
  readonly database: Database;
  readonly jira: Readonly<Record<SiteName, FakeJiraSite>>;
  readonly sites: Readonly<Record<SiteName, Site>>;
  /** What the API asked of the pipeline: `wakeLink:<id>`. */
  readonly asked: string[];
  readonly preview: { result: PreviewResult };
  /** Every answer of this world, held against the description when it came. */
  readonly seen: Seen[];
  readonly log: ReturnType<typeof listeningLog>;
  as(site: SiteName, accountId?: string): Client;
  forward(ms: number): void;
  close(): Promise<void>;
}

export const secretOf = (name: SiteName): string => `${name}-secret-`.repeat(4);

export const contextTokenOf = (name: SiteName, accountId = 'admin'): string =>
  signHs256(
    { iss: `client-${name}`, sub: accountId, iat: seconds(), exp: seconds() + 900, qsh: 'context-qsh' },
    secretOf(name),
  );

const install = (database: Database, name: SiteName): Promise<Site> =>
  database.stores.sites.saveInstallation(
    {
      clientKey: `client-${name}`,
      appKey: 'com.accord.sync',
      sharedSecret: secretOf(name),
      baseUrl: `https://${name}.atlassian.net`,
      displayUrl: `https://${name}.atlassian.net`,
      cloudId: null,
      installationId: null,
      payload: {},
    },
    new Date(),
    0,
  );

const fields = () => [
  fieldMeta('summary'),
  fieldMeta('description', { type: 'richText', maxLength: 32_767 }),
  fieldMeta('priority', {
    type: 'priority',
    options: ['High', 'Low'].map((label, index) => ({ id: `${index}`, label, children: [] })),
    maxLength: null,
  }),
  fieldMeta('customfield_10042', { name: 'Customer' }),
];

export const NOTHING_PLANNED: PreviewResult = {
  linkId: null,
  plan: null,
  sent: { master: {}, provider: {} },
  requests: [],
  why: 'Nothing to do.',
};

const recordingActions = (asked: string[], preview: ApiWorld['preview']): PipelineActions => {
  const note = (...words: readonly (string | boolean)[]): Promise<void> => {
    asked.push(words.join(':'));
    return Promise.resolve();
  };
  return {
    preview: () => Promise.resolve(preview.result),
    requestCreate: (contractId, side, issueId, actor) => note('requestCreate', contractId, side, issueId, actor),
    wakeLink: (linkId, side, actor) => note('wakeLink', linkId, side, actor),
    commentShared: (siteId, issueId) => note('commentShared', siteId, issueId),
    setLinkPaused: ({ linkId, sides, paused, actor }) => note('setLinkPaused', linkId, sides.join('+'), paused, actor),
    unlink: (linkId, actor) => note('unlink', linkId, actor),
    answerProblem: (problemId, answer, actor) => note('answerProblem', problemId, answer, actor),
    retryProblem: (problemId, actor) => note('retryProblem', problemId, actor),
    chooseConflict: (conflictId, choice, side, actor) => note('chooseConflict', conflictId, choice, side, actor),
    contractChanged: (contractId) => note('contractChanged', contractId),
  };
};

const clientOf = (app: Express, seen: Seen[], site: SiteName, accountId: string): Client => {
  const send = async <T>(method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, body?: object) => {
    const call = request(app)
      [method](`/api${path}`)
      .set('authorization', `JWT ${contextTokenOf(site, accountId)}`);
    const answer = await (body === undefined ? call : call.send(body));
    const operation = operationFor(method, path.split('?')[0] ?? path);
    const parsed = answer.body as T & { error: ErrorBody };
    const { status, text } = answer;
    seen.push({ site, operation, status, text });
    holdAgainstDescription(operation, body, { status, text, body: parsed });
    return { status, text, body: parsed, error: parsed.error, headers: answer.headers as Record<string, string> };
  };
  return {
    get: (path) => send('get', path),
    post: (path, body) => send('post', path, body),
    put: (path, body) => send('put', path, body),
    patch: (path, body) => send('patch', path, body),
    delete: (path) => send('delete', path),
  };
};

/** Tests ask faster than people; what they try about limits they say. Codes keep theirs. */
const UNLIMITED = {
  ACCORD_LIMITS: LIMIT_NAMES.filter((name) => name !== 'codes')
    .map((name) => `${name}=10000/s:10000`)
    .concat('codes=30/h:30')
    .join(','),
  ACCORD_OPEN_INVITATIONS: '1000',
};

/** Sites are fakes: what is asked of one after its installation finds nobody. */
const notThere: AskSite = () => Promise.reject(new Error('The site does not answer.'));

interface ApiWorldOptions {
  /** Time stands unless a test moves it. */
  readonly still?: boolean;
}

/** Three sites on a real Postgres, behind real tokens, each with a fake Jira. */
export const startApiWorld = (
  env: Readonly<Record<string, string>> = UNLIMITED,
  options: ApiWorldOptions = {},
): Promise<ApiWorld> => taking((held) => takeApiWorld(held, env, options));

const takeApiWorld = async (
  held: Held,
  env: Readonly<Record<string, string>>,
  { still = false }: ApiWorldOptions,
): Promise<ApiWorld> => {
  const database = held.keep(await createTestDatabase(), ({ close }) => close());
  let ahead = 0;
  const start = Date.now();
  const clock: Clock = { now: () => new Date((still ? start : Date.now()) + ahead) };
  const installed = await Promise.all(SITE_NAMES.map((name) => install(database, name)));
  const byName = <T>(make: (name: SiteName, site: Site) => T): Readonly<Record<SiteName, T>> =>
    Object.fromEntries(SITE_NAMES.map((name, index) => [name, make(name, installed[index] as Site)])) as Record<
      SiteName,
      T
    >;
  const sites = byName((_name, site) => site);
  const jira = byName((name, site) => new FakeJiraSite(site.id).addProject(`${name.toUpperCase()}PRJ`, fields()));
  const bySite = new Map(Object.values(jira).map((each) => [each.siteId, each]));
  const log = listeningLog();
  const [asked, seen]: [string[], Seen[]] = [[], []];
  const preview = { result: NOTHING_PLANNED };
  const settings = config(env);
  const host = createConnectHost({
    ask: notThere,
    config: settings,
    stores: database.stores,
    clock: { now: () => new Date() },
    log,
  });
  held.keep(host, ({ stop }) => stop());
  const app = createApp({
    config: settings,
    tokens: host.tokens,
    sites: database.stores.sites,
    lifecycle: host.lifecycle,
    receive: () => Promise.resolve(),
    administers: (siteId, accountId) => Promise.resolve(bySite.get(siteId)?.admins.has(accountId) ?? false),
    api: [
      apiRouter({
        database,
        jira: fakeJira(bySite),
        clock,
        ids: randomIds,
        log,
        actions: recordingActions(asked, preview),
        openInvitations: settings.openInvitations,
      }),
    ],
    ready: () => Promise.resolve(),
    renderMetrics: () => Promise.resolve({ contentType: 'text/plain', text: '' }),
    metrics: countingMetrics(),
    log,
    ids: randomIds,
    clock,
    floodPauseMs: 0,
  });
  return {
    app,
    database,
    jira,
    sites,
    asked,
    preview,
    seen,
    log,
    as: (site, accountId = 'admin') => clientOf(app, seen, site, accountId),
    forward: (ms) => void (ahead += ms),
    close: () => held.release(),
  };
};

export interface Joined {
  readonly connectionId: string;
}

/** acme and globex, connected. */
export const connect = async (world: ApiWorld, name = 'Defects'): Promise<Joined> => {
  const invited = await world
    .as('acme')
    .post<{ connectionId: string; token: string }>('/connections/invitations', { name, side: 'master' });
  const { connectionId, token } = invited.body;
  await world.as('globex').post('/invitations/accept', { token });
  return { connectionId };
};

export const createContract = async (world: ApiWorld, connectionId: string, name = 'Bugs'): Promise<string> => {
  const made = await world.as('acme').post<{ id: string }>(`/connections/${connectionId}/contracts`, { name });
  return made.body.id;
};

/** A half that fits the fake Jira of the site. */
export const halfOf = (site: SiteName, more: object = {}): object => ({
  scope: { project: `${site.toUpperCase()}PRJ` },
  send: {
    createOn: site === 'acme' ? ['issue_created'] : [],
    updateOn: ['issue_updated'],
    fields: [{ field: 'summary', as: 'Title' }],
  },
  receive: {
    create:
      site === 'acme' ? null : { project: `${site.toUpperCase()}PRJ`, issueType: 'Task', defaults: { summary: 'New' } },
    fields: site === 'acme' ? [] : [{ from: 'Title', field: 'summary' }],
  },
  ...more,
});

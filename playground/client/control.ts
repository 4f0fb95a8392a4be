import { send } from './http';
import type { JsonObject } from './json';
import type { Person } from './world';

/** The control API of a simulated site: what no real Jira offers. */
const control = <T>(baseUrl: string, path: string, json?: unknown): Promise<T> =>
  send<T>(baseUrl, `/playground${path}`, json === undefined ? {} : { method: 'POST', json });

/** A context token as the host's page would hand it to the add-on's page. */
export const contextToken = async (baseUrl: string, accountId: string): Promise<string> =>
  (await control<{ token: string }>(baseUrl, '/context-token', { accountId })).token;

/** No webhook waits or is on its way. */
export const isIdle = async (baseUrl: string): Promise<boolean> =>
  (await control<{ idle: boolean }>(baseUrl, '/idle')).idle;

/** People who can act: no add-ons, no customers of a service desk, nobody who left. */
export async function listPeople(baseUrl: string): Promise<readonly Person[]> {
  const { people } = await control<{ people: readonly (Person & { active: boolean })[] }>(baseUrl, '/people');
  return people.filter((person) => person.active && person.accountType === 'atlassian');
}

/** Chances from 0 to 1, times in milliseconds. */
export interface WebhookFaults {
  readonly webhookDelayMs?: number;
  readonly webhookLoss?: number;
  readonly webhookDoubles?: number;
  /** Each waits a random time up to this, so that they overtake one another. */
  readonly webhookReorderMs?: number;
}

/** Sets what goes wrong with the webhooks of a site, instead of what was set before. */
export async function setFaults(baseUrl: string, faults: WebhookFaults): Promise<void> {
  await send(baseUrl, '/playground/faults', { method: 'DELETE' });
  const { webhookDelayMs = 0, webhookLoss = 0, webhookDoubles = 0, webhookReorderMs = 0 } = faults;
  const add = (fault: unknown): Promise<unknown> => control(baseUrl, '/faults/webhooks', fault);
  if (webhookDelayMs > 0) await add({ delayMs: webhookDelayMs });
  if (webhookLoss > 0) await add({ lose: true, probability: webhookLoss });
  if (webhookDoubles > 0) await add({ duplicate: true, probability: webhookDoubles });
  if (webhookReorderMs > 0) await add({ reorderMs: webhookReorderMs });
}

/** Calls of the REST API that match are answered with this status, so many times; null means until it is taken back. */
export interface RestFault {
  readonly method: string;
  /** Regular expression over the path. */
  readonly path: string;
  readonly status: number;
  readonly times: number | null;
}

/** Gives its id. */
export const addRestFault = async (baseUrl: string, fault: RestFault): Promise<number> =>
  (await control<{ id: number }>(baseUrl, '/faults/rest', fault)).id;

/** Behaviour of the site that can change while it runs; what is not named stays. */
export interface SiteSettings {
  /** Added to every REST answer. */
  readonly latencyMs?: number;
  /** Whether files without content are taken. */
  readonly emptyFiles?: boolean;
  /** Life of the tokens that the host hands to pages. */
  readonly contextTokenSeconds?: number;
}

export const setSettings = (baseUrl: string, settings: SiteSettings): Promise<unknown> =>
  send(baseUrl, '/playground/settings', { method: 'PUT', json: settings });

/** Into the archive of issues, or out of it again. */
export const setArchived = (baseUrl: string, key: string, archived: boolean): Promise<unknown> =>
  control(baseUrl, `/issues/${key}/archive`, { archived });

/** Adds projects, and custom fields on every screen of the first project: the site of a large company. */
export const addMany = (
  baseUrl: string,
  many: { readonly projects?: number; readonly fields?: number },
): Promise<{ readonly projects: number; readonly fields: number }> => control(baseUrl, '/many', many);

/** Sends what waits for its next try now: Jira itself waits for minutes after a refused connection. */
export const hurryWebhooks = (baseUrl: string): Promise<null> => control(baseUrl, '/webhooks/hurry', {});

/** The handshake: `status` is what the add-on answered. */
export const install = (baseUrl: string, descriptorUrl: string): Promise<{ readonly status: number }> =>
  control(baseUrl, '/install', { descriptorUrl });

export const lifecycle = (
  baseUrl: string,
  event: 'uninstall' | 'enable' | 'disable',
): Promise<{ readonly status: number }> => control(baseUrl, `/${event}`, {});

export interface RestCall {
  readonly number: number;
  readonly method: string;
  readonly path: string;
  /** Account id; null while the caller is not known. */
  readonly by: string | null;
  readonly status: number | null;
}

/** REST calls since this number. */
export const listCalls = async (baseUrl: string, since = 0): Promise<readonly RestCall[]> =>
  (await control<{ requests: readonly RestCall[] }>(baseUrl, `/requests?since=${since}`)).requests;

/** What an administrator does in Jira's own pages. */
export const changeOption = (
  baseUrl: string,
  field: string,
  option: string,
  change: { readonly value?: string; readonly disabled?: boolean },
): Promise<unknown> =>
  send(baseUrl, `/playground/fields/${field}/options/${encodeURIComponent(option)}`, { method: 'PATCH', json: change });

/** Puts the add-on's own user into a group, so that it may read what is restricted to it; or takes it out. */
export const letAppJoin = (baseUrl: string, group: string, member: boolean): Promise<unknown> =>
  control(baseUrl, `/groups/${group}/members`, { user: 'app', member });

/** Where and for whom a page of an add-on is shown. */
export interface PageQuery {
  readonly user: string;
  readonly issue?: string | undefined;
  readonly project?: string | undefined;
}

export interface AppModule {
  readonly place: 'settings' | 'issue' | 'project-settings' | 'project' | 'site';
  readonly type: string;
  readonly key: string;
  readonly name: string;
  /** Relative to the add-on's address. */
  readonly icon: string | null;
}

export interface App {
  readonly key: string;
  readonly name: string;
  readonly vendor: string | null;
  readonly description: string | null;
  readonly baseUrl: string;
  readonly scopes: readonly string[];
  readonly enabled: boolean;
  readonly modules: readonly AppModule[];
}

/** Installed add-ons, with the page modules that this person is shown here. */
export const listApps = async (baseUrl: string, query: PageQuery): Promise<readonly App[]> =>
  (await send<{ apps: readonly App[] }>(baseUrl, '/playground/apps', { query: { ...query } })).apps;

export interface AppPage {
  readonly addon: { readonly key: string; readonly name: string };
  readonly module: AppModule;
  /** Address of the frame, signed. */
  readonly url: string;
  readonly context: unknown;
}

/** What Jira's own page needs to frame a module. `more` holds `ac.` parameters. */
export const openPage = (
  baseUrl: string,
  addon: string,
  module: string,
  query: PageQuery,
  more: Readonly<Record<string, string>> = {},
): Promise<AppPage> => send(baseUrl, '/playground/page', { query: { ...more, ...query, addon, module } });

/** A fresh token as `AP.context.getToken()` gives it to a page. */
export const pageToken = async (baseUrl: string, addon: string, query: PageQuery): Promise<string> =>
  (await send<{ token: string }>(baseUrl, '/playground/context-token', { query: { ...query, addon } })).token;

/** A rule of automation on a site: what is done when an issue is created there. */
export interface AutomationRule {
  readonly name?: string;
  readonly project?: string;
  readonly createdBy?: 'app' | 'people' | 'anyone';
  readonly actor?: 'automation' | 'initiator';
  /** 0: before the call that creates the issue is answered. */
  readonly afterMs?: number | readonly [number, number];
  readonly probability?: number;
  readonly actions: readonly (
    | { readonly edit: { readonly fields?: JsonObject; readonly update?: JsonObject } }
    | { readonly transition: string }
    | { readonly comment: string }
  )[];
}

export const automate = (baseUrl: string, rule: AutomationRule): Promise<{ readonly id: number }> =>
  control(baseUrl, '/automation', rule);

/** Each run of a rule, with what Jira said against it. */
export const automationRuns = async (
  baseUrl: string,
): Promise<readonly { readonly rule: number; readonly issue: string; readonly failed: string | null }[]> =>
  (await control<{ runs: readonly { rule: number; issue: string; failed: string | null }[] }>(baseUrl, '/automation'))
    .runs;

export const stopAutomation = (baseUrl: string): Promise<unknown> =>
  send(baseUrl, '/playground/automation', { method: 'DELETE' });

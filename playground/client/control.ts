import { send } from './http';
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

/** Sends what waits for its next try now: Jira itself waits for minutes after a refused connection. */
export const hurryWebhooks = (baseUrl: string): Promise<null> => control(baseUrl, '/webhooks/hurry', {});

import { boundClaims, signHs256 } from '../connect/jwt';
import type { Site } from '../site';
import { factOf } from '../store/state';
import type { DeliveryRecord, InstallationRecord } from '../store/records';

/** One POST. The HTTP status, or null when there was no answer (refused, reset, timed out). */
export async function send(
  site: Site,
  installation: InstallationRecord,
  delivery: DeliveryRecord,
): Promise<number | null> {
  const url = `${installation.baseUrl}${delivery.url}`;
  const claims = boundClaims(factOf(site.state, 'clientKey'), 'POST', url, installation.baseUrl, Date.now());
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `JWT ${signHs256(claims, installation.sharedSecret)}`,
        'user-agent': 'Atlassian Webhook HTTP Client',
        'x-atlassian-webhook-identifier': delivery.identifier,
        'x-atlassian-webhook-flow': delivery.flow,
        ...(delivery.retry > 0 ? { 'x-atlassian-webhook-retry': String(delivery.retry) } : {}),
        ...(delivery.trace === null ? {} : { 'x-atlassian-webhook-trace': delivery.trace }),
        ...(delivery.body === null ? {} : { 'content-type': 'application/json; charset=UTF-8' }),
      },
      body: delivery.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(site.settings.webhookTimeoutMs),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
}

/** Statuses after which Jira tries again (webhook retry policy). */
export const isRetried = (status: number | null): boolean =>
  status === null || [408, 409, 425, 429].includes(status) || status >= 500;

import type { Site } from '../site';
import { aliasesOf, webhooksOf, type WebhookModule } from '../connect/descriptor';
import type { WebhookFault } from '../control/faults';
import type { IssueEvent } from '../issues/events';
import { issueMatches } from '../jql/match';
import type { JsonObject } from '../json';
import { nextId } from '../store/state';
import type { DeliveryRecord, InstallationRecord } from '../store/records';
import { webhookBody, withProperties } from './body';

export type DeliveryDraft = Omit<DeliveryRecord, 'id'>;

/** What has to be sent because of this event: one webhook for each module that listens, less or more by faults. */
export function draftDeliveries(site: Site, event: IssueEvent): DeliveryDraft[] {
  if (isKeptBack(site, event)) return [];
  const wanted = site.state.installations
    .all()
    .filter((installation) => installation.enabled)
    .flatMap((installation) => webhooksOf(installation.descriptor).map((module) => ({ installation, module })))
    .filter(({ installation, module }) => module.event === event.event && passes(site, installation, module, event));
  if (wanted.length === 0) return [];
  const body = webhookBody(site, event);
  return wanted.flatMap(({ installation, module }) => {
    const faults = site.faults.forWebhook(event.event);
    return spoilt(site, draft(site, installation, module, event, body), faults);
  });
}

/** Of a project that a data security policy closes to apps, they hear nothing either. */
const isKeptBack = ({ state, settings }: Site, { issue }: IssueEvent): boolean =>
  issue !== null && settings.blockedProjects.includes(state.projects.get(issue.projectId).key);

function draft(
  site: Site,
  installation: InstallationRecord,
  module: WebhookModule,
  event: IssueEvent,
  body: JsonObject,
): DeliveryDraft {
  const now = Date.now();
  return {
    identifier: nextId(site.state, 'webhook'),
    addonKey: installation.id,
    event: event.event,
    issueId: event.issue?.id ?? null,
    url: filledUrl(module.url, event),
    body: module.excludeBody ? null : JSON.stringify(withProperties(body, event, module.propertyKeys)),
    flow: event.flow,
    trace: event.cause.trace,
    retry: 0,
    dueAt: now,
    createdAt: now,
    state: 'waiting',
  };
}

/** A lost webhook is none, a doubled one comes once more by the same identifier, as after a lost acknowledgement. */
function spoilt(site: Site, delivery: DeliveryDraft, faults: readonly WebhookFault[]): DeliveryDraft[] {
  if (faults.some((fault) => fault.lose)) return [];
  const late = { ...delivery, dueAt: delivery.dueAt + delayBy(site, faults) };
  if (!faults.some((fault) => fault.duplicate)) return [late];
  return [late, { ...late, retry: 1, dueAt: late.dueAt + site.random.between(0, 50) }];
}

const delayBy = (site: Site, faults: readonly WebhookFault[]): number =>
  faults.reduce((sum, { delayMs, reorderMs }) => {
    const delay = delayMs ? site.random.between(delayMs[0], delayMs[1]) : 0;
    return sum + delay + (reorderMs ? site.random.between(0, reorderMs) : 0);
  }, 0);

/** The module's JQL filter, where the event is about an issue; it is asked of the issue as it is now. */
function passes(site: Site, installation: InstallationRecord, module: WebhookModule, event: IssueEvent): boolean {
  if (module.filter === null || module.filter.trim() === '' || !event.issue) return true;
  return issueMatches(site, event.cause.actor, event.issue, module.filter, aliasesOf(installation.descriptor));
}

const filledUrl = (url: string, { issue }: IssueEvent): string => {
  const path = url.startsWith('/') ? url : `/${url}`;
  return path.replace(/\$?\{issue\.(id|key)\}/g, (_all, part: 'id' | 'key') => encodeURIComponent(issue?.[part] ?? ''));
};

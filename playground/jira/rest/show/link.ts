import type { Site } from '../../site';
import { type JsonObject, wordOf } from '../../json';
import type { IssueLinkRecord, IssueRecord, LinkTypeRecord } from '../../store/records';
import { showIssueType, showPriority, showStatus } from './named';

export const showLinkType = (site: Site, type: LinkTypeRecord): JsonObject => ({
  id: type.id,
  name: type.name,
  inward: type.inward,
  outward: type.outward,
  self: `${site.url}/rest/api/3/issueLinkType/${type.id}`,
});

export function showLinkedIssue(site: Site, issue: IssueRecord): JsonObject {
  const priority = site.state.priorities.find(wordOf(issue.fields.priority));
  return {
    id: issue.id,
    key: issue.key,
    self: `${site.url}/rest/api/3/issue/${issue.id}`,
    fields: {
      summary: issue.fields.summary ?? '',
      status: showStatus(site, site.state.statuses.get(issue.statusId)),
      ...(priority ? { priority: showPriority(site, priority) } : {}),
      issuetype: showIssueType(site, site.state.issueTypes.get(issue.typeId)),
    },
  };
}

/** A link as the `issuelinks` field of one of its issues shows it: only the other end. */
export function showLink(site: Site, link: IssueLinkRecord, seenFrom: string | null): JsonObject {
  const [source, destination] = [link.sourceId, link.destinationId].map((id) => site.state.issues.find(id));
  return {
    id: link.id,
    self: `${site.url}/rest/api/3/issueLink/${link.id}`,
    type: showLinkType(site, site.state.linkTypes.get(link.typeId)),
    ...(source && link.sourceId !== seenFrom ? { inwardIssue: showLinkedIssue(site, source) } : {}),
    ...(destination && link.destinationId !== seenFrom ? { outwardIssue: showLinkedIssue(site, destination) } : {}),
  };
}

/** `issuelink_*` webhooks name ids only. */
export function showLinkEvent(site: Site, link: IssueLinkRecord): JsonObject {
  const type = site.state.linkTypes.get(link.typeId);
  return {
    issueLink: {
      id: Number(link.id),
      sourceIssueId: Number(link.sourceId),
      destinationIssueId: Number(link.destinationId),
      issueLinkType: {
        id: Number(type.id),
        name: type.name,
        outwardName: type.outward,
        inwardName: type.inward,
        isSubTaskLinkType: false,
        isSystemLinkType: false,
      },
      sequence: null,
      systemLink: false,
    },
  };
}

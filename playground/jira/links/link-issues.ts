import { type Json, type JsonObject, objectOf, wordOf } from '../json';
import { HttpFault, notFound } from '../http/faults';
import { announce, announceUpdate, changeItem, NOTHING, touchIssue } from '../issues/events';
import { findIssue } from '../issues/find';
import { noteHistory } from '../issues/history';
import { demand, getIssue } from '../permissions';
import { showLinkEvent } from '../rest/show/link';
import type { Cause, Site } from '../site';
import { nextId } from '../store/state';
import type { IssueLinkRecord, IssueRecord, LinkTypeRecord } from '../store/records';

export interface LinkDraft {
  readonly type: LinkTypeRecord;
  readonly source: IssueRecord;
  readonly destination: IssueRecord;
}

export function linkType(site: Site, json: Json | undefined): LinkTypeRecord {
  const { id, name } = objectOf(json);
  const found = site.state.linkTypes.all().find((type) => type.id === id || type.name === name);
  if (!found) throw notFound(`No issue link type with name '${wordOf(name ?? id)}' found.`);
  return found;
}

/** `inwardIssue` or `outwardIssue` beside an issue that may not exist yet. "A blocks B": outward from A to B. */
export function readLink(site: Site, cause: Cause, json: JsonObject): (issue: IssueRecord) => LinkDraft {
  const type = linkType(site, json.type);
  const [outward, inward] = [objectOf(json.outwardIssue), objectOf(json.inwardIssue)];
  const named = outward.key ?? outward.id ?? inward.key ?? inward.id;
  const other = getIssue(site, cause.actor, wordOf(named));
  const outgoing = Object.keys(outward).length > 0;
  return (issue) => ({ type, source: outgoing ? issue : other, destination: outgoing ? other : issue });
}

export function linkIssues(site: Site, cause: Cause, draft: LinkDraft): IssueLinkRecord {
  const { type, source, destination } = draft;
  demand(site, cause.actor, source, 'LINK_ISSUES');
  const same = site.state.issueLinks
    .of(source.id)
    .find((each) => each.typeId === type.id && each.sourceId === source.id && each.destinationId === destination.id);
  if (same) return same;
  const full = [source, destination].find(({ id }) => linksOf(site, id).length >= site.settings.ceilings.links);
  if (full) throw new HttpFault(413, ['The per-issue limit of issue links has been reached.']);
  const link = site.state.issueLinks.put({
    id: nextId(site.state, 'issueLink'),
    typeId: type.id,
    sourceId: source.id,
    destinationId: destination.id,
  });
  logLink(site, cause, source, `This issue ${type.outward} ${destination.key}`, destination.key, true);
  logLink(site, cause, destination, `This issue ${type.inward} ${source.key}`, source.key, true);
  announce(site, { event: 'issuelink_created', issue: null, flow: 'Primary', cause, extra: showLinkEvent(site, link) });
  return link;
}

export function unlinkIssues(site: Site, cause: Cause, link: IssueLinkRecord): void {
  const type = site.state.linkTypes.get(link.typeId);
  site.state.issueLinks.remove(link.id);
  const [source, destination] = [findIssue(site, link.sourceId), findIssue(site, link.destinationId)];
  if (source && destination) {
    logLink(site, cause, source, `This issue ${type.outward} ${destination.key}`, destination.key, false);
    logLink(site, cause, destination, `This issue ${type.inward} ${source.key}`, source.key, false);
  }
  announce(site, { event: 'issuelink_deleted', issue: null, flow: 'Primary', cause, extra: showLinkEvent(site, link) });
}

function logLink(site: Site, cause: Cause, issue: IssueRecord, words: string, key: string, made: boolean): void {
  const side = { id: key, text: words };
  const item = changeItem('Link', 'issuelinks', made ? NOTHING : side, made ? side : NOTHING);
  const history = noteHistory(site, cause, issue, [item]);
  touchIssue(site, issue);
  announceUpdate(site, cause, issue, history, 'issue_updated');
}

export const linksOf = (site: Site, issueId: string): IssueLinkRecord[] => site.state.issueLinks.of(issueId);

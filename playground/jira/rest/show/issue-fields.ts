import { jiraTime } from '../../dates';
import { fieldsOfProject, kindOfField, placeOf } from '../../fields/catalog';
import { READ_ONLY_FIELDS } from '../../fields/system';
import { subtasksOf } from '../../issues/remove-issue';
import { linksOf } from '../../links/link-issues';
import type { Site } from '../../site';
import { objectOf, type Json, type JsonObject } from '../../json';
import { sees } from '../../permissions';
import { factOf } from '../../store/state';
import type { IssueRecord, UserRecord } from '../../store/records';
import { visibleComments } from '../../comments/visible-comments';
import { showAttachment } from './attachment';
import { showComment } from './comment';
import { showLink, showLinkedIssue } from './link';
import { showStatus } from './named';
import { showProjectRef } from './named';
import { showUser, showWebhookUser } from './user';
import { showWorklog } from './worklog';

/** For whom, and in which form: REST v3, or v2 with wiki markup as webhooks carry it. */
export interface ShowAs {
  readonly reader: UserRecord;
  readonly version: 2 | 3;
  /** How many comments the `comment` field holds at most; `total` tells whether there are more. */
  readonly comments: number;
}

/** Values of the writable fields among `wanted`, by field id. */
export function showValues(site: Site, issue: IssueRecord, as: ShowAs, wanted: (id: string) => boolean): JsonObject {
  const project = site.state.projects.get(issue.projectId);
  const shown: JsonObject = {};
  for (const field of fieldsOfProject(site, project)) {
    if (!wanted(field.id)) continue;
    const kind = kindOfField(field);
    const stored = storedValue(issue, field.id);
    const at = placeOf(site, field, project, issue, as.reader);
    if (stored === null) shown[field.id] = kind.empty;
    else shown[field.id] = as.version === 2 && kind.readV2 ? kind.readV2(stored, at) : kind.read(stored, at);
    if (stored === null && (field.id === 'parent' || field.id === 'security')) delete shown[field.id];
  }
  if (wanted('project')) shown.project = showProjectRef(site, project);
  return shown;
}

/** Issue type and project are columns of the issue, not values among the others. */
export function storedValue(issue: IssueRecord, id: string): Json {
  if (id === 'issuetype') return issue.typeId;
  if (id === 'project') return issue.projectId;
  return issue.fields[id] ?? null;
}

type Show = (site: Site, issue: IssueRecord, as: ShowAs) => Json;

const time = (site: Site, at: number | null): Json =>
  at === null ? null : jiraTime(at, factOf(site.state, 'timeZone'));

const tracked =
  (part: string): Show =>
  (_site, issue) =>
    objectOf(issue.fields.timetracking)[part] ?? null;

const READ_ONLY: Readonly<Record<string, Show>> = {
  status: (site, issue) => showStatus(site, site.state.statuses.get(issue.statusId)),
  creator: (site, issue, { version }) => (version === 3 ? showUser : showWebhookUser)(site, issue.creatorId),
  created: (site, issue) => time(site, issue.created),
  updated: (site, issue) => time(site, issue.updated),
  resolutiondate: (site, issue) => time(site, issue.resolved),
  statuscategorychangedate: (site, issue) => time(site, issue.statusChanged),
  attachment: (site, issue, { version }) =>
    site.state.attachments.of(issue.id).map((file) => showAttachment(site, file, version)),
  comment: (site, issue, as) => commentPage(site, issue, as),
  worklog: (site, issue) => worklogPage(site, issue),
  issuelinks: (site, issue) => linksOf(site, issue.id).map((link) => showLink(site, link, issue.id)),
  subtasks: (site, issue, { reader }) =>
    subtasksOf(site, issue)
      .filter((child) => sees(site, reader, child))
      .map((child) => showLinkedIssue(site, child)),
  timeoriginalestimate: tracked('original'),
  timeestimate: tracked('remaining'),
  timespent: tracked('spent'),
  votes: (site, issue) => ({ self: `${site.url}/rest/api/3/issue/${issue.key}/votes`, votes: 0, hasVoted: false }),
  watches: (site, issue) => ({
    self: `${site.url}/rest/api/3/issue/${issue.key}/watchers`,
    watchCount: 0,
    isWatching: false,
  }),
  workratio: () => -1,
};

export function showReadOnly(site: Site, issue: IssueRecord, as: ShowAs, wanted: (id: string) => boolean): JsonObject {
  const shown: JsonObject = {};
  for (const { id } of READ_ONLY_FIELDS) {
    const show = READ_ONLY[id];
    if (show && wanted(id)) shown[id] = show(site, issue, as);
  }
  return shown;
}

const WORKLOGS_IN_ISSUE = 20;

function commentPage(site: Site, issue: IssueRecord, { reader, comments }: ShowAs): JsonObject {
  const all = visibleComments(site, reader, issue);
  return {
    comments: all.slice(0, comments).map((comment) => showComment(site, comment)),
    self: `${site.url}/rest/api/3/issue/${issue.id}/comment`,
    maxResults: Math.min(all.length, comments),
    total: all.length,
    startAt: 0,
  };
}

function worklogPage(site: Site, issue: IssueRecord): JsonObject {
  const all = site.state.worklogs.of(issue.id);
  return {
    startAt: 0,
    maxResults: WORKLOGS_IN_ISSUE,
    total: all.length,
    worklogs: all.slice(0, WORKLOGS_IN_ISSUE).map((worklog) => showWorklog(site, worklog)),
  };
}

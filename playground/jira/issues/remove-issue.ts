import { badRequest } from '../http/faults';
import { announceComment } from '../comments/announce-comment';
import { linksOf } from '../links/link-issues';
import { demand } from '../permissions';
import { showAttachment } from '../rest/show/attachment';
import { showLinkEvent } from '../rest/show/link';
import type { Cause, Site } from '../site';
import type { IssueRecord } from '../store/records';
import { childrenOf } from '../store/state';
import { announce } from './events';

/** Deletes the issue, and tells of it first; its comments, files and links follow as Secondary events (webhooks page). */
export function removeIssue(site: Site, cause: Cause, issue: IssueRecord, deleteSubtasks: boolean): void {
  demand(site, cause.actor, issue, 'DELETE_ISSUES');
  const children = subtasksOf(site, issue);
  if (children.length > 0 && !deleteSubtasks)
    throw badRequest(
      `The issue '${issue.key}' has subtasks.  You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
    );
  for (const child of children) removeIssue(site, cause, child, true);
  announce(site, { event: 'jira:issue_deleted', issue, flow: 'Primary', cause });
  trail(site, cause, issue);
  for (const record of site.state.histories.of(issue.id)) site.state.histories.remove(record.id);
  for (const record of site.state.worklogs.of(issue.id)) site.state.worklogs.remove(record.id);
  for (const record of site.state.remoteLinks.of(issue.id)) site.state.remoteLinks.remove(record.id);
  site.keys.remove(issue);
  site.state.issues.remove(issue.id);
}

function trail(site: Site, cause: Cause, issue: IssueRecord): void {
  for (const comment of site.state.comments.of(issue.id)) {
    announceComment(site, cause, 'comment_deleted', issue, comment, 'Secondary');
    site.state.comments.remove(comment.id);
  }
  for (const file of site.state.attachments.of(issue.id)) {
    const extra = { attachment: showAttachment(site, file, 2) };
    announce(site, { event: 'attachment_deleted', issue, flow: 'Secondary', cause, extra });
    site.state.attachments.remove(file.id);
    site.files.remove(file.mediaId);
  }
  for (const link of linksOf(site, issue.id)) {
    announce(site, {
      event: 'issuelink_deleted',
      issue: null,
      flow: 'Secondary',
      cause,
      extra: showLinkEvent(site, link),
    });
    site.state.issueLinks.remove(link.id);
  }
}

/** Children of the level below the standard one. An epic's issues stay when the epic goes. */
export function subtasksOf(site: Site, issue: IssueRecord): IssueRecord[] {
  return site.state.issues.of(childrenOf(issue.id)).filter((each) => site.state.issueTypes.get(each.typeId).level < 0);
}

import { announce, announceUpdate, changeItem, NOTHING, touchIssue, type LogSide } from '../issues/events';
import { noteHistory } from '../issues/history';
import { showAttachment } from '../rest/show/attachment';
import type { Cause, Site } from '../site';
import { nextId } from '../store/state';
import type { AttachmentRecord, IssueRecord } from '../store/records';

export interface StoredFile {
  readonly mediaId: string;
  readonly filename: string;
  readonly mimeType: string;
  readonly size: number;
}

/** A file appears as `attachment_created` and as an `Attachment` item of `jira:issue_updated`. */
export function addAttachment(site: Site, cause: Cause, issue: IssueRecord, file: StoredFile): AttachmentRecord {
  const record = site.state.attachments.put({
    id: nextId(site.state, 'attachment'),
    issueId: issue.id,
    authorId: cause.actor.id,
    created: site.clock.now(),
    ...file,
  });
  log(site, cause, issue, NOTHING, { id: record.id, text: record.filename });
  announce(site, {
    event: 'attachment_created',
    issue,
    flow: 'Primary',
    cause,
    extra: { attachment: showAttachment(site, record, 2) },
  });
  return record;
}

export function removeAttachment(site: Site, cause: Cause, issue: IssueRecord, record: AttachmentRecord): void {
  const extra = { attachment: showAttachment(site, record, 2) };
  site.state.attachments.remove(record.id);
  site.files.remove(record.mediaId);
  log(site, cause, issue, { id: record.id, text: record.filename }, NOTHING);
  announce(site, { event: 'attachment_deleted', issue, flow: 'Primary', cause, extra });
}

function log(site: Site, cause: Cause, issue: IssueRecord, from: LogSide, to: LogSide): void {
  const history = noteHistory(site, cause, issue, [changeItem('Attachment', 'attachment', from, to)]);
  touchIssue(site, issue);
  announceUpdate(site, cause, issue, history, 'issue_updated');
}

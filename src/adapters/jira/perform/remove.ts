import { type Receipt, type RemoveAttachment, type RemoveComment, type RemoveIssue } from '../../../core/model';
import { JiraError, type PerformContext } from '../../../sync/ports';
import { type SiteAccess } from '../access';
import { type JiraRequest } from '../http/request';
import * as attachments from '../requests/attachments';
import * as comments from '../requests/comments';
import * as issues from '../requests/issues';
import { traceOf } from '../requests/trace';

type Removal = RemoveComment | RemoveAttachment | RemoveIssue;

/** What is not there any more counts as removed. */
const gone = async ({ client }: SiteAccess, request: JiraRequest): Promise<Receipt> => {
  try {
    await client.call(request);
  } catch (error) {
    if (!(error instanceof JiraError) || error.failure.kind !== 'gone') throw error;
  }
  return { kind: 'removed' };
};

export const removalRequest = (operation: Removal, linkId: string): JiraRequest => {
  const { issueId } = operation;
  switch (operation.kind) {
    case 'removeComment':
      return comments.removeComment(issueId, operation.commentId, traceOf(linkId, 'comment'));
    case 'removeAttachment':
      return attachments.removeAttachment(issueId, operation.attachmentId, traceOf(linkId, 'attachment'));
    case 'removeIssue':
      return issues.removeIssue(issueId, traceOf(linkId, 'issue'));
  }
};

export const removeIt = (access: SiteAccess, operation: Removal, { linkId }: PerformContext): Promise<Receipt> =>
  gone(access, removalRequest(operation, linkId));

export const removeAttachmentById = (
  access: SiteAccess,
  issueId: string,
  attachmentId: string,
  linkId: string,
): Promise<Receipt> => gone(access, attachments.removeAttachment(issueId, attachmentId, traceOf(linkId, 'attachment')));

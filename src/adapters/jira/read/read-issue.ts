import { isOwn } from './own';
import { type AttachmentSnapshot, type SideState } from '../../../core/model';
import { type ReadWant } from '../../../sync/ports';
import { ask, orNull, parseAnswer, type SiteAccess } from '../access';
import { type JiraRequest } from '../http/request';
import { readIssue as issueRequest } from '../requests/issues';
import { ISSUE_MARK } from '../requests/marks';
import { type AttachmentJson, coreFieldsShape, type IssueJson, issueShape } from '../schemas';
import { readComments } from './comments';
import { readHistory } from './history';
import { attachmentSnapshot, readFields, snapshotOf } from './snapshot';
import { unseen } from './unseen';

const CORE_FIELDS = ['status', 'issuetype', 'project', 'created', 'updated', 'security'] as const;

/** Fields, comments and attachments of an issue in one call; more only where Jira says that there is more. */
export const readIssue = async (access: SiteAccess, issueId: string, want: ReadWant): Promise<SideState> => {
  const fields = new Set<string>([
    ...want.fieldIds,
    ...CORE_FIELDS,
    ...(want.comments ? ['comment'] : []),
    ...(want.attachments ? ['attachment'] : []),
  ]);
  const request = issueRequest(issueId, [...fields], [ISSUE_MARK], want.history === true ? 'changelog' : null);
  const issue = await findIssue(access, request, want.lastKey ?? null);
  if ('state' in issue) return issue;
  const answer = { status: 200, headers: {}, body: issue.fields ?? {} };
  const core = parseAnswer(access, request, answer, coreFieldsShape);
  return {
    state: 'present',
    snapshot: snapshotOf(issue, core, {
      fields: readFields(issue, want.catalog, want.fieldIds),
      ...(want.comments
        ? await readComments(access, issue.id, core.comment ?? { comments: [] }, want)
        : { comments: [] }),
      attachments: readAttachments(access, core.attachment ?? [], want.knownAttachments),
      ...(want.history === true ? { history: await readHistory(access, issue, want.catalog) } : {}),
    }),
  };
};

/** A file of our own account that nobody remembers belongs to no known link: empty, not null, so that it stays (law 8). */
const readAttachments = (
  { memory, site }: SiteAccess,
  files: readonly AttachmentJson[],
  known: ReadWant['knownAttachments'],
): readonly AttachmentSnapshot[] =>
  files.map((file) => {
    const writtenFor = known[file.id] ?? (isOwn(site, file.author) ? '' : null);
    return attachmentSnapshot(file, writtenFor, memory.media.get(file.id)?.id ?? null);
  });

/** What looks deleted is asked for once more: the answers before came one after the other. */
const findIssue = async (
  access: SiteAccess,
  request: JiraRequest,
  lastKey: string | null,
): Promise<IssueJson | Extract<SideState, { state: 'gone' }>> => {
  try {
    return await ask(access, request, issueShape);
  } catch (error) {
    const gone = await unseen(access, lastKey, error);
    return gone.why === 'hidden' ? gone : ((await orNull(ask(access, request, issueShape))) ?? gone);
  }
};

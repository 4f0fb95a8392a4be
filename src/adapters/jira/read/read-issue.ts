import { isOwn } from './own';
import { type AttachmentSnapshot, type SideState } from '../../../core/model';
import { JiraError, type ReadWant } from '../../../sync/ports';
import { ask, parseAnswer, type SiteAccess } from '../access';
import { askProject } from '../metadata/project';
import { readIssue as issueRequest } from '../requests/issues';
import { ISSUE_MARK } from '../requests/marks';
import { type AttachmentJson, coreFieldsShape, type IssueJson, issueShape } from '../schemas';
import { readComments } from './comments';
import { attachmentSnapshot, readFields, snapshotOf } from './snapshot';

const CORE_FIELDS = ['status', 'issuetype', 'project', 'created', 'updated', 'security'] as const;

/** Fields, comments and attachments of an issue in one call; more only where Jira says that there is more. */
export const readIssue = async (access: SiteAccess, issueId: string, want: ReadWant): Promise<SideState> => {
  const fields = new Set<string>([
    ...want.fieldIds,
    ...CORE_FIELDS,
    ...(want.comments ? ['comment'] : []),
    ...(want.attachments ? ['attachment'] : []),
  ]);
  const request = issueRequest(issueId, [...fields], [ISSUE_MARK]);
  let issue: IssueJson;
  try {
    issue = await ask(access, request, issueShape);
  } catch (error) {
    return goneState(access, issueId, error);
  }
  const answer = { status: 200, headers: {}, body: issue.fields ?? {} };
  const core = parseAnswer(access, request, answer, coreFieldsShape);
  access.memory.projectOf.set(issue.id, core.project.key);
  return {
    state: 'present',
    snapshot: snapshotOf(issue, core, {
      fields: readFields(issue, want.catalog, want.fieldIds),
      comments: want.comments ? await readComments(access, issue.id, core.comment ?? { comments: [] }, want) : [],
      attachments: readAttachments(access, core.attachment ?? [], want.knownAttachments),
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

/**
 * Jira answers 404 both to a deleted issue and to one that the app may no longer see. Where we know the project that
 * the issue was in, a project that is hidden as well tells them apart; else it counts as deleted. 403 is `hidden`.
 */
const goneState = async (access: SiteAccess, issueId: string, error: unknown): Promise<SideState> => {
  if (!(error instanceof JiraError)) throw error;
  if (error.failure.kind === 'forbidden') return { state: 'gone', why: 'hidden' };
  if (error.failure.kind !== 'gone') throw error;
  const projectKey = access.memory.projectOf.get(issueId);
  const hidden = projectKey !== undefined && (await askProject(access, projectKey)) === null;
  return { state: 'gone', why: hidden ? 'hidden' : 'deleted' };
};

import type { Site } from '../site';
import type { CommentRecord, IssueRecord, UserRecord } from '../store/records';
import { inside } from './visibility';

/** Comments of the issue that this user may read, oldest first. */
export function visibleComments(site: Site, user: UserRecord, issue: IssueRecord): CommentRecord[] {
  const project = site.state.projects.get(issue.projectId);
  return site.state.comments.of(issue.id).filter((comment) => inside(user, project, comment.visibility));
}

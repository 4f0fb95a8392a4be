import { type JiraSite } from '../../sync/ports';
import { type SiteAccess } from './access';
import { openAttachment } from './attachments/download';
import { readMediaIds } from './attachments/media-ids';
import { reportAccounts } from './metadata/accounts';
import { readCatalog, readOptions } from './metadata/catalog';
import {
  administers,
  administersProject,
  browses,
  browsing,
  existingUsers,
  mayComment,
  mayEdit,
  readMyself,
  readPeople,
  searchUsers,
} from './metadata/people';
import { findProject, searchProjects } from './metadata/project';
import { describe } from './perform/describe';
import { perform } from './perform/perform';
import { pickIssues } from './read/pick-issues';
import { readIssue } from './read/read-issue';
import { checkJql, findIssue, headsOf, matchesJql, searchHeads, statusHistory } from './read/search';
import { countIssues, findIssues, matching, surveyIssues } from './read/survey';
import { shareComment } from './requests/comments';

/** The port over one site: each method stands in a file of its own. */
export const createSite = (access: SiteAccess): JiraSite => ({
  siteId: access.site.id,
  readIssue: (issueId, want) => readIssue(access, issueId, want),
  matchesJql: (issueId, jql) => matchesJql(access, issueId, jql),
  mediaIds: (ids) => readMediaIds(access, ids),
  perform: (operation, context) => perform(access, operation, context),
  describe: (operation, context) => describe(access, operation, context),
  heads: (jql, page) => searchHeads(access, jql, page),
  headsOf: (issueIds) => headsOf(access, issueIds),
  findIssue: (idOrKey) => findIssue(access, idOrKey),
  survey: (jql, page) => surveyIssues(access, jql, page),
  findIssues: (idsOrKeys) => findIssues(access, idsOrKeys),
  matching: (issueIds, jql) => matching(access, issueIds, jql),
  countIssues: (jql) => countIssues(access, jql),
  pickIssues: (accountId, asked, limit) => pickIssues(access, accountId, asked, limit),
  statusHistory: (issueId, since) => statusHistory(access, issueId, since),
  projects: (query, limit) => searchProjects(access, query, limit),
  project: (key) => findProject(access, key),
  catalog: (projectKey, issueTypes) => readCatalog(access, projectKey, issueTypes),
  options: (fieldId, projectKey) => readOptions(access, fieldId, projectKey),
  existingUsers: (accountIds) => existingUsers(access, accountIds),
  users: (query, limit) => searchUsers(access, query, limit),
  people: (accountIds) => readPeople(access, accountIds),
  administers: (accountId) => administers(access, accountId),
  administersProject: (accountId, projectKey) => administersProject(access, accountId, projectKey),
  browses: (accountId, issueId) => browses(access, accountId, issueId),
  browsing: (accountId, issueIds) => browsing(access, accountId, issueIds),
  mayComment: (accountId, issueId) => mayComment(access, accountId, issueId),
  mayEdit: (accountId, issueId) => mayEdit(access, accountId, issueId),
  reportAccounts: (accounts) => reportAccounts(access, accounts),
  myself: () => readMyself(access),
  checkJql: (jql) => checkJql(access, jql),
  shareComment: async (commentId, shared) => {
    await access.client.call(shareComment(commentId, shared));
  },
  openAttachment: (attachmentId) => openAttachment(access, attachmentId),
  forget: () => access.memory.forget(),
});

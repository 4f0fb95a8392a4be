import { addComment, readComment } from '../comments/add-comment';
import { badRequest } from '../http/faults';
import { editIssue } from '../issues/edit-issue';
import { transitionIssue } from '../issues/transition-issue';
import { uuidOf } from '../random';
import type { Cause, Site } from '../site';
import type { IssueRecord, UserRecord } from '../store/records';
import { availableTransitions } from '../workflow';
import type { Action } from './rules';

/** As with Atlassian's, the account of automation is the same on every site. */
const AUTOMATION = `557058:${uuidOf('app automation')}`;

export const automationUser = (site: Site): UserRecord =>
  site.state.users.find(AUTOMATION) ??
  site.state.users.put({
    id: AUTOMATION,
    displayName: 'Automation for Jira',
    email: 'automation@connect.atlassian.com',
    apiToken: '',
    accountType: 'app',
    active: true,
    timeZone: 'Etc/GMT',
    groups: ['atlassian-addons', 'jira-software-users'],
  });

const paragraph = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

/** What a person could do by hand, with the same checks, history and events. */
export function act(site: Site, cause: Cause, issue: IssueRecord, action: Action): void {
  if ('edit' in action) {
    editIssue(site, cause, issue, action.edit, { notifyUsers: true, overrideScreenSecurity: false });
  } else if ('transition' in action) {
    const target = site.state.statuses.all().find(({ name }) => name === action.transition);
    const way = availableTransitions(site, cause.actor, issue).find(({ to }) => to === target?.id);
    if (!way) throw badRequest(`There is no way to '${action.transition}' from here.`);
    transitionIssue(site, cause, issue, { transition: { id: way.id } });
  } else {
    addComment(site, cause, issue, readComment(site, cause, issue, { body: paragraph(action.comment) }));
  }
}

import { eventLabel } from '../../src/sync/hints';

test.each([
  ['jira:issue_updated', 'jira:issue_updated'],
  ['comment_deleted', 'comment_deleted'],
  ['jira:worklog_updated', 'other'],
  ['constructor', 'other'],
  ['x'.repeat(200), 'other'],
])('the label of %j for metrics is %s', (event, label) => {
  expect(eventLabel(event)).toBe(label);
});

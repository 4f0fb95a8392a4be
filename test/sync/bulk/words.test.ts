import { withinScope, withoutOrder } from '../../../src/sync/bulk/jql';
import { namedIssue } from '../../../src/sync/bulk/named-issue';

describe('a JQL without its order', () => {
  test.each([
    ['labels = a ORDER BY created', 'labels = a'],
    ['labels = a order   by "Story Points" DESC', 'labels = a'],
    ['summary ~ "order by mail" AND labels = a', 'summary ~ "order by mail" AND labels = a'],
    [`summary ~ 'it "is" order by' ORDER BY key`, `summary ~ 'it "is" order by'`],
    ['summary ~ "a \\" order by b"', 'summary ~ "a \\" order by b"'],
    ['ORDER BY created', ''],
    ['reorderBy = x', 'reorderBy = x'],
  ])('%s', (jql, bare) => {
    expect(withoutOrder(jql)).toBe(bare);
  });
});

test('the issues of a JQL that the half covers', () => {
  const scope = { project: 'S"P', issueTypes: ['Bug', 'Task'], jql: 'labels = acme ORDER BY rank' };
  expect(withinScope('status = Open OR status = New order by key', scope)).toBe(
    'project = "S\\"P" AND issuetype in ("Bug", "Task") AND (status = Open OR status = New) AND (labels = acme) ORDER BY created ASC',
  );
  expect(withinScope('', { project: 'SUP', issueTypes: [], jql: null })).toBe('project = "SUP" ORDER BY created ASC');
});

describe('the issue that a text names', () => {
  test.each([
    ['ACM-17', 'ACM-17'],
    [' acm-17 ', 'ACM-17'],
    ['10017', '10017'],
    ['see ACM-17, please', 'ACM-17'],
    ['ACM-17 (again ACM-17)', 'ACM-17'],
    ['https://acme-2.example/browse/ACM-17?filter=-1', 'ACM-17'],
    ['ACM-17 and ACM-18', null],
    ['https://acme.example/browse/ACM-17?a=1 and https://acme.example/browse/ACM-18', null],
    ['https://acme.example/browse/ACM-17, not ACM-18', null],
    ['[ACM-17|https://acme.example/browse/ACM-17]', 'ACM-17'],
    ['https://acme.example/browse/ACM-17?selected=OTHER-1', 'ACM-17'],
    ['https://acme.example/browse/ACM-17?from=/browse/OTHER-1#x', 'ACM-17'],
    ['', null],
    ['no key', null],
    ['X-ACM-17-2', null],
  ])('%s', (text, issue) => {
    expect(namedIssue(text)).toBe(issue);
  });
});

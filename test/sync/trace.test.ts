import { isEcho, parseTrace, type Trace } from '../../src/sync/trace';
import { type Delivery } from '../../src/sync/ports';

const LINK = '0b8f7a52-6f0c-4a52-9a3e-0d9b2c9c2f11';

const delivery = (event: string, changedFields: readonly string[] = []): Delivery => ({
  deliveryId: 'd',
  event,
  issueId: '1',
  issueKey: 'SUP-1',
  projectKey: 'SUP',
  issueType: 'Bug',
  commentId: null,
  changedFields,
  transitions: [],
  trace: null,
  secondary: false,
  retry: 0,
  actor: null,
});

describe('parseTrace', () => {
  test.each<[string | null, Trace | null]>([
    [null, null],
    ['', null],
    ['someone-else.v1.x', null],
    ['accord.v1.not-an-id.issue', null],
    [`accord.v2.${LINK}.issue`, null],
    [`accord.v1.${LINK}.worklog`, null],
    [`accord.v1.${LINK}.issue`, { linkId: LINK, what: 'issue', fieldIds: [] }],
    [
      `accord.v1.${LINK}.fields:summary+customfield_1`,
      { linkId: LINK, what: 'fields', fieldIds: ['summary', 'customfield_1'] },
    ],
  ])('%s', (text, expected) => expect(parseTrace(text)).toEqual(expected));
});

describe('isEcho', () => {
  const trace = (what: Trace['what'], fieldIds: readonly string[] = []): Trace => ({ linkId: LINK, what, fieldIds });

  test.each<[string, Trace, Delivery, boolean]>([
    ['a create', trace('issue'), delivery('jira:issue_created'), true],
    [
      'an update under the trace of a create is somebody else',
      trace('issue'),
      delivery('jira:issue_updated', ['x']),
      false,
    ],
    ['the fields that were written', trace('fields', ['summary']), delivery('jira:issue_updated', ['summary']), true],
    [
      'a post function changed one more',
      trace('fields', ['summary']),
      delivery('jira:issue_updated', ['summary', 'priority']),
      false,
    ],
    ['an update that does not say what changed', trace('fields', ['summary']), delivery('jira:issue_updated'), false],
    ['a transition', trace('transition'), delivery('jira:issue_updated', ['status', 'resolution']), true],
    [
      'a transition that also assigned',
      trace('transition'),
      delivery('jira:issue_updated', ['status', 'assignee']),
      false,
    ],
    ['a comment', trace('comment'), delivery('comment_created'), true],
    ['the update beside a comment', trace('comment'), delivery('jira:issue_updated'), true],
    ['a file', trace('attachment'), delivery('attachment_created'), true],
    ['the update beside a file', trace('attachment'), delivery('jira:issue_updated', ['Attachment']), true],
    ['an edit under the trace of a comment', trace('comment'), delivery('jira:issue_updated', ['summary']), false],
  ])('%s', (_name, given, event, expected) => expect(isEcho(given, event)).toBe(expected));
});

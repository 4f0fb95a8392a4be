import { type Operation } from '../../src/core/model';
import { describeAttempt, describeOperation, describePlanned } from '../../src/sync/describe-operation';

const base = { id: 'o', side: 'provider' as const, issueId: '1' };
const write = (facet: 'field:Title' | 'field:Severity>provider') => ({
  facet,
  fieldId: 'x',
  source: null,
  pendingMedia: [],
  excerpt: false,
  mode: 'set' as const,
  value: { kind: 'empty' as const },
});
const setFields: Operation = {
  ...base,
  kind: 'setFields',
  fields: [write('field:Title'), write('field:Severity>provider')],
};
const comment: Operation = { ...base, kind: 'removeComment', facet: 'comment:master:7', commentId: '7' };

test.each([
  ['in the past where it was done', describeOperation(setFields), 'Set fields Title, Severity'],
  ['in the past where it was done', describeOperation(comment), 'Removed a comment'],
  ['as a wish where it is a preview', describePlanned(setFields), 'Would set fields Title, Severity'],
  ['as a wish where it is a preview', describePlanned(comment), 'Would remove a comment'],
  ['as one thing where it failed', describeAttempt(setFields, 'field:Severity>provider'), 'Field "Severity"'],
  ['as one thing where it failed', describeAttempt(comment, 'comment:master:7'), 'Removing a comment'],
])('a deed is told %s: %s', (_, told, wanted) => {
  expect(told).toBe(wanted);
});

import { type FieldWrite, type Value } from '../../src/core/model';
import { refusedField } from '../../src/sync/refused-field';

const write = (value: Value): FieldWrite => ({
  facet: 'field:Class',
  fieldId: 'customfield_10112',
  source: null,
  pendingMedia: [],
  excerpt: false,
  mode: 'set',
  value,
});

test('a refused option is told as one: bring it back or map it, and it names what Jira said', () => {
  const told = refusedField('provider', write({ kind: 'option', label: 'Major' }), "Option value 'Major' is not valid");
  expect(told.cause).toBe("The provider's Jira did not take the value. It says: Option value 'Major' is not valid.");
  expect(told.remedy).toContain('option back');
});

test('any other refused field is a matter of screens and of the half', () => {
  const told = refusedField('master', write({ kind: 'number', number: 1 }), 'It is not on the screen.');
  expect(told.cause).toBe("The master's Jira did not take the value. It says: It is not on the screen.");
  expect(told.remedy).toContain('screens');
});

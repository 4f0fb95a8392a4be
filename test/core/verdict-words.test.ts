import { verdict } from '../../src/core/verdict';

it.each([
  ['You may not edit issues.', 'Accord lacks a permission in Jira. Details: You may not edit issues.'],
  ['no permission', 'Accord lacks a permission in Jira. Details: no permission.'],
  ['Really? ', 'Accord lacks a permission in Jira. Details: Really?'],
])('the cause of a failure is a sentence with one end: %j', (detail, cause) => {
  expect(verdict({ kind: 'forbidden', detail }, 0)).toMatchObject({ cause });
});

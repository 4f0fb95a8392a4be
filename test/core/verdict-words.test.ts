import { verdict } from '../../src/core/verdict';

it.each([
  ['You may not edit issues.', 'Accord may not do this: You may not edit issues.'],
  ['no permission', 'Accord may not do this: no permission.'],
  ['Really? ', 'Accord may not do this: Really?'],
])('the cause of a failure is a sentence with one end: %j', (detail, cause) => {
  expect(verdict({ kind: 'forbidden', detail }, 0)).toMatchObject({ cause });
});

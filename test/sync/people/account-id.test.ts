import { getAccountId, isAccountId } from '../../../src/sync/people/account-id';

test.each(['5b10ac8d82e05b22cc7d4ef5', '557058:f58131cb-b67d-43c7-b30d-6b58d40bd077', 'qm:a8d1:b2', 'zora-account'])(
  '%s is an account id',
  (id) => expect(isAccountId(id)).toBe(true),
);

test.each([
  '',
  'a',
  'Open',
  'erased',
  'summary',
  'Zora Quill',
  'a.b-1@x',
  '557058:',
  ':f58131',
  'x-'.repeat(70) + '1',
  '12%',
  "1';--",
])('"%s" is none', (text) => expect(isAccountId(text)).toBe(false));

test('what is none is refused in words', () => {
  expect(() => getAccountId('Zora Quill')).toThrow('"Zora Quill" is not an Atlassian account id.');
});

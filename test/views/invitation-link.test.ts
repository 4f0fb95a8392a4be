import { linkFor, readAddress, readCode } from '../../views/scripts/admin/connections/invitation-link';

const OWN = 'https://umbrella.atlassian.net/plugins/servlet/ac/com.accord.sync/accord-admin?x=1#!/invite';

describe('the link of an invitation', () => {
  it('leads to the page in the partner’s Jira, with the code', () => {
    expect(linkFor(OWN, 'acme.atlassian.net', 'a_b-c')).toBe(
      'https://acme.atlassian.net/plugins/servlet/ac/com.accord.sync/accord-admin#!/accept/a_b-c',
    );
  });

  it.each(['', 'acme', 'acme atlassian', 'javascript:alert(1)', 'ftp://acme.example'])(
    'is not made for %p',
    (typed) => {
      expect(readAddress(typed)).toBeNull();
      expect(linkFor(OWN, typed, 'code')).toBeNull();
    },
  );

  it.each([
    ['https://acme.atlassian.net/jira/projects', 'https://acme.atlassian.net'],
    [' acme.atlassian.net/ ', 'https://acme.atlassian.net'],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080'],
  ])('is made for %p', (typed, origin) => {
    expect(readAddress(typed)).toBe(origin);
  });

  it('is not made where Jira does not tell its address', () => {
    expect(linkFor('', 'acme.atlassian.net', 'code')).toBeNull();
  });
});

describe('what is pasted', () => {
  it.each([
    ['the code', 'a_b-c', 'a_b-c'],
    ['the code broken over lines by a mail', ' a_b\n-c ', 'a_b-c'],
    ['the link', linkFor(OWN, 'acme.atlassian.net', 'a_b-c') ?? '', 'a_b-c'],
    ['the link in a sentence', 'Here: https://a.example/x#!/accept/a_b-c thanks', 'a_b-c'],
    ['nothing', '  ', ''],
  ])('is %s', (_, pasted, code) => {
    expect(readCode(pasted)).toBe(code);
  });
});

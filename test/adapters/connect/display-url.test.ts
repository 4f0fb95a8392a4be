import { displayUrlOf } from '../../../src/adapters/connect/display-url';

const BASE = 'https://acme.atlassian.net';

test.each([
  ['https://jira.acme.example', 'https://jira.acme.example'],
  ['https://JIRA.acme.example/', 'https://jira.acme.example'],
  ['https://xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
  ['https://acme.atlassian.net/', BASE],
  [undefined, BASE],
  [42, BASE],
  ['', BASE],
  ['javascript:alert(1)', BASE],
  ['http://jira.acme.example', BASE],
  ['https://jira.acme.example:8443', BASE],
  ['https://user@jira.acme.example', BASE],
  ['https://jira.acme.example/path', BASE],
  ['https://jira.acme.example?x', BASE],
  ['https://jira.acme.example#x', BASE],
  ['https://jira.acme.example.', BASE],
  ['https://intranet', BASE],
  ['https://10.0.0.1', BASE],
  ['https://2130706433', BASE],
  ['https://[::1]', BASE],
  ["https://a.example'self'", BASE],
  ['https://*.example', BASE],
  ['https://a.example; script-src *', BASE],
])('a site that names %p is shown as %s', (claimed, shown) => {
  expect(displayUrlOf(claimed, BASE)).toBe(shown);
});

test('a site on another port, outside production, is its own base URL only', () => {
  expect(displayUrlOf('http://127.0.0.1:4001', 'http://127.0.0.1:4001')).toBe('http://127.0.0.1:4001');
  expect(displayUrlOf('http://127.0.0.1:4002', 'http://127.0.0.1:4001')).toBe('http://127.0.0.1:4001');
});

import { readInstallation } from '../../../src/adapters/connect/installation';
import { payload } from '../../web/web-world';

const rules = { production: true, appKey: 'com.accord.sync', allowedHosts: ['*.atlassian.net', '127.0.0.1:*'] };

test('the secret is taken out of what is kept as it came', () => {
  const installation = readInstallation(payload({ oauthClientId: 'o' }), 'client-acme', rules);
  expect(installation.sharedSecret).toBe(payload().sharedSecret);
  expect(installation.payload).toMatchObject({ oauthClientId: 'o', productType: 'jira' });
  expect(JSON.stringify(installation.payload)).not.toContain(payload().sharedSecret);
});

test('in production an allowed host over plain http is refused', () => {
  const plain = payload({ baseUrl: 'http://127.0.0.1:8080' });
  expect(() => readInstallation(plain, 'client-acme', rules)).toThrow('https');
  expect(readInstallation(plain, 'client-acme', { ...rules, production: false }).baseUrl).toBe('http://127.0.0.1:8080');
});

test.each([undefined, '', 'javascript:alert(1)', 42, 'https://issues.acme.example/', 'https://victim.atlassian.net'])(
  'the unsigned display URL %p is not used: the site is asked for it',
  (displayUrl) => {
    const read = readInstallation(payload({ displayUrl }), 'client-acme', rules);
    expect(read.displayUrl).toBe('https://acme.atlassian.net');
  },
);

test.each([
  ['https://acme.atlassian.net', 'https://acme.atlassian.net'],
  ['https://acme.atlassian.net/', 'https://acme.atlassian.net'],
  ['HTTPS://ACME.Atlassian.NET', 'https://acme.atlassian.net'],
  ['https://acme.atlassian.net:443', 'https://acme.atlassian.net'],
  ['https:\\\\acme.atlassian.net', 'https://acme.atlassian.net'],
  ['https://acme。atlassian。net', 'https://acme.atlassian.net'],
  ['https://bücher.atlassian.net', 'https://xn--bcher-kva.atlassian.net'],
])('the base URL %s is kept as it is called: %s', (baseUrl, expected) => {
  expect(readInstallation(payload({ baseUrl }), 'client-acme', rules).baseUrl).toBe(expected);
});

test.each([
  'https://acme.atlassian.net.',
  'https://acme.atlassian.net/wiki',
  'https://acme.atlassian.net//',
  'https://acme.atlassian.net/?a=b',
  'https://acme.atlassian.net/#x',
  'https://acme.atlassian.net?',
  'https://user@acme.atlassian.net',
  'https://acme.atlassian.net@evil.example',
  'https://acme.atlassian.net:8443',
  'https://evil.example\\.atlassian.net',
  'https://evil.example%2f.atlassian.net',
  'https://169.254.169.254',
  'https://[::ffff:169.254.169.254]',
  'https://2852039166',
  'https://0x0a.1',
  'https://localhost',
  'https://xn--atlassian-net.example',
  'ftp://acme.atlassian.net',
])('the base URL %s is refused', (baseUrl) => {
  expect(() => readInstallation(payload({ baseUrl }), 'client-acme', rules)).toThrow('not a plain address');
});

test.each([null, 'text', [], { clientKey: 1 }])('a body like %j names what is wrong', (body) => {
  expect(() => readInstallation(body, 'client-acme', rules)).toThrow(/lacks or misstates/);
});

test.each(['clientKey', 'sharedSecret', 'baseUrl'])(
  'control characters in %s are refused: URLs pass over them',
  (part) => {
    const body = payload();
    const spoilt = { ...body, [part]: `${String(body[part as keyof typeof body])}\u0000` };
    expect(() => readInstallation(spoilt, 'client-acme', rules)).toThrow(`lacks or misstates: ${part}`);
  },
);

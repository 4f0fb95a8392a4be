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

test.each([
  [undefined, 'https://acme.atlassian.net'],
  ['', 'https://acme.atlassian.net'],
  ['javascript:alert(1)', 'https://acme.atlassian.net'],
  [42, 'https://acme.atlassian.net'],
  ['https://issues.acme.example/', 'https://issues.acme.example'],
])('displayUrl %p -> %s', (displayUrl, expected) => {
  expect(readInstallation(payload({ displayUrl }), 'client-acme', rules).displayUrl).toBe(expected);
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

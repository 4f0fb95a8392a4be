import request from 'supertest';
import { contextToken, installation, siteToken, startWebWorld, type WebWorld } from './web-world';

let world: WebWorld;
beforeAll(async () => {
  world = await startWebWorld();
  await world.sites.saveInstallation(installation(), new Date(), 0);
});
afterAll(async () => world.close());

const open = async (url: string, more: object = {}) => {
  const token = siteToken('GET', url, { sub: 'admin', ...more });
  return request(world.app).get(`${url}${url.includes('?') ? '&' : '?'}jwt=${token}`);
};

test('the admin page is a shell with the host script, framed by Jira and by the own address of the site', async () => {
  const { status, text, headers } = await open('/admin');
  expect(status).toBe(200);
  expect(text).toMatch(/^<!doctype html>/);
  expect(text).toContain('data-page="admin"');
  expect(text).toContain('<script src="https://connect-cdn.atl-paas.net/all.js" data-options="sizeToParent:true;');
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("script-src 'self' https://connect-cdn.atl-paas.net;");
  expect(policy).toMatch(/frame-ancestors https:\/\/\*\.atlassian\.net .*https:\/\/jira\.acme\.example$/);
  expect(policy).not.toContain('unsafe');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers).not.toHaveProperty('x-acpt');
});

test('the panel knows the issue from the signed address; markup in it stays text', async () => {
  expect((await open('/panel?issueId=10042')).text).toContain('data-issue="10042"');
  const evil = await open(`/panel?issueId=${encodeURIComponent('"><script>alert(1)</script>')}`);
  expect(evil.text).not.toContain('<script>alert');
});

test('the panel is for every user, the admin page is not; the refusal is a page that may be framed', async () => {
  expect((await open('/panel?issueId=1', { sub: 'person' })).status).toBe(200);
  const refused = await open('/admin', { sub: 'person' });
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('administrator');
  expect(refused.headers['content-security-policy']).toContain('https://jira.acme.example');
  expect((await open('/admin', { sub: undefined })).status).toBe(403);
});

test.each([
  ['without a token', '/panel?issueId=1'],
  ['with a context token', () => `/panel?issueId=1&jwt=${contextToken()}`],
  ['with a token of another issue', () => `/panel?issueId=2&jwt=${siteToken('GET', '/panel?issueId=1')}`],
  ['with one more parameter', () => `/panel?issueId=1&x=1&jwt=${siteToken('GET', '/panel?issueId=1')}`],
  ['with two tokens', () => `/panel?issueId=1&jwt=${siteToken('GET', '/panel?issueId=1')}&jwt=x`],
])('a page %s is refused, and nobody may frame the refusal', async (_name, url) => {
  const answer = await request(world.app).get(typeof url === 'string' ? url : url());
  expect(answer.status).toBe(401);
  expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(answer.headers['content-type']).toContain('text/html');
});

test('what the shells load is there', async () => {
  const { text } = await open('/admin');
  const files = [...text.matchAll(/"(\/static\/[^"]+)"/g)].map(([, file]) => file ?? '');
  expect(files).toEqual([
    expect.stringMatching(/accord-\w+\.css$/) as unknown,
    expect.stringMatching(/admin-\w+\.js$/) as unknown,
  ]);
  for (const file of [...files, '/static/icon.svg']) {
    expect((await request(world.app).get(file)).status).toBe(200);
  }
  expect((await request(world.app).get('/static/../layouts/main.hbs')).status).toBe(404);
});

test("Jira's own page may show the icon", async () => {
  const { headers } = await request(world.app).get('/static/icon.svg');
  expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
});

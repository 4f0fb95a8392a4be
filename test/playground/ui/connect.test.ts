import { SymmetricAlgorithm, createQueryStringHash, decodeSymmetric, fromMethodAndUrl } from 'atlassian-jwt';
import { listPeople } from '../../../playground/client/control';
import type { Person } from '../../../playground/client/world';
import { createUi } from '../../../playground/ui/create-ui';
import {
  ADDON_KEY,
  createBug,
  startAddon,
  startStage,
  type FakeAddon,
  text,
  type Stage,
  type Tree,
} from '../jira/harness';

const MODULES = {
  adminPages: [
    { key: 'admin', name: { value: 'Fake settings' }, url: '/admin?view={ac.view}', weight: 2 },
    { key: 'first', name: { value: 'Welcome' }, url: '/first', weight: 1 },
  ],
  jiraIssueContexts: [
    {
      key: 'panel',
      name: { value: 'Fake panel' },
      icon: { width: 24, height: 24, url: '/icon.svg' },
      target: { type: 'web_panel', url: '/panel?id={issue.id}&key={issue.key}&project={project.key}' },
    },
  ],
  webPanels: [
    { key: 'side', name: { value: 'Side' }, location: 'atl.jira.view.issue.right.context', url: '/side' },
    { key: 'footer', name: { value: 'Footer' }, location: 'atl.footer', url: '/footer' },
  ],
  jiraProjectAdminTabPanels: [
    {
      key: 'tab',
      name: { value: 'Fake tab' },
      location: 'projectgroup4',
      url: '/tab?projectKey={project.key}&id={project.id}',
    },
  ],
  generalPages: [
    {
      key: 'about',
      name: { value: 'About' },
      url: '/about',
      conditions: [{ condition: 'user_is_admin', invert: true }],
    },
    { key: 'odd', name: { value: 'Odd' }, url: '/odd', conditions: [{ condition: 'moon_is_full' }] },
  ],
};

let stage: Stage;
let addon: FakeAddon;
let people: readonly Person[];
let issue: { id: string; key: string };

beforeAll(async () => {
  stage = await startStage();
  addon = await startAddon({ modules: MODULES });
  await stage.site.install(addon.descriptorUrl);
  const baseUrl = stage.site.url;
  people = await listPeople(baseUrl);
  stage.site.app.use(createUi({ name: 'Umbrella', baseUrl, accent: 'blue', people, others: [] }));
  issue = await createBug(stage.site);
});
afterAll(async () => {
  await addon.stop();
  await stage.stop();
});

const ADMIN = 'Alice Abernathy';
const AGENT = 'Carlos Oliveira';

const idOf = (name: string): string => people.find(({ displayName }) => displayName === name)?.accountId ?? '';

const open = (who: string, path: string): Promise<Response> =>
  fetch(stage.site.url + path, { headers: { cookie: `playground-person-umbrella=${encodeURIComponent(idOf(who))}` } });

const textOf = async (who: string, path: string): Promise<string> => (await open(who, path)).text();

const ac = (module: string, query = ''): string => `/plugins/servlet/ac/${ADDON_KEY}/${module}?${query}`;

const framed = async (who: string, path: string): Promise<Tree> =>
  (await (await open(who, `${path}&classifier=json`)).json()) as Tree;

describe('Jira settings > Apps', () => {
  it('lists admin pages by weight for administrators', async () => {
    const page = await textOf(ADMIN, '/plugins/servlet/upm');
    expect(page).toContain(`href="/plugins/servlet/ac/${ADDON_KEY}/admin"`);
    expect(page.indexOf('Welcome')).toBeLessThan(page.indexOf('Fake settings'));
    expect(await textOf(ADMIN, '/')).toContain('href="/plugins/servlet/upm"');
  });

  it('shows nothing of it to others', async () => {
    expect(await textOf(AGENT, '/plugins/servlet/upm')).toContain('not an administrator');
    expect(await textOf(AGENT, '/plugins/servlet/upm')).not.toContain('Fake settings');
    expect(await textOf(AGENT, '/')).not.toContain('href="/plugins/servlet/upm"');
    expect((await open(AGENT, ac('admin'))).status).toBe(404);
    expect((await open(AGENT, ac('admin', 'classifier=json'))).status).toBe(404);
  });

  it('frames the page with what the address gives to the app', async () => {
    const page = await textOf(ADMIN, ac('admin', 'ac.view=a%26b'));
    expect(page).toContain(`data-connect="/plugins/servlet/ac/${ADDON_KEY}/admin?ac.view=a%26b"`);
    const { url } = await framed(ADMIN, ac('admin', 'ac.view=a%26b'));
    const address = new URL(text(url));
    expect(address.searchParams.get('view')).toBe('a&b');
    const claims = decodeSymmetric(
      address.searchParams.get('jwt') ?? '',
      addon.secret ?? '',
      SymmetricAlgorithm.HS256,
    ) as Tree;
    const below = `${address.pathname.replace('/app', '')}${address.search}`;
    expect(claims.qsh).toBe(createQueryStringHash(fromMethodAndUrl('GET', below)));
    expect(claims.sub).toBe(idOf(ADMIN));
  });
});

describe('issue panels', () => {
  it('stand on the issue, those of web panels too, each about this issue', async () => {
    const page = await textOf(AGENT, `/browse/${issue.key}`);
    expect(page).toContain('data-title="Fake panel"');
    expect(page).toContain(`src="${addon.url}/icon.svg"`);
    expect(page).toContain('data-title="Side"');
    expect(page).not.toContain('data-title="Footer"');
    const { url, context } = await framed(AGENT, ac('panel', `issue.key=${issue.key}`));
    expect(text(url)).toContain(`/panel?id=${issue.id}&key=${issue.key}&project=SUP&`);
    expect(context).toMatchObject({ jira: { issue: { id: issue.id, key: issue.key }, project: { key: 'SUP' } } });
  });

  it('are not there without an issue, or for one that nobody sees', async () => {
    expect((await open(AGENT, ac('panel'))).status).toBe(404);
    expect((await open(AGENT, ac('panel', 'issue.key=SUP-999'))).status).toBe(404);
  });
});

describe('project settings', () => {
  it('have the tabs of apps for administrators of the project', async () => {
    const page = await textOf(ADMIN, '/plugins/servlet/project-config/SUP');
    expect(page).toContain('Fake tab');
    expect(await textOf(ADMIN, ac('tab', 'project.key=SUP'))).toContain('aria-current="page">Fake tab');
    const { url } = await framed(ADMIN, ac('tab', 'project.key=SUP'));
    expect(text(url)).toMatch(/\/tab\?projectKey=SUP&id=\d+&/);
    expect(await textOf(ADMIN, '/projects/SUP')).toContain('Project settings');
  });

  it('have none for others', async () => {
    expect(await textOf(AGENT, '/plugins/servlet/project-config/SUP')).not.toContain('Fake tab');
    expect((await open(AGENT, ac('tab', 'project.key=SUP'))).status).toBe(404);
    expect(await textOf(AGENT, '/projects/SUP')).not.toContain('Project settings');
  });
});

test('whom an administrator gives a project, sees its settings', async () => {
  const who = 'Albert Wesker';
  expect((await open(who, ac('tab', 'project.key=SUP'))).status).toBe(404);
  await fetch(`${stage.site.url}/playground/permissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ project: 'SUP', who: idOf(who), permission: 'ADMINISTER_PROJECTS', granted: true }),
  });
  expect((await open(who, ac('tab', 'project.key=SUP'))).status).toBe(200);
  expect((await open(who, ac('tab', 'project.key=OPS'))).status).toBe(404);
});

test('conditions hide a page, unknown ones too; a disabled app shows nothing', async () => {
  expect((await open(AGENT, ac('about'))).status).toBe(200);
  expect((await open(ADMIN, ac('about'))).status).toBe(404);
  expect((await open(AGENT, ac('odd'))).status).toBe(404);
  await fetch(`${stage.site.url}/playground/disable`, { method: 'POST' });
  expect(await textOf(AGENT, `/browse/${issue.key}`)).not.toContain('data-connect');
  expect((await open(ADMIN, ac('admin'))).status).toBe(404);
  await fetch(`${stage.site.url}/playground/enable`, { method: 'POST' });
});

test('tokens are for the person and the page, and live as long as the control API says', async () => {
  const settings = (contextTokenSeconds: number): Promise<Response> =>
    fetch(`${stage.site.url}/playground/settings`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ contextTokenSeconds }),
    });
  await settings(5);
  const answer = await open(AGENT, `/ui/connect/token?addon=${ADDON_KEY}&issue.key=${issue.key}`);
  const { token } = (await answer.json()) as { token: string };
  const claims = decodeSymmetric(token, addon.secret ?? '', SymmetricAlgorithm.HS256) as Tree;
  expect(claims).toMatchObject({
    sub: idOf(AGENT),
    qsh: 'context-qsh',
    context: { jira: { issue: { id: issue.id } } },
  });
  expect(Number(claims.exp) - Number(claims.iat)).toBe(5);
  await settings(900);
});

test('AP.request is the person, reaches REST only, and is the host script alone', async () => {
  const cookie = `playground-person-umbrella=${encodeURIComponent(idOf(AGENT))}`;
  const ask = (path: string, headers: Record<string, string>): Promise<Response> =>
    fetch(`${stage.site.url}/ui/as-person${path}`, { headers: { cookie, ...headers } });
  const me = (await (await ask('/rest/api/3/myself', { 'x-host-script': '1' })).json()) as Tree;
  expect(me.accountId).toBe(idOf(AGENT));
  expect((await ask('/playground/state', { 'x-host-script': '1' })).status).toBe(404);
  expect((await ask('/rest/api/3/myself', {})).status).toBe(403);
});

test('scripts: our own bundle, and all.js with this site for its CDN', async () => {
  const host = await textOf(AGENT, '/ui/host.js');
  expect(host).toContain('connectHost');
  const all = await textOf(AGENT, '/atlassian-connect/all.js');
  expect(all).toContain(`CDN_DOMAIN = "${new URL(stage.site.url).host}/atlassian-connect"`);
  expect(all).toContain('CDN_URL = "http://" + CDN_DOMAIN');
  expect((await open(AGENT, '/atlassian-connect/themes/atlaskit-tokens_dark.css')).status).toBe(200);
});

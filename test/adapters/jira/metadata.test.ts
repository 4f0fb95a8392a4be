import { type Seen } from './host';
import { failureOf, status, useSetting } from './setting';

const setting = useSetting();
const CREATE = '/rest/api/3/issue/createmeta/SUP/issuetypes';
const CUSTOM = 'com.atlassian.jira.plugin.system.customfieldtypes';

const system = (id: string, type: string) => ({ id, name: id, custom: false, schema: { type, system: id } });
const custom = (id: string, type: string, kind: string) => ({
  id,
  name: id,
  custom: true,
  schema: { type, custom: `${CUSTOM}:${kind}`, customId: 1 },
});

const page =
  (key: string, values: readonly unknown[], size = 100) =>
  ({ query }: Seen) => {
    const startAt = Number(query.get('startAt') ?? 0);
    return { json: { [key]: values.slice(startAt, startAt + size), startAt, maxResults: size, total: values.length } };
  };

const onScreen = (
  field: { readonly id: string; readonly name: string; readonly schema: object },
  more: object = {},
) => ({
  ...field,
  fieldId: field.id,
  key: field.id,
  required: false,
  hasDefaultValue: false,
  ...more,
});

describe('catalog', () => {
  const summary = system('summary', 'string');
  const priority = system('priority', 'priority');
  const resolution = system('resolution', 'resolution');
  const components = {
    id: 'components',
    name: 'Components',
    custom: false,
    schema: { type: 'array', items: 'component', system: 'components' },
  };
  const area = custom('customfield_1', 'option-with-child', 'cascadingselect');
  const colour = custom('customfield_2', 'option', 'select');
  const secret = custom('customfield_3', 'option', 'select');

  beforeEach(() => {
    setting.host.on('GET', '/rest/api/3/field', {
      json: [
        summary,
        priority,
        resolution,
        components,
        area,
        colour,
        secret,
        { id: 'thumbnail', name: 'Images', custom: false },
      ],
    });
    setting.host.on(
      'GET',
      CREATE,
      page(
        'issueTypes',
        [
          { id: '1', name: 'Bug' },
          { id: '2', name: 'Task' },
        ],
        1,
      ),
    );
    setting.host.on(
      'GET',
      `${CREATE}/1`,
      page(
        'fields',
        [
          onScreen(system('project', 'project'), { required: true }),
          onScreen(summary, { required: true }),
          onScreen(priority, {
            required: true,
            hasDefaultValue: true,
            allowedValues: [
              { id: '1', name: 'High' },
              { id: '2', name: 'Low' },
            ],
          }),
          onScreen(area, {
            allowedValues: [
              { id: '10', value: 'Net', children: [{ id: '11', value: 'LAN' }] },
              { id: '12', value: 'Old', disabled: true },
            ],
          }),
          onScreen(colour, { allowedValues: [{ id: '20', value: 'red' }] }),
        ],
        2,
      ),
    );
    setting.host.on(
      'GET',
      `${CREATE}/2`,
      page('fields', [
        onScreen(colour, {
          required: true,
          allowedValues: [
            { id: '20', value: 'red' },
            { id: '21', value: 'blue' },
          ],
        }),
      ]),
    );
    setting.host.on('GET', '/rest/api/3/resolution/search', page('values', [{ id: '5', name: 'Done' }]));
    setting.host.on('GET', '/rest/api/3/project/SUP', { json: { id: '100', key: 'SUP', name: 'Support' } });
    setting.host.on('GET', '/rest/api/3/project/SUP/statuses', { json: [] });
    setting.host.on('GET', '/rest/api/3/project/SUP/components', { json: [{ id: '7', name: 'Core' }] });
    setting.host.on('GET', '/rest/api/3/priority/search', page('values', [{ id: '1', name: 'High' }]));
  });

  test('every field, with what the create screens and Jira’s lists say of it', async () => {
    const site = await setting.site();
    const catalog = await site.catalog('SUP', []);
    expect(catalog).toMatchObject({
      summary: { type: 'text', required: true, maxLength: 255, options: null, custom: false },
      project: { required: false },
      priority: { type: 'priority', required: false, options: [{ label: 'High' }, { label: 'Low' }] },
      resolution: { type: 'resolution', options: [{ id: '5', label: 'Done', children: [] }] },
      components: { type: 'components', options: [{ label: 'Core' }] },
      customfield_1: { type: 'cascade', options: [{ label: 'Net', children: [{ id: '11', label: 'LAN' }] }] },
      customfield_2: { type: 'option', required: true, custom: true, options: [{ label: 'red' }, { label: 'blue' }] },
      customfield_3: { type: 'option', required: false, options: null },
      thumbnail: { type: 'unsupported' },
    });
    expect(catalog['customfield_1']?.options).toHaveLength(1);
    expect(await site.options('customfield_2', 'SUP')).toHaveLength(2);
  });

  test('a priority that stands on no create screen has those of its project, and nothing deprecated is asked beside', async () => {
    const site = await setting.site();
    const catalog = await site.catalog('SUP', ['Task']);
    expect(catalog.priority).toMatchObject({ options: [{ id: '1', label: 'High' }] });
    const asked = setting.host.seen.find(({ path }) => path === '/rest/api/3/priority/search');
    expect(asked?.target).toContain('projectId=100');
    expect(setting.host.calls()).not.toContain('GET /rest/api/3/resolution');
  });

  test('of one issue type, by name in any case, and asked once until forgotten', async () => {
    const site = await setting.site();
    const first = await site.catalog('SUP', ['bug']);
    expect(first['customfield_2']).toMatchObject({ required: false, options: [{ label: 'red' }] });
    const calls = setting.host.calls().length;
    expect(setting.host.calls()).not.toContain(`GET ${CREATE}/2`);
    await Promise.all([site.catalog('SUP', ['bug']), site.catalog('SUP', ['bug'])]);
    expect(setting.host.calls()).toHaveLength(calls);
    site.forget();
    await site.catalog('SUP', ['bug']);
    expect(setting.host.calls()).toHaveLength(2 * calls);
  });

  test('a load that failed is not remembered', async () => {
    setting.host.on('GET', CREATE, { status: 404, json: { errorMessages: ['No project.'] } });
    const site = await setting.site();
    expect(await failureOf(site.catalog('SUP', []))).toMatchObject({ kind: 'gone' });
    setting.host.on('GET', CREATE, page('createMetaIssueType', []));
    expect(Object.keys(await site.catalog('SUP', []))).toContain('summary');
  });
});

describe('projects', () => {
  test('with their issue types and statuses', async () => {
    setting.host.on('GET', '/rest/api/3/project/SUP', { json: { id: '100', key: 'SUP', name: 'Support' } });
    setting.host.on('GET', '/rest/api/3/project/SUP/statuses', {
      json: [{ id: '1', name: 'Bug', subtask: false, statuses: [status('Open', 'new'), status('Odd', 'other')] }],
    });
    const site = await setting.site();
    expect(await site.project('SUP')).toEqual({
      id: '100',
      key: 'SUP',
      name: 'Support',
      issueTypes: [
        {
          id: '1',
          name: 'Bug',
          subtask: false,
          statuses: [
            { id: '4', name: 'Open', category: 'new' },
            { id: '3', name: 'Odd', category: 'undefined' },
          ],
        },
      ],
    });
  });

  test.each([[404], [403]])('%i is no project', async (code) => {
    setting.host.on('GET', '/rest/api/3/project/NO', { status: code, json: {} });
    const site = await setting.site();
    expect(await site.project('NO')).toBeNull();
    expect(await site.project('../myself')).toBeNull();
  });

  test('are searched page by page up to the limit', async () => {
    const all = Array.from({ length: 70 }, (_, index) => ({
      id: String(index),
      key: `P${index}`,
      name: 'x',
      lead: {},
    }));
    setting.host.on('GET', '/rest/api/3/project/search', page('values', all, 50));
    const site = await setting.site();
    const { projects, total } = await site.projects('', 60);
    expect([projects.length, total]).toEqual([60, 70]);
    expect(setting.host.seen.map(({ target }) => target)).toEqual([
      '/rest/api/3/project/search?startAt=0&maxResults=50',
      '/rest/api/3/project/search?startAt=50&maxResults=10',
    ]);
    expect((await site.projects('sup', 1)).projects[0]).toEqual({ id: '0', key: 'P0', name: 'x' });
  });
});

describe('people', () => {
  const BULK = '/rest/api/3/user/bulk';
  const bulk =
    (known: Readonly<Record<string, boolean>>) =>
    ({ query }: Seen) => ({
      json: {
        values: query.getAll('accountId').flatMap((accountId) => {
          const active = known[accountId];
          return active === undefined ? [] : [{ accountId, active, accountType: 'atlassian', displayName: accountId }];
        }),
      },
    });

  test('who exists and is active, asked once, the unknown ones too', async () => {
    setting.host.on('GET', BULK, bulk({ a: true, b: false }));
    const site = await setting.site({ metadataTtlMs: 60_000 });
    expect(await site.existingUsers(['a', 'b', 'c', 'a', ''])).toEqual(['a']);
    expect(await site.existingUsers(['a', 'b', 'c'])).toEqual(['a']);
    expect(setting.host.seen.map(({ target }) => target)).toEqual([
      `${BULK}?accountId=a&accountId=b&accountId=c&maxResults=3`,
    ]);
    setting.pass(60_001);
    await site.existingUsers(['a']);
    expect(setting.host.calls()).toHaveLength(2);
  });

  test('what they are called, those who left too, from the same answers', async () => {
    setting.host.on('GET', BULK, bulk({ a: true, b: false }));
    const site = await setting.site();
    expect(await site.people(['a', 'b', 'c', 'a', ''])).toEqual([
      { accountId: 'a', name: 'a' },
      { accountId: 'b', name: 'b' },
    ]);
    await site.existingUsers(['a', 'c']);
    await site.people(['b']);
    expect(setting.host.calls()).toHaveLength(1);
  });

  test('an id that Jira cannot read does not hide the others', async () => {
    setting.host.on('GET', BULK, (seen) =>
      seen.query.getAll('accountId').includes('???') ? { status: 400, json: {} } : bulk({ a: true })(seen),
    );
    const site = await setting.site();
    expect(await site.existingUsers(['a', '???'])).toEqual(['a']);
  });

  test('are found by name, people only', async () => {
    setting.host.on('GET', '/rest/api/3/user/search', {
      json: [
        { accountId: 'a', displayName: 'Ann', active: true, accountType: 'atlassian' },
        { accountId: 'b', displayName: 'Bot', active: true, accountType: 'app' },
        { accountId: 'c', displayName: 'Cid', active: false, accountType: 'atlassian' },
      ],
    });
    const site = await setting.site();
    expect(await site.users('a', 10)).toEqual([{ accountId: 'a', name: 'Ann' }]);
  });

  test('who administers Jira: a yes for a minute, a no for ten seconds', async () => {
    setting.host.on('POST', '/rest/api/3/permissions/check', ({ body }) => ({
      json: {
        globalPermissions: (body as { accountId: string }).accountId === 'boss' ? ['ADMINISTER'] : [],
        projectPermissions: [],
      },
    }));
    const site = await setting.site();
    const ask = async () => [await site.administers('boss'), await site.administers('ann')];
    expect(await ask()).toEqual([true, false]);
    expect(await ask()).toEqual([true, false]);
    expect(setting.host.calls()).toHaveLength(2);
    setting.pass(10_001);
    await ask();
    expect(setting.host.calls()).toHaveLength(3);
    setting.pass(60_001);
    await ask();
    expect(setting.host.calls()).toHaveLength(5);
    expect(setting.host.seen[0]?.body).toEqual({ accountId: 'boss', globalPermissions: ['ADMINISTER'] });
  });

  test('who administers a project and who browses an issue', async () => {
    setting.host.on('GET', '/rest/api/3/project/SUP', { json: { id: '100', key: 'SUP', name: 'Support' } });
    setting.host.on('GET', '/rest/api/3/project/SUP/statuses', { json: [] });
    setting.host.on('POST', '/rest/api/3/permissions/check', ({ body }) => {
      const [asked] = (
        body as { projectPermissions: { permissions: string[]; projects?: number[]; issues?: number[] }[] }
      ).projectPermissions;
      const grant = { permission: asked?.permissions[0], projects: asked?.projects ?? [], issues: asked?.issues ?? [] };
      return { json: { globalPermissions: [], projectPermissions: [grant] } };
    });
    setting.host.on('GET', '/rest/api/3/project/NO', { status: 404, json: {} });
    const site = await setting.site();
    expect(await site.administersProject('ann', 'SUP')).toBe(true);
    expect(await site.administersProject('ann', 'NO')).toBe(false);
    expect(await site.browses('ann', '10001')).toBe(true);
    expect(await site.mayComment('ann', '10001')).toBe(true);
    expect(setting.host.seen.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
      { accountId: 'ann', projectPermissions: [{ permissions: ['ADMINISTER_PROJECTS'], projects: [100] }] },
      { accountId: 'ann', projectPermissions: [{ permissions: ['BROWSE_PROJECTS'], issues: [10001] }] },
      { accountId: 'ann', projectPermissions: [{ permissions: ['ADD_COMMENTS', 'EDIT_ISSUES'], issues: [10001] }] },
    ]);
  });
});

test('seeing an issue is no right to comment on it', async () => {
  setting.host.on('POST', '/rest/api/3/permissions/check', ({ body }) => {
    const { projectPermissions } = body as { projectPermissions: { permissions: string[] }[] };
    const asked = projectPermissions[0]?.permissions ?? [];
    const grants = asked.map((permission) => ({
      permission,
      projects: [],
      issues: permission === 'BROWSE_PROJECTS' ? [10001] : [],
    }));
    return { json: { globalPermissions: [], projectPermissions: grants } };
  });
  const site = await setting.site();
  expect(await site.browses('ann', '10001')).toBe(true);
  expect(await site.mayComment('ann', '10001')).toBe(false);
});

test('many issues are asked about in one call, and remembered for a while', async () => {
  setting.host.on('POST', '/rest/api/3/permissions/check', ({ body }) => {
    const { projectPermissions } = body as { projectPermissions: { issues: number[] }[] };
    const issues = (projectPermissions[0]?.issues ?? []).filter((id) => id % 2 === 0);
    const grant = { permission: 'BROWSE_PROJECTS', projects: [], issues };
    return { json: { globalPermissions: [], projectPermissions: [grant] } };
  });
  const site = await setting.site();
  const ids = Array.from({ length: 1_200 }, (_, index) => String(10_000 + index));
  expect((await site.browsing('ann', ids)).size).toBe(600);
  expect(setting.host.calls()).toHaveLength(3);
  expect(await site.browses('ann', '10002')).toBe(true);
  expect(await site.browses('ann', '10003')).toBe(false);
  expect((await site.browsing('ann', ids)).has('10004')).toBe(true);
  expect(setting.host.calls()).toHaveLength(3);
  expect(await site.browses('ben', '10002')).toBe(true);
  expect(setting.host.calls()).toHaveLength(4);
  setting.pass(10_001);
  await site.browsing('ann', ['10002', '10003']);
  expect(setting.host.seen.at(-1)?.body).toMatchObject({ projectPermissions: [{ issues: [10003] }] });
});

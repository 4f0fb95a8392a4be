import { OPERATIONS } from '../../../playground/jira/rest/operations';
import {
  as,
  call,
  createBug,
  doc,
  installed,
  list,
  startStage,
  text,
  type Answer,
  type FakeAddon,
  type Stage,
} from './harness';
import { isThere, openApi, type Exchange, type OpenApi } from './open-api';

/**
 * Where this site differs from Atlassian's OpenAPI document, each with its reason. Anything else fails the test, and so
 * does a line that no longer happens.
 */
const DEVIATIONS: readonly { readonly fault: RegExp; readonly why: string }[] = [
  {
    fault: /items\/N\/(from|fromString|to|toString): must be string$/,
    why: 'The document forgets that a side of a change may be null; real answers and its own examples have null.',
  },
  {
    fault: /^POST \/rest\/api\/3\/changelog\/bulkfetch: .*\/created: must be string$/,
    why: 'The bulk form gives epoch milliseconds, as in the example of the document itself.',
  },
  {
    fault: /^POST \/rest\/api\/3\/jql\/parse: .*\/structure\/where/,
    why: 'JqlQueryClause forbids every property (additionalProperties beside anyOf), so that no clause at all fits it.',
  },
  {
    fault: /^PUT .*\/assignee: request\/accountId: must be string$/,
    why: 'The text of the operation says that null takes the assignee away.',
  },
  {
    fault: /^POST \/rest\/api\/3\/bulk\/issues\/move: request.*(targetToMultipleSourceMapping|issueIdOrKeys)'$/,
    why: 'The document demands properties that it does not have: its own names are targetToSourcesMapping and issueIdsOrKeys.',
  },
];

if (!isThere)
  process.stderr.write('SKIPPED: ../shared/jira is not there, so answers are not held against the OpenAPI document.\n');

(isThere ? describe : describe.skip)('answers fit the OpenAPI document', () => {
  let stage: Stage;
  let addon: FakeAddon;
  let api: OpenApi;
  const faults = new Set<string>();
  const touched = new Set<string>();

  beforeAll(async () => {
    api = openApi();
    stage = await startStage();
    addon = await installed(stage, { scopes: ['READ', 'WRITE', 'DELETE', 'PROJECT_ADMIN', 'ADMIN'] });
  });
  afterAll(async () => {
    await addon.stop();
    await stage.stop();
  });

  const check = (exchange: Exchange): void => {
    for (const fault of api.faultsOf(exchange)) faults.add(fault);
  };

  const ask = async (method: string, path: string, body?: unknown, who: 'app' | 'person' = 'app'): Promise<Answer> => {
    const form = body instanceof FormData;
    const caller = who === 'app' ? addon : as(stage.site, 'Alice Abernathy');
    const answer = await call(stage.site, caller, method, path, body, form ? { 'x-atlassian-token': 'no-check' } : {});
    check({ method, path, sent: form ? undefined : body, status: answer.status, received: answer.body });
    touched.add(`${method} ${path.split('?')[0] ?? ''}`);
    return answer;
  };

  const v3 = '/rest/api/3';

  it('about issues', async () => {
    const created = await ask('POST', `${v3}/issue`, {
      fields: {
        project: { key: 'SUP' },
        issuetype: { name: 'Bug' },
        summary: 'Everything',
        description: doc('text'),
        labels: ['a'],
        customfield_10050: { value: 'Severe' },
        customfield_10052: { value: 'Europe', child: { value: 'Berlin' } },
        timetracking: { originalEstimate: '1h' },
        components: [{ name: 'Billing' }],
        versions: [{ name: '1.0' }],
      },
      properties: [{ key: 'mark', value: 1 }],
    });
    const key = text(created.body.key);
    const id = text(created.body.id);
    await ask('POST', `${v3}/issue`, { fields: {} });
    await ask('POST', `${v3}/issue/bulk`, {
      issueUpdates: [
        { fields: { project: { key: 'SUP' }, issuetype: { name: 'Task' }, summary: 'x' } },
        { fields: {} },
      ],
    });
    await ask('PUT', `${v3}/issue/${key}`, { fields: { summary: 'Changed' }, update: { labels: [{ add: 'b' }] } });
    await ask('PUT', `${v3}/issue/${key}?returnIssue=true&notifyUsers=false`, { fields: { customfield_10054: 3 } });
    await ask('PUT', `${v3}/issue/${key}/assignee`, { accountId: null });
    await ask(
      'GET',
      `${v3}/issue/${key}?expand=names,schema,renderedFields,editmeta,transitions,changelog&properties=*all`,
    );
    await ask('GET', `${v3}/issue/NOPE-1`);
    await ask('POST', `${v3}/issue/bulkfetch`, { issueIdsOrKeys: [id], fields: ['*all'], properties: ['mark'] });
    await ask('GET', `${v3}/issue/${key}/editmeta`);
    await ask('GET', `${v3}/issue/createmeta/SUP/issuetypes`);
    await ask('GET', `${v3}/issue/createmeta/SUP/issuetypes/10000?maxResults=200`);
    const transitions = await ask('GET', `${v3}/issue/${key}/transitions?expand=transitions.fields`);
    await ask('POST', `${v3}/issue/${key}/transitions`, {
      transition: { id: text(list(transitions.body.transitions)[0]?.id) },
    });
    await ask('POST', `${v3}/issue/${key}/transitions`, { transition: { id: '999' } });
    const log = await ask('GET', `${v3}/issue/${key}/changelog?maxResults=1`);
    await ask('POST', `${v3}/issue/${key}/changelog/list`, { changelogIds: [Number(list(log.body.values)[0]?.id)] });
    await ask('POST', `${v3}/changelog/bulkfetch`, { issueIdsOrKeys: [key], fieldIds: ['summary'] }, 'person');
    await ask('GET', `${v3}/issue/${key}/properties`);
    await ask('PUT', `${v3}/issue/${key}/properties/other`, { a: 1 });
    await ask('GET', `${v3}/issue/${key}/properties/other`);
    await ask('DELETE', `${v3}/issue/${key}/properties/other`);
  });

  it('about comments, files, worklogs and links', async () => {
    const { key } = await createBug(stage.site);
    const other = await createBug(stage.site);
    const made = await ask('POST', `${v3}/issue/${key}/comment`, {
      body: doc('hello'),
      visibility: { type: 'role', value: 'atlassian-addons-project-access' },
      properties: [{ key: 'mark', value: 1 }],
    });
    const comment = text(made.body.id);
    await ask('GET', `${v3}/issue/${key}/comment?expand=renderedBody&orderBy=-created`);
    await ask('GET', `${v3}/issue/${key}/comment/${comment}`);
    await ask('PUT', `${v3}/issue/${key}/comment/${comment}`, { body: doc('edited') });
    await ask('POST', `${v3}/comment/list?expand=properties`, { ids: [Number(comment)] });
    await ask('GET', `${v3}/comment/${comment}/properties`);
    await ask('PUT', `${v3}/comment/${comment}/properties/other`, { a: 1 });
    await ask('GET', `${v3}/comment/${comment}/properties/other`);
    await ask('DELETE', `${v3}/comment/${comment}/properties/other`);
    await ask('DELETE', `${v3}/issue/${key}/comment/${comment}`);
    await ask('GET', `${v3}/issue/${key}/comment/${comment}`);
    const form = new FormData();
    form.append('file', new Blob(['x'], { type: 'image/png' }), 'a.png');
    const file = text(list((await ask('POST', `${v3}/issue/${key}/attachments`, form)).body)[0]?.id);
    await ask('GET', `${v3}/attachment/meta`);
    await ask('GET', `${v3}/attachment/${file}`);
    await ask('GET', `${v3}/attachment/content/${file}`);
    await ask('GET', `${v3}/attachment/content/${file}?redirect=false`);
    await ask('GET', `${v3}/attachment/thumbnail/${file}?redirect=false`);
    await ask('DELETE', `${v3}/attachment/${file}`);
    const worklog = text(
      (await ask('POST', `${v3}/issue/${key}/worklog`, { timeSpentSeconds: 3600, comment: doc('work') })).body.id,
    );
    await ask('GET', `${v3}/issue/${key}/worklog`);
    await ask('GET', `${v3}/issue/${key}/worklog/${worklog}`);
    await ask('DELETE', `${v3}/issue/${key}/worklog/${worklog}`);
    await ask('POST', `${v3}/issueLink`, {
      type: { name: 'Relates' },
      inwardIssue: { key },
      outwardIssue: { key: other.key },
    });
    const issue = await ask('GET', `${v3}/issue/${key}?fields=issuelinks`);
    const link = text(list(issue.body.fields?.issuelinks)[0]?.id);
    await ask('GET', `${v3}/issueLink/${link}`);
    await ask('DELETE', `${v3}/issueLink/${link}`);
    await ask('GET', `${v3}/issueLinkType`);
    const remote = { globalId: 'g', object: { url: 'https://x.example', title: 'x' } };
    const remoteId = text((await ask('POST', `${v3}/issue/${key}/remotelink`, remote)).body.id);
    await ask('POST', `${v3}/issue/${key}/remotelink`, remote);
    await ask('GET', `${v3}/issue/${key}/remotelink/${remoteId}`);
    await ask('DELETE', `${v3}/issue/${key}/remotelink/${remoteId}`);
    await ask('DELETE', `${v3}/issue/${key}`);
  });

  it('about search', async () => {
    await createBug(stage.site);
    await ask('POST', `${v3}/search/jql`, {
      jql: 'project = SUP',
      fields: ['*all'],
      maxResults: 1,
      expand: 'names,schema',
      properties: ['mark'],
      reconcileIssues: [10001],
    });
    await ask('GET', `${v3}/search/jql?jql=project%3DSUP&fields=summary&maxResults=1`);
    await ask('POST', `${v3}/search/jql`, { jql: '' });
    await ask('POST', `${v3}/search/approximate-count`, { jql: 'project = SUP' });
    await ask('POST', `${v3}/jql/match`, { jqls: ['project = SUP', 'nope = 1'], issueIds: [10001] });
    await ask('POST', `${v3}/jql/parse?validation=strict`, {
      queries: [
        'project = SUP AND (labels in (a) OR status changed) AND created > startOfDay() AND NOT assignee is EMPTY ORDER BY key',
        'nope = 1',
        'x =',
      ],
    });
  });

  it('about what the site knows', async () => {
    for (const path of [
      '/field',
      '/field/search?maxResults=5&type=custom',
      '/priority',
      '/priority/search',
      '/priority/1',
      '/resolution',
      '/resolution/search',
      '/status',
      '/status/10000',
      '/statuscategory',
      '/issuetype',
      '/issuetype/10000',
      '/issuetype/project?projectId=10000',
      '/project',
      '/project/search?query=sup',
      '/project/SUP',
      '/project/NOPE',
      '/project/SUP/statuses',
      '/project/SUP/components',
      '/project/SUP/component',
      '/project/SUP/versions',
      '/project/SUP/version',
      '/label',
      '/myself',
      '/serverInfo',
      '/user/search?query=al',
      '/user/assignable/search?project=SUP',
      '/groups/picker?query=sup',
      '/group/member?groupname=support-team',
      '/permissions',
      '/mypermissions?permissions=BROWSE_PROJECTS,ADMINISTER&projectKey=SUP',
      '/webhook/failed',
    ])
      await ask('GET', `${v3}${path}`);
    const user = stage.site.users[0]?.id ?? '';
    await ask('GET', `${v3}/user?accountId=${user}`);
    await ask('GET', `${v3}/user/bulk?accountId=${user}&maxResults=10`);
    await ask('GET', `${v3}/statuses/search`, undefined, 'person');
    await ask('GET', `${v3}/statuses?id=10000`, undefined, 'person');
    await ask('GET', `${v3}/users/search`, undefined, 'person');
    await ask('POST', `${v3}/permissions/check`, {
      accountId: user,
      globalPermissions: ['ADMINISTER'],
      projectPermissions: [{ permissions: ['BROWSE_PROJECTS'], projects: [10000] }],
    });
    const properties = '/rest/atlassian-connect/1/addons/com.example.fake/properties';
    await ask('PUT', `${properties}/a`, { x: 1 });
    await ask('PUT', `${properties}/a`, { x: 2 });
    await ask('GET', properties);
    await ask('GET', `${properties}/a`);
    await ask('DELETE', `${properties}/a`);
  });

  it('about moves', async () => {
    const { key } = await createBug(stage.site);
    const type = stage.site.state.issueTypes.all().find(({ name }) => name === 'Incident')?.id ?? '';
    const moved = await ask(
      'POST',
      `${v3}/bulk/issues/move`,
      {
        targetToSourcesMapping: {
          [`OPS,${type}`]: {
            inferClassificationDefaults: true,
            inferFieldDefaults: true,
            inferStatusDefaults: true,
            inferSubtaskTypeDefault: true,
            issueIdsOrKeys: [key],
          },
        },
      },
      'person',
    );
    await ask('GET', `${v3}/bulk/queue/${text(moved.body.taskId)}`, undefined, 'person');
    expect((await call(stage.site, addon, 'GET', `${v3}/issue/${key}`)).body.fields?.project).toMatchObject({
      key: 'OPS',
    });
  });

  it('about what is hidden, archived, closed by a policy or full', async () => {
    const { key } = await createBug(stage.site);
    for (const part of ['issuesecuritylevelscheme', 'securitylevel'])
      for (const project of ['SUP', 'OPS', 'NONE']) await ask('GET', `${v3}/project/${project}/${part}`);
    await ask('GET', `${v3}/data-policy`);
    await ask('GET', `${v3}/data-policy/project?ids=10000`);
    await ask('PUT', `${v3}/issue/archive`, { issueIdsOrKeys: [key, 'SUP-99999'] }, 'person');
    await ask('GET', `${v3}/issue/${key}`);
    await ask('PUT', `${v3}/issue/${key}`, { fields: { summary: 'Changed' } });
    await ask('POST', `${v3}/issue/${key}/comment`, { body: doc('Too late.') });
    await ask('PUT', `${v3}/issue/unarchive`, { issueIdsOrKeys: [key] }, 'person');
    await call(stage.site, null, 'PUT', '/playground/settings', {
      ceilings: { comments: 0, attachments: 0, links: 0 },
    });
    await ask('POST', `${v3}/issue/${key}/comment`, { body: doc('One too many.') });
    const { key: other } = await createBug(stage.site);
    await ask('POST', `${v3}/issueLink`, {
      type: { name: 'Blocks' },
      inwardIssue: { key },
      outwardIssue: { key: other },
    });
    await call(stage.site, null, 'PUT', '/playground/settings', {
      ceilings: { comments: 5_000, attachments: 2_000, links: 2_000 },
    });
  });

  it('but for the written deviations', () => {
    const unexplained = [...faults].filter((fault) => !DEVIATIONS.some((deviation) => deviation.fault.test(fault)));
    const outlived = DEVIATIONS.filter((deviation) => ![...faults].some((fault) => deviation.fault.test(fault)));
    expect(unexplained).toEqual([]);
    expect(outlived).toEqual([]);
  });

  it('with the scopes that the document demands', () => {
    const differing = Object.entries(OPERATIONS).filter(([operation, scope]) => api.scopeOf(operation) !== scope);
    expect(differing).toEqual([]);
  });
});

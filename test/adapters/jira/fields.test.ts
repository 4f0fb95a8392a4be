import { type EnsureIssue, type FieldWrite, type SetFields, type Value } from '../../../src/core/model';
import { type Reply, type Seen } from './host';
import { CATALOG, context, doc, failureOf, issueJson, LINK, meta, status, useSetting } from './setting';

const setting = useSetting();
const ISSUE = '/rest/api/3/issue/10001';

const base = { facet: 'field:Title', source: null, pendingMedia: [], excerpt: false } as const;
const set = (fieldId: string, value: Value): FieldWrite => ({ ...base, fieldId, mode: 'set', value });
const text = (words: string): Value => ({ kind: 'text', text: words });
const option = (label: string): Value => ({ kind: 'option', label });
const edit = (...fields: readonly FieldWrite[]): SetFields => ({
  id: 'o1',
  side: 'provider',
  kind: 'setFields',
  issueId: '10001',
  fields,
});

const bodyOf = (seen: Seen | undefined) =>
  seen?.body as { fields?: Record<string, unknown>; update?: Record<string, unknown> };
/** Answers like Jira: refuses these fields, else gives the issue back with what was sent. */
const refusing =
  (refused: Readonly<Record<string, string>>, messages: readonly string[] = []) =>
  (seen: Seen): Reply => {
    const { fields = {} } = bodyOf(seen);
    const bad = Object.entries(refused).filter(([id]) => id in fields);
    if (bad.length > 0) {
      return {
        status: 400,
        json: { errorMessages: messages, errors: messages.length > 0 ? {} : Object.fromEntries(bad) },
      };
    }
    return { json: issueJson(fields) };
  };

describe('setFields', () => {
  test('one request, answered with what the issue holds', async () => {
    setting.host.on('PUT', ISSUE, {
      json: issueJson({ summary: 'As Jira keeps it', labels: ['a', 'b'], priority: { name: 'High' } }),
    });
    const site = await setting.site();
    const receipt = await site.perform(
      edit(
        set('summary', text('As written')),
        { ...base, fieldId: 'labels', mode: 'elements', add: ['b'], remove: ['c'] },
        { ...base, fieldId: 'priority', mode: 'raw', json: 'High' },
      ),
      context(site),
    );
    expect(setting.host.calls()).toEqual([`PUT ${ISSUE}`]);
    const [seen] = setting.host.seen;
    expect(seen?.target).toBe(`${ISSUE}?notifyUsers=false&returnIssue=true`);
    expect(seen?.headers['x-atlassian-webhook-trace']).toBe(`accord.v1.${LINK}.fields:summary+priority+labels`);
    expect(seen?.body).toEqual({
      fields: { summary: 'As written', priority: { name: 'High' } },
      update: { labels: [{ add: 'b' }, { remove: 'c' }] },
    });
    expect(receipt).toMatchObject({
      kind: 'fields',
      fields: { summary: text('As Jira keeps it'), labels: { kind: 'options', labels: ['a', 'b'] } },
      refused: {},
    });
  });

  test('a site that gives no issue back is read', async () => {
    setting.host.on('PUT', ISSUE, { status: 204 });
    setting.host.on('GET', ISSUE, { json: issueJson({ summary: 'New' }) });
    const site = await setting.site();
    expect(await site.perform(edit(set('summary', text('New'))), context(site))).toMatchObject({
      fields: { summary: text('New') },
    });
    expect(setting.host.seen[1]?.query.get('fields')).toBe('summary');
  });

  test('a refused field is left out and the others are written', async () => {
    const words = "Option 'Z' is not valid";
    setting.host.on('PUT', ISSUE, refusing({ customfield_10042: words }));
    const site = await setting.site();
    const receipt = await site.perform(
      edit(set('summary', text('New')), set('customfield_10042', option('Z'))),
      context(site),
    );
    expect(receipt).toEqual({
      kind: 'fields',
      fields: { summary: text('New') },
      refused: { customfield_10042: words },
    });
    expect(setting.host.seen.map((seen) => Object.keys(bodyOf(seen).fields ?? {}))).toEqual([
      ['summary', 'customfield_10042'],
      ['summary'],
    ]);
  });

  test('where Jira names no field, each is tried alone', async () => {
    setting.host.on('PUT', ISSUE, refusing({ duedate: 'x' }, ['INVALID_INPUT']));
    const site = await setting.site();
    const receipt = await site.perform(
      edit(set('summary', text('New')), set('duedate', { kind: 'date', date: '2026-01-01' })),
      context(site),
    );
    expect(receipt).toMatchObject({
      fields: { summary: text('New') },
      refused: { duedate: expect.stringContaining('INVALID_INPUT') as string },
    });
  });

  test('what cannot be sent at all is refused without a call', async () => {
    const site = await setting.site();
    const broken = { type: 'doc', version: 1, content: [{ type: 'text', text: 'bare' }] } as const;
    const receipt = await site.perform(
      edit(set('customfield_9', text('x')), set('description', { kind: 'richText', doc: broken })),
      context(site),
    );
    expect(receipt).toMatchObject({
      fields: {},
      refused: {
        customfield_9: 'The site has no field "customfield_9" any more.',
        description: expect.stringContaining('/content/0') as string,
      },
    });
    expect(setting.host.calls()).toEqual([]);
  });

  test('a part of a field that Jira names belongs to the field', async () => {
    setting.host.on('PUT', ISSUE, (_seen, times) =>
      times === 1
        ? { status: 400, json: { errors: { timetracking_originalestimate: 'Bad.' } } }
        : { json: issueJson({ summary: 'New' }) },
    );
    const site = await setting.site();
    const catalog = { ...CATALOG, timetracking: meta('timetracking', 'timeTracking') };
    const receipt = await site.perform(
      edit(set('summary', text('New')), set('timetracking', { kind: 'duration', original: 60, remaining: null })),
      context(site, { catalog }),
    );
    expect(receipt).toMatchObject({ refused: { timetracking: 'Bad.' } });
  });

  test('an app that may not silence notifications asks once per project', async () => {
    setting.host.on('PUT', ISSUE, ({ query }) =>
      query.has('notifyUsers')
        ? {
            status: 403,
            json: { errorMessages: ['To discard the user notification, project admin permissions are required.'] },
          }
        : { json: issueJson({ summary: 'New' }) },
    );
    const site = await setting.site();
    await site.perform(edit(set('summary', text('New'))), context(site));
    await site.perform(edit(set('summary', text('New'))), context(site));
    expect(setting.host.seen.map(({ query }) => query.get('notifyUsers'))).toEqual(['false', null, null]);
  });

  test('an edit that is forbidden either way is a failure', async () => {
    setting.host.on('PUT', ISSUE, { status: 403, json: {} });
    const site = await setting.site();
    expect(await failureOf(site.perform(edit(set('summary', text('New'))), context(site)))).toMatchObject({
      kind: 'forbidden',
    });
  });
});

describe('ensureIssue', () => {
  const create = (fields: readonly FieldWrite[], lookFirst = false): EnsureIssue => ({
    id: 'o1',
    side: 'provider',
    kind: 'ensureIssue',
    project: 'SUP',
    issueType: 'Bug',
    fields,
    lookFirst,
  });
  const created = { status: 201, json: { id: '10001', key: 'SUP-1', self: 'x' } };
  const asCreated =
    (refused: Readonly<Record<string, string>> = {}, messages: readonly string[] = []) =>
    (seen: Seen) => {
      const answer = refusing(refused, messages)(seen);
      return answer.status === 400 ? answer : created;
    };

  test('marks the issue in the create call and reads what it holds', async () => {
    setting.host.on('POST', '/rest/api/3/issue', created);
    setting.host.on('GET', ISSUE, { json: issueJson({ summary: 'New', labels: ['a'], description: doc('d') }) });
    const site = await setting.site();
    const receipt = await site.perform(
      create([
        set('summary', text('New')),
        set('description', { kind: 'richText', doc: doc('d') }),
        { ...base, fieldId: 'labels', mode: 'elements', add: ['a'], remove: [] },
      ]),
      context(site),
    );
    expect(setting.host.calls()).toEqual(['POST /rest/api/3/issue', `GET ${ISSUE}`]);
    expect(setting.host.seen[0]?.headers['x-atlassian-webhook-trace']).toBe(`accord.v1.${LINK}.issue`);
    expect(setting.host.seen[0]?.body).toEqual({
      fields: {
        project: { key: 'SUP' },
        issuetype: { name: 'Bug' },
        summary: 'New',
        description: doc('d'),
        labels: ['a'],
      },
      properties: [{ key: 'accord.link', value: { link: LINK, side: 'provider' } }],
    });
    expect(receipt).toEqual({
      kind: 'issue',
      issueId: '10001',
      key: 'SUP-1',
      status: 'Open',
      found: false,
      fields: {
        summary: text('New'),
        description: { kind: 'richText', doc: doc('d') },
        labels: { kind: 'options', labels: ['a'] },
      },
    });
  });

  test('a field that is not on the create screen is set afterwards', async () => {
    setting.host.on(
      'POST',
      '/rest/api/3/issue',
      asCreated({ customfield_10042: 'It is not on the appropriate screen' }),
    );
    setting.host.on('PUT', ISSUE, { json: issueJson({ customfield_10042: { value: 'Z' } }) });
    setting.host.on('GET', ISSUE, { json: issueJson({ summary: 'New', customfield_10042: { value: 'Z' } }) });
    const site = await setting.site();
    const receipt = await site.perform(
      create([set('summary', text('New')), set('customfield_10042', option('Z'))]),
      context(site),
    );
    expect(receipt).toMatchObject({ fields: { customfield_10042: option('Z') } });
    expect(receipt).not.toHaveProperty('refused');
    expect(setting.host.calls()).toEqual([
      'POST /rest/api/3/issue',
      'POST /rest/api/3/issue',
      `PUT ${ISSUE}`,
      `GET ${ISSUE}`,
    ]);
  });

  test('each call that creates is told of right before it is sent', async () => {
    const order: string[] = [];
    setting.host.on('POST', '/rest/api/3/issue', (seen) => {
      order.push('sent');
      return asCreated({ customfield_10042: 'It is not on the appropriate screen' })(seen);
    });
    setting.host.on('PUT', ISSUE, () => {
      order.push('edited');
      return { json: issueJson({ customfield_10042: { value: 'Z' } }) };
    });
    setting.host.on('GET', ISSUE, { json: issueJson({ summary: 'New', customfield_10042: { value: 'Z' } }) });
    const site = await setting.site();
    const attempting = () => Promise.resolve(void order.push('told'));
    const writingLate = (ids: readonly string[]) => Promise.resolve(void order.push(`told of ${ids.join()}`));
    await site.perform(create([set('summary', text('New')), set('customfield_10042', option('Z'))]), {
      ...context(site),
      attempting,
      writingLate,
    });
    expect(order).toEqual(['told', 'sent', 'told', 'sent', 'told of customfield_10042', 'edited']);
  });

  test('an issue that Jira said is there is never forgotten, whatever fails afterwards', async () => {
    setting.host.on(
      'POST',
      '/rest/api/3/issue',
      asCreated({ customfield_10042: 'It is not on the appropriate screen' }),
    );
    setting.host.on('PUT', ISSUE, { status: 500, json: {} });
    setting.host.on('GET', ISSUE, { status: 404, json: {} });
    const site = await setting.site();
    const source = { print: 'print', elements: null };
    const fields = [set('summary', text('New')), { ...set('customfield_10042', option('Z')), source }];
    expect(await site.perform(create(fields), context(site))).toEqual({
      kind: 'issue',
      issueId: '10001',
      key: 'SUP-1',
      status: '',
      found: false,
      fields: { summary: text('New') },
      unwritten: ['customfield_10042'],
    });
  });

  test('a value that Jira refuses for good is reported, and the issue stands', async () => {
    const words = "Option 'Z' is not valid";
    setting.host.on('POST', '/rest/api/3/issue', asCreated({ customfield_10042: words }));
    setting.host.on('PUT', ISSUE, refusing({ customfield_10042: words }));
    setting.host.on('GET', ISSUE, { json: issueJson({ summary: 'New' }) });
    const site = await setting.site();
    expect(
      await site.perform(create([set('summary', text('New')), set('customfield_10042', option('Z'))]), context(site)),
    ).toMatchObject({ kind: 'issue', refused: { customfield_10042: words }, fields: { summary: text('New') } });
  });

  test('where Jira names no field, the issue is made with what it needs', async () => {
    setting.host.on('POST', '/rest/api/3/issue', asCreated({ duedate: 'x' }, ['INVALID_INPUT']));
    setting.host.on('PUT', ISSUE, refusing({ duedate: 'x' }, ['INVALID_INPUT']));
    setting.host.on('GET', ISSUE, { json: issueJson({ summary: 'New' }) });
    const site = await setting.site();
    const receipt = await site.perform(
      create([set('summary', text('New')), set('duedate', { kind: 'date', date: '2026-01-01' })]),
      context(site),
    );
    expect(receipt).toMatchObject({ refused: { duedate: expect.stringContaining('INVALID_INPUT') as string } });
  });

  test.each([
    ['refused', { summary: 'Too long.' }],
    ['missing', { customfield_77: 'Contract number is required.' }],
  ])('a required field that is %s stops the issue and is named', async (_name, errors) => {
    setting.host.on('POST', '/rest/api/3/issue', { status: 400, json: { errorMessages: [], errors } });
    const site = await setting.site();
    expect(await failureOf(site.perform(create([set('summary', text('New'))]), context(site)))).toMatchObject({
      kind: 'rejected',
      fields: errors,
    });
    expect(setting.host.calls()).toHaveLength(1);
  });

  describe('after an attempt that may have succeeded', () => {
    const search = (ids: readonly string[]) =>
      setting.host.on('POST', '/rest/api/3/search/jql', { json: { issues: ids.map((id) => ({ id })), isLast: true } });

    test('the issue is found by its mark, and left as it is: people may have worked on it', async () => {
      search(['10009', '10001']);
      setting.host.on('GET', ISSUE, { json: issueJson({ summary: 'Theirs' }) });
      const site = await setting.site();
      const receipt = await site.perform(create([set('summary', text('New'))], true), context(site));
      expect(receipt).toMatchObject({ issueId: '10001', found: true, fields: { summary: text('Theirs') } });
      expect(setting.host.calls()).toEqual(['POST /rest/api/3/search/jql', `GET ${ISSUE}`]);
      expect(setting.host.seen[0]?.body).toMatchObject({
        jql: `accordLink = "${LINK}" ORDER BY created ASC`,
        fields: ['id'],
      });
      expect(setting.host.calls()).not.toContain('POST /rest/api/3/issue');
    });

    test('what only a creation gives is made up for where the field is empty', async () => {
      search(['10001']);
      setting.host.on('GET', ISSUE, { json: issueJson({ summary: 'Theirs', labels: [] }) });
      setting.host.on('PUT', ISSUE, { json: issueJson({ labels: ['own'] }) });
      const site = await setting.site();
      const constant: FieldWrite = { ...base, fieldId: 'labels', source: null, mode: 'raw', json: ['own'] };
      await site.perform(create([set('summary', text('New')), constant], true), context(site));
      expect(setting.host.seen.at(-1)?.body).toEqual({ fields: { labels: ['own'] } });
    });

    describe('and Jira does not find it by the name of the mark', () => {
      const unknown = { status: 400, json: { errorMessages: ["Field 'accordLink' does not exist."], errors: {} } };
      const none = { json: { issues: [], isLast: true } };
      const issue = (id: number, link: string) => ({ id: String(id), properties: { 'accord.link': { link } } });
      const others = (count: number) => Array.from({ length: count }, (_, index) => issue(500 + index, 'another'));
      const AGO_MS = 59.5 * 60_000;

      const tried = async (
        byName: object,
        byTime: (page: number) => object,
        byKey: (seen: Seen) => { json: object } = () => none,
      ) => {
        let page = 0;
        setting.host.on('POST', '/rest/api/3/search/jql', ({ body }) =>
          (body as { jql: string }).jql.startsWith('accordLink') ? byName : byTime((page += 1)),
        );
        setting.host.on('POST', '/rest/api/3/issue', created);
        setting.host.on('POST', '/rest/api/3/issue/bulkfetch', byKey);
        setting.host.on('GET', ISSUE, { json: issueJson({ summary: 'New', status: status('Open', 'new') }) });
        const site = await setting.site();
        const attemptedAt = new Date(Date.now() - AGO_MS).toISOString();
        return site.perform(create([set('summary', text('New'))], true), context(site, { attemptedAt }));
      };

      test.each([
        ['the name is not known yet', unknown],
        ['the mark is not indexed yet', none],
      ])('%s: what the project got at that time is gone through', async (_name, byName) => {
        const pages = [
          { issues: others(2), nextPageToken: 'next' },
          { issues: [issue(10_001, LINK)], isLast: true },
        ];
        const receipt = await tried(byName, (page) => ({ json: pages[page - 1] }));
        expect(receipt).toMatchObject({ issueId: '10001', found: true });
        expect(setting.host.calls()).not.toContain('POST /rest/api/3/issue');
        expect(setting.host.seen[1]?.body).toMatchObject({
          jql: 'project = "SUP" AND created >= -75m AND created <= -44m ORDER BY created ASC',
          properties: ['accord.link'],
        });
      });

      test('the search knows of neither: the keys behind the last one from before the attempt tell', async () => {
        const keys: unknown[] = [];
        const receipt = await tried(
          none,
          (page) =>
            page === 1
              ? none
              : {
                  json: {
                    issues: [
                      { id: '9', key: 'SUP-57' },
                      { id: '8', key: 'SUP-41' },
                    ],
                  },
                },
          ({ body }) => {
            keys.push(body);
            return { json: { issues: [...others(2), issue(10_001, LINK)] } };
          },
        );
        expect(receipt).toMatchObject({ issueId: '10001', found: true });
        expect(setting.host.calls()).not.toContain('POST /rest/api/3/issue');
        const asked = Array.from({ length: 100 }, (_, index) => `SUP-${42 + index}`);
        expect(keys).toEqual([{ issueIdsOrKeys: asked, fields: ['id'], properties: ['accord.link'] }]);
      });

      test('neither there: then it was never made', async () => {
        expect(await tried(unknown, () => none)).toMatchObject({ found: false });
      });

      test.each([
        ['too much to go through', { json: { issues: others(3), nextPageToken: 'more' } }],
        ['a search that Jira refuses', unknown],
      ])('%s: nothing is created, and it is asked again later', async (_name, byTime) => {
        const crowd = () => ({ json: { issues: others(3) } });
        expect(await failureOf(tried(unknown, () => byTime, crowd))).toMatchObject({ kind: 'unsettled' });
        expect(setting.host.calls()).not.toContain('POST /rest/api/3/issue');
      });

      test('a search that fails for another reason is that failure', async () => {
        const failure = await failureOf(tried({ status: 503, json: {} }, () => none));
        expect(failure).toMatchObject({ kind: 'unavailable', maybeDone: false });
      });
    });

    test('nothing found too soon means nothing', async () => {
      search([]);
      setting.host.on('POST', '/rest/api/3/issue/bulkfetch', { json: { issues: [] } });
      setting.host.on('POST', '/rest/api/3/issue', created);
      setting.host.on('GET', ISSUE, { json: issueJson({ summary: 'New', status: status('Open', 'new') }) });
      const site = await setting.site({ createLookupDelayMs: 60_000 });
      const attempted = context(site, { attemptedAt: new Date().toISOString() });
      const failure = await failureOf(site.perform(create([set('summary', text('New'))], true), attempted));
      expect(failure).toMatchObject({ kind: 'unsettled' });
      expect('retryAfterMs' in failure && failure.retryAfterMs).toBeGreaterThan(55_000);
      setting.pass(60_001);
      expect(await site.perform(create([set('summary', text('New'))], true), attempted)).toMatchObject({
        found: false,
      });
    });
  });
});

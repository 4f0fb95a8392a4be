import { type TransitionTo } from '../../../src/core/model';
import { StoppedOnTheWay } from '../../../src/sync/ports';
import { type Seen } from './host';
import { context, failureOf, issueJson, LINK, status, useSetting } from './setting';

const setting = useSetting();
const ISSUE = '/rest/api/3/issue/10001';

const CATEGORY: Readonly<Record<string, string>> = {
  Open: 'new',
  'In Progress': 'indeterminate',
  Review: 'indeterminate',
  Waiting: 'indeterminate',
  Resolved: 'done',
  Closed: 'done',
};

interface Workflow {
  /** Status -> the statuses that a transition leads to. */
  readonly edges: Readonly<Record<string, readonly string[]>>;
  /** Screen fields by `from > to`. */
  readonly screens?: Readonly<Record<string, Readonly<Record<string, object>>>>;
  /** Where Jira moves an issue on by itself when it arrives. */
  readonly automatic?: Readonly<Record<string, string>>;
  /** Other issues that stand in a status, for looking around. */
  readonly others?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** A site whose issue 10001 walks a workflow. Returns where it has been. */
const walk = (start: string, workflow: Workflow): { readonly path: string[]; readonly posted: Seen[] } => {
  let here = start;
  const path = [start];
  const posted: Seen[] = [];
  const offers = (from: string) =>
    (workflow.edges[from] ?? []).map((to) => ({
      id: `${from} > ${to}`,
      name: `to ${to}`,
      to: status(to, CATEGORY[to] ?? 'undefined'),
      fields: workflow.screens?.[`${from} > ${to}`] ?? {},
    }));
  const others = workflow.others ?? {};
  setting.host.on('GET', ISSUE, () => ({
    json: issueJson({ status: status(here, CATEGORY[here] ?? 'undefined'), ...workflow.fields }),
  }));
  setting.host.on('GET', /issue\/\d+\/transitions$/, (seen) => {
    const id = seen.path.split('/').at(-2) ?? '';
    const at = id === '10001' ? here : (Object.keys(others).find((name) => others[name] === id) ?? '');
    return { json: { transitions: offers(at) } };
  });
  setting.host.on('POST', `${ISSUE}/transitions`, (seen) => {
    posted.push(seen);
    const { id } = (seen.body as { transition: { id: string } }).transition;
    const to = id.split(' > ')[1] ?? '';
    here = workflow.automatic?.[to] ?? to;
    path.push(here);
    return { status: 204 };
  });
  setting.host.on('POST', '/rest/api/3/search/jql', ({ body }) => {
    const name = /status = "([^"]+)"$/.exec((body as { jql: string }).jql)?.[1] ?? '';
    const id = others[name];
    return { json: { issues: id === undefined ? [] : [{ id }], isLast: true } };
  });
  setting.host.on('GET', '/rest/api/3/project/SUP', { json: { id: '100', key: 'SUP', name: 'Support' } });
  setting.host.on('GET', '/rest/api/3/project/SUP/statuses', {
    json: [
      {
        id: '1',
        name: 'Bug',
        subtask: false,
        statuses: Object.entries(CATEGORY).map(([name, category]) => status(name, category)),
      },
    ],
  });
  return { path, posted };
};

const to = (toStatus: string, patch: Partial<TransitionTo> = {}): TransitionTo => ({
  id: 'o1',
  side: 'provider',
  kind: 'transition',
  issueId: '10001',
  facet: 'workflow',
  toStatus,
  via: [],
  fields: {},
  signal: 'resolved',
  source: { print: 'Done', elements: null },
  ...patch,
});

const perform = async (operation: TransitionTo, patch: Parameters<typeof context>[1] = {}) => {
  const site = await setting.site();
  return site.perform(operation, context(site, patch));
};

test('a direct transition: two reads, one write, and what really came of it', async () => {
  const { path, posted } = walk('Open', { edges: { Open: ['Resolved'] }, automatic: { Resolved: 'Closed' } });
  setting.host.on('GET', `${ISSUE}/transitions`, {
    json: { transitions: [{ id: '5', name: 'Resolve', to: status('resolved', 'done') }] },
  });
  setting.host.on('POST', `${ISSUE}/transitions`, (seen) => {
    posted.push(seen);
    path.push('Resolved');
    setting.host.on('GET', ISSUE, { json: issueJson({ status: status('RESOLVED', 'done') }) });
    return { status: 204 };
  });
  expect(await perform(to('Resolved'))).toEqual({ kind: 'status', status: 'RESOLVED' });
  expect(posted[0]?.body).toEqual({ transition: { id: '5' } });
  expect(posted[0]?.headers['x-atlassian-webhook-trace']).toBe(`accord.v1.${LINK}.transition`);
  expect(setting.host.calls()).toEqual([
    `GET ${ISSUE}`,
    `GET ${ISSUE}/transitions`,
    `POST ${ISSUE}/transitions`,
    `GET ${ISSUE}`,
  ]);
});

test('an issue that is there already is left alone, even where a transition leads back to its status', async () => {
  walk('Resolved', { edges: { Resolved: ['Resolved'] } });
  expect(await perform(to('resolved'))).toEqual({ kind: 'status', status: 'Resolved' });
  expect(setting.host.calls()).toEqual([`GET ${ISSUE}`]);
});

test('several hops by what was learnt before, and new edges are reported', async () => {
  const { path } = walk('Open', {
    edges: { Open: ['Waiting', 'In Progress'], 'In Progress': ['Review'], Review: ['Resolved'] },
  });
  const learnt: string[] = [];
  const receipt = await perform(to('Resolved'), {
    edges: [
      { from: 'In Progress', to: 'Review' },
      { from: 'Review', to: 'Resolved' },
    ],
    learn: (from, statuses) => {
      learnt.push(`${from} > ${statuses.join(', ')}`);
      return Promise.resolve();
    },
  });
  expect(receipt).toEqual({ kind: 'status', status: 'Resolved' });
  expect(path).toEqual(['Open', 'In Progress', 'Review', 'Resolved']);
  expect(learnt).toEqual(['Open > Waiting, In Progress']);
});

test('the half’s way is taken before any other', async () => {
  const { path } = walk('Open', {
    edges: { Open: ['In Progress', 'Waiting'], Waiting: ['Review'], Review: ['Resolved'] },
  });
  await perform(to('Resolved', { via: ['Waiting', 'Review'] }));
  expect(path).toEqual(['Open', 'Waiting', 'Review', 'Resolved']);
});

test('an unknown workflow is learnt from other issues, without touching them', async () => {
  const { path } = walk('Open', {
    edges: { Open: ['Waiting', 'In Progress'], Waiting: ['Open'], 'In Progress': ['Resolved'] },
    others: { Waiting: '20001', 'In Progress': '20002' },
  });
  await perform(to('Resolved'));
  expect(path).toEqual(['Open', 'In Progress', 'Resolved']);
  expect(setting.host.calls().filter((call) => call.startsWith('POST') && call.includes('/issue/2'))).toEqual([]);
  const jql = setting.host.seen.find(({ method, path: at }) => method === 'POST' && at.endsWith('/search/jql'))?.body;
  expect(jql).toMatchObject({ jql: 'project = "SUP" AND issuetype = "Bug" AND status = "Waiting"', maxResults: 1 });
});

test('with nothing to learn from, it goes forward and not through a done status', async () => {
  const { path } = walk('Open', {
    edges: { Open: ['Closed', 'In Progress'], 'In Progress': ['Review'], Review: ['Closed'] },
  });
  const failure = await failureOf(perform(to('Waiting')));
  expect(failure).toMatchObject({ kind: 'noWay' });
  expect(failure.detail).toContain('From "Review" no transitions lead to "Waiting"');
  expect(failure.detail).toContain('"to Closed" to "Closed"');
  expect(path).toEqual(['Open', 'In Progress', 'Review']);
});

test('a walk that ends before its target tells where it left the issue', async () => {
  walk('Open', { edges: { Open: ['In Progress'], 'In Progress': ['Review'], Review: ['Closed'] } });
  await expect(perform(to('Waiting'))).rejects.toMatchObject({ status: 'Review', failure: { kind: 'noWay' } });
  walk('Open', { edges: {} });
  await expect(perform(to('Waiting'))).rejects.not.toBeInstanceOf(StoppedOnTheWay);
});

test('an app that may not transition is told so', async () => {
  walk('Open', { edges: {} });
  expect((await failureOf(perform(to('Resolved')))).detail).toContain('Jira offers Accord none at all');
});

test('a transition that moves nothing ends the walk', async () => {
  walk('Open', { edges: { Open: ['In Progress'] }, automatic: { 'In Progress': 'Open' } });
  expect(await failureOf(perform(to('In Progress')))).toMatchObject({ kind: 'noWay' });
});

test('the one way that exists is found, also where it leads back behind the target first', async () => {
  const { path } = walk('Resolved', {
    edges: { Resolved: ['Open'], Open: ['In Progress', 'Waiting'], Waiting: ['Open'] },
  });
  expect(await perform(to('In Progress'))).toEqual({ kind: 'status', status: 'In Progress' });
  expect(path).toEqual(['Resolved', 'Open', 'In Progress']);
});

test('a guess that led nowhere is taken back', async () => {
  const { path } = walk('Open', {
    edges: { Open: ['Waiting', 'In Progress'], Waiting: ['Open'], 'In Progress': ['Review'], Review: ['Resolved'] },
  });
  expect(await perform(to('Resolved'))).toEqual({ kind: 'status', status: 'Resolved' });
  expect(path).toEqual(['Open', 'Waiting', 'Open', 'In Progress', 'Review', 'Resolved']);
});

test('a way that other issues have and this one has not is not tried again', async () => {
  const { path } = walk('Open', { edges: { Open: ['Waiting'], Waiting: ['Open'] } });
  const known = [
    { from: 'Open', to: 'Review' },
    { from: 'Review', to: 'Resolved' },
  ];
  expect(await failureOf(perform(to('Resolved'), { edges: known }))).toMatchObject({ kind: 'noWay' });
  expect(path.length).toBeLessThanOrEqual(3);
});

test('a long way ends after eight hops', async () => {
  const names = ['S0', 'S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9'];
  const edges = Object.fromEntries(names.map((name, index) => [name, names.slice(index + 1, index + 2)]));
  const known = names.slice(0, -1).map((from, index) => ({ from, to: names[index + 1] ?? '' }));
  const { path } = walk('S0', { edges });
  expect(await failureOf(perform(to('S9'), { edges: known }))).toMatchObject({ kind: 'noWay' });
  expect(path).toHaveLength(9);
});

describe('screens', () => {
  const field = (name: string, required: boolean, more: object = {}) => ({ name, required, ...more });
  const resolution = field('Resolution', true, { schema: { type: 'resolution', system: 'resolution' } });
  const summary = field('Summary', true, { schema: { type: 'string', system: 'summary' } });
  const reason = field('Reason', false, {
    schema: { type: 'string', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:textfield' },
  });

  test('are filled from the half, with what they have and nothing else', async () => {
    const { posted } = walk('Open', {
      edges: { Open: ['Resolved'] },
      screens: { 'Open > Resolved': { resolution, summary, customfield_5: reason } },
    });
    await perform(to('Resolved', { fields: { resolution: 'Done', customfield_5: 'fixed', duedate: '2026-01-01' } }));
    expect(posted[0]?.body).toEqual({
      transition: { id: 'Open > Resolved' },
      fields: { resolution: { name: 'Done' }, customfield_5: 'fixed' },
    });
  });

  test('on the way only what is required there', async () => {
    const { posted } = walk('Open', {
      edges: { Open: ['Review'], Review: ['Resolved'] },
      screens: {
        'Open > Review': { resolution, customfield_5: reason },
        'Review > Resolved': { customfield_5: reason },
      },
    });
    await perform(to('Resolved', { via: ['Review'], fields: { resolution: 'Done', customfield_5: 'fixed' } }));
    expect(posted.map(({ body }) => (body as { fields?: unknown }).fields)).toEqual([
      { resolution: { name: 'Done' } },
      { customfield_5: 'fixed' },
    ]);
  });

  test('a required field without a value is named before anything moves', async () => {
    const { posted } = walk('Open', {
      edges: { Open: ['Resolved'] },
      screens: { 'Open > Resolved': { resolution, summary } },
      fields: { resolution: null },
    });
    const failure = await failureOf(perform(to('Resolved')));
    expect(failure).toMatchObject({ kind: 'rejected', fields: {} });
    expect(failure.detail).toContain(
      'requires "Resolution" (resolution), and this step of the contract gives no value',
    );
    expect(posted).toEqual([]);
  });

  test('a required field with a default, or one that the issue holds, needs no value', async () => {
    const { posted } = walk('Open', {
      edges: { Open: ['Resolved'] },
      screens: { 'Open > Resolved': { resolution: { ...resolution, hasDefaultValue: true }, summary } },
    });
    await perform(to('Resolved'));
    expect(posted[0]?.body).toEqual({ transition: { id: 'Open > Resolved' } });
  });
});

describe('described', () => {
  test('the first step, without taking it', async () => {
    const { posted } = walk('Open', { edges: { Open: ['Review'], Review: ['Resolved'] } });
    const site = await setting.site();
    const operation = to('Resolved', { via: ['Review'], fields: { resolution: 'Done' } });
    const learn = jest.fn(() => Promise.resolve());
    expect(await site.describe(operation, context(site, { learn }))).toEqual([
      {
        method: 'POST',
        path: `${ISSUE}/transitions`,
        body: { transition: { id: 'Open > Review' } },
        note: 'From "Open" to "Review", the first step on the way to "Resolved".',
      },
    ]);
    expect(posted).toEqual([]);
    expect(learn).not.toHaveBeenCalled();
  });

  test('nothing, when it is there already', async () => {
    walk('Resolved', { edges: {} });
    const site = await setting.site();
    expect(await site.describe(to('Resolved'), context(site))).toEqual([]);
  });
});

import { type Half, type Link } from '../../../src/core/model';
import { linkLane } from '../../../src/sync/lane-key';
import { type ApiWorld, connect, createContract, halfOf, startApiWorld } from './api-world';

interface Panel {
  readonly links: readonly {
    readonly id: string;
    readonly state: string;
    readonly pausedByMe: boolean;
    readonly pausedByPartner: boolean;
    readonly remoteStatus: string | null;
    readonly lastSentAt: string | null;
    readonly lastReceivedAt: string | null;
    readonly conflicts: number;
    readonly history: readonly { readonly text: string; readonly actorName: string | null }[];
    readonly may: { readonly sync: boolean; readonly pause: boolean; readonly unlink: boolean };
  }[];
  readonly create: readonly {
    readonly contract: { readonly id: string };
    readonly partner: { readonly name: string };
  }[];
  readonly why: string | null;
  readonly comments: readonly { readonly id: string; readonly excerpt: string; readonly shared: boolean }[];
}

let world: ApiWorld;
let connectionId: string;
let contractId: string;
const SIGNALS = { workflow: [{ to: 'Resolved', signal: 'solved' }] };

beforeAll(async () => {
  world = await startApiWorld();
  ({ connectionId } = await connect(world));
  contractId = await createContract(world, connectionId);
  const send = { createOn: ['manual'], updateOn: ['issue_updated'], fields: [{ field: 'summary', as: 'Title' }] };
  const halves = {
    acme: halfOf('acme', { send: { ...send, comments: { which: 'marked' } } }),
    globex: halfOf('globex', { send: SIGNALS }),
  };
  for (const site of ['acme', 'globex'] as const) {
    await world.as(site).put(`/contracts/${contractId}/half`, { half: halves[site], version: 0 });
    await world.as(site).post(`/contracts/${contractId}/enable`);
  }
  world.jira.acme
    .addIssue('1', 'ACMEPRJ-1', { comments: ['c-1', 'c-2', 'c-3', 'c-4', 'c-5'] })
    .addIssue('2', 'ACMEPRJ-2')
    .addIssue('3', 'OTHER-3');
  world.jira.acme.viewers.add('reader').add('lead');
  world.jira.acme.projectAdmins.add('lead');
});
afterAll(() => world.close());

const panel = async (key: string, accountId = 'agent'): Promise<Panel> =>
  (await world.as('acme', accountId).get<Panel>(`/issues/${key}/links`)).body;

const insertLink = async (more: Partial<Link> = {}): Promise<Link> => {
  const link: Link = {
    id: `panel-${more.id ?? '1'}`,
    contractId,
    state: 'active',
    origin: 'master',
    issues: { master: { id: '1', key: 'ACMEPRJ-1' }, provider: { id: '9', key: 'GLO-9' } },
    facets: {},
    fired: { master: false, provider: false },
    lastStatus: { master: null, provider: 'private-status' },
    createIntent: null,
    linkedAt: '2026-01-02T00:00:00.000Z',
    seen: { master: null, provider: null },
    scopeSeen: { master: null, provider: null },
    ...more,
  };
  const sites = { master: world.sites.acme.id, provider: world.sites.globex.id };
  await world.database.stores.links.insert(link, linkLane({ contractId, origin: 'master', issueId: link.id }), sites);
  return link;
};

describe('sending by hand', () => {
  test('is offered where the own half says manual and the person may edit', async () => {
    expect((await panel('ACMEPRJ-2')).create).toEqual([
      {
        contract: { id: contractId, name: 'Bugs' },
        partner: { name: 'globex.atlassian.net', url: 'https://globex.atlassian.net' },
        project: null,
      },
    ]);
    expect((await panel('ACMEPRJ-2', 'reader')).create).toEqual([]);
    expect((await panel('OTHER-3')).create).toEqual([]);
    const theirs = await world.as('globex', 'agent').get<Panel>('/issues/GLO-1/links');
    expect(theirs.status).toBe(404);
  });

  test('is done for those who may edit, and refused to others', async () => {
    const send = (accountId: string, issue = 'ACMEPRJ-2') =>
      world.as('acme', accountId).post(`/contracts/${contractId}/links`, { issue });
    expect((await send('agent')).status).toBe(202);
    expect(world.asked.at(-1)).toBe(`requestCreate:${contractId}:master:2:agent`);
    const refused = await send('reader');
    expect(refused.status).toBe(403);
    expect(refused.error).toMatchObject({ code: 'may-not-edit' });
    expect((await send('stranger')).status).toBe(404);
    expect((await send('agent', 'NOPE-1')).status).toBe(404);
    expect((await world.as('initech', 'agent').post(`/contracts/${contractId}/links`, { issue: 'X-1' })).status).toBe(
      404,
    );
  });

  test('is not offered while a side is off, nor for what the condition leaves out', async () => {
    const globex = world.as('globex');
    await globex.post(`/contracts/${contractId}/disable`);
    expect((await panel('ACMEPRJ-2')).create).toEqual([]);
    await globex.post(`/contracts/${contractId}/enable`);
    const half = (await world.as('acme').get<{ half: Half }>(`/contracts/${contractId}`)).body.half;
    const scope = { project: 'ACMEPRJ', jql: 'labels = x' };
    await world.as('acme').put(`/contracts/${contractId}/half`, { half: { ...half, scope }, version: 1 });
    world.jira.acme.addIssue('4', 'ACMEPRJ-4', { matches: false });
    expect((await panel('ACMEPRJ-4')).create).toEqual([]);
    expect((await panel('ACMEPRJ-2')).create).toHaveLength(1);
  });
});

describe('a pair', () => {
  test('says how the partner stands in the contract’s words, and what happened', async () => {
    const print = JSON.stringify({ kind: 'text', text: 'Resolved' });
    const side = (text: string) => ({ print: text, elements: null });
    const link = await insertLink({
      delivered: { master: '2026-03-01T00:00:00.000Z', provider: '2026-03-02T00:00:00.000Z' },
      facets: {
        workflow: {
          base: { master: null, provider: side(print) },
          ids: { master: null, provider: null },
          intent: false,
          pendingMedia: [],
          excerptOn: null,
          parked: null,
          closed: false,
        },
      },
    });
    const keys = { master: 'ACMEPRJ-1', provider: 'GLO-9' };
    const base = { at: new Date().toISOString(), connectionId, contractId, linkId: link.id, keys };
    await world.database.stores.activity.append([
      ...[1, 2, 3, 4, 5, 6].map((n) => ({
        ...base,
        side: null,
        kind: 'setFields' as const,
        text: `Step ${n}`,
        actor: null,
      })),
      { ...base, side: 'provider' as const, kind: 'problem' as const, text: 'private trouble', actor: null },
    ]);
    await world.database.stores.conflicts.record(
      contractId,
      link.id,
      { facet: 'field:Title', rule: 'ask', winner: null, values: { master: '"a"', provider: '"b"' } },
      new Date(),
    );
    const answer = await panel('ACMEPRJ-1');
    const [seen] = answer.links;
    expect(seen).toMatchObject({
      remoteStatus: 'solved',
      lastSentAt: '2026-03-02T00:00:00.000Z',
      lastReceivedAt: '2026-03-01T00:00:00.000Z',
      conflicts: 1,
    });
    expect(seen?.history.map(({ text }) => text)).toEqual(['Step 6', 'Step 5', 'Step 4', 'Step 3', 'Step 2']);
    expect(JSON.stringify(answer)).not.toContain('private');
    expect(answer.create).toEqual([]);
  });

  test('who may do what, shown and kept', async () => {
    const rights = async (accountId: string) => (await panel('ACMEPRJ-1', accountId)).links[0]?.may;
    expect(await rights('agent')).toEqual({ sync: true, pause: false, unlink: false });
    expect(await rights('reader')).toEqual({ sync: false, pause: false, unlink: false });
    expect(await rights('lead')).toEqual({ sync: false, pause: true, unlink: true });
    expect(await rights('admin')).toEqual({ sync: true, pause: true, unlink: true });
    const act = async (accountId: string, name: string) =>
      (await world.as('acme', accountId).post(`/links/panel-1/${name}`)).status;
    const acts = ['sync', 'pause', 'resume', 'unlink'];
    const all = (accountId: string) => Promise.all(acts.map((name) => act(accountId, name)));
    expect(await all('agent')).toEqual([202, 403, 403, 403]);
    expect(await all('reader')).toEqual([403, 403, 403, 403]);
    expect(await all('lead')).toEqual([403, 202, 202, 202]);
    expect(await all('stranger')).toEqual([404, 404, 404, 404]);
    expect(world.asked).toContain('wakeLink:panel-1:master:agent');
  });

  test('who paused is told from the side of the reader', async () => {
    const { stores } = world.database;
    const seen = async () => {
      const { links, why } = await panel('ACMEPRJ-1');
      const [pair] = links;
      return [pair?.state, pair?.pausedByMe, pair?.pausedByPartner, why];
    };
    const pausedBy = async (master: boolean, provider: boolean) => {
      const link = await stores.links.find('panel-1');
      if (link) await stores.links.save({ ...link, state: 'paused', pausedBy: { master, provider } });
      return seen();
    };
    expect(await pausedBy(true, false)).toEqual(['paused', true, false, 'Your side paused this pair.']);
    expect(await pausedBy(false, true)).toEqual(['paused', false, true, 'Your partner paused this pair.']);
    expect(await pausedBy(true, true)).toEqual(['paused', true, true, 'Your side and your partner paused this pair.']);
  });

  test('of an issue that is gone from Jira only an admin may end it', async () => {
    await insertLink({ id: '2', issues: { master: { id: '404', key: 'ACMEPRJ-404' }, provider: null } });
    expect((await world.as('acme', 'lead').post('/links/2/unlink')).status).toBe(404);
    expect((await world.as('acme').post('/links/2/unlink')).status).toBe(202);
  });
});

describe('comments to share', () => {
  test('people’s own, newest first, without what is restricted, internal or ours', async () => {
    const more = world.jira.acme.commentMore;
    const doc = (text: string) => ({
      type: 'doc' as const,
      version: 1 as const,
      content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
    });
    more.set('c-1', { body: doc(`${'long '.repeat(60)}end`), created: '2026-01-02T00:00:00.000Z' });
    more.set('c-2', { body: doc('short'), created: '2026-01-03T00:00:00.000Z' });
    more.set('c-3', { restricted: true });
    more.set('c-4', { internal: true });
    more.set('c-5', { writtenFor: 'panel-1' });
    await world.as('acme', 'agent').post('/comments/c-2/share', { shared: true, issue: '1' });
    const { comments } = await panel('ACMEPRJ-1');
    expect(comments).toMatchObject([
      { id: 'c-2', authorName: 'Somebody', at: '2026-01-03T00:00:00.000Z', excerpt: 'short', shared: true },
      { id: 'c-1', shared: false },
    ]);
    expect([...(comments[1]?.excerpt ?? '')]).toHaveLength(200);
    expect((await panel('ACMEPRJ-1', 'reader')).comments).toEqual([]);
    expect((await panel('ACMEPRJ-2')).comments).toEqual([]);
  });
});

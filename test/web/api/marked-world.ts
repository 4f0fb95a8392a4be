import { type Plan } from '../../../src/core/model';
import { linkLane } from '../../../src/sync/lane-key';
import { fieldMeta } from '../../fakes/fake-jira-port';
import { type ApiWorld, connect, createContract } from './api-world';
import { mark, markedHalf, PARTIES, type Party, SIDE } from './marked-half';

export interface MarkedIds {
  readonly connection: string;
  readonly contract: string;
  /** A contract that may be removed. */
  readonly doomed: string;
  readonly template: Readonly<Record<Party, string>>;
  readonly invitation: string;
  /** One that each party can mend. */
  readonly problem: Readonly<Record<Party, string>>;
  /** One that asks each party something. */
  readonly question: Readonly<Record<Party, string>>;
  readonly conflict: string;
  readonly link: string;
  /** Of each party's half of `doomed`. */
  readonly run: Readonly<Record<Party, string>>;
}

const prepareJira = (world: ApiWorld, party: Party): void => {
  const own = (place: string) => mark(party, place);
  const options = [own('LABEL'), 'Low'].map((label, index) => ({ id: own(`OPTION_ID${index}`), label, children: [] }));
  const fields = [
    fieldMeta(own('FIELD'), { name: own('FIELD_NAME') }),
    fieldMeta(own('OPTION_FIELD'), { type: 'option', options, maxLength: null }),
  ];
  const jira = world.jira[party].addProject(own('PROJECT'), fields, [own('TYPE')]);
  const project = jira.projects.get(own('PROJECT'));
  const statuses = ['FROM', 'STATUS'].map((name) => ({ id: own(name), name: own(name), category: 'new' as const }));
  const issueTypes = project?.meta.issueTypes.map((type) => ({ ...type, statuses })) ?? [];
  if (project) jira.projects.set(own('PROJECT'), { ...project, meta: { ...project.meta, issueTypes } });
  jira.addIssue(`${party}-issue`, `${party.toUpperCase()}-1`, {
    comments: [`${party}-comment`],
    issueType: own('TYPE'),
  });
};

const addRecords = async (world: ApiWorld, connection: string, contract: string) => {
  const { stores } = world.database;
  const link = 'link-1';
  const issues = {
    master: { id: 'acme-issue', key: 'ACME-1' },
    provider: { id: 'globex-issue', key: 'GLOBEX-1' },
  };
  await stores.links.insert(
    {
      id: link,
      contractId: contract,
      state: 'active',
      origin: 'master',
      issues,
      facets: {},
      fired: { master: false, provider: false },
      lastStatus: { master: mark('acme', 'STATUS'), provider: mark('globex', 'STATUS') },
      createIntent: null,
      linkedAt: '2026-01-02T00:00:00.000Z',
      seen: { master: null, provider: null },
      scopeSeen: { master: null, provider: null },
    },
    linkLane({ contractId: contract, origin: 'master', issueId: 'acme-issue' }),
    { master: world.sites.acme.id, provider: world.sites.globex.id },
  );
  const problem = { acme: '', globex: '' };
  const question = { acme: '', globex: '' };
  for (const party of PARTIES) {
    const own = (place: string) => mark(party, place);
    problem[party] = await stores.problems.open(
      contract,
      link,
      {
        facet: 'field:Title',
        side: SIDE[party],
        code: own('CODE'),
        subject: own('SUBJECT'),
        cause: own('CAUSE'),
        remedy: own('REMEDY'),
        print: 'x',
      },
      new Date(),
    );
    const asked = { subject: own('QUESTION'), cause: own('WHY_ASKED'), remedy: own('HOW_ANSWERED'), print: 'y' };
    question[party] = await stores.problems.open(
      contract,
      link,
      { facet: `issue:${party}`, side: SIDE[party], code: 'was-deleted', ...asked },
      new Date(Date.now() - 60_000),
    );
    const keys = { master: 'ACME-1', provider: 'GLOBEX-1' };
    const base = {
      at: new Date().toISOString(),
      connectionId: connection,
      contractId: contract,
      linkId: link,
    };
    await stores.activity.append([
      { ...base, side: SIDE[party], kind: 'setFields', text: own('ACTIVITY'), keys, actor: own('ACTOR') },
      { ...base, side: null, kind: 'setFields', text: 'Set field Title', keys, actor: own('ACTOR') },
    ]);
  }
  const values = { master: '{"kind":"text","text":"a"}', provider: '{"kind":"text","text":"b"}' };
  const conflict = await stores.conflicts.record(
    contract,
    link,
    { facet: 'field:Title', rule: 'ask', winner: null, values },
    new Date(),
  );
  return { link, problem, question, conflict };
};

const addRuns = async ({ database: { stores } }: ApiWorld, contractId: string): Promise<MarkedIds['run']> => {
  const at = new Date();
  for (const party of PARTIES) {
    const own = (place: string) => mark(party, place);
    const id = runOf(party);
    const over = { side: SIDE[party], kind: 'create', state: 'running', gathered: true, cursor: null } as const;
    const asked = { jql: own('JQL'), keyField: own('FIELD'), author: own('ACTOR') };
    await stores.bulk.insert({ id, contractId, ...over, ...asked, startedAt: at.toISOString(), endedAt: null });
    const verdict = { is: 'failed', cause: own('CAUSE'), remedy: own('REMEDY') } as const;
    await stores.bulk.addItems(
      id,
      [{ mine: own('ISSUE'), key: own('ISSUE'), issueId: '1', theirs: null, verdict }],
      at,
    );
  }
  for (const party of PARTIES) {
    const [item] = await stores.bulk.waiting(runOf(party), 1);
    const request = { runId: runOf(party), itemId: item?.id ?? null, issueId: '1', issueKey: 'X-1', theirs: 'Y-1' };
    await stores.pairRequests.add({ contractId, side: SIDE[party] }, [request], mark(party, 'ACTOR'), at);
  }
  return { acme: runOf('acme'), globex: runOf('globex') };
};

const runOf = (party: Party): string => `run-${party}`;

/** A plan that names both sides' insides everywhere. */
const markPreview = (world: ApiWorld): void => {
  const write = (party: Party) => ({
    facet: 'field:Title',
    fieldId: mark(party, 'FIELD'),
    source: { print: 'x', elements: null },
    mode: 'set',
    value: { kind: 'option', label: mark(party, 'LABEL') },
  });
  const constant = (party: Party) => ({ ...write(party), facet: `field:${mark(party, 'FIELD')}`, source: null });
  const operationsOf = (party: Party) => [
    {
      id: '1',
      side: SIDE[party],
      kind: 'ensureIssue',
      project: mark(party, 'PROJECT'),
      issueType: mark(party, 'TYPE'),
      fields: [write(party), constant(party)],
      lookFirst: false,
    },
    { id: '2', side: SIDE[party], kind: 'setFields', issueId: '1', fields: [write(party), constant(party)] },
    {
      id: '3',
      side: SIDE[party],
      kind: 'transition',
      issueId: '1',
      facet: 'workflow',
      toStatus: mark(party, 'STATUS'),
      via: [],
      fields: {},
      signal: 'done',
    },
  ];
  const plan = {
    operations: PARTIES.flatMap(operationsOf),
    baseline: { 'field:Title': {}, workflow: {} },
    conflicts: [{ facet: 'field:Title', rule: 'ask', winner: null, values: { master: '"a"', provider: '"b"' } }],
    problems: PARTIES.map((party) => ({
      facet: 'field:Title',
      side: SIDE[party],
      code: mark(party, 'CODE'),
      subject: mark(party, 'SUBJECT'),
      cause: mark(party, 'CAUSE'),
      remedy: mark(party, 'REMEDY'),
      print: '',
    })),
    skipped: PARTIES.map((party) => ({ facet: 'workflow', code: 'x', reason: `Not from ${mark(party, 'STATUS')}.` })),
  };
  const requests = PARTIES.map((party) => ({
    side: SIDE[party],
    method: 'PUT',
    path: `/rest/api/3/issue/${mark(party, 'PATH')}`,
    body: { fields: { [mark(party, 'FIELD')]: mark(party, 'LABEL') } },
    note: mark(party, 'NOTE'),
  }));
  const sent = { master: { Title: 'a' }, provider: { Title: 'b' } };
  world.preview.result = { linkId: null, sent, plan: plan as unknown as Plan, requests, why: null };
};

/** A world in which everything that belongs to one site alone carries its mark. */
export const fillWithMarks = async (world: ApiWorld): Promise<MarkedIds> => {
  for (const party of PARTIES) prepareJira(world, party);
  const { connectionId: connection } = await connect(world);
  const contract = await createContract(world, connection, 'Bugs');
  const doomed = await createContract(world, (await connect(world, 'Second')).connectionId, 'Doomed');
  const template = { acme: '', globex: '' };
  for (const party of PARTIES) {
    const half = markedHalf(party);
    const client = world.as(party);
    await client.put(`/contracts/${contract}/half`, { half, version: 0, note: mark(party, 'NOTE') });
    const made = await client.post<{ id: string }>('/templates', { name: mark(party, 'TEMPLATE'), half });
    template[party] = made.body.id;
    await client.post(`/contracts/${contract}/enable`);
  }
  const invited = await world.as('acme').post<{ invitation: { id: string } }>('/connections/invitations', {
    name: mark('acme', 'INVITATION'),
    side: 'master',
  });
  markPreview(world);
  const records = await addRecords(world, connection, contract);
  const run = await addRuns(world, doomed);
  return { connection, contract, doomed, template, invitation: invited.body.invitation.id, run, ...records };
};

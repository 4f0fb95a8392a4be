import { listProblems, retryProblem } from '../../client/accord';
import { changeOption } from '../../client/control';
import type { Deal } from '../../client/deals';
import { editIssue, listChanges } from '../../client/jira';
import { asText, type JsonObject } from '../../client/json';
import { onTerms, partiesOf, writeHalf } from '../bargain';
import { pairOf, type Day } from '../day';
import { raise } from '../raise';
import { heldAs, showHeld, statusOf } from '../show';
import { walkTo } from './workflow';

const CLASS_HERE = 'customfield_10050';
const CLASS_THERE = 'customfield_10112';
const LINE_THERE = 'customfield_10110';
const CAUSE_THERE = 'customfield_10111';

const providerHalf = (resolved: JsonObject) => ({
  scope: { project: 'ARC', issueTypes: ['Defect'] },
  send: { fields: [] },
  receive: {
    create: { project: 'ARC', issueType: 'Defect' },
    fields: [
      { from: 'Title', field: 'summary' },
      { from: 'Outcome', field: LINE_THERE },
      { from: 'Class', field: CLASS_THERE, values: { Critical: 'Blocker', Severe: 'Major', Moderate: 'Minor' } },
    ],
    workflow: [
      { signal: 'started', to: 'In Progress' },
      { signal: 'resolved', to: 'Resolved', fields: resolved },
    ],
  },
  conflict: 'master',
});

const TERMS = {
  name: 'Incidents, step by step',
  master: {
    scope: { project: 'OPS', issueTypes: ['Incident'] },
    send: {
      createOn: ['issue_created'],
      updateOn: ['issue_updated', { transition: { to: '*' } }],
      fields: [
        { field: 'summary', as: 'Title' },
        { field: CLASS_HERE, as: 'Class' },
        { field: 'resolution', as: 'Outcome' },
      ],
      workflow: [
        { to: 'In Progress', signal: 'started' },
        { to: 'Resolved', signal: 'resolved' },
      ],
    },
    receive: { fields: [] },
    conflict: 'master',
  },
  provider: providerHalf({}),
};

/** What an admin has to mend stops one facet; everything else of the issue goes on. */
export const troubles = (day: Day): Promise<void> =>
  onTerms(day, day.acmeDeal.connectionId, partiesOf(day.acmeDeal), TERMS, async (deal) => {
    const key = await raise(day.master.agent, 'OPS', 'Incident', 'The lift stands still');
    await pairOf(day, deal, key);
    await day.quiet();
    await hops(day, deal, key);
    await demanded(day, deal, key);
    await option(day, deal, key);
  });

const wayOf = async (deal: Deal, issue: string): Promise<string> =>
  (await listChanges(deal.provider.session, issue))
    .flatMap(({ items }) => items.filter(({ field }) => field === 'status').map((item) => item.toString ?? ''))
    .join(' -> ');

async function hops(day: Day, deal: Deal, key: string): Promise<void> {
  const { report } = day;
  report.step('One step of the master is three at Acme');
  await walkTo(day.master.agent, key, 'In Progress');
  await day.quiet();
  const { provider } = await pairOf(day, deal, key);
  const way = await wayOf(deal, provider.id);
  report.line(`${provider.key} went ${way}`);
  report.check('Acme is in progress', way === 'Triage -> In Analysis -> In Progress', way);
}

/** Problems of this contract as the admin of Acme reads them. */
const problems = async (day: Day, deal: Deal): Promise<readonly JsonObject[]> =>
  (await listProblems(day.acme.accord)).filter(
    ({ contract }) => asText((contract as JsonObject | undefined)?.id) === deal.contractId,
  );

const say = (day: Day, all: readonly JsonObject[]): void =>
  all.forEach(({ subject, cause, remedy }) =>
    day.report.line(`problem: ${asText(subject)}: ${asText(cause)} ${asText(remedy)}`),
  );

async function demanded(day: Day, deal: Deal, key: string): Promise<void> {
  const { report } = day;
  report.step('Acme’s transition demands a resolution that its half does not fill');
  await walkTo(day.master.agent, key, 'Resolved');
  await day.quiet();
  await editIssue(day.master.agent, key, { fields: { summary: 'The lift stood still' } });
  await day.quiet();
  await showHeld(day, key, null, [deal]);
  const open = await problems(day, deal);
  say(day, open);
  const { provider } = await pairOf(day, deal, key);
  report.check(
    'one problem is open, and it names the resolution',
    open.length === 1 && /resolution/i.test(JSON.stringify(open)),
    `${open.length}`,
  );
  report.check('the resolution is told in a line of text', heldAs(provider, 'Outcome') !== '');
  report.check('it says what to do', asText(open[0]?.remedy) !== '');
  report.check('the issue stays where it is', statusOf(provider) === 'In Progress', statusOf(provider));
  report.check('the title goes on', heldAs(provider, 'Title') === 'The lift stood still', heldAs(provider, 'Title'));

  report.step('Acme’s half fills it: the step is done');
  await writeHalf(
    deal.provider.admin,
    deal.contractId,
    providerHalf({ resolution: 'Fixed', [CAUSE_THERE]: 'See master' }),
  );
  await day.quiet();
  const after = await pairOf(day, deal, key);
  await showHeld(day, key, null, [deal]);
  report.check('Acme is resolved', statusOf(after.provider) === 'Resolved', statusOf(after.provider));
  report.check('with the resolution', JSON.stringify(after.provider.fields.resolution).includes('Fixed'));
  report.check('no problem is open', (await problems(day, deal)).length === 0);
}

async function option(day: Day, deal: Deal, key: string): Promise<void> {
  const { report, acme } = day;
  report.step('Acme removes an option; the field waits, the issue goes on');
  await editIssue(day.master.agent, key, { fields: { [CLASS_HERE]: { value: 'Moderate' } } });
  await day.quiet();
  await changeOption(acme.site.baseUrl, CLASS_THERE, 'Major', { disabled: true });
  try {
    await editIssue(day.master.agent, key, {
      fields: { [CLASS_HERE]: { value: 'Severe' }, summary: 'The lift, again' },
    });
    await day.quiet();
    await showHeld(day, key, null, [deal]);
    const open = await problems(day, deal);
    say(day, open);
    const { provider } = await pairOf(day, deal, key);
    report.check('one problem is open', open.length === 1, `${open.length}`);
    report.check('it names the option', JSON.stringify(open).includes('Major'));
    report.check('the field keeps its value', heldAs(provider, 'Class') === 'Minor', heldAs(provider, 'Class'));
    report.check('the title went on', heldAs(provider, 'Title') === 'The lift, again', heldAs(provider, 'Title'));
  } finally {
    await changeOption(acme.site.baseUrl, CLASS_THERE, 'Major', { disabled: false });
  }
  report.step('Acme brings the option back and tries again');
  for (const { id } of await problems(day, deal)) await retryProblem(acme.accord, asText(id));
  await day.quiet();
  const { provider } = await pairOf(day, deal, key);
  report.check('the field has it', heldAs(provider, 'Class') === 'Major', heldAs(provider, 'Class'));
  report.check('no problem is open', (await problems(day, deal)).length === 0);
}

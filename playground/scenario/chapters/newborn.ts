import { doc, paragraph } from '../../client/adf';
import { automate, automationRuns, stopAutomation } from '../../client/control';
import { listConflicts, listProblems } from '../../client/accord';
import { createIssue, editIssue, listChanges, listComments, moveTo, type Session } from '../../client/jira';
import { asText, type JsonObject } from '../../client/json';
import { pairOf, type Day } from '../day';
import { heldAs, statusOf } from '../show';
import { masterProject } from './birth';

/** Acme's own field of which the master only hears. */
const ANALYSIS = 'customfield_10111';

const raise = async (day: Day, summary: string, more: JsonObject = {}): Promise<string> => {
  const project = { key: masterProject(day) };
  return (await createIssue(day.master.agent, { project, issuetype: { name: 'Bug' }, summary, ...more })).id;
};

/** Rules that fire before Accord even hears that its issue is there, on both sides. */
async function rules(day: Day, afterMs: number | readonly [number, number]): Promise<void> {
  const project = 'ACM';
  await automate(day.acme.site.baseUrl, {
    project,
    createdBy: 'app',
    afterMs,
    actions: [
      { edit: { update: { labels: [{ add: 'triaged' }] } } },
      { edit: { fields: { duedate: '2027-02-03', [ANALYSIS]: doc(paragraph('Looked at by a rule.')) as never } } },
      { comment: 'A rule of Acme has seen this.' },
      { transition: 'Triage' },
      { transition: 'In Analysis' },
      { transition: 'In Progress' },
    ],
  });
  await automate(day.master.site.baseUrl, {
    project: masterProject(day),
    createdBy: 'people',
    afterMs,
    actions: [
      { edit: { update: { labels: [{ add: 'from-umbrella' }] } } },
      { comment: 'A rule of ours has seen this.' },
    ],
  });
}

const textsOf = async (session: Session, issue: string): Promise<string> =>
  (await listComments(session, issue)).map(({ body }) => JSON.stringify(body)).join('\n');

async function everythingArrived(day: Day, id: string): Promise<void> {
  const { report } = day;
  const { master, provider } = await pairOf(day, day.acmeDeal, id);
  for (const [name, of] of [
    ['the master', master],
    ['Acme', provider],
  ] as const) {
    const labels = heldAs(of, 'Labels');
    report.check(
      `${name} has the labels of both rules`,
      labels.includes('triaged') && labels.includes('from-umbrella'),
      labels,
    );
    report.check(`${name} has the due date`, heldAs(of, 'Due').startsWith('2027-02-03'), heldAs(of, 'Due'));
  }
  const cause = heldAs(master, 'Root cause');
  report.check('the master has what only Acme fills in', cause.includes('Looked at by a rule'), cause);
  report.check('the master follows the signal', statusOf(master) === 'In Progress', statusOf(master));
  report.check('Acme stays where its rule went', statusOf(provider) === 'In Progress', statusOf(provider));
  const [here, there] = [await textsOf(day.master.agent, master.id), await textsOf(day.acme.agent, provider.id)];
  report.check('the master has the comment of Acme’s rule', here.includes('A rule of Acme has seen this'));
  report.check('Acme has the comment of the master’s rule', there.includes('A rule of ours has seen this'));
  const own = (await listChanges(day.master.agent, master.id)).filter(({ author }) => author?.accountType === 'app');
  report.check('nothing goes round in circles', own.length < 12, `${own.length} changes by apps at the master`);
}

/** Nobody waits for anybody: copies are worked on by rules and people while the pair is still being made. */
export async function newborn(day: Day): Promise<void> {
  const { report } = day;
  const open = async (): Promise<readonly string[]> => [
    ...(await listConflicts(day.master.accord)).map(({ facet }) => `a conflict of ${asText(facet)}`),
    ...(await listProblems(day.master.accord)).map(({ subject, cause }) => `${asText(subject)}: ${asText(cause)}`),
  ];
  const before = await open();
  try {
    for (const afterMs of [0, [1, 60]] as const) {
      report.step(`Rules on both sides work on what is new, ${afterMs === 0 ? 'at once' : 'within milliseconds'}`);
      await rules(day, afterMs);
      const id = await raise(day, 'Valve does not close');
      await day.quiet();
      await everythingArrived(day, id);
      for (const crew of [day.master, day.acme]) {
        const failed = (await automationRuns(crew.site.baseUrl)).flatMap((run) => run.failed ?? []);
        report.check(`every rule of ${crew.site.name} did what it should`, failed.length === 0, failed.join('; '));
        await stopAutomation(crew.site.baseUrl);
      }
    }
    report.step('An issue is cancelled before its copies are there');
    const id = await raise(day, 'Raised by mistake');
    await moveTo(day.master.agent, id, 'Cancelled', { resolution: { name: "Won't Do" } });
    await day.quiet();
    for (const deal of [day.acmeDeal, day.globexDeal]) {
      const { provider } = await pairOf(day, deal, id);
      report.check(`${provider.key} is rejected`, statusOf(provider) === 'Rejected', statusOf(provider));
    }
    report.step('Somebody at Acme rewrites the copy in the very moment that it is there');
    const rewritten = await raise(day, 'Gasket leaks');
    const pair = await pairOf(day, day.acmeDeal, rewritten);
    await editIssue(day.acme.agent, pair.provider.id, {
      fields: { summary: 'Gasket leaks (hall 3)', duedate: '2027-05-06' },
    });
    await day.quiet();
    const after = await pairOf(day, day.acmeDeal, rewritten);
    report.check(
      'the master has the new title',
      heldAs(after.master, 'Title') === 'Gasket leaks (hall 3)',
      heldAs(after.master, 'Title'),
    );
    const news = (await open()).filter((each) => !before.includes(each));
    report.check('nothing of it was a conflict or a problem', news.length === 0, news.join('; '));
  } finally {
    for (const crew of [day.master, day.acme, day.globex]) await stopAutomation(crew.site.baseUrl);
  }
}

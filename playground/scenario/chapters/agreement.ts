import {
  createContract,
  createTemplate,
  diffVersion,
  disable,
  enable,
  exportHalf,
  getContract,
  importHalf,
  listVersions,
  pauseConnection,
  removeContract,
  removeTemplate,
  replaceTemplate,
  restoreVersion,
  resumeConnection,
  saveHalf,
  useTemplate,
} from '../../client/accord';
import { plain } from '../../client/adf';
import type { Deal } from '../../client/deals';
import { addComment, editIssue } from '../../client/jira';
import { onTerms, partiesOf } from '../bargain';
import { pairOf, type Day } from '../day';
import { raise } from '../raise';
import { heldAs, showHeld } from '../show';

const title = { field: 'summary', as: 'Title' };
const labels = { field: 'labels', as: 'Labels' };

const due = { field: 'duedate', as: 'Due' };

const masterHalf = (send: readonly (typeof title)[]) => ({
  scope: { project: 'OPS', issueTypes: ['Task'] },
  send: {
    createOn: ['issue_created'],
    updateOn: ['issue_updated', 'comment'],
    fields: send,
    comments: { which: 'public', edits: true, deletes: true },
  },
  receive: {
    fields: [
      { from: 'Title', field: 'summary' },
      { from: 'Labels', field: 'labels' },
    ],
    comments: { as: 'public' },
  },
  conflict: 'latest',
});

const TERMS = {
  name: 'Housekeeping',
  master: masterHalf([title]),
  provider: {
    scope: { project: 'ARC', issueTypes: ['Story'] },
    send: {
      updateOn: ['issue_updated', 'comment'],
      fields: [title, labels],
      comments: { which: 'public', edits: true, deletes: true },
    },
    receive: {
      create: { project: 'ARC', issueType: 'Story' },
      fields: [
        { from: 'Title', field: 'summary' },
        { from: 'Due', field: 'duedate' },
      ],
      comments: { as: 'public' },
    },
    conflict: 'latest',
  },
};

/** What admins do with connections and contracts while agents work. */
export const agreement = (day: Day): Promise<void> =>
  onTerms(day, day.acmeDeal.connectionId, partiesOf(day.acmeDeal), TERMS, async (deal) => {
    const key = await raise(day.master.agent, 'OPS', 'Task', 'Change the locks');
    await pairOf(day, deal, key);
    await day.quiet();
    await paused(day, deal, key);
    await halfOff(day, deal, key);
    await versions(day, deal, key);
    await documents(day, deal);
    await templates(day, deal);
  });

/** Both sides write something. Answers what the two must hold once it has crossed. */
async function writeBoth(day: Day, deal: Deal, key: string, word: string): Promise<void> {
  const { provider } = await pairOf(day, deal, key);
  await editIssue(day.master.agent, key, { fields: { summary: `Locks, ${word}` } });
  await addComment(day.master.agent, key, { body: plain(`Umbrella, ${word}`) });
  await editIssue(day.acme.agent, provider.id, { fields: { labels: [word] } });
  await addComment(day.acme.agent, provider.id, { body: plain(`Acme, ${word}`) });
  await day.quiet();
}

async function checkCrossed(day: Day, deal: Deal, key: string, word: string): Promise<void> {
  await day.quiet();
  await showHeld(day, key, null, [deal]);
  const { master, provider } = await pairOf(day, deal, key);
  day.report.check('all of it crossed', heldAs(provider, 'Title').endsWith(word) && heldAs(master, 'Labels') === word);
  const both = master.comments.length === provider.comments.length;
  day.report.check('comments too', both, `${master.comments.length}, ${provider.comments.length}`);
}

async function checkStill(day: Day, deal: Deal, key: string, word: string): Promise<void> {
  const { master, provider } = await pairOf(day, deal, key);
  const still = !heldAs(provider, 'Title').endsWith(word) && heldAs(master, 'Labels') !== word;
  day.report.check('nothing crosses', still);
}

async function paused(day: Day, deal: Deal, key: string): Promise<void> {
  day.report.step('Acme pauses the connection, both sides work on, Acme resumes it');
  const state = await pauseConnection(day.acme.accord, deal.connectionId);
  await writeBoth(day, deal, key, 'paused');
  await checkStill(day, deal, key, 'paused');
  const waiting = await raise(day.master.agent, 'OPS', 'Task', 'Reported meanwhile');
  await day.quiet();
  await resumeConnection(day.acme.accord, state.id);
  await checkCrossed(day, deal, key, 'paused');
  await pairOf(day, deal, waiting);
  day.report.check(`${waiting}, reported meanwhile, has its partner`, true);
}

async function halfOff(day: Day, deal: Deal, key: string): Promise<void> {
  for (const [name, end, word] of [
    ['Acme', deal.provider, 'provider-off'],
    ['Umbrella', deal.master, 'master-off'],
  ] as const) {
    day.report.step(`${name} disables its half, both sides work on, ${name} enables it`);
    await disable(end.admin, deal.contractId);
    await writeBoth(day, deal, key, word);
    await checkStill(day, deal, key, word);
    await enable(end.admin, deal.contractId);
    await checkCrossed(day, deal, key, word);
  }
}

async function versions(day: Day, deal: Deal, key: string): Promise<void> {
  const { report } = day;
  const { admin } = deal.master;
  report.step('Umbrella sends the due date too, looks at the difference, and goes back');
  const there = async () => heldAs((await pairOf(day, deal, key)).provider, 'Due');
  await editIssue(day.master.agent, key, { fields: { duedate: '2027-02-01' } });
  await day.quiet();
  report.check('so far it stays here', (await there()) === '', await there());
  await saveHalf(admin, deal.contractId, masterHalf([title, due]), 1, 'The due date as well');
  await day.quiet();
  report.check('it goes now', (await there()) === '2027-02-01', await there());
  const { changes } = await diffVersion(admin, deal.contractId, 2);
  changes.forEach((change) => report.line(JSON.stringify(change)));
  report.check('the difference names it', changes.length === 1 && JSON.stringify(changes).includes('Due'));
  await restoreVersion(admin, deal.contractId, 1);
  await editIssue(day.master.agent, key, { fields: { duedate: '2027-03-01' } });
  await day.quiet();
  report.check('gone back, it stays', (await there()) === '2027-02-01', await there());
  const listed = await listVersions(admin, deal.contractId);
  report.check('three versions are kept', listed.versions.length === 3 && listed.current === 3, `${listed.current}`);
  report.line(`version ${listed.current} touches ${listed.linkedIssues} linked issues`);
}

async function documents(day: Day, deal: Deal): Promise<void> {
  const { admin } = deal.master;
  day.report.step('Umbrella exports its half and imports it as another contract');
  const document = await exportHalf(admin, deal.contractId);
  const text = JSON.stringify(document);
  const { id } = await importHalf(admin, deal.connectionId, { ...document, name: 'Housekeeping, again' });
  const again = await exportHalf(admin, id);
  day.report.check('both documents say the same', JSON.stringify(again.half) === JSON.stringify(document.half), text);
  const { enabled } = await getContract(admin, id);
  day.report.check('the imported one does not run', !enabled);
  await removeContract(admin, id);
}

async function templates(day: Day, deal: Deal): Promise<void> {
  const { admin } = deal.master;
  day.report.step('A template is used in a contract; a change of it reaches the contract when it is used again');
  const template = await createTemplate(admin, 'Housekeeping for all', masterHalf([title]));
  const { id } = await createContract(admin, deal.connectionId, 'Housekeeping by template');
  const held = async () => JSON.stringify((await getContract(admin, id)).half);
  await useTemplate(admin, id, template.id, 0);
  const first = await held();
  await replaceTemplate(admin, template.id, 'Housekeeping for all', masterHalf([title, due]));
  day.report.check('the contract keeps what it has', (await held()) === first);
  await useTemplate(admin, id, template.id, 1);
  day.report.check(
    'used again, it has the due date',
    (await held()).includes('"as":"Due"') && (await held()) !== first,
  );
  await removeTemplate(admin, template.id);
  await removeContract(admin, id);
}

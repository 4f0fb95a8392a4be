import type { Deal } from '../../client/deals';
import type { Pair } from '../../client/compare/pair';
import { editIssue, type Session } from '../../client/jira';
import { asObject, asText } from '../../client/json';
import { onTerms, partiesOf } from '../bargain';
import { pairOf, type Day } from '../day';
import { raise } from '../raise';
import { heldAs, showHeld } from '../show';
import { editEveryField, flowing } from './fields';

type Table = Readonly<Record<string, string>>;

interface Row {
  readonly as: string;
  readonly here: string;
  readonly there: string;
  readonly values?: Table;
}

const row = (as: string, here: string, there: string, values?: Table): Row => ({
  as,
  here,
  there,
  ...(values === undefined ? {} : { values }),
});

/** One of each type that works both ways. */
const ROWS: readonly Row[] = [
  row('Title', 'summary', 'summary'),
  row('Description', 'description', 'description'),
  row('Line', 'customfield_10042', 'customfield_10110'),
  row('Rich text', 'customfield_10077', 'customfield_10111'),
  row('Number', 'customfield_10054', 'customfield_10116'),
  row('Date', 'duedate', 'duedate'),
  row('Date and time', 'customfield_10053', 'customfield_10115'),
  row('Select', 'customfield_10050', 'customfield_10112', {
    Critical: 'Blocker',
    Severe: 'Major',
    Moderate: 'Minor',
    Low: 'Trivial',
  }),
  row('Multi-select', 'customfield_10051', 'customfield_10113', {
    Production: 'PROD',
    Staging: 'STAGE',
    Test: 'TEST',
    Development: 'DEV',
  }),
  row('Cascading', 'customfield_10052', 'customfield_10114', { Europe: 'EMEA', America: 'AMER' }),
  row('Radio', 'customfield_10058', 'customfield_10120', {
    Everybody: 'All',
    'One team': 'Team',
    'One person': 'Single',
  }),
  row('Checkboxes', 'customfield_10057', 'customfield_10119'),
  row('User', 'customfield_10055', 'customfield_10117'),
  row('Users', 'customfield_10056', 'customfield_10118'),
  row('Assignee', 'assignee', 'assignee'),
  row('Labels', 'labels', 'labels'),
  row('Components', 'components', 'components', {
    'Web shop': 'Frontend',
    Warehouse: 'Backend',
    Billing: 'Billing',
  }),
  row('Found in', 'versions', 'versions', { '1.0': '2026.10', '1.1': '2026.11' }),
  row('Fixed in', 'fixVersions', 'fixVersions', { '1.0': '2026.10', '1.1': '2026.11' }),
  row('Priority', 'priority', 'priority', { Highest: 'Blocker', High: 'Major', Medium: 'Minor', Low: 'Trivial' }),
  row('Time', 'timetracking', 'timetracking'),
  row('Environment', 'environment', 'environment'),
  row('Address', 'customfield_10059', 'customfield_10121'),
  row('Parent', 'parent', 'parent'),
];

const swap = (values: Table): Table => Object.fromEntries(Object.entries(values).map(([one, other]) => [other, one]));

const sent = (side: 'here' | 'there', each: Row) => ({
  field: each[side],
  as: each.as,
  ...(side === 'here' && each.values ? { values: each.values } : {}),
});

const taken = (side: 'here' | 'there', each: Row) => ({
  from: each.as,
  field: each[side],
  otherwise: 'skip',
  ...(side === 'here' && each.values ? { values: swap(each.values) } : {}),
});

const TERMS = {
  name: 'One of each type',
  master: {
    scope: { project: 'SUP', issueTypes: ['Task', 'Epic', 'Sub-task'] },
    send: {
      createOn: ['issue_created'],
      updateOn: ['issue_updated'],
      fields: [...ROWS.map((each) => sent('here', each)), { field: 'issuetype', as: 'Kind', when: 'onCreate' }],
    },
    receive: { fields: ROWS.map((each) => taken('here', each)) },
    conflict: 'master',
  },
  provider: {
    scope: { project: 'ACM', issueTypes: ['Story', 'Epic', 'Sub-task'] },
    send: { updateOn: ['issue_updated'], fields: ROWS.map((each) => sent('there', each)) },
    receive: {
      create: { project: 'ACM', issueType: { from: 'Kind', values: { Task: 'Story' } } },
      fields: ROWS.map((each) => taken('there', each)),
    },
    conflict: 'master',
  },
};

/** Every type of field, written on the one side and on the other, and emptied. */
export const types = (day: Day): Promise<void> =>
  onTerms(day, day.acmeDeal.connectionId, partiesOf(day.acmeDeal), TERMS, async (deal) => {
    const key = await family(day, deal);
    for (const turn of [1, 2]) {
      await everyField(day, deal, key, 'master', turn);
      await everyField(day, deal, key, 'provider', turn + 2);
    }
    await emptied(day, deal, key);
  });

const parentOf = ({ provider }: Pair): string => asText(asObject(provider.fields.parent).key);

/** An epic, its task and the task's sub-task, one right after the other. Answers the task's key. */
async function family(day: Day, deal: Deal): Promise<string> {
  const { report } = day;
  const { agent } = day.master;
  report.step('An epic, a task in it and a sub-task are created at once');
  const epic = await raise(agent, 'SUP', 'Epic', 'The large one');
  const task = await raise(agent, 'SUP', 'Task', 'The middle one', { parent: { key: epic } });
  const sub = await raise(agent, 'SUP', 'Sub-task', 'The small one', { parent: { key: task } });
  const [above, middle, below] = await Promise.all([epic, task, sub].map((key) => pairOf(day, deal, key)));
  await day.quiet();
  if (!above || !middle || !below) throw new Error('The family is not complete');
  const kinds = [above, middle, below].map(({ provider }) => asText(asObject(provider.fields.issuetype).name)).join();
  report.check('epic, story and sub-task', kinds === 'Epic,Story,Sub-task', kinds);
  const now = await pairOf(day, deal, task);
  report.check('the story is in the epic', parentOf(now) === above.provider.key, parentOf(now));
  report.check('the sub-task is of the story', parentOf(below) === middle.provider.key, parentOf(below));

  report.step('The task moves to another epic; Acme moves it back');
  const other = await raise(agent, 'SUP', 'Epic', 'The other large one');
  const there = await pairOf(day, deal, other);
  await editIssue(agent, task, { fields: { parent: { key: other } } });
  await day.quiet();
  const moved = await pairOf(day, deal, task);
  report.check('the story moved too', parentOf(moved) === there.provider.key, parentOf(moved));
  await editIssue(day.acme.agent, moved.provider.id, { fields: { parent: { key: above.provider.key } } });
  await day.quiet();
  const back = asText(asObject((await pairOf(day, deal, task)).master.fields.parent).key);
  report.check('the task is back', back === epic, back);
  return task;
}

async function everyField(day: Day, deal: Deal, key: string, side: 'master' | 'provider', turn: number): Promise<void> {
  const { report } = day;
  report.step(`Every field is edited at the ${side}, turn ${turn}`);
  const before = await pairOf(day, deal, key);
  const agent: Session = side === 'master' ? day.master.agent : day.acme.agent;
  const names = await editEveryField(before[side], flowing(before, side), turn, agent);
  await day.quiet();
  await showHeld(day, key, null, [deal]);
  report.check('every one but the parent was edited', names.length === ROWS.length - 1, `${names.length}`);
  await sameEverywhere(day, deal, key);
}

/** Types whose words differ from site to site are left to the comparison at the end. */
const TRANSLATED = new Set(['User', 'Users', 'Assignee', 'Parent']);

async function sameEverywhere(day: Day, deal: Deal, key: string): Promise<void> {
  const { master, provider } = await pairOf(day, deal, key);
  const plain = ROWS.filter(({ as, values }) => values === undefined && !TRANSLATED.has(as));
  const off = plain.filter(({ as }) => heldAs(master, as) !== heldAs(provider, as) || heldAs(master, as) === '');
  day.report.check('what needs no table reads the same', off.length === 0, off.map(({ as }) => as).join(', '));
  const tables = ROWS.filter(({ values }) => values !== undefined);
  const empty = tables.filter(({ as }) => heldAs(master, as) === '' || heldAs(provider, as) === '');
  day.report.check('what has a table is filled', empty.length === 0, empty.map(({ as }) => as).join(', '));
}

/** Fields that Jira lets be empty. */
const STAYING = new Set(['summary', 'priority', 'timetracking', 'parent']);

async function emptied(day: Day, deal: Deal, key: string): Promise<void> {
  const { report } = day;
  report.step('Every field is emptied at the master, by and by');
  const ids = ROWS.map(({ here }) => here).filter((id) => !STAYING.has(id));
  for (let at = 0; at < ids.length; at += 3) {
    const some = ids.slice(at, at + 3);
    await editIssue(day.master.agent, key, { fields: Object.fromEntries(some.map((id) => [id, null])) });
    await day.quiet();
  }
  await showHeld(day, key, null, [deal]);
  const { provider } = await pairOf(day, deal, key);
  const full = ROWS.filter(({ here, as }) => !STAYING.has(here) && heldAs(provider, as) !== '');
  report.check('all are empty at Acme', full.length === 0, full.map(({ as }) => as).join(', '));
}

import { chooseConflict, linksOfIssue, listConflicts } from '../../client/accord';
import type { Deal } from '../../client/deals';
import { editIssue } from '../../client/jira';
import { asObject, asText, type JsonObject } from '../../client/json';
import { onTerms, partiesOf } from '../bargain';
import { pairOf, type Day } from '../day';
import { raise } from '../raise';
import { heldAs, showHeld } from '../show';
import { atOnce } from './conflicts';

const halfOf = (project: string, type: string, customer: string, more: JsonObject, create: JsonObject | null) => ({
  scope: { project, issueTypes: [type] },
  send: {
    ...more,
    updateOn: ['issue_updated'],
    fields: [
      { field: 'summary', as: 'Title' },
      { field: customer, as: 'Customer' },
      { field: 'labels', as: 'Labels' },
    ],
  },
  receive: {
    create,
    fields: [
      { from: 'Title', field: 'summary' },
      { from: 'Customer', field: customer },
      { from: 'Labels', field: 'labels' },
    ],
  },
  conflict: 'ask',
});

const TERMS = {
  name: 'Whose word counts',
  master: halfOf('OPS', 'Task', 'customfield_10042', { createOn: ['issue_created'] }, null),
  provider: halfOf('ARC', 'Story', 'customfield_10110', {}, { project: 'ARC', issueType: 'Story' }),
};

/** With the rule `ask` a person decides, and the issue goes on meanwhile. */
export const ask = (day: Day): Promise<void> =>
  onTerms(day, day.acmeDeal.connectionId, partiesOf(day.acmeDeal), TERMS, async (deal) => {
    const key = await raise(day.master.agent, 'OPS', 'Task', 'Two minds');
    await pairOf(day, deal, key);
    await day.quiet();
    await disagree(day, deal, key);
    await decide(day, deal, key);
  });

async function disagree(day: Day, deal: Deal, key: string): Promise<void> {
  const { report, master, acme } = day;
  report.step('Both sides edit two fields at once, and the rule is to ask');
  const { provider } = await pairOf(day, deal, key);
  await atOnce(day, async () => {
    await editIssue(master.agent, key, { fields: { summary: 'Here', customfield_10042: 'Customer here' } });
    await editIssue(acme.agent, provider.id, { fields: { summary: 'There', customfield_10110: 'Customer there' } });
  });
  await showHeld(day, key, null, [deal]);
  const after = await pairOf(day, deal, key);
  report.check('each side holds its own', titles(after) === 'Here | There', titles(after));
  const open = await openOnes(day, key);
  open.forEach((each) => report.line(`open: ${asText(each.subject)}: ${JSON.stringify(each.values)}`));
  report.check('both are listed as open', open.length === 2, `${open.length}`);
  report.check('with both values', JSON.stringify(open).includes('Here') && JSON.stringify(open).includes('There'));
  const there = JSON.stringify(await listConflicts(acme.accord));
  report.check('Acme sees them too', there.includes('Customer there') && there.includes('Customer here'));
  await editIssue(master.agent, key, { fields: { labels: ['goes-on'] } });
  await day.quiet();
  const on = heldAs((await pairOf(day, deal, key)).provider, 'Labels');
  report.check('the rest of the issue goes on', on === 'goes-on', on);
}

const titles = (pair: Awaited<ReturnType<typeof pairOf>>): string =>
  `${heldAs(pair.master, 'Title')} | ${heldAs(pair.provider, 'Title')}`;

async function openOnes(day: Day, key: string): Promise<readonly JsonObject[]> {
  const links = (await linksOfIssue(day.master.accord, key)).map(({ id }) => id);
  return (await listConflicts(day.master.accord)).filter(
    ({ link, open }) => open === true && links.includes(asText(link)),
  );
}

async function decide(day: Day, deal: Deal, key: string): Promise<void> {
  const { report, master, acme } = day;
  report.step('The title is decided for the master, the customer for Acme, by an admin of each');
  const open = await openOnes(day, key);
  const about = (value: string) => asText(open.find((each) => JSON.stringify(each.values).includes(value))?.id);
  await chooseConflict(master.accord, about('Here'), 'master');
  await chooseConflict(acme.accord, about('Customer there'), 'provider');
  await day.quiet();
  await showHeld(day, key, null, [deal]);
  const after = await pairOf(day, deal, key);
  report.check("both hold the master's title", titles(after) === 'Here | Here', titles(after));
  const customers = `${heldAs(after.master, 'Customer')} | ${heldAs(after.provider, 'Customer')}`;
  report.check("both hold Acme's customer", customers === 'Customer there | Customer there', customers);
  report.check('none is open', (await openOnes(day, key)).length === 0);
  const kept = (await listConflicts(master.accord)).map(({ values }) => asObject(values));
  const lost = ['There', 'Customer here'].filter((value) => JSON.stringify(kept).includes(value));
  report.check('both losing values can still be read', lost.length === 2, lost.join(', '));
}

import { sendIssue, unlink, whyUnlinked } from '../../client/accord';
import type { Deal } from '../../client/deals';
import { editIssue, moveTo } from '../../client/jira';
import { onTerms, openLinks, partiesOf } from '../bargain';
import { findPair, pairOf, type Day } from '../day';
import { raise } from '../raise';
import { heldAs, showHeld } from '../show';

const TERMS = {
  name: 'Outsourced operations',
  master: {
    scope: { project: 'OPS', issueTypes: ['Incident', 'Task'], jql: 'labels = outsourced' },
    send: {
      createOn: [{ transition: { to: 'Sent to provider' } }, 'manual'],
      updateOn: ['issue_updated'],
      fields: [{ field: 'summary', as: 'Title' }],
    },
    receive: { fields: [] },
    conflict: 'master',
  },
  provider: {
    scope: { project: 'ARC', issueTypes: ['Story'] },
    send: { fields: [], pairs: 'inScope' },
    receive: { create: { project: 'ARC', issueType: 'Story' }, fields: [{ from: 'Title', field: 'summary' }] },
    conflict: 'master',
  },
};

/** When an issue is sent: by a transition, by hand, and only while the JQL of the half says yes. */
export const triggers = (day: Day): Promise<void> =>
  onTerms(day, day.acmeDeal.connectionId, partiesOf(day.acmeDeal), TERMS, async (deal) => {
    await byTransition(day, deal);
    await byHand(day, deal);
  });

const titleThere = async (deal: Deal, key: string): Promise<string> => {
  const pair = await findPair(deal, key);
  return pair === null ? '' : heldAs(pair.provider, 'Title');
};

async function byTransition(day: Day, deal: Deal): Promise<void> {
  const { report, master } = day;
  report.step('An issue is sent when it reaches "Sent to provider", where the JQL of the half holds');
  const outside = await raise(master.agent, 'OPS', 'Incident', 'Mail is slow');
  const inside = await raise(master.agent, 'OPS', 'Incident', 'Mail is down', { labels: ['outsourced'] });
  await day.quiet();
  report.check('created, it stays at home', (await openLinks(deal, inside)) === 0);
  report.line(`${inside}: ${await whyUnlinked(master.accord, inside)}`);
  for (const key of [outside, inside]) await moveTo(master.agent, key, 'Sent to provider');
  await day.quiet();
  report.line(`${outside}: ${await whyUnlinked(master.accord, outside)}`);
  report.check(`${outside}, outside the JQL, has no partner`, (await openLinks(deal, outside)) === 0);
  await pairOf(day, deal, inside);
  await showHeld(day, inside, null, [deal]);

  report.step('It leaves the scope and comes back');
  await editIssue(master.agent, inside, { fields: { labels: [] } });
  await editIssue(master.agent, inside, { fields: { summary: 'Mail is down in Berlin' } });
  await day.quiet();
  report.check('outside, nothing is sent', (await titleThere(deal, inside)) === 'Mail is down');
  await editIssue(master.agent, inside, { fields: { labels: ['outsourced'] } });
  await day.quiet();
  await showHeld(day, inside, null, [deal]);
  report.check('back inside, it is caught up', (await titleThere(deal, inside)) === 'Mail is down in Berlin');
}

async function byHand(day: Day, deal: Deal): Promise<void> {
  const { report, master } = day;
  report.step('An issue is sent by hand; its pair is ended; it is sent by hand again');
  const key = await raise(master.agent, 'OPS', 'Task', 'Renew the certificate', { labels: ['outsourced'] });
  await day.quiet();
  report.check('created, it stays at home', (await openLinks(deal, key)) === 0);
  await sendIssue(deal.master.admin, deal.contractId, key);
  const first = await pairOf(day, deal, key);
  await day.quiet();
  await unlink(deal.master.admin, first.linkId);
  await editIssue(master.agent, key, { fields: { summary: 'Renew the certificate today' } });
  await day.quiet();
  report.check('after the end nothing is sent', (await titleThere(deal, key)) === 'Renew the certificate');
  report.line(`${key}: ${await whyUnlinked(master.accord, key)}`);
  await sendIssue(deal.master.admin, deal.contractId, key);
  await day.quiet();
  const open = await openLinks(deal, key);
  report.check('asked again, it is in a pair again', open === 1, `${open} open pairs`);
  await sendIssue(deal.master.admin, deal.contractId, key);
  await day.quiet();
  const second = await pairOf(day, deal, key);
  report.line(`${key} went with ${first.provider.key}, now with ${second.provider.key}`);
  report.check('with the issue that is there, not with a second copy', second.provider.id === first.provider.id);
  report.check('asked once more, no twin is made', (await openLinks(deal, key)) === 1);
  report.check('it holds what is so now', heldAs(second.provider, 'Title') === 'Renew the certificate today');
}

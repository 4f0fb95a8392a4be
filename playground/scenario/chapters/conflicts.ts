import { listConflicts } from '../../client/accord';
import { setFaults } from '../../client/control';
import { editIssue, getIssue } from '../../client/jira';
import { asList, asText } from '../../client/json';
import { pairOf, type Day } from '../day';
import { fieldOf, heldAs, showHeld } from '../show';
import { createShared } from './birth';

/** Long enough that both edits are made before Accord hears of either. */
const LATE_MS = 1500;

export async function conflicts(day: Day): Promise<void> {
  const { report } = day;
  const key = await createShared(day, 'Two people, one field');
  const { provider } = await pairOf(day, day.acmeDeal, key);
  const title = fieldOf(provider, 'Title') ?? 'summary';

  report.step('Both sides edit the title at once: the rule decides and the loser is kept');
  await atOnce(day, async () => {
    await editIssue(day.master.agent, key, { fields: { summary: 'The title as the master wants it' } });
    await editIssue(day.acme.agent, provider.id, { fields: { [title]: 'The title as Acme wants it' } });
  });
  await showHeld(day, key, ['Title']);
  const after = await pairOf(day, day.acmeDeal, key);
  const [here, there] = [heldAs(after.master, 'Title'), heldAs(after.provider, 'Title')];
  report.check('both sides hold the same title', here === there, `${here} | ${there}`);
  const kept = JSON.stringify(await listConflicts(day.master.accord));
  report.check(
    'the losing title can still be read',
    kept.includes('as Acme wants it') && kept.includes('as the master wants it'),
  );

  report.step('Labels edited on both sides at once merge');
  await atOnce(day, async () => {
    await editIssue(day.master.agent, key, { update: { labels: [{ add: 'from-master' }] } });
    await editIssue(day.acme.agent, provider.id, { update: { labels: [{ add: 'from-acme' }] } });
  });
  await showHeld(day, key, ['Title', 'Labels']);
  const merged = await pairOf(day, day.acmeDeal, key);
  for (const end of [merged.master, merged.provider]) {
    const labels = asList((await getIssue(end.session, end.id)).fields.labels).map(asText);
    report.check(
      `${end.key} has both labels`,
      labels.includes('from-master') && labels.includes('from-acme'),
      labels.join(', '),
    );
  }
}

/** Edits of which Accord hears only when all are made. */
export async function atOnce(day: Day, edit: () => Promise<void>): Promise<void> {
  const sites = [day.master.site, day.acme.site];
  await Promise.all(sites.map((site) => setFaults(site.baseUrl, { webhookDelayMs: LATE_MS })));
  try {
    await edit();
  } finally {
    await Promise.all(sites.map((site) => setFaults(site.baseUrl, { webhookDelayMs: 0 })));
  }
  await day.quiet();
}

import { disable, enable } from '../../client/accord';
import { hurryWebhooks, setFaults } from '../../client/control';
import {
  deleteIssue,
  editIssue,
  findIssue,
  getIssue,
  listProjects,
  moveIssue,
  projectIssueTypes,
} from '../../client/jira';
import { asObject, asText } from '../../client/json';
import { until } from '../../client/wait';
import { sitesOf } from '../../client/world';
import { findPair, pairOf, type Day } from '../day';
import { heldAs, showHeld } from '../show';
import { createShared } from './birth';

/** The playground sweeps every few seconds; a standing one may have been told otherwise. */
const SWEEP_LIMIT_MS = 180_000;

export async function moved(day: Day): Promise<void> {
  const { report } = day;
  const key = await createShared(day, 'An issue that moves house');
  report.step('Acme moves its issue to another project: the link holds');
  const { provider } = await pairOf(day, day.acmeDeal, key);
  const home = asText(asObject(provider.fields.project).key);
  const other = (await listProjects(day.acme.admin)).find((project) => project.key !== home);
  if (other === undefined) return report.line('Acme has one project only.');
  const types = await projectIssueTypes(day.acme.admin, other.key);
  const type = types.find((each) => !each.subtask);
  const after = await moveIssue(day.acme.admin, provider.id, other.key, type?.id ?? '');
  await day.quiet();
  await editIssue(day.master.agent, key, { fields: { summary: 'An issue that moved house' } });
  await day.quiet();
  await showHeld(day, key, ['Title']);
  const title = asText((await getIssue(day.acme.admin, provider.id)).fields.summary);
  report.check(`${after.key} (was ${provider.key}) still follows`, title === 'An issue that moved house', title);
}

export async function deleted(day: Day): Promise<void> {
  const { report } = day;
  const key = await createShared(day, 'An issue that goes away');
  report.step('The master deletes its issue: the providers keep theirs, as the contracts say');
  const [acme, globex] = [await pairOf(day, day.acmeDeal, key), await pairOf(day, day.globexDeal, key)];
  await deleteIssue(day.master.admin, key);
  await day.quiet();
  for (const end of [acme.provider, globex.provider]) {
    report.check(`${end.key} is still there`, (await findIssue(end.session, end.id)) !== null);
  }
}

export async function disabled(day: Day): Promise<void> {
  const { report, acmeDeal } = day;
  const key = await createShared(day, 'Edited while nobody listens');
  report.step('The master disables its half, edits, and enables it again');
  await disable(acmeDeal.master.admin, acmeDeal.contractId);
  await editIssue(day.master.agent, key, { fields: { summary: 'Edited behind closed doors' } });
  await day.quiet();
  const during = await pairOf(day, acmeDeal, key);
  report.check('nothing crossed meanwhile', heldAs(during.provider, 'Title') === 'Edited while nobody listens');
  await enable(acmeDeal.master.admin, acmeDeal.contractId);
  await day.quiet();
  await showHeld(day, key, ['Title']);
  const after = await pairOf(day, acmeDeal, key);
  report.check(
    'it was caught up',
    heldAs(after.provider, 'Title') === 'Edited behind closed doors',
    heldAs(after.provider, 'Title'),
  );
}

export async function lost(day: Day): Promise<void> {
  const { report } = day;
  const key = await createShared(day, 'A message that gets lost');
  report.step('Webhooks are lost; the sweep finds what they would have told');
  await setFaults(day.master.site.baseUrl, { webhookLoss: 1 });
  await editIssue(day.master.agent, key, { fields: { summary: 'Nobody was told of this' } });
  const made = await getIssue(day.master.agent, key);
  await setFaults(day.master.site.baseUrl, { webhookLoss: 0 });
  await until(async () => ((await titleAtAcme(day, made.id)) === 'Nobody was told of this' ? true : null), {
    limitMs: SWEEP_LIMIT_MS,
    everyMs: 1000,
    what: 'the sweep',
  });
  await day.quiet();
  await showHeld(day, key, ['Title']);
}

const titleAtAcme = async (day: Day, master: string): Promise<string> => {
  const pair = await findPair(day.acmeDeal, master);
  return pair === null ? '' : heldAs(pair.provider, 'Title');
};

export async function restarted(day: Day): Promise<void> {
  const { report, restart } = day;
  if (restart === null) return report.line("(No restart: this playground is not the scenario's own.)");
  const key = await createShared(day, 'Written while the lights go out');
  report.step('The add-on is killed in the middle of work and starts again');
  const edits = Array.from({ length: 10 }, (_, turn) =>
    editIssue(day.master.agent, key, { fields: { summary: `Edit ${turn}`, labels: [`turn-${turn}`] } }),
  );
  await Promise.all([restart(), ...edits]);
  for (const { baseUrl } of sitesOf(day.world)) await hurryWebhooks(baseUrl);
  await editIssue(day.master.agent, key, { fields: { summary: 'The last edit' } });
  await day.quiet();
  await showHeld(day, key, ['Title', 'Labels']);
  const after = await pairOf(day, day.acmeDeal, key);
  report.check(
    'Acme has the last edit',
    heldAs(after.provider, 'Title') === 'The last edit',
    heldAs(after.provider, 'Title'),
  );
}

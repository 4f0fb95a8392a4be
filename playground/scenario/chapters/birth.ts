import { doc, paragraph } from '../../client/adf';
import { createIssue, issueProperties, projectIssueTypes } from '../../client/jira';
import { asObject, asText } from '../../client/json';
import { dealsOf, findPair, pairOf, type Day } from '../day';
import { heldAs, showHeld } from '../show';

/** The project and the issue types of the master's half. */
export const masterProject = (day: Day): string => asText(asObject(day.acmeDeal.master.half.scope).project);

/** Creates an issue as an agent of the master would, and waits until both providers have theirs. */
export async function createShared(day: Day, summary: string, type = 'Bug'): Promise<string> {
  const made = await createIssue(day.master.agent, {
    project: { key: masterProject(day) },
    issuetype: { name: type },
    summary,
    description: doc(paragraph(`Reported by a customer: ${summary}.`)) as never,
  });
  await Promise.all(dealsOf(day).map((deal) => pairOf(day, deal, made.id)));
  await day.quiet();
  return made.key;
}

export async function birth(day: Day): Promise<void> {
  const { report } = day;
  report.step('A bug is created on the master and appears at both providers');
  const key = await createShared(day, 'Pump stops after ten minutes');
  await showHeld(day, key);
  for (const deal of dealsOf(day)) {
    const pair = await pairOf(day, deal, key);
    const mark = asObject((await issueProperties(pair.provider.session, pair.provider.id))['accord.link']);
    report.check(`${pair.provider.key} carries the mark of its link`, asText(mark.link) === pair.linkId);
    report.check(
      `${pair.provider.key} has the title`,
      heldAs(pair.provider, 'Title') === 'Pump stops after ten minutes',
    );
  }

  report.step('An incident becomes a story at Acme, as its half says');
  const incident = await createShared(day, 'The web shop is down', 'Incident');
  const { provider: story } = await pairOf(day, day.acmeDeal, incident);
  const type = asText(asObject(story.fields.issuetype).name);
  report.check(`${story.key} is a story`, type === 'Story', type);

  report.step('An issue of a type that is not in the contract stays at home');
  const types = await projectIssueTypes(day.master.agent, masterProject(day));
  const other = types.find((type) => !type.subtask && !['Bug', 'Incident', 'Epic'].includes(type.name));
  if (other === undefined) return report.line('The project has no other type.');
  const stays = await createIssue(day.master.agent, {
    project: { key: masterProject(day) },
    issuetype: { id: other.id },
    summary: 'Order new coffee',
  });
  await day.quiet();
  const pairs = await Promise.all(dealsOf(day).map((deal) => findPair(deal, stays.id)));
  report.check(
    `${stays.key} (${other.name}) has no partner`,
    pairs.every((pair) => pair === null),
  );
}

import { listComments, searchIssues, listProjects, type Session } from '../client/jira';
import type { Crew, Day } from './day';

/** Words that were written at one provider and must not be found at the other. */
const MARKS: Readonly<Record<'acme' | 'globex', readonly string[]>> = {
  acme: ['ACME-MARK', 'ACME-RESTRICTED', 'ACME-CUSTOMER', 'acme-answer'],
  globex: ['GLOBEX-MARK', 'GLOBEX-SILENT', 'GLOBEX-INTERNAL', 'worn seal'],
};

/** Everything of a site as one text: fields, comments, file names. */
async function wholeSite(session: Session): Promise<string> {
  const keys = (await listProjects(session)).map((project) => `"${project.key}"`).join(', ');
  const issues = await searchIssues(session, `project in (${keys}) order by created`, ['*all'], 5000);
  const comments = await Promise.all(issues.map((issue) => listComments(session, issue.id)));
  return JSON.stringify([issues, comments]);
}

export async function searchForLeaks(day: Day): Promise<void> {
  day.report.step('Nothing that one provider wrote is found at the other');
  await searchAt(day, day.globex, MARKS.acme);
  await searchAt(day, day.acme, MARKS.globex);
  await searchAt(day, day.master, ['GLOBEX-INTERNAL']);
  await searchAt(day, day.acme, ['MASTER-RESTRICTED']);
  await searchAt(day, day.globex, ['MASTER-RESTRICTED']);
}

async function searchAt(day: Day, { site, admin }: Crew, marks: readonly string[]): Promise<void> {
  const text = await wholeSite(admin);
  for (const mark of marks) day.report.check(`${mark} is not at ${site.name}`, !text.includes(mark));
}

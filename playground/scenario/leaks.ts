import { listComments, searchIssues, listProjects, type Session } from '../client/jira';
import type { Crew, Day } from './day';

interface Secret {
  /** Where nobody may find it. */
  readonly hidden: readonly ('master' | 'acme' | 'globex')[];
  readonly marks: readonly string[];
}

/** Words that the chapters wrote somewhere, and the sites where they must not be found. */
const SECRETS: readonly Secret[] = [
  { hidden: ['globex'], marks: ['ACME-MARK', 'ACME-CUSTOMER', 'acme-answer'] },
  { hidden: ['acme'], marks: ['GLOBEX-MARK', 'GLOBEX-SILENT', 'worn seal', 'seal.txt'] },
  { hidden: ['master', 'globex'], marks: ['ACME-RESTRICTED'] },
  { hidden: ['master', 'acme'], marks: ['GLOBEX-INTERNAL'] },
  { hidden: ['acme', 'globex'], marks: ['MASTER-RESTRICTED'] },
];

/** Everything of a site as one text: fields, comments, file names. */
async function wholeSite(session: Session): Promise<string> {
  const keys = (await listProjects(session)).map((project) => `"${project.key}"`).join(', ');
  const issues = await searchIssues(session, `project in (${keys}) order by created`, ['*all'], 5000);
  const comments = await Promise.all(issues.map((issue) => listComments(session, issue.id)));
  return JSON.stringify([issues, comments]);
}

export async function searchForLeaks(day: Day): Promise<void> {
  day.report.step('Nothing is found where it must not be');
  for (const where of ['master', 'acme', 'globex'] as const) {
    const crew: Crew = day[where];
    const text = await wholeSite(crew.admin);
    const marks = SECRETS.filter(({ hidden }) => hidden.includes(where)).flatMap((secret) => secret.marks);
    for (const mark of marks) day.report.check(`${mark} is not at ${crew.site.name}`, !text.includes(mark));
  }
}

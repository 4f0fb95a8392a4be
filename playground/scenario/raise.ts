import { doc, paragraph } from '../client/adf';
import { createIssue, type Session } from '../client/jira';
import type { JsonObject } from '../client/json';

/** Creates an issue as a person would; answers its key. */
export async function raise(
  session: Session,
  project: string,
  type: string,
  summary: string,
  more: JsonObject = {},
): Promise<string> {
  const fields = {
    project: { key: project },
    issuetype: { name: type },
    summary,
    description: doc(paragraph(`Somebody reports: ${summary}.`)) as never,
    ...more,
  };
  return (await createIssue(session, fields)).key;
}

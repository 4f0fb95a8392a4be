import { JiraError } from '../../../sync/ports';
import { type SiteAccess } from '../access';
import { commentProperties } from '../requests/comments';

/** What is beyond counts as hidden until the next look: so many are not deleted one by one. */
const MOST_ASKED = 50;

/**
 * Those of the missing comments that Jira does not prove to be deleted. A list leaves out what is restricted to others
 * without a word; of the properties of a comment Jira tells both apart: 404 where it is gone, 403 where it is not for us.
 */
export const stillThere = async (access: SiteAccess, missing: readonly string[]): Promise<readonly string[]> => {
  const hidden: string[] = missing.slice(MOST_ASKED);
  for (const id of missing.slice(0, MOST_ASKED)) if (!(await isDeleted(access, id))) hidden.push(id);
  return hidden;
};

const isDeleted = async ({ client, memory }: SiteAccess, id: string): Promise<boolean> => {
  if (memory.hiddenComments.has(id)) return false;
  try {
    await client.call(commentProperties(id));
  } catch (error) {
    if (error instanceof JiraError && error.failure.kind === 'gone') return true;
    if (!(error instanceof JiraError) || error.failure.kind !== 'forbidden') throw error;
    memory.hiddenComments.set(id, true);
  }
  return false;
};

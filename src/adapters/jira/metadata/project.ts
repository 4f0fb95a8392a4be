import { type z } from 'zod';
import { type ProjectMeta } from '../../../sync/ports';
import { ask, orNull, type SiteAccess } from '../access';
import { statusRef } from '../read/snapshot';
import * as requests from '../requests/metadata';
import { projectPageShape, projectShape, projectStatusesShape, projectStyleShape } from '../schemas';

/** What a Jira project key may look like; also keeps other paths out of ours. */
const PROJECT_KEY = /^[A-Za-z0-9_]+$/;

type ProjectHead = z.infer<typeof projectShape>;

/** Asks Jira at once. Null where there is no such project, or none that the app may see. */
export const askProject = async (access: SiteAccess, key: string): Promise<ProjectHead | null> => {
  if (!PROJECT_KEY.test(key)) return null;
  return orNull(ask(access, requests.project(key), projectShape));
};

/** The same, with how the project is managed. */
export const askStyle = async (access: SiteAccess, key: string): Promise<z.infer<typeof projectStyleShape> | null> =>
  PROJECT_KEY.test(key) ? orNull(ask(access, requests.project(key), projectStyleShape)) : null;

/** A project with its issue types and their statuses, remembered for a while. Null as above. */
export const findProject = (access: SiteAccess, key: string): Promise<ProjectMeta | null> =>
  access.memory.projects.get(key, async () => {
    const head = await askProject(access, key);
    if (!head) return null;
    const types = await orNull(ask(access, requests.projectStatuses(key), projectStatusesShape));
    return types && { ...head, issueTypes: types.map(issueTypeOf) };
  });

const issueTypeOf = ({
  id,
  name,
  subtask,
  statuses,
}: z.infer<typeof projectStatusesShape>[number]): ProjectMeta['issueTypes'][number] => ({
  id,
  name,
  subtask,
  statuses: statuses.map(statusRef),
});

const PAGE = 50;

export const searchProjects = async (
  access: SiteAccess,
  query: string,
  limit: number,
): Promise<{ readonly projects: readonly ProjectHead[]; readonly total: number }> => {
  const found: ProjectHead[] = [];
  let all = 0;
  while (found.length < limit) {
    const request = requests.projectPage(query, found.length, Math.min(PAGE, limit - found.length));
    const { values, total } = await ask(access, request, projectPageShape);
    found.push(...values);
    all = Math.max(total ?? 0, found.length);
    if (values.length === 0 || found.length >= all) break;
  }
  return { projects: found.slice(0, limit), total: all };
};

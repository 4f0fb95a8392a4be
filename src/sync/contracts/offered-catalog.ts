import { type FieldCatalog, type Half } from '../../core/model';
import { type Jira, JiraError } from '../ports';

/**
 * The fields of a half's project for its offer, or null when Jira does not answer: a half that is not enabled can be
 * saved all the same, and the offer is completed on enabling.
 */
export const readCatalogIfReachable = async (jira: Jira, siteId: string, half: Half): Promise<FieldCatalog | null> => {
  try {
    const site = await jira.on(siteId);
    // What is cached may be older than what the admin has just made in Jira.
    site.forget();
    const project = await site.project(half.scope.project);
    if (!project) return null;
    const known = half.scope.issueTypes.filter((type) => project.issueTypes.some(({ name }) => name === type));
    return await site.catalog(half.scope.project, known);
  } catch (error) {
    if (error instanceof JiraError) return null;
    throw error;
  }
};

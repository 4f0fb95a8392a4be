import { type HiddenBy, type SideState } from '../../../core/model';
import { saidReason } from '../../../core/plan';
import { JiraError } from '../../../sync/ports';
import { ask, isMissing, orNull, type SiteAccess } from '../access';
import { askStyle } from '../metadata/project';
import { searchPage } from '../requests/issues';
import { projectLevels, projectSecurityScheme } from '../requests/metadata';
import { idsFoundShape, securitySchemeShape } from '../schemas';

type Gone = Extract<SideState, { state: 'gone' }>;

const hidden = (by: HiddenBy): Gone => ({ state: 'gone', why: 'hidden', by });
const DELETED: Gone = { state: 'gone', why: 'deleted' };

/** The project in whose key an issue's key begins. */
const projectOf = (issueKey: string | null): string | null => issueKey?.replace(/-\d+$/, '') ?? null;

/**
 * Jira answers 404 both to a deleted issue and to one that the app may not see. It counts as deleted only where nothing
 * else can explain the answer: the project is seen, nothing in it hides single issues, and no policy keeps the app out.
 * What cannot be proved is hidden, and comes back.
 */
export const unseen = async (access: SiteAccess, lastKey: string | null, error: unknown): Promise<Gone> => {
  if (!isMissing(error) || !(error instanceof JiraError)) throw error;
  const said = saidReason(
    error.failure.kind === 'forbidden' || error.failure.kind === 'gone' ? error.failure.detail : '',
  );
  if (said !== null) return hidden(said);
  if (error.failure.kind === 'forbidden') return hidden('permission');
  const key = projectOf(lastKey);
  const project = key === null ? null : await askStyle(access, key);
  if (project === null) return hidden('project');
  if (isTeamManaged(project) || (await mayHaveLevels(access, project.key))) return hidden('level');
  return (await isOpenTo(access, project.key)) ? DELETED : hidden('policy');
};

/** There every issue can be restricted to roles by itself, without any scheme. */
const isTeamManaged = ({
  style,
  simplified,
}: {
  style?: string | undefined;
  simplified?: boolean | undefined;
}): boolean => style === 'next-gen' || simplified === true;

/** Whether a level can hide an issue of the project. Its scheme is shown to those who administer the project. */
const mayHaveLevels = async (access: SiteAccess, projectKey: string): Promise<boolean> => {
  try {
    const scheme = await ask(access, projectSecurityScheme(projectKey), securitySchemeShape);
    return (scheme?.levels ?? []).length > 0;
  } catch (error) {
    // The project itself was seen a moment ago: it is the scheme that is not there.
    if (error instanceof JiraError && error.failure.kind === 'gone') return false;
    if (isMissing(error)) return true;
    throw error;
  }
};

/**
 * A data security policy hides all issues of a project from an app and leaves the project itself to be seen. What speaks
 * against one: another issue is seen, or the list of levels can be read, which such a policy closes as well.
 */
const isOpenTo = async (access: SiteAccess, projectKey: string): Promise<boolean> => {
  const found = await orNull(ask(access, searchPage(`project = "${projectKey}"`, ['id'], 1, null), idsFoundShape));
  if (found !== null && found.issues.length > 0) return true;
  return (await orNull(access.client.call(projectLevels(projectKey)))) !== null;
};

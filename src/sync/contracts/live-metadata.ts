import { type checkHalf } from '../../core/map';
import { type FieldCatalog, type Half, type IssueTypeRule, type Scope } from '../../core/model';
import { type Fault, Refusal } from '../agreements';
import { type Jira, JiraError, type JiraSite, type ProjectMeta } from '../ports';

/** What a half is held against; the partner's part comes from its stored offer. */
export type LiveMetadata = Omit<
  Parameters<typeof checkHalf>[1],
  'partner' | 'partnerSignals' | 'partnerConflict' | 'side'
>;

const notReachable = (error: JiraError): Refusal =>
  new Refusal(
    'unavailable',
    'jira-unavailable',
    `The Jira of your site could not be asked: ${error.failure.detail}`,
    error.failure.kind === 'forbidden' || error.failure.kind === 'unauthorised'
      ? 'Check that Accord is installed and may see the project, then try again.'
      : 'Nothing was changed. Try again in a moment.',
  );

/** Asks the site's Jira; when it does not answer the admin is told so, and nothing was changed. */
export const askJira = async <T>(jira: Jira, siteId: string, ask: (site: JiraSite) => Promise<T>): Promise<T> => {
  try {
    return await ask(await jira.on(siteId));
  } catch (error) {
    if (error instanceof JiraError) throw notReachable(error);
    throw error;
  }
};

const inScope = (project: ProjectMeta, { issueTypes }: Scope): ProjectMeta['issueTypes'] => {
  const named = project.issueTypes.filter(({ name }) => issueTypes.includes(name));
  return named.length > 0 ? named : project.issueTypes;
};

const distinct = (names: readonly string[]): string[] => [...new Set(names)];

const typesCreated = (rule: IssueTypeRule): string[] =>
  typeof rule === 'string'
    ? [rule]
    : distinct([...Object.values(rule.values), ...(rule.otherwise === null ? [] : [rule.otherwise])]);

/** Fields that can be given on creating; null where the half creates nothing or the project is not there. */
const createCatalog = async (site: JiraSite, { receive }: Half): Promise<FieldCatalog | null> => {
  if (!receive.create) return null;
  const { project, issueType } = receive.create;
  const found = await site.project(project);
  return found && (await site.catalog(project, typesCreated(issueType)));
};

const noIssueType = (project: ProjectMeta, name: string): Fault => ({
  path: 'receive.create.issueType',
  message: `Project ${project.key} has no issue type "${name}".`,
  remedy: `Use one of ${project.issueTypes.map((type) => `"${type.name}"`).join(', ')}.`,
});

/** Where new issues go to a project outside the scope: the checks of the core know the scope's project only. */
export const createProjectFaults = async (site: JiraSite, { scope, receive }: Half): Promise<readonly Fault[]> => {
  if (!receive.create || receive.create.project === scope.project) return [];
  const { project: key, issueType } = receive.create;
  const project = await site.project(key);
  if (!project) {
    const remedy = 'Write the key of a project that Accord may see.';
    return [{ path: 'receive.create.project', message: `There is no project ${key}.`, remedy }];
  }
  const known = new Set(project.issueTypes.map(({ name }) => name));
  return typesCreated(issueType)
    .filter((name) => !known.has(name))
    .map((name) => noIssueType(project, name));
};

export const readLiveMetadata = async (site: JiraSite, half: Half): Promise<LiveMetadata> => {
  const { scope } = half;
  const project = await site.project(scope.project);
  const known = project ? scope.issueTypes.filter((type) => project.issueTypes.some(({ name }) => name === type)) : [];
  return {
    projectFound: project !== null,
    issueTypes: project?.issueTypes.map(({ name }) => name) ?? [],
    catalog: project ? await site.catalog(scope.project, known) : {},
    statuses: project ? distinct(inScope(project, scope).flatMap((type) => type.statuses.map(({ name }) => name))) : [],
    createCatalog: await createCatalog(site, half),
    jqlFaults: scope.jql === null ? [] : await site.checkJql(scope.jql),
  };
};

import { JiraError } from '../../../sync/ports';
import { ask, type SiteAccess } from '../access';
import * as requests from '../requests/people';
import { grantsShape, type UserJson, userPageShape, usersShape, userShape } from '../schemas';
import { findProject } from './project';

/** `GET /user/bulk` takes 200 ids; fewer keep the URL short. */
const CHUNK = 90;

/** Asks for the accounts that are not remembered; answers all that were asked, once each. */
const learnUsers = async (access: SiteAccess, accountIds: readonly string[]): Promise<readonly string[]> => {
  const { users } = access.memory;
  const plausible = [...new Set(accountIds)].filter((accountId) => accountId !== '');
  const unknown = plausible.filter((accountId) => !users.has(accountId));
  for (let start = 0; start < unknown.length; start += CHUNK) {
    const asked = unknown.slice(start, start + CHUNK);
    const found = new Map((await askUsers(access, asked)).map((user) => [user.accountId, user]));
    for (const accountId of asked) {
      const user = found.get(accountId);
      users.set(accountId, { active: user !== undefined && user.active !== false, name: nameOf(user) });
    }
  }
  return plausible;
};

const nameOf = (user: UserJson | undefined): string | null => user?.displayName ?? user?.accountId ?? null;

/** Which of these accounts exist and are active here. */
export const existingUsers = async (access: SiteAccess, accountIds: readonly string[]): Promise<readonly string[]> =>
  (await learnUsers(access, accountIds)).filter((accountId) => access.memory.users.get(accountId)?.active === true);

interface Person {
  readonly accountId: string;
  readonly name: string;
}

/** Names of these accounts, those of people who left included. */
export const readPeople = async (access: SiteAccess, accountIds: readonly string[]): Promise<readonly Person[]> =>
  (await learnUsers(access, accountIds)).flatMap((accountId) => {
    const name = access.memory.users.get(accountId)?.name ?? null;
    return name === null ? [] : [{ accountId, name }];
  });

/** One id that Jira cannot read spoils the whole call: the others are then asked one by one. */
const askUsers = async (access: SiteAccess, accountIds: readonly string[]): Promise<readonly UserJson[]> => {
  try {
    return (await ask(access, requests.usersById(accountIds), userPageShape)).values;
  } catch (error) {
    if (!(error instanceof JiraError) || !['rejected', 'gone'].includes(error.failure.kind)) throw error;
    if (accountIds.length === 1) return [];
    return (await Promise.all(accountIds.map((accountId) => askUsers(access, [accountId])))).flat();
  }
};

/** People by name, for pages. */
export const searchUsers = async (access: SiteAccess, query: string, limit: number): Promise<readonly Person[]> => {
  const found = await ask(access, requests.searchUsers(query, limit), usersShape);
  return found
    .filter(({ active, accountType }) => active !== false && (accountType ?? 'atlassian') === 'atlassian')
    .map(({ accountId, displayName }) => ({ accountId, name: displayName ?? accountId }))
    .slice(0, limit);
};

export const readMyself = (access: SiteAccess): Promise<{ readonly accountId: string }> =>
  access.memory.myself.get('', async () => {
    const { accountId } = await ask(access, requests.myself(), userShape);
    return { accountId };
  });

/** A right that was given counts for a minute; one that was refused is asked again soon, for an admin who waits. */
const GRANTED_MS = 60_000;
const REFUSED_MS = 10_000;

const remembered = async (access: SiteAccess, key: string, load: () => Promise<boolean>): Promise<boolean> => {
  const { grants } = access.memory;
  const known = grants.get(key);
  if (known) return known.granted;
  const granted = await load();
  grants.set(key, { granted }, { ttl: granted ? GRANTED_MS : REFUSED_MS });
  return granted;
};

export const administers = (access: SiteAccess, accountId: string): Promise<boolean> =>
  remembered(access, `admin ${accountId}`, async () => {
    const { globalPermissions } = await ask(access, requests.checkGlobal(accountId, 'ADMINISTER'), grantsShape);
    return globalPermissions.includes('ADMINISTER');
  });

export const administersProject = async (
  access: SiteAccess,
  accountId: string,
  projectKey: string,
): Promise<boolean> => {
  const project = await findProject(access, projectKey);
  if (!project) return false;
  return remembered(access, `project ${project.id} ${accountId}`, async () => {
    const permission = 'ADMINISTER_PROJECTS';
    const request = requests.checkProject(accountId, [permission], { projects: [Number(project.id)] });
    const { projectPermissions } = await ask(access, request, grantsShape);
    return projectPermissions.some((one) => one.permission === permission && one.projects.includes(project.id));
  });
};

/** Any one of these permissions on the issue. */
const mayOnIssue = async (
  access: SiteAccess,
  accountId: string,
  issueId: string,
  permissions: readonly string[],
): Promise<boolean> => {
  const request = requests.checkProject(accountId, permissions, { issues: [Number(issueId)] });
  const { projectPermissions } = await ask(access, request, grantsShape);
  return projectPermissions.some((one) => permissions.includes(one.permission) && one.issues.includes(issueId));
};

export const browses = async (access: SiteAccess, accountId: string, issueId: string): Promise<boolean> =>
  (await browsing(access, accountId, [issueId])).has(issueId);

/** More are asked about in several calls. */
const MOST_ASKED = 500;

/** Those of the issues that this person may browse; Jira is asked about those that are not remembered. */
export const browsing = async (
  access: SiteAccess,
  accountId: string,
  issueIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  const { sights } = access.memory;
  const known = new Map(issueIds.map((id) => [id, sights.get(`${id} ${accountId}`)?.granted]));
  const unknown = [...known].flatMap(([id, granted]) => (granted === undefined ? [id] : []));
  for (let from = 0; from < unknown.length; from += MOST_ASKED) {
    const asked = unknown.slice(from, from + MOST_ASKED);
    const seen = await browsable(access, accountId, asked);
    for (const id of asked) {
      const granted = seen.has(id);
      known.set(id, granted);
      sights.set(`${id} ${accountId}`, { granted }, { ttl: granted ? GRANTED_MS : REFUSED_MS });
    }
  }
  return new Set([...known].flatMap(([id, granted]) => (granted === true ? [id] : [])));
};

export const mayComment = (access: SiteAccess, accountId: string, issueId: string): Promise<boolean> =>
  remembered(access, `comment ${issueId} ${accountId}`, () =>
    mayOnIssue(access, accountId, issueId, ['ADD_COMMENTS', 'EDIT_ISSUES']),
  );

export const mayEdit = (access: SiteAccess, accountId: string, issueId: string): Promise<boolean> =>
  remembered(access, `edit ${issueId} ${accountId}`, () => mayOnIssue(access, accountId, issueId, ['EDIT_ISSUES']));

/** Those of the issues that this person may browse. One call, not remembered. */
export const browsable = async (
  access: SiteAccess,
  accountId: string,
  issueIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (issueIds.length === 0) return new Set();
  const request = requests.checkProject(accountId, ['BROWSE_PROJECTS'], { issues: issueIds.map(Number) });
  const { projectPermissions } = await ask(access, request, grantsShape);
  return new Set(projectPermissions.flatMap(({ issues }) => issues));
};

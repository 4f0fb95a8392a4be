import { noSuch, Refusal } from '../../../sync/agreements';
import { type IssueHead, type JiraSite } from '../../../sync/ports';

/** What a person may do with the pairs of an issue. */
export interface Rights {
  /** Send it and look at it again: it takes no less than the right to edit it. */
  readonly edit: boolean;
  /** Pause and end pairs: that is for those who answer for the project. */
  readonly administer: boolean;
  /** Accord's admin pages: for admins of Jira. */
  readonly settings: boolean;
}

/** What is asked before something is done to a pair. */
export type ActingRight = 'edit' | 'administer';

/** Who administers Jira may do both. */
export const readRights = async (site: JiraSite, accountId: string, issue: IssueHead): Promise<Rights> => {
  if (await site.administers(accountId)) return { edit: true, administer: true, settings: true };
  const [edit, administer] = await Promise.all([
    site.mayEdit(accountId, issue.id),
    site.administersProject(accountId, issue.projectKey),
  ]);
  return { edit, administer, settings: false };
};

const REFUSALS: Readonly<Record<ActingRight, readonly [string, string]>> = {
  edit: ['You may see this issue, but not edit it.', 'Ask someone who may edit the issue to do it.'],
  administer: [
    'This needs an administrator of the project.',
    'Ask someone with the permission "Administer Projects" in this project to do it.',
  ],
};

/** To those who may not even browse the issue it is not there. */
export const demandRight = async (
  site: JiraSite,
  accountId: string,
  issue: IssueHead,
  right: ActingRight,
  what: string,
): Promise<void> => {
  if ((await readRights(site, accountId, issue))[right]) return;
  if (!(await site.browses(accountId, issue.id))) throw noSuch(what);
  const [message, remedy] = REFUSALS[right];
  throw new Refusal('forbidden', right === 'edit' ? 'may-not-edit' : 'not-project-admin', message, remedy);
};

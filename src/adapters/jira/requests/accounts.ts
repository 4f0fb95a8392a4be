import { type AccountReport } from '../../../sync/ports';
import { ask, type JiraRequest } from '../http/request';

/** Personal data reporting: Atlassian's user privacy guide for app developers. It changes nothing at Atlassian's. */
export const reportAccounts = (accounts: readonly AccountReport[]): JiraRequest =>
  ask('/rest/atlassian-connect/latest/report-accounts', {
    accounts: accounts.map(({ accountId, takenAt }) => ({ accountId, updatedAt: takenAt })),
  });

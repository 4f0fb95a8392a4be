import { z } from 'zod';
import { type AccountReport, type AccountsAnswer } from '../../../sync/ports';
import { parseAnswer, type SiteAccess } from '../access';
import { reportAccounts as request } from '../requests/accounts';

const DAY_MS = 24 * 60 * 60 * 1000;
const LONGEST_CYCLE_DAYS = 30;

/** `204` says that nothing is to be done. A status that is not known here asks for nothing that could be done. */
const answerShape = z.object({ accounts: z.array(z.object({ accountId: z.string(), status: z.string() })) }).nullable();

/** Days after which the same accounts are to be reported again; null where Atlassian does not say. */
const cycleOf = (header: unknown): number | null => {
  const days = Number(header);
  return Number.isFinite(days) && days > 0 ? Math.min(days, LONGEST_CYCLE_DAYS) * DAY_MS : null;
};

/** At most 90 accounts. Throws JiraError, also where Atlassian limits the calls. */
export const reportAccounts = async (
  access: SiteAccess,
  accounts: readonly AccountReport[],
): Promise<AccountsAnswer> => {
  const asked = request(accounts);
  const answer = await access.client.call(asked);
  const body = parseAnswer(access, asked, answer, answerShape);
  const reported = new Set(accounts.map(({ accountId }) => accountId));
  const withStatus = (status: string) =>
    (body?.accounts ?? [])
      .filter((account) => account.status === status && reported.has(account.accountId))
      .map(({ accountId }) => accountId);
  return {
    closed: withStatus('closed'),
    updated: withStatus('updated'),
    cycleMs: cycleOf(answer.headers['cycle-period']),
  };
};

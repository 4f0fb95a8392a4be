import type { Methods, Reply } from '../connect-host';
import { asPerson } from '../site';

interface Myself {
  readonly accountId: string;
  readonly timeZone: string;
  readonly locale?: string;
}

const myself = async (): Promise<Myself> => (await (await asPerson('/rest/api/3/myself')).json()) as Myself;

/** `AP.user`, about the person who looks. */
export const user: Methods = {
  getCurrentUser: async (reply: Reply) => reply({ atlassianAccountId: (await myself()).accountId }),
  getTimeZone: async (reply: Reply) => reply((await myself()).timeZone),
  getLocale: async (reply: Reply) => reply((await myself()).locale ?? 'en_US'),
};

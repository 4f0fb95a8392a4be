import { type Methods, promising, type Reply } from '../connect-host';
import { getJson } from '../site';

/** `AP.context`: each token is a new one. */
export const context: Methods = {
  getToken: promising(async ({ _context: { extension } }: Reply): Promise<string> => {
    const about = new URL(String(extension.options.connect), window.location.href).searchParams;
    about.set('addon', extension.addon_key);
    const { token } = await getJson<{ token: string }>(`/ui/connect/token?${about.toString()}`);
    return token;
  }),
  getContext: promising(({ _context: { extension } }: Reply) =>
    Promise.resolve({ jira: extension.options.productContext, license: { active: false } }),
  ),
};

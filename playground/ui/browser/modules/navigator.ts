import type { Methods, Reply } from '../connect-host';

interface Goal {
  readonly issueKey?: string;
  readonly projectKey?: string;
  readonly addonKey?: string;
  readonly moduleKey?: string;
  readonly customData?: Readonly<Record<string, string>>;
}

const ADDRESSES: Readonly<Record<string, (goal: Goal, own: string) => string>> = {
  issue: ({ issueKey = '' }) => `/browse/${issueKey}`,
  projectSummary: ({ projectKey = '' }) => `/projects/${projectKey}`,
  projectAdminSummary: ({ projectKey = '' }) => `/plugins/servlet/project-config/${projectKey}`,
  dashboard: () => '/',
  addonModule: ({ addonKey, moduleKey = '', customData = {} }, own) => {
    const custom = Object.entries(customData).map(([name, value]): [string, string] => [`ac.${name}`, value]);
    return `/plugins/servlet/ac/${addonKey ?? own}/${moduleKey}?${new URLSearchParams(custom).toString()}`;
  },
};

/** `AP.navigator`: other pages of Jira. */
export const navigator: Methods = {
  go: (target: string, goal: Goal | undefined, reply: Reply) => {
    const address = ADDRESSES[target];
    if (address) window.location.assign(address(goal ?? {}, reply._context.extension.addon_key));
  },
  reload: () => window.location.reload(),
  getLocation: (reply: Reply) => reply({ target: 'site', context: {}, href: window.location.href }),
};

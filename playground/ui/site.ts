import type { Session } from '../client/jira';
import type { Person } from '../client/world';

/** One simulated Jira site, as these pages need it. */
export interface UiSite {
  readonly name: string;
  readonly baseUrl: string;
  /** Tells the sites apart at a glance. */
  readonly accent: 'blue' | 'green' | 'violet';
  readonly people: readonly Person[];
  /** The other sites, for the links in the header. */
  readonly others: readonly { readonly name: string; readonly baseUrl: string }[];
}

export type Theme = 'light' | 'dark' | 'auto';

/** A visit: which site, as whom. */
export interface Visit {
  readonly site: UiSite;
  readonly person: Person;
  readonly session: Session;
  readonly theme: Theme;
  /** Address of this page, to come back to. */
  readonly here: string;
}

/** A cookie belongs to a host, not to a port: each site needs one of its own. */
const cookieOf = ({ name }: UiSite): string => `playground-person-${name.toLowerCase().replace(/\W/g, '-')}`;

/** Set by the host script too. */
const THEME_COOKIE = 'playground-theme';

export const personCookie = (site: UiSite, accountId: string): string =>
  `${cookieOf(site)}=${encodeURIComponent(accountId)}; Path=/; HttpOnly; SameSite=Strict`;

const readCookie = (cookies: string, name: string): string =>
  decodeURIComponent(new RegExp(`(?:^|;\\s*)${name}=([^;]*)`).exec(cookies)?.[1] ?? '');

/** Who the cookie names, else the first of the site's people. */
export function visitOf(site: UiSite, cookies: string, here: string): Visit {
  const wanted = readCookie(cookies, cookieOf(site));
  const person = site.people.find((each) => each.accountId === wanted) ?? site.people[0];
  if (person === undefined) throw new Error(`${site.name} has no people`);
  const session = { baseUrl: site.baseUrl, email: person.email, token: person.token };
  return { site, person, here, session, theme: themeOf(readCookie(cookies, THEME_COOKIE)) };
}

const themeOf = (text: string): Theme => (text === 'light' || text === 'dark' ? text : 'auto');

/** For a sentence that says whom to ask. */
export const adminNames = ({ people }: UiSite): string =>
  people
    .filter(({ admin }) => admin)
    .map(({ displayName }) => displayName)
    .join(' and ');

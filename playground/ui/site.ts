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

/** A visit: which site, as whom. */
export interface Visit {
  readonly site: UiSite;
  readonly person: Person;
  readonly session: Session;
  /** Address of this page, to come back to. */
  readonly here: string;
}

const COOKIE = 'playground-person';

export const personCookie = (accountId: string): string =>
  `${COOKIE}=${encodeURIComponent(accountId)}; Path=/; HttpOnly; SameSite=Strict`;

/** Who the cookie names, else the first of the site's people. */
export function visitOf(site: UiSite, cookies: string | undefined, here: string): Visit {
  const wanted = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]*)`).exec(cookies ?? '')?.[1] ?? '';
  const person = site.people.find((each) => each.accountId === decodeURIComponent(wanted)) ?? site.people[0];
  if (person === undefined) throw new Error(`${site.name} has no people`);
  return { site, person, here, session: { baseUrl: site.baseUrl, email: person.email, token: person.token } };
}

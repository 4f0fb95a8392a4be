import type { Session, User } from './jira';

/** Somebody at a simulated site, with what is needed to act as them. */
export interface Person extends User {
  readonly email: string;
  readonly token: string;
  /** Administers that Jira. */
  readonly admin: boolean;
}

export interface WorldSite {
  readonly name: string;
  readonly baseUrl: string;
  readonly people: readonly Person[];
}

/** A running playground, as addresses and people. */
export interface World {
  readonly addonUrl: string;
  readonly master: WorldSite;
  readonly providers: readonly WorldSite[];
}

export const sitesOf = (world: World): readonly WorldSite[] => [world.master, ...world.providers];

export const sessionOf = (site: WorldSite, person: Person): Session => ({
  baseUrl: site.baseUrl,
  email: person.email,
  token: person.token,
});

export function adminOf(site: WorldSite): Person {
  const admin = site.people.find((person) => person.admin);
  if (admin === undefined) throw new Error(`${site.name} has no admin`);
  return admin;
}

/** People of the site who are no admins, in a fixed order. */
export function agentOf(site: WorldSite, index = 0): Person {
  const agents = site.people.filter((person) => !person.admin);
  const agent = agents[index % Math.max(1, agents.length)];
  if (agent === undefined) throw new Error(`${site.name} has no agents`);
  return agent;
}

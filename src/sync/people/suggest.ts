import { otherSide } from '../../core/model';
import { demandActive, getMyConnection } from '../agreements';
import { askJira } from '../contracts';
import { type Database, type Jira, type JiraSite, type PersonSeen } from '../ports';
import { likeliest, longestWord, type NameMatch } from './name-match';

interface Person {
  readonly accountId: string;
  readonly name: string;
}

export interface Suggestion {
  readonly theirs: Person;
  /** The likeliest account of the own Jira that has no counterpart yet. */
  readonly mine: Person | null;
  readonly match: NameMatch | null;
  readonly seenAt: string;
}

export interface Suggestions {
  readonly suggestions: readonly Suggestion[];
  /** Names of the partner's people that were seen, by account id. */
  readonly names: Readonly<Record<string, string>>;
}

/** Each asks Jira once or twice; those that are left come when these are matched. */
const MOST = 20;
const MOST_SEEN = 500;
const FOUND = 20;
const BESIDE = 10;

const suggestFor = async (site: JiraSite, seen: PersonSeen, taken: ReadonlySet<string>): Promise<Suggestion> => {
  const search = async (query: string) =>
    (query === '' ? [] : await site.users(query, FOUND)).filter(({ accountId }) => !taken.has(accountId));
  const { accountId, name, lastSeen } = seen;
  const best = likeliest(name, await search(name)) ?? likeliest(name, await search(longestWord(name)));
  return {
    theirs: { accountId, name },
    mine: best && { accountId: best.person.accountId, name: best.person.name },
    match: best?.match ?? null,
    seenAt: lastSeen,
  };
};

/** People of the partner whose names came over and who have no counterpart, newest first. */
export const suggestUsers = async (
  deps: { readonly database: Pick<Database, 'stores'>; readonly jira: Jira },
  siteId: string,
  connectionId: string,
): Promise<Suggestions> => {
  const { stores } = deps.database;
  const { connection, side } = await getMyConnection(stores, siteId, connectionId);
  demandActive(connection);
  const theirs = otherSide(side);
  const seen = await stores.peopleSeen.list(connectionId, theirs, MOST_SEEN);
  const pairs = (await stores.userPairs.list(connectionId)).map(({ accounts }) => accounts);
  const matched = new Set(pairs.map((pair) => pair[theirs]));
  const taken = new Set(pairs.map((pair) => pair[side]));
  const open = seen.filter(({ accountId }) => !matched.has(accountId)).slice(0, MOST);
  const names = Object.fromEntries(seen.map(({ accountId, name }) => [accountId, name]));
  const suggestions = await askJira(deps.jira, siteId, async (site) => {
    const found: Suggestion[] = [];
    for (let from = 0; from < open.length; from += BESIDE) {
      const some = open.slice(from, from + BESIDE);
      found.push(...(await Promise.all(some.map((person) => suggestFor(site, person, taken)))));
    }
    return found;
  });
  return { suggestions, names };
};

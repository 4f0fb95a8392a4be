import { useEffect, useRef, useState } from 'preact/hooks';
import { type Person } from '../../host/api-types';
import { get } from '../../host/call';

const CHUNK = 100;

/** Names of accounts of the own Jira. Who is not there has no entry. */
export const readPeople = async (accounts: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const names = new Map<string, string>();
  for (let start = 0; start < accounts.length; start += CHUNK) {
    const accountId = accounts.slice(start, start + CHUNK);
    const { people } = await get<{ people: readonly Person[] }>('/metadata/people', { accountId });
    for (const person of people) names.set(person.accountId, person.name);
  }
  return names;
};

/** Names as they become known: an account without one was not asked for yet (undefined) or is not there (null). */
export const useNames = (accounts: readonly string[]): ReadonlyMap<string, string | null> => {
  const [names, setNames] = useState<ReadonlyMap<string, string | null>>(new Map());
  const asked = useRef(new Set<string>());
  const key = accounts.join(' ');
  useEffect(() => {
    const wanted = accounts.filter((account) => !asked.current.has(account));
    wanted.forEach((account) => asked.current.add(account));
    void (async () => {
      for (let start = 0; start < wanted.length; start += CHUNK) {
        const chunk = wanted.slice(start, start + CHUNK);
        const found = await readPeople(chunk).catch(() => null);
        if (found === null) return chunk.forEach((account) => asked.current.delete(account));
        setNames((before) => new Map([...before, ...chunk.map((each) => [each, found.get(each) ?? null] as const)]));
      }
    })();
  }, [key]);
  return names;
};

/** For a picker: the server searches. */
export const searchUsers = async (query: string) => {
  const { users } = await get<{ users: readonly Person[] }>('/metadata/users', { query });
  return users.map(({ accountId, name }) => ({ value: accountId, label: name, detail: accountId }));
};

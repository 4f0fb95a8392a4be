/** JSON of this site; what it refuses is thrown in its own words. */
export async function getJson<T>(path: string): Promise<T> {
  const answer = await fetch(path, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(await wordsOf(answer));
  return (await answer.json()) as T;
}

const wordsOf = async (answer: Response): Promise<string> =>
  new DOMParser()
    .parseFromString(await answer.text(), 'text/html')
    .querySelector('main')
    ?.textContent?.trim() ?? `answered ${answer.status}`;

/** A call of the REST API as the person who looks. */
export const asPerson = (path: string, init: RequestInit = {}): Promise<Response> => {
  const headers = new Headers(init.headers);
  headers.set('x-host-script', '1');
  return fetch(`/ui/as-person${path}`, { ...init, headers });
};

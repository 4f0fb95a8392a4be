export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface Patience {
  readonly limitMs: number;
  readonly everyMs?: number;
  /** What is waited for, for the error. */
  readonly what: string;
}

/** Asks again and again until there is an answer; throws when the limit is over. */
export async function until<T>(ask: () => Promise<T | null>, { limitMs, everyMs = 100, what }: Patience): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > end) throw new Error(`Waited ${Math.round(limitMs / 1000)} s for ${what}, in vain`);
    await sleep(everyMs);
  }
}

type GiveBack = () => unknown;

/** What was taken so far, each thing with the way to give it back. */
export class Held {
  private readonly back: GiveBack[] = [];

  keep<T>(thing: T, giveBack: (thing: T) => unknown): T {
    this.back.push(() => giveBack(thing));
    return thing;
  }

  /** The last taken first, and each even where another one cannot be; then the first fault is thrown. Safe to repeat. */
  async release(): Promise<void> {
    const faults: unknown[] = [];
    for (let giveBack = this.back.pop(); giveBack; giveBack = this.back.pop()) {
      try {
        await giveBack();
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) throw faults[0];
  }
}

/** Takes several things, one after the other: when a later one fails, those before it are given back. */
export async function taking<T>(take: (held: Held) => Promise<T>, held = new Held()): Promise<T> {
  try {
    return await take(held);
  } catch (error) {
    // Why it failed is worth more than what failed after it.
    await held.release().catch(() => undefined);
    throw error;
  }
}

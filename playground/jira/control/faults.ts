import type { Json } from '../json';
import type { Random } from '../random';

/** What goes wrong with webhooks. Every part is a chance or a range; absent means it does not. */
export interface WebhookFault {
  readonly id: number;
  /** Event names it touches; empty means all. */
  readonly events: readonly string[];
  /** Chance that this fault touches a delivery at all. */
  readonly probability: number;
  readonly lose: boolean;
  readonly duplicate: boolean;
  readonly delayMs: readonly [number, number] | null;
  /** Each delivery waits a random time up to this, so that they arrive in another order. */
  readonly reorderMs: number | null;
  /** How many deliveries it still touches; null means for ever. */
  times: number | null;
}

export interface RestFault {
  readonly id: number;
  readonly method: string | null;
  /** Regular expression over the path, without the query. */
  readonly path: RegExp;
  readonly probability: number;
  /** `after`: the call is carried out and then answered like this. */
  readonly when: 'before' | 'after';
  /** Null cuts the connection without an answer. */
  readonly status: number | null;
  readonly body: Json;
  readonly headers: Readonly<Record<string, string>>;
  readonly latencyMs: number;
  times: number | null;
}

/** Faults on demand; which deliveries and calls they touch follows from the seed. */
export class Faults {
  webhooks: WebhookFault[] = [];
  rest: RestFault[] = [];
  private lastId = 0;

  constructor(private readonly random: Random) {}

  addWebhook(fault: Omit<WebhookFault, 'id'>): WebhookFault {
    const added = { ...fault, id: this.nextId() };
    this.webhooks.push(added);
    return added;
  }

  addRest(fault: Omit<RestFault, 'id'>): RestFault {
    const added = { ...fault, id: this.nextId() };
    this.rest.push(added);
    return added;
  }

  clear(): void {
    this.webhooks = [];
    this.rest = [];
  }

  remove(id: number): boolean {
    const count = this.webhooks.length + this.rest.length;
    this.webhooks = this.webhooks.filter((fault) => fault.id !== id);
    this.rest = this.rest.filter((fault) => fault.id !== id);
    return this.webhooks.length + this.rest.length < count;
  }

  forWebhook(event: string): WebhookFault[] {
    return this.webhooks.filter(
      (fault) => (fault.events.length === 0 || fault.events.includes(event)) && this.strikes(fault),
    );
  }

  forCall(method: string, path: string): RestFault | null {
    return (
      this.rest.find(
        (fault) => (fault.method === null || fault.method === method) && fault.path.test(path) && this.strikes(fault),
      ) ?? null
    );
  }

  private strikes(fault: { probability: number; times: number | null }): boolean {
    if (fault.times === 0 || !this.random.chance(fault.probability)) return false;
    if (fault.times !== null) fault.times -= 1;
    return true;
  }

  private nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }
}

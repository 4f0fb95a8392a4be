import type { Json } from '../json';

export interface LoggedRequest {
  readonly number: number;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  /** Parsed JSON; for uploads a description of the parts; null without a body. */
  readonly body: Json;
  /** Without credentials. */
  readonly headers: Readonly<Record<string, string>>;
  /** Account id of the caller, once it is known. */
  by: string | null;
  /** Null while the answer is due, and when the connection was cut. */
  status: number | null;
}

const KEPT = 5_000;
const SECRET_HEADERS = new Set(['authorization', 'cookie']);

/** The last requests to the REST API, so that tests can hold each one against Atlassian's description. */
export class RequestLog {
  private readonly ring: LoggedRequest[] = [];
  private last = 0;

  add(entry: Omit<LoggedRequest, 'number' | 'status' | 'by'>): LoggedRequest {
    this.last += 1;
    const logged: LoggedRequest = { ...entry, number: this.last, by: null, status: null };
    this.ring.push(logged);
    if (this.ring.length > KEPT) this.ring.shift();
    return logged;
  }

  since(number: number): LoggedRequest[] {
    return this.ring.filter((entry) => entry.number > number);
  }

  clear(): void {
    this.ring.length = 0;
  }
}

export function withoutSecrets(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !SECRET_HEADERS.has(name.toLowerCase()));
  return Object.fromEntries(
    kept.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

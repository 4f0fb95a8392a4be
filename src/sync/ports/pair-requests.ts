import type { PerSide, Side } from '../../core/model';

export const PAIR_REQUEST_STATES = ['waiting', 'accepted', 'declined', 'withdrawn', 'expired'] as const;

export type PairRequestState = (typeof PAIR_REQUEST_STATES)[number];

/** A pair that one side asks of the other. Of the other side's issue it knows nothing but the name it was given. */
export interface PairRequest {
  readonly id: string;
  readonly contractId: string;
  /** Who asks. */
  readonly side: Side;
  readonly runId: string | null;
  /** Of the run; it hears what comes of it. */
  readonly itemId: string | null;
  /** The asking side's issue. */
  readonly issueId: string;
  readonly issueKey: string;
  /** The other side's issue as it was named: a key or an id. */
  readonly theirs: string;
  /** Account id at the asking side. */
  readonly askedBy: string;
  readonly askedAt: string;
  readonly state: PairRequestState;
  /** Account id at the answering side, or at the asking one where it was withdrawn; null where nobody answered. */
  readonly answeredBy: string | null;
  readonly answeredAt: string | null;
}

export type NewPairRequest = Pick<PairRequest, 'runId' | 'itemId' | 'issueId' | 'issueKey' | 'theirs'>;

/** Whose requests are meant. */
export interface Asked {
  readonly contractId: string;
  /** The side that asks. */
  readonly side: Side;
}

/** What a run waits for. */
export interface AskedRun {
  readonly runId: string;
  readonly waiting: number;
  readonly askedAt: string;
}

export interface PairRequests {
  /** Leaves out those whose issue, or whose name of the partner's, waits already. Returns what was added. */
  add(asked: Asked, requests: readonly NewPairRequest[], askedBy: string, at: Date): Promise<readonly PairRequest[]>;
  find(id: string): Promise<PairRequest | null>;
  /** Which of the partner's issues these wait for already, by issue id. */
  waitingFor(asked: Asked, issueIds: readonly string[]): Promise<ReadonlyMap<string, PairRequest>>;
  /** Waiting requests of both sides that ask for the same pair, among these of one side. */
  mutual(ids: readonly string[]): Promise<readonly { readonly one: PairRequest; readonly other: PairRequest }[]>;
  /** Pairs that were declined since then, as `<issue id> <name>`. */
  declinedSince(asked: Asked, issueIds: readonly string[], since: Date): Promise<ReadonlySet<string>>;
  countWaiting(contractIds: readonly string[]): Promise<Readonly<Record<string, PerSide<number>>>>;
  /** Waiting ones, in the order they were asked, after the one of that id. */
  list(asked: Asked, page: { readonly after: string | null; readonly limit: number }): Promise<readonly PairRequest[]>;
  /** The first runs that wait, oldest first. */
  runs(asked: Asked, limit: number): Promise<readonly AskedRun[]>;
  /** Waiting ones get this state, each once even when two ask. Returns those that did. */
  answer(
    which: Asked & ({ readonly ids: readonly string[] } | { readonly runId: string }),
    state: Exclude<PairRequestState, 'waiting'>,
    by: string | null,
    at: Date,
  ): Promise<readonly PairRequest[]>;
  /** All that wait of a contract, of both sides, because it is over. */
  withdrawAll(contractId: string, at: Date): Promise<readonly PairRequest[]>;
  /** The yes to the pair of an item. */
  findAccepted(itemId: string): Promise<PairRequest | null>;
  /** Some of those that nobody answered since then. */
  expire(before: Date, limit: number, at: Date): Promise<readonly PairRequest[]>;
}

import type { Side } from '../../core/model';

/** A half that looks at a project of its site. */
export interface Looker {
  readonly contractId: string;
  readonly side: Side;
  /** What changed before this time was looked at. ISO. */
  readonly lastAt: string;
  /** When the half was switched on for the first time. ISO. */
  readonly firstAt: string;
}

export type HalfRef = Pick<Looker, 'contractId' | 'side'>;

/** A look at a project that is not at its end. */
export interface SweepRound {
  readonly startedAt: string;
  /** It looks for what changed since then. ISO. */
  readonly since: string;
  /** How much further back the search reaches. */
  readonly slackMinutes: number;
  /** The halves that it is for, from its first page on. */
  readonly halves: readonly HalfRef[];
  readonly jql: string;
  /** Of the search, what comes next; null for its first page. */
  readonly page: string | null;
}

/** A look at every pair of a contract, some at a time. */
export interface WholeLook {
  /** Link id after which it goes on; null at its beginning. */
  readonly cursor: string | null;
  /** An admin asked for it, or changed the contract: then every pair is read, whether it changed or not. ISO. */
  readonly askedAt: string | null;
  /** When the last one came to its end. ISO. */
  readonly endedAt: string | null;
}

export interface Sweeps {
  /** Halves that were switched on and look at this project, of contracts that stand. */
  lookers(siteId: string, project: string): Promise<readonly Looker[]>;
  /** What a contract looks at: a project on each side that has one. */
  projectsOf(contractId: string): Promise<readonly { readonly siteId: string; readonly project: string }[]>;
  findRound(siteId: string, project: string): Promise<SweepRound | null>;
  /** Null when it came to its end. */
  saveRound(siteId: string, project: string, round: SweepRound | null): Promise<void>;
  /** What changed before `lastAt` was looked at for these halves. */
  note(halves: readonly HalfRef[], lastAt: string): Promise<void>;
  findWhole(contractId: string): Promise<WholeLook>;
  /** `askedAt` as it was read: where somebody asked since, the look begins anew. At its end the wish is met. */
  saveWhole(contractId: string, look: WholeLook): Promise<void>;
  /** A whole look is wanted now, from its beginning. */
  askWhole(contractId: string, at: Date): Promise<void>;
}

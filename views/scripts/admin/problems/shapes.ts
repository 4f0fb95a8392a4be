import { type Conflict, type Problem, type Side } from '../../host/api-types';

interface Keys {
  readonly master: string | null;
  readonly provider: string | null;
}

export interface ProblemEntry extends Problem {
  readonly connection: string;
  readonly keys: Keys;
}

export interface ConflictEntry extends Omit<Conflict, 'chosen'> {
  readonly connection: string;
  readonly keys: Keys;
  readonly chosen: Choice | null;
  /** Whether the two values can be put together. */
  readonly both: boolean;
}

export type Choice = Side | 'both';

/** What of `GET /overview` is needed here. */
export interface Standing {
  readonly site: { readonly name: string; readonly url: string };
  readonly connections: readonly { readonly id: string; readonly side: Side }[];
  readonly openProblems: number;
  readonly openConflicts: number;
}

import type { ConflictDraft, FacetKey, FacetState, FieldWrite, Operation, ProblemDraft, Side } from '../model';

/** A sentence for what was not done, with the side whose change it is about. */
export interface Note {
  readonly side: Side;
  readonly code: string;
  readonly reason: string;
}

/** What one facet adds to a plan. */
export interface Piece {
  readonly facet: FacetKey;
  readonly branch: number | null;
  /** The facet's state once this plan is stored; null when it stays as it is. */
  readonly state: FacetState | null;
  /** Field writes by the side they go to; they are gathered into one operation for each side. */
  readonly writes: readonly { readonly side: Side; readonly write: FieldWrite }[];
  readonly operations: readonly Operation[];
  readonly conflicts: readonly ConflictDraft[];
  readonly problems: readonly ProblemDraft[];
  readonly notes: readonly Note[];
  /** Sides whose change is delivered, or would be but for a problem. */
  readonly delivers: readonly Side[];
  /** Sides whose change waits at their gate. */
  readonly held: readonly Side[];
  /** Accord failed at planning it. */
  readonly fault?: { readonly facet: FacetKey; readonly error: unknown };
}

const NOTHING = {
  branch: null,
  state: null,
  writes: [],
  operations: [],
  conflicts: [],
  problems: [],
  notes: [],
  delivers: [],
  held: [],
} as const;

export const piece = (facet: FacetKey, part: Partial<Omit<Piece, 'facet'>> = {}): Piece => ({
  ...NOTHING,
  facet,
  ...part,
});

/** Two findings about the same facet; the later state wins. */
export const join = (one: Piece, two: Piece): Piece => ({
  facet: one.facet,
  branch: two.branch ?? one.branch,
  state: two.state ?? one.state,
  writes: [...one.writes, ...two.writes],
  operations: [...one.operations, ...two.operations],
  conflicts: [...one.conflicts, ...two.conflicts],
  problems: [...one.problems, ...two.problems],
  notes: [...one.notes, ...two.notes],
  delivers: [...one.delivers, ...two.delivers],
  held: [...one.held, ...two.held],
});

/** Whether anything would be written to Jira. */
export const acts = ({ writes, operations }: Piece): boolean => writes.length > 0 || operations.length > 0;

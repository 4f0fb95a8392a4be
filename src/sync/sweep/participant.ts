import { type Agreement } from '../agreement';
import { type Looker } from '../ports';

/** A half that takes part, and what it belongs to. */
export interface Participant extends Looker {
  readonly agreement: Agreement;
}

/** Jira's index lags, and its clock is not ours: each search reaches back this much further than it must. */
export const OVERLAP_MINUTES = 5;

import { type Side } from '../../host/api-types';

/** What of `GET /overview` is needed here. */
export interface Standing {
  readonly site: { readonly name: string; readonly url: string };
  readonly connections: readonly { readonly id: string; readonly side: Side }[];
  readonly openProblems: number;
  readonly openConflicts: number;
}

import { type Side, type SiteName } from '../host/api-types';

/** A contract as the admins of its project see it: names only, nothing of the connection. */
export interface ProjectContract {
  readonly id: string;
  readonly name: string;
  readonly side: Side;
  readonly partner: SiteName | null;
  readonly version: number;
  readonly enabled: boolean;
  readonly partnerEnabled: boolean;
  readonly linkedIssues: number;
  readonly openProblems: number;
  readonly sends: readonly string[];
  readonly receives: readonly string[];
}

export interface ProjectContracts {
  readonly project: { readonly key: string; readonly name: string };
  readonly contracts: readonly ProjectContract[];
}

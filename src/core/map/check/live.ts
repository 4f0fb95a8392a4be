import type { ContractField, FieldCatalog } from '../../model';

/** A fault of a half, by path, with what to do about it. */
export interface Fault {
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

/** What a half is held against: its own Jira as it is now, and what the partner offers (null: nothing yet). */
export interface LiveHalf {
  readonly projectFound: boolean;
  readonly issueTypes: readonly string[];
  readonly catalog: FieldCatalog;
  readonly statuses: readonly string[];
  /** Fields that can be given on creating; null where the half creates nothing or the project is not there. */
  readonly createCatalog: FieldCatalog | null;
  readonly jqlFaults: readonly string[];
  readonly partner: readonly ContractField[] | null;
  readonly partnerSignals: readonly string[] | null;
}

export interface Findings {
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
}

export const NOTHING: Findings = { faults: [], warnings: [] };

export const fault = (path: string, message: string, remedy: string): Findings => ({
  faults: [{ path, message, remedy }],
  warnings: [],
});

export const warning = (path: string, message: string, remedy: string): Findings => ({
  faults: [],
  warnings: [{ path, message, remedy }],
});

export const together = (findings: readonly Findings[]): Findings => ({
  faults: findings.flatMap(({ faults }) => faults),
  warnings: findings.flatMap(({ warnings }) => warnings),
});

export const sameName = (one: string, two: string): boolean => one.trim().toLowerCase() === two.trim().toLowerCase();

export const isNamed = (name: string, names: readonly string[]): boolean => names.some((each) => sameName(each, name));

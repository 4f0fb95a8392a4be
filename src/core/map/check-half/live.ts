import type { ConflictRules, ContractField, FieldCatalog, Half, Side } from '../../model';

/** Something about a half that an admin should see. `path` as in `send.fields[2].field`. */
export interface Fault {
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

/** What the half is held against: its own Jira as it is now, and what the partner offers. */
export interface Live {
  readonly projectFound: boolean;
  /** Names of the issue types of the scope's project. */
  readonly issueTypes: readonly string[];
  readonly catalog: FieldCatalog;
  /** Names of the statuses of the scope's project. */
  readonly statuses: readonly string[];
  /** Fields of the create form of `receive.create`; null where there is none or it cannot be told. */
  readonly createCatalog: FieldCatalog | null;
  /** What Jira says is wrong with the scope's JQL. */
  readonly jqlFaults: readonly string[];
  /** Null while the partner has no half yet: nothing is said about its names then. */
  readonly partner: readonly ContractField[] | null;
  readonly partnerSignals: readonly string[] | null;
  /** Null while that is not known. */
  readonly partnerConflict: ConflictRules | null;
  /** On which side the half is. */
  readonly side: Side;
}

export interface Findings {
  /** Cannot work: the half cannot be enabled. */
  readonly faults: Fault[];
  /** Works, and something of it will be skipped. */
  readonly warnings: Fault[];
}

/** One look at one part of a half. */
export type Check = (half: Half, live: Live) => readonly Finding[];

export type Finding = Fault & { readonly grade: 'fault' | 'warning' };

export const fault = (path: string, message: string, remedy: string): Finding => ({
  grade: 'fault',
  path,
  message,
  remedy,
});

export const warning = (path: string, message: string, remedy: string): Finding => ({
  grade: 'warning',
  path,
  message,
  remedy,
});

/** `findings` where `wrong`, else none. */
export const when = (wrong: boolean, ...findings: readonly Finding[]): readonly Finding[] => (wrong ? findings : []);

/** A short list for people: the first few and how many more. */
export function listed(names: readonly string[], limit = 10): string {
  const shown = names.slice(0, limit).map((name) => `"${name}"`);
  const more = names.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Indexes of the names that were there before. */
export const repeated = (names: readonly string[]): readonly number[] =>
  names.flatMap((name, at) => (names.indexOf(name) < at ? [at] : []));

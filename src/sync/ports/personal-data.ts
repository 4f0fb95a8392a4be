/** A person of whom something is held, as Atlassian is asked about them. */
export interface AccountReport {
  readonly accountId: string;
  /** When what is held was last taken over (ISO). */
  readonly takenAt: string;
}

/** What Atlassian says of reported accounts. */
export interface AccountsAnswer {
  /** The person closed the account: what is held of them is to be erased. */
  readonly closed: readonly string[];
  /** Something of the person changed since it was taken over. */
  readonly updated: readonly string[];
  /** How often the same accounts are reported; null where it does not say. */
  readonly cycleMs: number | null;
}

/** Stands where an account id stood that was erased. */
export const ERASED = 'erased';

/** Whom to erase. With a site only the traces that people left at that site, or that name its people. */
export interface Person {
  readonly accountId: string;
  readonly siteId: string | null;
}

/** How many rows tell of a person, by table. */
export type PersonCounts = Readonly<Record<string, number>>;

/** What is held of people, and who of them was reported to Atlassian. */
export interface PersonalData {
  /** Writes down whose data is held for this site, unless that was done since `since`. False where it was. */
  gather(siteId: string, at: Date, since: Date): Promise<boolean>;
  /** Accounts whose report is due, longest due first. */
  due(siteId: string, at: Date, limit: number): Promise<readonly AccountReport[]>;
  noteReported(siteId: string, accountIds: readonly string[], dueAt: Date): Promise<void>;
  /** The name as it is now; null: Jira tells none, and ours goes. */
  renew(siteId: string, accountId: string, name: string | null, at: Date): Promise<void>;
  /** Where the person is found now. */
  count(person: Person): Promise<PersonCounts>;
  /**
   * Account ids become a fixed word, names go, matches are removed. In small statements, each for itself; safe to repeat.
   * Returns how many rows changed.
   */
  erase(person: Person): Promise<number>;
}

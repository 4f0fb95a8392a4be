import type { PropertyAlias } from '../connect/descriptor';
import type { Site } from '../site';
import type { IssueRecord, UserRecord } from '../store/records';

/** What JQL may ask of a field: values to compare with, a number to order by, text to search in. */
export interface JqlField {
  readonly name: string;
  readonly kind: 'values' | 'moment' | 'date' | 'number' | 'text';
  values(issue: IssueRecord): string[];
  order?(issue: IssueRecord): number | null;
  text?(issue: IssueRecord): string;
  /** Whether this value exists on the site; otherwise Jira refuses the query. */
  knows?(value: string): boolean;
  /** Name in the change log, for `was` and `changed`. */
  readonly logName?: string;
}

export interface JqlAt {
  readonly site: Site;
  readonly user: UserRecord;
  readonly aliases: readonly PropertyAlias[];
}

/** Whether one of the records has this id or, in any case, this name. */
export const isNamed = (records: readonly { id: string; name: string }[], value: string): boolean =>
  records.some((record) => record.id === value || record.name.toLowerCase() === value.toLowerCase());

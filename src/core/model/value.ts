import type { AdfDoc } from './adf';

/** A Jira user as one site knows it. `accountId` is global to Atlassian; `name` is for people to read. */
export interface UserRef {
  readonly accountId: string;
  readonly name: string;
}

/** What a contract field carries: free of any site's ids. Labels in `options` are a set; order means nothing. */
export type Value =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'richText'; readonly doc: AdfDoc }
  | { readonly kind: 'number'; readonly number: number }
  /** `YYYY-MM-DD`, no zone. */
  | { readonly kind: 'date'; readonly date: string }
  /** ISO 8601 in UTC with milliseconds. */
  | { readonly kind: 'dateTime'; readonly at: string }
  | { readonly kind: 'option'; readonly label: string }
  | { readonly kind: 'options'; readonly labels: readonly string[] }
  | { readonly kind: 'cascade'; readonly parent: string; readonly child: string | null }
  | { readonly kind: 'user'; readonly user: UserRef }
  | { readonly kind: 'users'; readonly users: readonly UserRef[] }
  /** Seconds, as Jira's time tracking counts them. */
  | { readonly kind: 'duration'; readonly original: number | null; readonly remaining: number | null }
  /** Another issue of the same site (a parent). */
  | { readonly kind: 'issue'; readonly id: string; readonly key: string };

export type ValueKind = Value['kind'];

export const EMPTY: Value = { kind: 'empty' };

import type { Person } from './personal-data';

/** Whose data is asked for: a site's own, or what is held of a person. */
export type Holder = { readonly siteId: string } | Person;

export interface HeldRow {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** What is held of somebody, for themselves: no secret, and nothing of the other side of a connection. */
export interface Holdings {
  /** Row by row, table by table, a piece of a table at a time. */
  rows(of: Holder): AsyncIterable<HeldRow>;
  /** How many rows an erasure of the site would find, by table. */
  count(siteId: string): Promise<Readonly<Record<string, number>>>;
}

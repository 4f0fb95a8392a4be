/** Runs SQL inside the transaction of the whole migration run. */
export type Run = (sql: string) => Promise<void>;

/** One step forward. Never edited after it was released: a change is a new file with the next number. */
export interface Migration {
  readonly name: string;
  readonly up: (run: Run) => Promise<void>;
}

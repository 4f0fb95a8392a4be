/** How the adapter behaves; all times in milliseconds. */
export interface JiraOptions {
  /** Time for one call, from the first byte out to the last byte in; not for file contents. */
  readonly timeoutMs: number;
  /** A file transfer in which nothing moved for this long is given up. */
  readonly transferIdleMs: number;
  readonly userAgent: string;
  /** Calls in flight per site. One while Jira says that the site is near its limit. */
  readonly concurrencyPerSite: number;
  /** How long a created issue may stay out of Jira's search index. */
  readonly createLookupDelayMs: number;
  /** Longest wait inside a call for a rate limit; a longer one is handed back to the queue. */
  readonly inlineWaitMs: number;
  /** How long projects, fields, options and users are remembered. */
  readonly metadataTtlMs: number;
  /** Host patterns to which a site may redirect for the content of a file, beside itself. */
  readonly mediaHosts: readonly string[];
}

export const DEFAULT_JIRA_OPTIONS: JiraOptions = {
  timeoutMs: 30_000,
  transferIdleMs: 60_000,
  userAgent: 'Accord',
  concurrencyPerSite: 10,
  createLookupDelayMs: 60_000,
  inlineWaitMs: 5_000,
  metadataTtlMs: 300_000,
  mediaHosts: [],
};

/** Behaviour of the site that the control API can change while it runs. */
export interface Settings {
  /** A change is found by search this much later. */
  indexLagMs: number;
  /** Added to every REST answer. */
  latencyMs: number;
  /** Range of the random wait before a failed webhook is sent again. Jira: 5 to 15 minutes. */
  webhookRetryMs: [number, number];
  webhookTimeoutMs: number;
  /** Jira's limit of writes to one issue: 20 in 2 s and 100 in 30 s. */
  perIssueWriteLimit: boolean;
  /** Bytes, as told by `GET /attachment/meta`. */
  uploadLimit: number;
  /** Whether a file without content is taken; reports differ here as well. */
  emptyFiles: boolean;
  /** Field reports differ on whether a comment also fires `jira:issue_updated`; both can be had. */
  issueUpdatedOnComment: boolean;
  /** Jira's ceilings of one issue. */
  ceilings: { comments: number; attachments: number; links: number };
  /** Keys of projects whose content a data security policy keeps from apps; the projects themselves stay to be seen. */
  blockedProjects: string[];
  /** Points an hour for each add-on; null never says no. */
  hourlyPoints: number | null;
  /** Life of the tokens of `AP.context.getToken()`. */
  contextTokenSeconds: number;
  /** What Atlassian says of accounts that an app reports: closed, or changed at that time. */
  accounts: Record<string, { status: 'closed' | 'updated'; at: string }>;
  /** `Cycle-Period` of its answer. */
  reportCycleDays: number;
}

export const defaultSettings = (): Settings => ({
  indexLagMs: 0,
  latencyMs: 0,
  webhookRetryMs: [300_000, 900_000],
  webhookTimeoutMs: 20_000,
  perIssueWriteLimit: true,
  uploadLimit: 1_000_000_000,
  emptyFiles: true,
  issueUpdatedOnComment: false,
  ceilings: { comments: 5_000, attachments: 2_000, links: 2_000 },
  blockedProjects: [],
  hourlyPoints: null,
  contextTokenSeconds: 900,
  accounts: {},
  reportCycleDays: 7,
});

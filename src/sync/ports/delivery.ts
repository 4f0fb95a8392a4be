/** A webhook as the door read it: hints only, no text of the issue. */
export interface Delivery {
  /** `X-Atlassian-Webhook-Identifier`: unique within one site, the same over retries. */
  readonly deliveryId: string;
  /** As Jira names it: `jira:issue_updated`, `comment_created`, ... */
  readonly event: string;
  readonly issueId: string | null;
  readonly issueKey: string | null;
  readonly projectKey: string | null;
  readonly issueType: string | null;
  readonly commentId: string | null;
  /** Changelog items by `fieldId`, else `field`. */
  readonly changedFields: readonly string[];
  /** Status changes, by status name. */
  readonly transitions: readonly { readonly from: string; readonly to: string }[];
  /** `X-Atlassian-Webhook-Trace`. */
  readonly trace: string | null;
  /** Fallout of a bulk or cascading change (`X-Atlassian-Webhook-Flow`). */
  readonly secondary: boolean;
  /** `X-Atlassian-Webhook-Retry`: 0 on the first try. */
  readonly retry: number;
  readonly actor: { readonly accountId: string; readonly type: string | null } | null;
}

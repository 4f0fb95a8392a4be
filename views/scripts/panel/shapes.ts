import { type IssueLink, type ManualOffer, type ShareableComment, type SiteName } from '../host/api-types';

/** What `GET /issues/{id}/links` answers. */
export interface IssuePairs {
  readonly site: SiteName;
  readonly issue: { readonly id: string; readonly key: string };
  readonly links: readonly IssueLink[];
  /** One sentence where nothing is synced. */
  readonly why: string | null;
  readonly create: readonly ManualOffer[];
  readonly comments: readonly ShareableComment[];
  /** Accord's admin pages; null for those who may not open them. */
  readonly settings: string | null;
}

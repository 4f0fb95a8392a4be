import { type Activity, type IssueLink, type SiteName } from '../host/api-types';

/** What `GET /issues/{id}/links` answers for the panel. */
export interface PanelPair extends IssueLink {
  /** The last signal that the partner told, a word of the contract. */
  readonly remoteStatus: string | null;
  readonly lastSentAt: string | null;
  readonly lastReceivedAt: string | null;
  /** How many wait for a decision. */
  readonly conflicts: number;
  readonly history: readonly Activity[];
  readonly may: { readonly sync: boolean; readonly pause: boolean; readonly unlink: boolean };
}

export interface Creatable {
  readonly contract: { readonly id: string; readonly name: string };
  readonly partner: SiteName | null;
}

export interface ShareableComment {
  readonly id: string;
  readonly authorName: string;
  readonly at: string;
  readonly excerpt: string;
  readonly shared: boolean;
}

export interface IssuePairs {
  readonly issue: { readonly id: string; readonly key: string };
  readonly links: readonly PanelPair[];
  readonly why: string | null;
  readonly create: readonly Creatable[];
  readonly comments: readonly ShareableComment[];
}

import type { Json } from '../json';
import type { CustomKind, StatusRecord, TransitionCondition } from '../store/records';

/** A site as it is before anybody worked in it. Everything is named; ids are given out when it is planted. */
export interface SiteSeed {
  /** ISO time of everything that the seed creates. */
  readonly createdAt: string;
  /** IANA zone in which the site shows its times. */
  readonly timeZone: string;
  /** Ids of this site start after this number, so that those of two sites differ. */
  readonly firstId: number;
  readonly users: readonly SeedUser[];
  readonly statuses: readonly { readonly name: string; readonly category: StatusRecord['category'] }[];
  /** From the highest to the lowest. */
  readonly priorities: readonly string[];
  readonly resolutions: readonly string[];
  readonly fields: readonly SeedField[];
  readonly workflows: readonly SeedWorkflow[];
  readonly projects: readonly SeedProject[];
  readonly issues?: readonly SeedIssue[];
}

export interface SeedUser {
  readonly accountId: string;
  readonly displayName: string;
  readonly email: string;
  readonly apiToken: string;
  readonly groups: readonly string[];
  /** Administers Jira. */
  readonly admin?: boolean;
  readonly active?: boolean;
  readonly customer?: boolean;
}

export type SeedOption = string | { readonly value: string; readonly children: readonly string[] };

export interface SeedField {
  /** `customfield_10042` */
  readonly id: string;
  readonly name: string;
  readonly kind: CustomKind;
  readonly options?: readonly SeedOption[];
  /** Stored as it is written through REST. */
  readonly standard?: Json;
}

export interface SeedTransition {
  readonly name: string;
  readonly from: readonly string[] | '*';
  readonly to: string;
  readonly screen?: readonly SeedScreenField[];
  readonly condition?: TransitionCondition;
  /** Post function: clears the resolution (work begins again). */
  readonly reopens?: boolean;
}

export interface SeedWorkflow {
  readonly name: string;
  readonly initial: string;
  readonly transitions: readonly SeedTransition[];
}

/** A field id; with `!` behind it the field is required. */
export type SeedScreenField = string;

export interface SeedIssueType {
  readonly name: string;
  /** 1 epic, 0 standard (default), -1 sub-task. */
  readonly level?: number;
  readonly workflow: string;
  readonly create: readonly SeedScreenField[];
  /** As `create` when it is left out. */
  readonly edit?: readonly SeedScreenField[];
}

export interface SeedProject {
  readonly key: string;
  readonly name: string;
  readonly kind: 'software' | 'business' | 'service_desk';
  readonly lead: string;
  readonly issueTypes: readonly SeedIssueType[];
  readonly components?: readonly string[];
  readonly versions?: readonly string[];
  readonly securityLevels?: readonly {
    readonly name: string;
    readonly groups: readonly string[];
    readonly accountIds: readonly string[];
  }[];
  /** Role name -> account ids and `group:<name>`. `Administrators` administers the project. */
  readonly roles?: Readonly<Record<string, readonly string[]>>;
}

export interface SeedIssue {
  readonly project: string;
  readonly issueType: string;
  readonly reporter: string;
  /** As in `POST /issue`, without project and issue type. */
  readonly fields: { readonly [fieldId: string]: Json };
}

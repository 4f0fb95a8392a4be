import type { Json, JsonObject } from './json';

/** Shapes of Jira's REST v3 answers, as far as a person's client needs them. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface User {
  readonly accountId: string;
  readonly displayName: string;
  readonly accountType?: string;
}

export interface AdfNode {
  readonly type: string;
  readonly attrs?: JsonObject;
  readonly content?: readonly AdfNode[];
  readonly text?: string;
  readonly marks?: readonly { readonly type: string; readonly attrs?: JsonObject }[];
  readonly version?: number;
}

export interface Issue {
  readonly id: string;
  readonly key: string;
  readonly fields: JsonObject;
}

export interface FieldSchema {
  readonly type: string;
  readonly items?: string;
  readonly system?: string;
  readonly custom?: string;
}

/** One field of a create, edit or transition screen. */
export interface FieldSpec {
  readonly id: string;
  readonly name: string;
  readonly required: boolean;
  readonly schema: FieldSchema;
  readonly allowedValues: readonly JsonObject[] | null;
}

export interface Comment {
  readonly id: string;
  readonly author: User;
  readonly updateAuthor?: User;
  readonly body: AdfNode;
  readonly created: string;
  readonly updated: string;
  readonly jsdPublic?: boolean;
  readonly visibility?: { readonly type: string; readonly value: string };
  readonly properties?: readonly { readonly key: string; readonly value: Json }[];
}

export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly author?: User;
  readonly created: string;
  readonly size: number;
  readonly mimeType: string;
}

export interface Transition {
  readonly id: string;
  readonly name: string;
  readonly to: { readonly id: string; readonly name: string };
  readonly fields: readonly FieldSpec[];
}

export interface Change {
  readonly id: string;
  readonly author?: User;
  readonly created: string;
  readonly items: readonly {
    readonly field: string;
    readonly fieldId?: string;
    readonly fromString?: string | null;
    readonly toString?: string | null;
  }[];
}

export interface Project {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly projectTypeKey?: string;
}

export interface IssueType extends Named {
  readonly subtask: boolean;
}

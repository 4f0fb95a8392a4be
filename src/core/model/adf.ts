import type { Json } from './json';

/** A node of the Atlassian Document Format. Unknown nodes and attributes are carried along untouched. */
export interface AdfNode {
  readonly type: string;
  readonly attrs?: { readonly [key: string]: Json };
  readonly content?: readonly AdfNode[];
  readonly text?: string;
  readonly marks?: readonly AdfMark[];
  readonly version?: number;
}

export interface AdfMark {
  readonly type: string;
  readonly attrs?: { readonly [key: string]: Json };
}

export interface AdfDoc extends AdfNode {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly AdfNode[];
}

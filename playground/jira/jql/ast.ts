export type Operand =
  | { readonly is: 'value'; readonly text: string }
  | { readonly is: 'list'; readonly items: readonly Operand[] }
  | { readonly is: 'call'; readonly name: string; readonly args: readonly string[] }
  | { readonly is: 'empty' };

export type Operator =
  '=' | '!=' | '<' | '<=' | '>' | '>=' | '~' | '!~' | 'in' | 'not in' | 'is' | 'is not' | 'was' | 'changed';

/** `was` and `changed` look into the history; their predicates narrow it. */
export interface Predicate {
  readonly word: 'after' | 'before' | 'from' | 'to' | 'by' | 'during' | 'on';
  readonly operand: Operand;
}

export interface Clause {
  readonly kind: 'clause';
  readonly field: string;
  readonly operator: Operator;
  readonly operand: Operand;
  readonly predicates: readonly Predicate[];
}

export type Query =
  | Clause
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query };

export interface Order {
  readonly field: string;
  readonly descending: boolean;
}

export interface Jql {
  /** Null: no restriction at all. */
  readonly where: Query | null;
  readonly orderBy: readonly Order[];
}

/** Jira's words for what is wrong with a query. */
export class JqlFault extends Error {
  override readonly name = 'JqlFault';
}

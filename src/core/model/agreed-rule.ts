import { type ConflictRule } from './half';
import { type PerSide, SIDES } from './side';

/** What a half says of all fields, and of single ones by contract field name. */
export interface ConflictRules {
  readonly all: ConflictRule;
  readonly fields: Readonly<Record<string, ConflictRule>>;
}

/** What one side says of a field: of it alone (null: nothing), and of all. */
export interface FieldRule {
  readonly own: ConflictRule | null;
  readonly all: ConflictRule;
}

/**
 * The rule of two halves together. Where either side asks for both values to be kept, they are kept: that loses nothing.
 * Else one of the two must decide: what is said of the field alone goes before what is said of all, then the master.
 */
export const agreedRule = (rules: PerSide<FieldRule>): ConflictRule => {
  const { master, provider } = rules;
  if (SIDES.some((side) => (rules[side].own ?? rules[side].all) === 'ask')) return 'ask';
  return master.own ?? provider.own ?? master.all;
};

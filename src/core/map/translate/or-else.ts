import type { Value } from '../../model';
import { type Into, problem, skip, type Translated, whole } from './translated';

/** Why a value has no place in the target, in words for the admin of the receiving side. */
export interface Misfit {
  readonly code: string;
  readonly cause: string;
  readonly remedy: string;
}

/** The rule's `otherwise` for a value that has no place in the target. `fromLabel` makes a value of its default. */
export function orElse(into: Into, misfit: Misfit, fromLabel: (label: string) => Value | null): Translated {
  const { otherwise } = into.rule;
  if (otherwise === 'skip') return skip(misfit.code, `${misfit.cause} The rule says to skip it.`);
  if (otherwise === 'problem') return problem(misfit.code, misfit.cause, misfit.remedy);
  const value = fromLabel(otherwise.default);
  if (value !== null) return whole(value);
  return problem(
    'bad-default',
    `${misfit.cause} The default of the rule, "${otherwise.default}", does not fit the field either.`,
    `Choose a default that the field "${into.target.name}" takes.`,
  );
}

export const noOption = (into: Into, label: string): Misfit => ({
  code: 'no-option',
  cause: `The field "${into.target.name}" has no value "${label}".`,
  remedy: `Add a row for "${label}" to the values of this field in the contract, or add the value in Jira.`,
});

export const unreadable = (into: Into, text: string, wanted: string): Misfit => ({
  code: 'unreadable',
  cause: `The field "${into.target.name}" takes ${wanted}, and "${text.slice(0, 80)}" is none.`,
  remedy: 'Have the partner send a value of that form, or receive it into a text field.',
});

/** The kinds have nothing in common: no value of the one is ever a value of the other. */
export const unconvertible = (value: Value, into: Into): Translated =>
  problem(
    'cannot-convert',
    `A value of the kind "${value.kind}" cannot become the field "${into.target.name}" (${into.target.type}).`,
    'Receive it into a field of the same type or into a text field.',
  );

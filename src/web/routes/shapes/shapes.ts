import { z } from 'zod';
import { type Json, SIDES } from '../../../core/model';

/** A zod message is one string; ours carry the remedy on a second line. */
export const worded = (message: string, remedy: string): string => `${message}\n${remedy}`;

/** An object whose unknown keys are faults with a hint, never dropped in silence. The message lists the known ones. */
export const record = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join('\n') : undefined),
  });

/** Control characters other than tab and line ends: neither Jira nor the database takes them. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;

/** A text as it is, several lines allowed. */
export const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => !CONTROL.test(value), worded('Control characters are not allowed.', 'Type the text again.'));

/** One line, blanks at its ends included: labels and names that Jira made. */
export const label = (max: number) =>
  text(max).refine((value) => !/[\r\n\t]/.test(value), worded('Only one line is allowed.', 'Remove the line ends.'));

/** Something to see: neither a blank nor a character that only joins, directs or varies others. */
const VISIBLE = /[^\p{Default_Ignorable_Code_Point}\p{Z}\p{Cc}\p{Cf}\u2800]/u;

/** One line, less the blanks at its ends: names that people type here. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .pipe(
      label(max).refine(
        (value) => value === '' || VISIBLE.test(value),
        worded('There is nothing to see in it.', 'Write letters, digits or signs that people can read.'),
      ),
    );

export const list = <T extends z.ZodType>(item: T, max: number) =>
  z
    .array(item)
    .max(max)
    .nullish()
    .transform((items) => items ?? []);

export const off = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

/** Off only where the half says so. */
export const on = z
  .boolean()
  .nullish()
  .transform((value) => value ?? true);

export const choice = <const T extends readonly [string, ...string[]]>(values: T, byDefault: T[number]) =>
  z
    .enum(values)
    .nullish()
    .transform((value): T[number] => value ?? byDefault);

/** Anything that came out of `JSON.parse` and is there. */
export const json = z.custom<Json>((value) => value !== undefined, worded('A value is missing.', 'Write a value.'));

/** `?side=`; null when not given. */
export const side = z
  .enum(SIDES)
  .optional()
  .transform((value) => value ?? null);

/** `?limit=` of a list. */
export const limit = (byDefault: number, most: number) => z.coerce.number().int().min(1).max(most).default(byDefault);

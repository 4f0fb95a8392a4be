import { type FieldWrite, type Side } from '../core/model';

const CHOICES: ReadonlySet<string> = new Set(['option', 'options', 'cascade']);

const isChoice = (write: FieldWrite): boolean =>
  write.mode === 'elements' || (write.mode === 'set' && CHOICES.has(write.value.kind));

const ended = (words: string): string => (/[.!?]$/.test(words.trim()) ? words.trim() : `${words.trim()}.`);

/** Cause and remedy, for an admin, of one field that Jira refused while it took the others. `words`: Jira's own. */
export const refusedField = (
  side: Side,
  write: FieldWrite,
  words: string,
): { readonly cause: string; readonly remedy: string } => ({
  cause: `The ${side}'s Jira did not take the value. It says: ${ended(words)}`,
  remedy: isChoice(write)
    ? 'Give the field that option back, or map it to another one in your side of the contract, then try again. If the field is on no screen that Accord uses, put it there.'
    : 'Put the field on the screens that Accord uses, or map it to another field in your side of the contract, then try again.',
});

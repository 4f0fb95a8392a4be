import { flat, foldedSigns, isTooLong, NAME_MAX } from './fold';
import { type Matcher, matcherOf } from './matcher';
import { type PatternFault, patternFaults } from './pattern-faults';

interface Compiled {
  readonly faults: readonly PatternFault[];
  readonly wanted: Matcher | null;
  readonly banned: Matcher | null;
}

const matcherFor = (patterns: readonly string[]): Matcher | null =>
  patterns.length === 0 ? null : matcherOf(patterns);

function compile(patterns: readonly string[]): Compiled {
  const faults = patternFaults(patterns);
  if (faults.length > 0) return { faults, wanted: null, banned: null };
  const banned = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!'));
  return { faults, wanted: matcherFor(wanted), banned: matcherFor(banned) };
}

/** Made once for a list: an issue may have thousands of files. */
const known = new WeakMap<readonly string[], Compiled>();

function compiled(patterns: readonly string[]): Compiled {
  const found = known.get(patterns) ?? compile(patterns);
  known.set(patterns, found);
  return found;
}

export const hasFaults = (patterns: readonly string[]): boolean => compiled(patterns).faults.length > 0;

/**
 * Whether the patterns take the name: one of the plain ones where there are any, and none that starts with `!`. With a
 * fault in them none is taken. Neither is a name longer than Jira allows: what it ends in could not be judged.
 */
export function takesName(name: string, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return true;
  const { faults, wanted, banned } = compiled(patterns);
  if (faults.length > 0 || isTooLong(name, NAME_MAX)) return false;
  const signs = foldedSigns(flat(name));
  return (wanted === null || wanted(signs)) && !(banned?.(signs) ?? false);
}

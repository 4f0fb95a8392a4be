import { isTooLong } from './fold';

export const PATTERNS_MAX = 100;
export const PATTERN_MAX = 200;
/** In all patterns of a half together: what bounds the work for one name. */
export const PATTERN_SIGNS_MAX = 2_000;

export interface PatternFault {
  /** Which pattern; null for the list as a whole. */
  readonly at: number | null;
  readonly message: string;
  readonly remedy: string;
}

type Words = Omit<PatternFault, 'at'>;

/** Signs that other matchers know. Taken literally they would let through what they were written to stop. */
const FOREIGN = /[{}[\]()|\\/]/;

/** Nobody sees them, and a pattern with one matches nothing. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

const BLANK_END = /^\s|\s$/;

/** `*.exe, *.bat` written as one. */
const SEVERAL = /[,;] ?[!*?.]/;

const HOW = 'Use only * for any text, ? for one character, and ! in front to leave files out.';

const codePoint = (sign: string): string =>
  `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const shown = (pattern: string): string => {
  const signs = [...pattern.slice(0, 100)];
  return `"${signs.slice(0, 40).join('')}${signs.length > 40 ? '…' : ''}"`;
};

/** What keeps one pattern for file names from being used, or null. */
export function patternFault(pattern: string): Words | null {
  const bare = pattern.startsWith('!') ? pattern.slice(1) : pattern;
  if (isTooLong(pattern, PATTERN_MAX)) {
    return {
      message: `The pattern ${shown(pattern)} is longer than ${PATTERN_MAX} characters.`,
      remedy: 'Shorten it; * stands for any text.',
    };
  }
  if (bare.trim() === '') {
    return pattern.startsWith('!')
      ? { message: 'The pattern "!" names no files.', remedy: 'Write what to leave out after it, such as !*.exe.' }
      : { message: 'The pattern is empty.', remedy: 'Write one such as *.pdf, or remove the entry.' };
  }
  const hidden = INVISIBLE.exec(pattern)?.[0];
  if (hidden !== undefined) {
    return {
      message: `A pattern for file names holds a character that nobody can see (${codePoint(hidden)}).`,
      remedy: 'Type the pattern again.',
    };
  }
  return signFault(pattern, bare);
}

function signFault(pattern: string, bare: string): Words | null {
  const foreign = FOREIGN.exec(bare)?.[0];
  if (foreign !== undefined) {
    const message = `The pattern ${shown(pattern)} holds "${foreign}", which has no meaning in patterns for file names.`;
    return {
      message,
      remedy: `${HOW} Write one pattern for each alternative; ? also stands for the character itself.`,
    };
  }
  if (bare.includes('!')) {
    return {
      message: `The pattern ${shown(pattern)} holds a "!" that is not its only one in front.`,
      remedy: `${HOW} Inside a name, ? stands for it.`,
    };
  }
  if (BLANK_END.test(bare)) {
    return {
      message: `The pattern ${shown(pattern)} begins or ends with a blank, as names of files do not.`,
      remedy: 'Remove the blank.',
    };
  }
  if (SEVERAL.test(bare)) {
    return {
      message: `The pattern ${shown(pattern)} looks like several in one.`,
      remedy: 'Write each pattern as an entry of its own.',
    };
  }
  return null;
}

/** Everything that keeps the patterns of a half from being used; with any, no file may leave. */
export function patternFaults(patterns: readonly string[]): readonly PatternFault[] {
  if (patterns.length > PATTERNS_MAX) {
    const message = `There are ${patterns.length} patterns for file names.`;
    return [{ at: null, message, remedy: `Keep at most ${PATTERNS_MAX}.` }];
  }
  const faults = patterns.flatMap((pattern, at) => {
    const fault = patternFault(pattern);
    return fault === null ? [] : [{ at, ...fault }];
  });
  const signs = patterns.reduce((sum, pattern) => sum + pattern.length, 0);
  if (faults.length > 0 || signs <= PATTERN_SIGNS_MAX) return faults;
  const message = `The patterns for file names have ${signs} characters together.`;
  return [{ at: null, message, remedy: `Keep them within ${PATTERN_SIGNS_MAX}.` }];
}

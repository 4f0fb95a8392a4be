import { ERASED } from '../../../sync/ports';
import { FORMER, spellings, wantedNames } from './name-pattern';

/** What stands instead of the person in one piece of text. */
export type ReplaceText = (text: string) => string;

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');

/** An escape right before (`\n` in JSON inside of JSON) is no part of what follows it. */
const ESCAPED = String.raw`(?<=\\(?:[nrtbf]|u[0-9a-fA-F]{4}))`;

/**
 * The id by itself: `557058:1` is neither the head of `557058:12` nor the tail of `qm:557058:1`. The wiki markup of Jira
 * puts `accountid:` before an id.
 */
const wholeId = (accountId: string): RegExp =>
  new RegExp(
    `(?:(?<![\\p{L}\\p{N}_-])(?<![\\p{L}\\p{N}_-]:)|(?<=accountid:)|${ESCAPED})` +
      `${literal(accountId)}(?![\\p{L}\\p{N}_-]|:[\\p{L}\\p{N}_-])`,
    'gu',
  );

const wholeName = (names: readonly string[]): RegExp | null => {
  const any = [...new Set(wantedNames(names).flatMap(spellings))].sort((one, two) => two.length - one.length);
  if (any.length === 0) return null;
  return new RegExp(`(?:(?<![\\p{L}\\p{N}])|${ESCAPED})(?:${any.map(literal).join('|')})(?![\\p{L}\\p{N}])`, 'gu');
};

export const replaceIn = (accountId: string, names: readonly string[]): ReplaceText => {
  const id = wholeId(accountId);
  const name = wholeName(names);
  return (text) => {
    const without = text.replace(id, ERASED);
    return name === null ? without : without.replace(name, FORMER);
  };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** JSON that stands in a string of JSON: what our digests of values are. */
const inner = (text: string): unknown => {
  if (!/^[[{]/.test(text)) return undefined;
  const value = parsed(text);
  return JSON.stringify(value) === text ? value : undefined;
};

const walked = (value: unknown, replace: ReplaceText): unknown => {
  if (typeof value === 'string') {
    const within = inner(value);
    return within === undefined ? replace(value) : JSON.stringify(walked(within, replace));
  }
  if (Array.isArray(value)) return value.map((each: unknown) => walked(each, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walked(each, replace)]));
};

/** The values of strings only, never a key: a key is a word of ours, of a contract or of Jira. */
export const replaceInJson = (json: string, replace: ReplaceText): string => {
  const before: unknown = JSON.parse(json);
  const after = JSON.stringify(walked(before, replace));
  // As it was written, where nothing in it tells of the person.
  return after === JSON.stringify(before) ? json : after;
};

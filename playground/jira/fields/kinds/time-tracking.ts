import { isObject, objectOf, type Json, type JsonObject } from '../../json';
import { FieldFault, type FieldKind } from '../kind';

const UNITS = [
  ['w', 5 * 8 * 3600],
  ['d', 8 * 3600],
  ['h', 3600],
  ['m', 60],
] as const;

/** `1d 4h` -> seconds, with Jira's working week of five days of eight hours. A bare number counts minutes. */
export function secondsOf(text: string): number {
  const parts = text.trim().split(/\s+/);
  return parts.reduce((sum, part) => {
    const match = /^(\d+(?:\.\d+)?)([wdhm]?)$/.exec(part);
    if (!match) throw new FieldFault(`'${text}' is not a valid duration. The format is: 1w 2d 3h 4m`);
    const unit = UNITS.find(([letter]) => letter === (match[2] || 'm'))?.[1] ?? 60;
    return sum + Number(match[1]) * unit;
  }, 0);
}

export function durationOf(seconds: number): string {
  let rest = Math.floor(seconds / 60) * 60;
  const parts = UNITS.flatMap(([letter, unit]) => {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    return count > 0 ? [`${count}${letter}`] : [];
  });
  return parts.join(' ') || '0m';
}

const seconds = (json: Json | undefined): number | null => {
  if (json === undefined || json === null || json === '') return null;
  if (typeof json === 'number') return json;
  if (typeof json !== 'string') throw new FieldFault('Operation value must be a string');
  return secondsOf(json);
};

/** Stored as `{original?, remaining?, spent?}` in seconds. Giving one estimate only sets both, as Jira does. */
export const timeTracking: FieldKind = {
  schema: { type: 'timetracking' },
  verbs: ['set', 'edit'],
  empty: {},
  write(json, at) {
    if (!isObject(json)) throw new FieldFault('expected Object');
    const spent = objectOf(at.issue?.fields.timetracking).spent ?? null;
    const original = seconds(json.originalEstimate);
    const remaining = seconds(json.remainingEstimate) ?? original;
    return stored(original ?? (json.originalEstimate === undefined ? remaining : null), remaining, spent);
  },
  edit(before, change, at) {
    const old = objectOf(before);
    const original = change.originalEstimate === undefined ? (old.original ?? null) : seconds(change.originalEstimate);
    const remaining =
      change.remainingEstimate === undefined ? (old.remaining ?? original) : seconds(change.remainingEstimate);
    return stored(original, remaining, objectOf(at.issue?.fields.timetracking).spent ?? null);
  },
  read(value) {
    const { original, remaining, spent } = objectOf(value);
    return {
      ...shown('originalEstimate', original),
      ...shown('remainingEstimate', remaining),
      ...shown('timeSpent', spent),
    };
  },
  text(value) {
    const { original, remaining } = objectOf(value);
    return [original, remaining].map((part) => durationOf(Number(part ?? 0))).join(' / ');
  },
  jqlValues: () => [],
};

function stored(original: Json, remaining: Json, spent: Json): Json {
  const all = { original, remaining, spent };
  const given = Object.entries(all).filter(([, value]) => value !== null);
  return given.length > 0 ? Object.fromEntries(given) : null;
}

function shown(name: string, value: Json | undefined): JsonObject {
  return typeof value === 'number' ? { [name]: durationOf(value), [`${name}Seconds`]: value } : {};
}

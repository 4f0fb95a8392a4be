import { type Fault } from '../../../sync/agreements';
import { pathText } from '../shapes';
import { RULES_MAX, TABLE_MAX } from './half-parts';

/** Rules, their keys and the rows of their tables together: ten times what the largest contract that we know of has. */
export const HALF_VALUES_MAX = 15_000;

type Path = readonly (string | number)[];

interface Spot {
  readonly value: unknown;
  readonly path: Path;
}

const tooMany = (path: Path, most: number): Fault => ({
  path: pathText(path),
  message: 'This is too much.',
  remedy: `At most ${most} entries.`,
});

const tooLarge: Fault = {
  path: '',
  message: `Your side holds more than ${HALF_VALUES_MAX.toLocaleString('en')} values in all its rules and tables.`,
  remedy: 'Use fewer rules or shorter tables, or share the work between two contracts.',
};

const keysOf = (value: unknown): readonly (string | number)[] => {
  if (Array.isArray(value)) return [...value.keys()];
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
};

/**
 * What is wrong with the size of a half, before its rules are looked at: what is said of thousands of entries helps
 * nobody, and costs the process more than one request may. A constant value of a field is Jira's own JSON.
 */
export const sizeFaults = (source: unknown): Fault[] => {
  const faults: Fault[] = [];
  const waiting: Spot[] = [{ value: source, path: [] }];
  let left = HALF_VALUES_MAX;
  for (let spot = waiting.pop(); spot; spot = waiting.pop()) {
    const keys = keysOf(spot.value);
    const parts = spot.value as Readonly<Record<string | number, unknown>>;
    const most = Array.isArray(spot.value) ? RULES_MAX : TABLE_MAX;
    left -= keys.length;
    if (keys.length > most) faults.push(tooMany(spot.path, most));
    else if (left < 0) return faults.length > 0 ? faults : [tooLarge];
    else for (const key of keys) waiting.push({ value: parts[key], path: [...spot.path, key] });
  }
  return faults;
};

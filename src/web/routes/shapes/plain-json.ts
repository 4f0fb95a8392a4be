import { type Fault } from '../../../sync/agreements';
import { pathText } from './path';

const MOST_DEPTH = 40;
/** The largest list that people send is a run over 10,000 pairs, of two keys each. */
const MOST_VALUES = 35_000;

/** Knows the place it stands in, so that a path is only written down where there is a fault. */
interface Spot {
  readonly value: unknown;
  readonly key: string | number | null;
  readonly within: Spot | null;
  readonly depth: number;
}

const pathOf = (spot: Spot): (string | number)[] => {
  const path: (string | number)[] = [];
  for (let at: Spot | null = spot; at !== null && at.key !== null; at = at.within) path.push(at.key);
  return path.reverse();
};

const textTrouble = (value: string): string | null => {
  if (value.includes('\u0000')) return 'The text holds a NUL character.';
  return /\p{Cs}/u.test(value) ? 'The text holds half a character (a lone surrogate).' : null;
};

const trouble = ({ value, key, depth }: Spot): string | null => {
  if (depth > MOST_DEPTH) return `This is nested more than ${MOST_DEPTH} levels deep.`;
  const inKey = typeof key === 'string' ? textTrouble(key) : null;
  return inKey ?? (typeof value === 'string' ? textTrouble(value) : null);
};

type Keys = readonly (string | number)[];

const NONE: Keys = [];

const keysOf = (value: unknown): Keys => {
  if (Array.isArray(value)) return [...value.keys()];
  return typeof value === 'object' && value !== null ? Object.keys(value) : NONE;
};

const inside = (spot: Spot, keys: Keys, waiting: Spot[]): void => {
  const parts = spot.value as Readonly<Record<string | number, unknown>>;
  for (const key of keys) waiting.push({ value: parts[key], key, within: spot, depth: spot.depth + 1 });
};

/** Before anything is said of its parts. */
const tooWide: Fault = {
  path: '',
  message: `The body holds more than ${MOST_VALUES.toLocaleString('en')} values.`,
  remedy: 'Send it in parts.',
};

/**
 * What JSON may carry and a JSON column of Postgres may not (NUL, lone surrogates), and nesting that no honest body has.
 * Walks with a stack of its own, so that depth cannot exhaust the call stack.
 */
export const plainJsonFaults = (body: unknown): Fault[] => {
  const faults: Fault[] = [];
  const waiting: Spot[] = [{ value: body, key: null, within: null, depth: 0 }];
  let left = MOST_VALUES;
  for (let spot = waiting.pop(); spot; spot = waiting.pop()) {
    const keys = keysOf(spot.value);
    left -= keys.length;
    if (left < 0) return [tooWide];
    const message = trouble(spot);
    if (message) faults.push({ path: pathText(pathOf(spot)), message, remedy: 'Remove it.' });
    else inside(spot, keys, waiting);
    if (faults.length >= 100) break;
  }
  return faults;
};

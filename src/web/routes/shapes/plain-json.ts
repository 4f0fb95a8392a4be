import { type Fault } from '../../../sync/agreements';
import { pathText } from './path';

const MOST_DEPTH = 40;

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

const inside = (spot: Spot, waiting: Spot[]): void => {
  const { value, depth } = spot;
  if (typeof value !== 'object' || value === null) return;
  const list = Array.isArray(value) ? (value as unknown[]) : null;
  const put = (key: string | number, item: unknown): void => {
    waiting.push({ value: item, key, within: spot, depth: depth + 1 });
  };
  if (list) list.forEach((item, index) => put(index, item));
  else for (const [key, item] of Object.entries(value)) put(key, item);
};

/**
 * What JSON may carry and a JSON column of Postgres may not (NUL, lone surrogates), and nesting that no honest body has.
 * Walks with a stack of its own, so that depth cannot exhaust the call stack.
 */
export const plainJsonFaults = (body: unknown): Fault[] => {
  const faults: Fault[] = [];
  const waiting: Spot[] = [{ value: body, key: null, within: null, depth: 0 }];
  for (let spot = waiting.pop(); spot; spot = waiting.pop()) {
    const message = trouble(spot);
    if (message) faults.push({ path: pathText(pathOf(spot)), message, remedy: 'Remove it.' });
    else inside(spot, waiting);
    if (faults.length >= 100) break;
  }
  return faults;
};

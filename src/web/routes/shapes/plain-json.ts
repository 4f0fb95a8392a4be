import { type Fault } from '../../../sync/agreements';
import { pathText } from './path';

const MOST_DEPTH = 40;

interface Spot {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
}

const textTrouble = (value: string): string | null => {
  if (value.includes('\u0000')) return 'The text holds a NUL character.';
  return /\p{Cs}/u.test(value) ? 'The text holds half a character (a lone surrogate).' : null;
};

const trouble = ({ value, path }: Spot): string | null => {
  if (path.length > MOST_DEPTH) return `This is nested more than ${MOST_DEPTH} levels deep.`;
  const key = path.at(-1);
  const inKey = typeof key === 'string' ? textTrouble(key) : null;
  return inKey ?? (typeof value === 'string' ? textTrouble(value) : null);
};

const inside = ({ value, path }: Spot): Spot[] => {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return (value as unknown[]).map((item, index) => ({ value: item, path: [...path, index] }));
  return Object.entries(value as Record<string, unknown>).map(([key, item]) => ({ value: item, path: [...path, key] }));
};

/**
 * What JSON may carry and a JSON column of Postgres may not (NUL, lone surrogates), and nesting that no honest body has.
 * Walks with a stack of its own, so that depth cannot exhaust the call stack.
 */
export const plainJsonFaults = (body: unknown): Fault[] => {
  const faults: Fault[] = [];
  const waiting: Spot[] = [{ value: body, path: [] }];
  for (let spot = waiting.pop(); spot; spot = waiting.pop()) {
    const message = trouble(spot);
    if (message) faults.push({ path: pathText(spot.path), message, remedy: 'Remove it.' });
    else waiting.push(...inside(spot));
    if (faults.length >= 100) break;
  }
  return faults;
};

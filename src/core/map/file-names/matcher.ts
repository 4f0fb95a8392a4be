import { foldedSigns } from './fold';

/** Whether any of the patterns takes the whole name. */
export interface Matcher {
  (name: readonly string[]): boolean;
  /** Words of 32 bits that each sign of a name costs. */
  readonly words: number;
}

interface Machine {
  /** Where a pattern begins, ends, or may stay (a `*`), one bit a place. */
  readonly begin: Uint32Array;
  readonly end: Uint32Array;
  readonly stay: Uint32Array;
  /** Sign -> the places that it may step into; `?` steps with any. */
  readonly steps: Map<string, Uint32Array>;
  readonly any: Uint32Array;
}

const set = (bits: Uint32Array, at: number): void => {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
};

/** The signs of a pattern without its stars, and after which of them a star stands (0: before the first). */
function places(pattern: string): { readonly signs: readonly string[]; readonly stars: ReadonlySet<number> } {
  const signs: string[] = [];
  const stars = new Set<number>();
  for (const sign of foldedSigns(pattern)) {
    if (sign === '*') stars.add(signs.length);
    else signs.push(sign);
  }
  return { signs, stars };
}

function build(patterns: readonly string[]): Machine {
  const all = patterns.map(places);
  const bits = all.reduce((sum, { signs }) => sum + signs.length + 1, 0);
  const blank = (): Uint32Array => new Uint32Array((bits + 31) >>> 5);
  const machine: Machine = { begin: blank(), end: blank(), stay: blank(), steps: new Map(), any: blank() };
  let first = 0;
  for (const { signs, stars } of all) {
    set(machine.begin, first);
    for (const star of stars) set(machine.stay, first + star);
    signs.forEach((sign, at) => {
      const into = sign === '?' ? machine.any : (machine.steps.get(sign) ?? blank());
      set(into, first + at + 1);
      if (sign !== '?') machine.steps.set(sign, into);
    });
    first += signs.length + 1;
    set(machine.end, first - 1);
  }
  for (const into of machine.steps.values()) into.forEach((word, at) => (into[at] = word | (machine.any[at] ?? 0)));
  return machine;
}

/**
 * All patterns at once, as one machine whose places are bits (shift-and): each sign of the name moves every place by one
 * shift of the words that hold them. The work is signs of the name × words, whatever the patterns are.
 */
export function matcherOf(patterns: readonly string[]): Matcher {
  const { begin, end, stay, steps, any } = build(patterns);
  const takes = (name: readonly string[]): boolean => {
    const now = begin.slice();
    for (const sign of name) {
      const into = steps.get(sign) ?? any;
      let carry = 0;
      for (let at = 0; at < now.length; at += 1) {
        const word = now[at] ?? 0;
        now[at] = (((word << 1) | carry) & (into[at] ?? 0)) | (word & (stay[at] ?? 0));
        carry = word >>> 31;
      }
    }
    return now.some((word, at) => (word & (end[at] ?? 0)) !== 0);
  };
  return Object.assign(takes, { words: begin.length });
}

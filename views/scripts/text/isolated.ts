/** Letters that run from right to left, and characters that turn the direction of what follows. */
const DIRECTED = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * A name inside a sentence: whatever direction it has or asks for ends with it. Where a name stands alone, `dir="auto"` of
 * its element does the same.
 */
export const isolated = (name: string): string => (DIRECTED.test(name) ? `\u2068${name}\u2069` : name);

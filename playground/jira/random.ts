import { createHash } from 'node:crypto';

/** Replayable randomness: the same seed and the same calls give the same run (mulberry32). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** Begins anew, to replay a run. */
  restart(seed: number): void {
    this.state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  chance(probability: number): boolean {
    return probability >= 1 || this.next() < probability;
  }

  uuid(): string {
    const hex = Array.from({ length: 32 }, () => Math.floor(this.next() * 16).toString(16)).join('');
    return uuidOfHex(hex);
  }
}

const uuidOfHex = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;

/** The same text always gives the same uuid. */
export const uuidOf = (text: string): string => uuidOfHex(createHash('sha256').update(text).digest('hex'));

export const seedOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE(0);

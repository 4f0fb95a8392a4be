export interface Clock {
  now(): number;
}

/** A clock that the control API can move: the base clock plus an offset, or standing still. */
export class SiteClock implements Clock {
  private offsetMs = 0;
  private frozenAt: number | null = null;

  constructor(private readonly base: Clock = { now: () => Date.now() }) {}

  now(): number {
    return this.frozenAt ?? this.base.now() + this.offsetMs;
  }

  iso(): string {
    return new Date(this.now()).toISOString();
  }

  moveTo(at: number): void {
    if (this.frozenAt !== null) this.frozenAt = at;
    else this.offsetMs = at - this.base.now();
  }

  freeze(at: number): void {
    this.frozenAt = at;
  }

  /** Runs again from the base clock, without offset. */
  reset(): void {
    this.frozenAt = null;
    this.offsetMs = 0;
  }
}

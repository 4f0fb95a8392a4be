export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads typed values and keeps every fault instead of stopping at the first. */
export class EnvReader {
  readonly faults: string[] = [];

  constructor(private readonly env: Environment) {}

  fault(message: string): void {
    this.faults.push(message);
  }

  /** Throws ONE error that lists every fault. */
  check(): void {
    if (this.faults.length === 0) return;
    throw new Error(`The environment does not fit:\n${this.faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }

  text(name: string): string | null {
    const value = this.env[name]?.trim();
    return value === undefined || value === '' ? null : value;
  }

  whole(name: string, fallback: number, min: number, max: number): number {
    const text = this.text(name);
    if (text === null) return fallback;
    const value = Number(text);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    this.fault(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
    return fallback;
  }

  oneOf<T extends string>(name: string, fallback: T, choices: readonly T[]): T {
    const text = this.text(name);
    if (text === null) return fallback;
    const found = choices.find((choice) => choice === text);
    if (found !== undefined) return found;
    this.fault(`${name} must be one of ${choices.join(', ')}, not "${text}".`);
    return fallback;
  }

  list(name: string, fallback: readonly string[], isGood: (item: string) => boolean, like: string): readonly string[] {
    const text = this.text(name);
    if (text === null) return fallback;
    const items = text.split(',').flatMap((item) => (item.trim() === '' ? [] : [item.trim()]));
    for (const item of items) if (!isGood(item)) this.fault(`${name}: "${item}" is not like ${like}.`);
    return items;
  }

  /** Without a trailing slash. In production https only. */
  url(name: string, value: string, production: boolean): string {
    const parsed = URL.canParse(value) ? new URL(value) : null;
    if (!parsed || !['http:', 'https:'].includes(parsed.protocol))
      this.fault(`${name} must be a web address, not "${value}".`);
    else if (production && parsed.protocol !== 'https:')
      this.fault(`${name} must be https in production, not "${value}".`);
    return value.replace(/\/+$/, '');
  }
}

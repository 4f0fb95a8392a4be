import { type Rate } from './buckets';

/** What is limited, as `ACCORD_LIMITS` writes it: so many in a second, minute or hour, and so many at once. */
const DEFAULTS = {
  /** Every call of one person, and of all people of a site together. */
  caller: '20/s:60',
  site: '100/s:300',
  /** Calls that ask Jira for something: previews, metadata, checks; the panels of issues by person only. */
  asking: '5/s:40',
  'site-asking': '20/s:100',
  /** Of one side of a contract. */
  forecasts: '60/h:20',
  /** Of a site. */
  runs: '30/h:10',
  matching: '30/m:20',
  making: '120/h:60',
  invitations: '60/h:20',
  codes: '30/m:30',
} as const;

export type LimitName = keyof typeof DEFAULTS;
export type ApiLimits = Readonly<Record<LimitName, Rate>>;

export const LIMIT_NAMES = Object.keys(DEFAULTS) as readonly LimitName[];

const RATE = /^(\d{1,6})\/([smh]):(\d{1,6})$/;
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600 };

/** `20/s:60`; null for what is none. Nothing may be shut off by a zero. */
const parseRate = (text: string): Rate | null => {
  const [, many = '', unit = '', atOnce = ''] = RATE.exec(text) ?? [];
  const rate = { perSecond: Number(many) / (SECONDS[unit] ?? 1), atOnce: Number(atOnce) };
  return rate.perSecond > 0 && rate.atOnce > 0 ? rate : null;
};

const split = (entry: string): readonly [name: LimitName | undefined, rate: Rate | null] => {
  const [name, text = ''] = entry.split('=');
  return [LIMIT_NAMES.find((each) => each === name), parseRate(text)];
};

export const isLimit = (entry: string): boolean => {
  const [name, rate] = split(entry);
  return name !== undefined && rate !== null;
};

/** The defaults with what is said in `given` (`caller=20/s:60`) in their place. */
export const apiLimits = (given: readonly string[]): ApiLimits => {
  const all = [...Object.entries(DEFAULTS).map(([name, text]) => `${name}=${text}`), ...given];
  const rates = all.map(split).flatMap(([name, rate]) => (name && rate ? [[name, rate] as const] : []));
  return Object.freeze(Object.fromEntries(rates)) as ApiLimits;
};

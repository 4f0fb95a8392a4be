import { timeZone } from '../host/host';
import { locale, text } from '../text';

let zone: string | undefined;
/** Asked once before the first page is shown. */
export const loadTimeZone = async (): Promise<void> => {
  const told = await timeZone();
  try {
    new Intl.DateTimeFormat(locale, { timeZone: told });
    zone = told;
  } catch {
    zone = undefined;
  }
};

/** The zone that times are shown in. */
export const personZone = (): string => zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Full date and time in the person's zone. */
export const formatTime = (iso: string): string =>
  new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(zone ? { timeZone: zone } : {}),
  }).format(new Date(iso));

const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

const relative = (iso: string): string => {
  const seconds = Math.round((Date.parse(iso) - Date.now()) / 1000);
  if (Math.abs(seconds) < 60) return text.common.justNow;
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? STEPS[2];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
};

/** "5 minutes ago" with the full moment as its title; `full` shows the moment itself. */
export const Time = ({ at, full }: { at: string; full?: boolean }) => (
  <time dateTime={at} title={formatTime(at)}>
    {full ? formatTime(at) : relative(at)}
  </time>
);

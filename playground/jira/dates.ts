/** Jira's form of a moment: `2026-11-24T10:15:30.000+0100`, in the zone of the reader (here: of the site). */
export function jiraTime(at: number, timeZone: string): string {
  const offset = offsetMinutes(at, timeZone);
  const local = new Date(at + offset * 60_000).toISOString().slice(0, 23);
  const sign = offset < 0 ? '-' : '+';
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${local}${sign}${two(hours)}${two(minutes)}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes that the zone is ahead of UTC at that moment. */
export function offsetMinutes(at: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset', hour12: false });
    formats.set(timeZone, format);
  }
  const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT([+-])(\d\d):?(\d\d)?/.exec(name);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0));
}

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/;

/** Epoch milliseconds of a date-time as Jira takes it (`+0100`, `+01:00`, `Z`); null for anything else. */
export function parseTime(text: string, timeZone = 'UTC'): number | null {
  if (!DATE_TIME.test(text)) return null;
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(text);
  const at = Date.parse(zoned ? text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2') : `${text}Z`);
  if (Number.isNaN(at)) return null;
  return zoned ? at : at - offsetMinutes(at, timeZone) * 60_000;
}

/** `2026-02-30` is no date. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Start of the local day that holds this moment. */
export function startOfDay(at: number, timeZone: string): number {
  const offset = offsetMinutes(at, timeZone) * 60_000;
  return Math.floor((at + offset) / 86_400_000) * 86_400_000 - offset;
}

/** The local date that holds this moment, as midnight UTC: how dates without a time are compared. */
export const dayOf = (at: number, timeZone: string): number => {
  const start = startOfDay(at, timeZone);
  return start + offsetMinutes(start, timeZone) * 60_000;
};

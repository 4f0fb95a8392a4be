const HOUR = 3600;
const MINUTE = 60;
/** What is longer is no duration; the pattern would try each way to part its blanks. */
const LONGEST = 60;

/** Seconds -> `3h 20m`, to the minute. */
export function formatDuration(seconds: number): string {
  const minutes = Math.round(seconds / MINUTE);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [...(hours > 0 ? [`${hours}h`] : []), ...(rest > 0 || hours === 0 ? [`${rest}m`] : [])];
  return parts.join(' ');
}

/** `3h 20m`, `90m`, `1.5h` -> seconds. Days and weeks are refused: their length differs from site to site. */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return null;
  const parts = /^(?:(\d+(?:\.\d+)?)\s*h)?\s*(?:(\d+(?:\.\d+)?)\s*m)?$/i.exec(trimmed);
  const [, hours, minutes] = parts ?? [];
  if (hours === undefined && minutes === undefined) return null;
  return Math.round(Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE);
}
